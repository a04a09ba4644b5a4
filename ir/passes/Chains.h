// Which ops form a chain: the finding half of fuse-streams.
#pragma once

#include "ir/passes/StreamLoops.h"

#include <optional>

namespace aslc::ir {

/// A chain: what is absorbed, and where it ends.
struct Chain {
  mlir::Operation *sink;
  AbsorbedOps absorbed;
};

/// The chain that ends in this op, if that is worth a loop of its own.
std::optional<Chain> findChain(mlir::Operation *op);

bool drawsRandom(mlir::Operation *op);
/// Whether running it once more, or in part, makes no difference but time.
bool repeats(mlir::Operation *root, bool functionsRepeat);

} // namespace aslc::ir
