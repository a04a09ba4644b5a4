// How often each way of a branch was taken, as a profile tells. It is metadata of the branch's location: rewriting makes branches anew and
// drops their attributes, but their places it keeps.
#pragma once

#include "mlir/IR/Location.h"
#include "mlir/IR/Operation.h"
#include "llvm/ADT/ArrayRef.h"

namespace aslc::ir::flow {

/// A place with a count for each successor of the branch there: of a cf.cond_br true and false, of a cf.switch the default first. Counts
/// that are all 0 tell nothing.
mlir::Location withCounts(mlir::Location place, llvm::ArrayRef<uint64_t> counts);
/// The place alone, for ops that are made of a branch and are none of its kind.
mlir::Location withoutCounts(mlir::Location place);
/// The counts of a branch, scaled to 31 bits; none if they are not known.
llvm::ArrayRef<int32_t> countsOf(mlir::Operation *branch);

} // namespace aslc::ir::flow
