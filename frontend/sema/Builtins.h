// The table of built-in functions (runtime/abi/Builtins.def) as the checks ask for it, with signatures taken apart.
#pragma once

#include "runtime/abi/Dialect.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"

#include <cstdint>
#include <string>

namespace aslc::sema {

/// Types of values, as bits.
using TypeMask = uint8_t;
enum Type : TypeMask {
  StringType = 1 << 0,
  NumberType = 1 << 1,
  BooleanType = 1 << 2,
  NullType = 1 << 3,
  ArrayType = 1 << 4,
  ObjectType = 1 << 5,
  FunctionType = 1 << 6,
};
constexpr TypeMask anyType = 0x7F;
/// "a string", "a string or a function".
std::string describe(TypeMask types);

struct Parameter {
  TypeMask types = 0;    // what an argument may be, besides undefined
  bool optional = false; // ?
  bool context = false;  // -: the context value if it is left out
  bool repeated = false; // +
};

struct Builtin {
  llvm::StringRef name;
  llvm::SmallVector<Parameter, 4> parameters;
  aslrt::Origin origin;

  /// Least number of arguments, where a context value can stand for one and where there is none.
  size_t minimum(bool hasContext) const;
  /// SIZE_MAX if one parameter may be repeated.
  size_t maximum() const;
};

/// The built-in of that name (without `$`) that the dialect has, or null.
const Builtin *findBuiltin(llvm::StringRef name, aslrt::Dialect dialect);
/// Names of all that the dialect has.
llvm::SmallVector<llvm::StringRef> builtinNames(aslrt::Dialect dialect);

} // namespace aslc::sema
