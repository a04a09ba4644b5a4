// Which ops form a chain: the finding half of fuse-streams.
#pragma once

#include "ir/flow/Flow.h"
#include "ir/passes/StreamLoops.h"

#include <optional>

namespace aslc::ir {

/// A chain: what is absorbed, and where it ends; and where it goes from one expression of a machine to another, in order.
struct Chain {
  mlir::Operation *sink;
  AbsorbedOps absorbed;
  llvm::SmallVector<flow::RequireOp, 2> borders;
};

/// The chain that ends in this op, if that is worth a loop of its own. `overBorders`: it may begin in an earlier state.
std::optional<Chain> findChain(mlir::Operation *op, bool overBorders);

bool drawsRandom(mlir::Operation *op);
/// Whether running it once more, or in part, makes no difference but time.
bool repeats(mlir::Operation *root, bool functionsRepeat);

} // namespace aslc::ir
