// What the files of lower-jsonata share.
#pragma once

#include "ir/passes/Passes.h"

#include "mlir/IR/PatternMatch.h"

namespace aslc::ir {

/// A json.call of an entry point; its result, if it has one.
mlir::Value call(mlir::OpBuilder &builder, mlir::Location loc, llvm::StringRef entry, mlir::ValueRange operands,
                 llvm::ArrayRef<uint32_t> immediates = {});
/// An empty builder.
mlir::Value newBuilder(mlir::OpBuilder &builder, mlir::Location loc);

/// The patterns of the ops over rows.
void populateTupleLowering(mlir::RewritePatternSet &patterns);

} // namespace aslc::ir
