// An argument of a block that gets the same value on every way is that value. States that pass on their input vanish from its way, so
// that a member of it is looked up once in a whole chain of states (cse):
//
//     cf.br ^next(%input)                      cf.br ^next
//   ^other: cf.br ^next(%input)        =>    ^other: cf.br ^next
//   ^next(%in):                              ^next:
//     %1 = json.fields %in ["id"]              %1 = json.fields %input ["id"]
//
// Also round loops: what a loop hands to itself is no other value. Found by assuming that arguments which are not reached yet are
// whatever the others say, until nothing changes.
//
// Sound because the value is defined where each of the ways begins, thus before the block. Left alone: results of tasks, which no branch
// hands over.

#include "ir/passes/Edges.h"
#include "ir/passes/Passes.h"
#include "ir/passes/Remarks.h"

#include "llvm/ADT/MapVector.h"

namespace aslc::ir {
#define GEN_PASS_DEF_FORWARDARGUMENTS
#include "ir/passes/Passes.h.inc"
} // namespace aslc::ir

using namespace mlir;
using namespace aslc;
using namespace aslc::ir;

namespace {

constexpr unsigned mostRounds = 32; // until nothing changes; what needs more is left alone

struct ForwardArguments : ir::impl::ForwardArgumentsBase<ForwardArguments> {
  void runOnOperation() override;

private:
  Value current(Value value) const;
  Value incoming(BlockArgument argument, llvm::MutableArrayRef<Edge> edges) const;
  bool settle();
  void replace(Block &block);

  llvm::DenseMap<Value, Value> known; // by argument: the value that it is, or itself; not reached yet: absent
};

/// What a value is known to be; null if that is not known yet.
Value ForwardArguments::current(Value value) const {
  auto argument = dyn_cast<BlockArgument>(value);
  return !argument || argument.getOwner()->isEntryBlock() ? value : known.lookup(value);
}

/// What all ways hand over; the argument itself if they differ; null if none is known yet.
Value ForwardArguments::incoming(BlockArgument argument, llvm::MutableArrayRef<Edge> edges) const {
  Value all;
  for (Edge &edge : edges) {
    SuccessorOperands operands = edge.operands();
    if (operands.isOperandProduced(argument.getArgNumber()))
      return argument;
    Value value = current(operands[argument.getArgNumber()]);
    if (!value || value == argument)
      continue;
    if (all && all != value)
      return argument;
    all = value;
  }
  return all;
}

/// Whether it ended.
bool ForwardArguments::settle() {
  for (unsigned round = 0; round < mostRounds; ++round) {
    bool changed = false;
    for (Block &block : llvm::drop_begin(getOperation().getBody())) {
      auto edges = edgesTo(block);
      for (BlockArgument argument : block.getArguments()) {
        Value &is = known[argument];
        if (is == argument)
          continue;
        Value now = edges ? incoming(argument, *edges) : argument;
        changed |= now != is;
        is = now;
      }
    }
    if (!changed)
      return true;
  }
  return false;
}

void ForwardArguments::replace(Block &block) {
  llvm::BitVector same(block.getNumArguments());
  for (BlockArgument argument : block.getArguments())
    if (Value is = known.lookup(argument); is && is != argument) {
      argument.replaceAllUsesWith(is);
      same.set(argument.getArgNumber());
    }
  count(getOperation(), getArgument(), same.count());
  dropOperands(block, same);
  block.eraseArguments(same);
}

void ForwardArguments::runOnOperation() {
  known.clear();
  if (!settle())
    return;
  for (Block &block : llvm::drop_begin(getOperation().getBody()))
    replace(block);
}

} // namespace
