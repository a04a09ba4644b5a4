// Values that are written in a definition or expression.
#pragma once

#include "mlir/IR/Builders.h"

namespace aslc::lower {

/// The value that a JSON text of the definition stands for. Numbers that would print otherwise keep their text.
mlir::Value literalOf(mlir::OpBuilder &builder, mlir::Location loc, llvm::StringRef text);

/// A regular expression that sema has read without fault, as a function value. `position`: in the expression, for messages.
mlir::Value regexOf(mlir::OpBuilder &builder, mlir::Location loc, llvm::StringRef pattern, llvm::StringRef flags, uint32_t position);

} // namespace aslc::lower
