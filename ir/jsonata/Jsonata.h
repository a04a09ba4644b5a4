// The jsonata dialect in C++.
#pragma once

#include "ir/json/Json.h"
#include "mlir/Dialect/SCF/IR/SCF.h"

#include "ir/jsonata/JsonataEnums.h.inc"

#include "ir/jsonata/JsonataDialect.h.inc"

#define GET_OP_CLASSES
#include "ir/jsonata/JsonataOps.h.inc"

namespace aslc::ir::jsonata {

/// The dialect of the expressions of a module is a named attribute of it: "aws" (also if there is none) or "jsonata".
aslrt::Dialect dialectOf(mlir::ModuleOp module);
void setDialect(mlir::ModuleOp module, aslrt::Dialect dialect);

/// Of a part of a function's body that was copied to where the function is called: makes calls in its end ordinary ones, unless the
/// call itself is `inTail`.
void endTailCalls(mlir::Operation *op, bool inTail);

/// Of a call of $sort, with one argument or by a comparison of keys: what `keep` is of jsonata.sort.
inline constexpr llvm::StringLiteral keepAttribute = "jsonata.keep";

/// The row of the built-in that an op calls, or makes a value of; null for other ops.
const BuiltinRow *builtinOf(mlir::Operation *op);

/// The function that a call of $map, $filter, $reduce or $sort is given, if its body can stand in a loop; null otherwise. At most
/// `parameters` of its arguments are used.
LambdaOp inlinableCallback(CallOp call, unsigned parameters);

} // namespace aslc::ir::jsonata
