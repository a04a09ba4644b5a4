// What passes tell of what they did: how often, and in terms of the definition (`aslc compile --pass-statistics`, `--remarks`).
#pragma once

#include "mlir/IR/Operation.h"
#include "llvm/ADT/Twine.h"

#include <map>
#include <string>

namespace aslc::ir {

/// Makes the passes that run in a context say what they do, by remarks: diagnostics of MLIR, which end in " [name-of-pass]".
void enableRemarks(mlir::MLIRContext &context);
/// Whether they shall.
bool wantsRemarks(mlir::MLIRContext &context);
/// Says what `pass` did to an op, or could not do, if remarks are wanted.
void remark(mlir::Operation *op, llvm::StringRef pass, const llvm::Twine &text);

/// Counts what `pass` found to do. LLVM's own statistics are no part of a release build.
void count(mlir::Operation *op, llvm::StringRef pass, unsigned times);
/// What was counted, by pass.
const std::map<std::string, unsigned> &counts(mlir::MLIRContext &context);

} // namespace aslc::ir
