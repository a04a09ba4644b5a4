// The json dialect in C++.
#pragma once

#include "mlir/Bytecode/BytecodeOpInterface.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/Dialect.h"
#include "mlir/IR/OpDefinition.h"
#include "mlir/IR/OpImplementation.h"
#include "mlir/IR/SymbolTable.h"
#include "mlir/Interfaces/ControlFlowInterfaces.h"
#include "mlir/Interfaces/InferTypeOpInterface.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

#include "ir/json/RuntimeCall.h.inc"

#include "ir/json/JsonDialect.h.inc"

#define GET_TYPEDEF_CLASSES
#include "ir/json/JsonTypes.h.inc"

#define GET_ATTRDEF_CLASSES
#include "ir/json/JsonAttributes.h.inc"

#define GET_OP_CLASSES
#include "ir/json/JsonOps.h.inc"

#include "runtime/abi/Dialect.h"

#include <optional>
#include <string>

namespace aslc::ir {

namespace json {
/// Of an op that may fail on its slow path only, which notes first that this expression is evaluated: a json.along, or a call that computes with
/// doubles.
inline constexpr llvm::StringLiteral expressionAttribute = "expression";

/// JSONata's effective boolean value of the attribute of a json.constant.
bool truthyConstant(mlir::Attribute value);

/// The value that an object is made with under this name. Null: none, or it stands twice.
mlir::Value memberOf(ObjectOp object, mlir::StringAttr name);

/// Whether an object of these keys has its members as they stand there: they differ, and none may be an index, whose place is the
/// dialect's.
bool hasPlainKeys(mlir::ArrayAttr keys);

/// The value that a JSON text of the definition stands for. Numbers that would print otherwise keep their text.
mlir::Value literalOf(mlir::OpBuilder &builder, mlir::Location loc, llvm::StringRef text);
/// The members of a literal and their texts; nothing if it is no object.
std::optional<llvm::SmallVector<std::pair<mlir::StringAttr, llvm::StringRef>>> membersOf(LiteralOp literal);
/// The text that literalOf makes a constant of; nothing if it is none, or has none.
std::optional<std::string> textOf(mlir::Value value);
/// That of an object of constants.
std::optional<std::string> textOf(ObjectOp object);
} // namespace json

/// A row of runtime/abi/EntryPoints.def.
struct EntryPoint {
  llvm::StringRef name;   // without aslrt_
  llvm::StringRef type;   // "V(CVVI)"
  unsigned traits;
  enum Trait : unsigned { None = 0, Pure = 1, Limitless = 2, Brief = 4 };
  char result() const { return type.front(); }
  llvm::StringRef parameters() const { return type.drop_front(2).drop_back(); }
};
/// The row of that name, or null.
const EntryPoint *findEntryPoint(llvm::StringRef name);
/// Whether the entry point of that name has a trait.
bool entryHas(llvm::StringRef entry, EntryPoint::Trait trait);

/// A row of runtime/abi/Builtins.def, as far as the compiler reads it.
struct BuiltinRow {
  llvm::StringRef id;        // symbols are aslrt_fn_<id> and aslrt_builtin_<id>
  llvm::StringRef name;      // without $
  llvm::StringRef signature;
  enum Kind { Pure, Raises, Calls, Clock, Random } effects;
  aslrt::Origin origin;
  /// The letter of what it gives in the signature, `s` of <s-:s>; 0 if that is none of a scalar's.
  char scalarResult() const {
    llvm::StringRef result = signature.rsplit(':').second;
    return result == "s>" || result == "n>" || result == "b>" ? result[0] : 0;
  }
};
/// The row of that name, or null.
const BuiltinRow *findBuiltin(llvm::StringRef name);

} // namespace aslc::ir
