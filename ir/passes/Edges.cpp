#include "ir/passes/Edges.h"

using namespace mlir;
using namespace aslc;
using namespace aslc::ir;

std::optional<llvm::SmallVector<Edge>> ir::edgesTo(Block &block) {
  llvm::SmallVector<Edge> edges;
  for (auto each = block.pred_begin(); each != block.pred_end(); ++each) {
    auto branch = dyn_cast<BranchOpInterface>((*each)->getTerminator());
    if (!branch)
      return std::nullopt;
    edges.push_back({branch, each.getSuccessorIndex()});
  }
  return edges;
}

bool ir::settles(Region &body, llvm::function_ref<bool(BlockArgument)> findsNew, llvm::function_ref<bool(Operation &)> findsNewOf) {
  constexpr unsigned mostRounds = 32;
  bool changed = true;
  for (unsigned round = 0; changed && round < mostRounds; ++round) {
    changed = false;
    for (Block &block : body) {
      for (BlockArgument argument : block.getArguments())
        changed |= findsNew(argument);
      for (Operation &op : block)
        changed |= findsNewOf(op);
    }
  }
  return !changed;
}

void ir::dropOperands(Block &block, const llvm::BitVector &arguments) {
  auto edges = edgesTo(block);
  for (Edge &edge : *edges)
    for (int i = arguments.find_last(); i >= 0; i = arguments.find_prev(i))
      edge.operands().erase(i);
}
