// Functions as people and tools are told of them: the rows of runtime/abi/Builtins.def and Intrinsics.def with what BuiltinPages.def and
// IntrinsicPages.def add.
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

/// A built-in function of JSONata, or an intrinsic function of JSONPath states: these have no signature, effects, dialects and errors.
struct BuiltinInfo {
  llvm::StringRef name, signature, effects, doc;
  aslrt::Origin origin;
  std::vector<BuiltinParameter> parameters;
  std::string result; // its type; empty if the signature gives none
  std::vector<llvm::StringRef> errors;
  llvm::StringRef example, exampleResult;
  llvm::StringRef exampleInput = ""; // of an intrinsic function, which paths of the example name

  bool isIntrinsic() const { return signature.empty(); }
  /// "$substring(text?, start, length?)", "States.MathRandom(start, end, seed?)"
  std::string call() const;
};

/// All that are executed, in the order of the table.
llvm::ArrayRef<BuiltinInfo> builtinInfos();
llvm::ArrayRef<BuiltinInfo> intrinsicInfos();

} // namespace aslc
