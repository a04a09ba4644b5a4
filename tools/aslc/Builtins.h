// Built-in functions as people and tools are told of them: the rows of runtime/abi/Builtins.def with what BuiltinPages.def adds.
#pragma once

#include "runtime/abi/Dialect.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include <string>
#include <vector>

namespace aslc {

struct BuiltinParameter {
  std::string name;
  std::string type; // "string", "array of numbers"
  bool optional = false, context = false, repeated = false;
};

struct BuiltinInfo {
  llvm::StringRef name, signature, effects, doc;
  aslrt::Origin origin;
  std::vector<BuiltinParameter> parameters;
  std::string result; // its type; empty if the signature gives none
  std::vector<llvm::StringRef> errors;
  llvm::StringRef example, exampleResult;

  /// "$substring(text?, start, length?)"
  std::string call() const;
};

/// All that are executed, in the order of the table.
llvm::ArrayRef<BuiltinInfo> builtinInfos();

} // namespace aslc
