// Regular expressions that are written in an expression.
#pragma once

#include "mlir/IR/Builders.h"

namespace aslc::lower {

/// A regular expression that sema has read without fault, as a function value. `position`: in the expression, for messages.
mlir::Value regexOf(mlir::OpBuilder &builder, mlir::Location loc, llvm::StringRef pattern, llvm::StringRef flags, uint32_t position);

} // namespace aslc::lower
