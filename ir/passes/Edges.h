// The ways from block to block of a machine, and the values that go along them.
#pragma once

#include "mlir/Interfaces/ControlFlowInterfaces.h"
#include "llvm/ADT/BitVector.h"

#include <optional>

namespace aslc::ir {

/// The way from one block to an argument of another.
struct Edge {
  mlir::BranchOpInterface branch;
  unsigned successor = 0;

  mlir::SuccessorOperands operands() { return branch.getSuccessorOperands(successor); }
};

/// The ways to a block; nothing if one of them is no branch that hands over values.
std::optional<llvm::SmallVector<Edge>> edgesTo(mlir::Block &block);

/// Looks at the arguments and ops of a region's blocks again and again, until nothing is new: what is found of them flows round loops.
/// False if something still is after many rounds.
bool settles(mlir::Region &body, llvm::function_ref<bool(mlir::BlockArgument)> findsNew,
             llvm::function_ref<bool(mlir::Operation &)> findsNewOf);

/// Drops what the ways to a block hand over for these arguments, which are to be erased then. All ways are branches.
void dropOperands(mlir::Block &block, const llvm::BitVector &arguments);

/// The chain of blocks that ask one test after the other, each where the one before has failed: `linkOf` tells the test of a block, a struct
/// with the `branch` by it, or nothing; `continues` whether a link goes on with what the first asks. Only the first has other ways to it.
template <typename Link>
llvm::SmallVector<Link> chainOf(mlir::Block &first, llvm::function_ref<bool(mlir::Block *)> isTaken,
                                llvm::function_ref<std::optional<Link>(mlir::Block &)> linkOf,
                                llvm::function_ref<bool(Link &, Link &)> continues) {
  llvm::SmallVector<Link> chain;
  std::optional<Link> link = linkOf(first);
  for (mlir::Block *at = &first; link;) {
    chain.push_back(*link);
    mlir::Block *next = link->branch.getFalseDest();
    link = next->getSinglePredecessor() == at && !isTaken(next) && next != &first ? linkOf(*next) : std::nullopt;
    if (link && !continues(chain.front(), *link))
      link.reset();
    at = next;
  }
  return chain;
}

} // namespace aslc::ir
