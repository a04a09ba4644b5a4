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

/// Drops what the ways to a block hand over for these arguments, which are to be erased then. All ways are branches.
void dropOperands(mlir::Block &block, const llvm::BitVector &arguments);

} // namespace aslc::ir
