// A choice whose outcome is known on one of the ways to it is not asked on that way:
//
//     ^web:  cf.br ^route(%web)                            ^web:  (route's ops with %web for %lane) cf.br ^fast
//     ^mail: cf.br ^route(%x)                              ^mail: cf.br ^route(%x)
//   ^route(%lane):                                  =>   ^route(%lane):
//     flow.enter "Route" Choice                            flow.enter "Route" Choice
//     cf.switch (match_text %lane ["web"]) ...             cf.switch (match_text %lane ["web"]) ...
//
// The ops of the block are cloned for that way and folded with what it hands over. What the block makes and others use has two makers
// then: it goes through a slot, which promote-slots makes a value again.
//
// Sound because the clone does what the block does, of which the branch is known. Left alone: blocks of many ops, that branch to
// themselves, or make anything but values that others use; observed machines.

#include "ir/passes/Edges.h"
#include "ir/passes/Passes.h"
#include "ir/passes/Remarks.h"

#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/IR/Matchers.h"
#include "mlir/Transforms/RegionUtils.h"

namespace aslc::ir {
#define GEN_PASS_DEF_THREADCHOICES
#include "ir/passes/Passes.h.inc"
} // namespace aslc::ir

using namespace mlir;
using namespace aslc;
using namespace aslc::ir;

namespace {

constexpr unsigned mostOps = 24;    // of a block that is cloned
constexpr unsigned mostRounds = 3;  // a way may go through several choices
constexpr unsigned mostClones = 64; // of all blocks: code grows no more than that

/// Whether a value is used outside of the block that makes it.
bool escapes(Value value) {
  Block *home = value.getParentBlock();
  return llvm::any_of(value.getUses(),
                      [&](OpOperand &use) { return home->getParent()->findAncestorBlockInRegion(*use.getOwner()->getBlock()) != home; });
}

class Threader {
public:
  Threader(Region &body, llvm::StringRef pass) : body(body), pass(pass), builder(body.getContext()) {}

  /// How many ways need not ask.
  unsigned run() {
    unsigned threaded = 0;
    llvm::SmallVector<Block *> blocks;
    for (Block &block : llvm::drop_begin(body))
      blocks.push_back(&block);
    for (Block *block : blocks)
      if (mayThread(*block))
        threaded += thread(*block);
    return threaded;
  }

private:
  static bool mayThread(Block &block) {
    Operation *end = block.getTerminator();
    if (!isa<cf::CondBranchOp, cf::SwitchOp>(end) || block.getNumArguments() == 0 || llvm::is_contained(end->getSuccessors(), &block))
      return false;
    unsigned ops = 0;
    bool movable = true;
    auto look = [&](Value value) { movable &= isa<json::ValueType>(value.getType()) || !escapes(value); };
    llvm::for_each(block.getArguments(), look);
    block.walk([&](Operation *op) { ++ops; });
    for (Operation &op : block)
      llvm::for_each(op.getResults(), look);
    return movable && ops <= mostOps;
  }

  unsigned thread(Block &block) {
    auto edges = edgesTo(block);
    if (!edges || edges->size() < 2)
      return 0;
    unsigned threaded = 0;
    for (Edge &edge : *edges)
      if (clones < mostClones)
        threaded += thread(block, edge);
    return threaded;
  }

  /// Clones the block for one way, and keeps that if its branch is decided.
  bool thread(Block &block, Edge edge) {
    SuccessorOperands operands = edge.operands();
    IRMapping map;
    bool isConstant = false;
    for (BlockArgument argument : block.getArguments()) {
      if (operands.isOperandProduced(argument.getArgNumber()))
        return false;
      Value given = operands[argument.getArgNumber()];
      isConstant |=
          given.getDefiningOp() && (matchPattern(given, m_Constant()) || isa<json::UndefinedOp, json::NumberOp>(given.getDefiningOp()));
      map.map(argument, given);
    }
    if (!isConstant)
      return false;
    Block *clone = builder.createBlock(&body, std::next(Region::iterator(edge.branch->getBlock())));
    for (Operation &op : block.without_terminator())
      cloneFolded(op, map);
    Block *target = nullptr;
    llvm::SmallVector<Value> handed;
    if (!decide(block.getTerminator(), map, target, handed)) {
      clone->erase();
      return false;
    }
    builder.create<cf::BranchOp>(block.getTerminator()->getLoc(), target, handed);
    share(block, map);
    edge.branch->setSuccessor(clone, edge.successor);
    operands = edge.operands();
    operands.getMutableForwardedOperands().clear();
    remark(block.getTerminator(), pass, "this choice is not asked on the way from where its outcome is known");
    ++clones;
    return true;
  }

  void cloneFolded(Operation &op, IRMapping &map) {
    Operation *copy = builder.clone(op, map);
    llvm::SmallVector<OpFoldResult> results;
    if (copy->getNumResults() != 1 || failed(copy->fold(results)) || results.empty())
      return;
    Value value = dyn_cast<Value>(results[0]);
    if (auto constant = dyn_cast<Attribute>(results[0])) {
      Operation *made = op.getDialect()->materializeConstant(builder, constant, op.getResult(0).getType(), op.getLoc());
      value = made ? made->getResult(0) : Value();
    }
    if (!value)
      return;
    map.map(op.getResult(0), value);
    copy->erase();
  }

  static bool decide(Operation *end, IRMapping &map, Block *&target, llvm::SmallVectorImpl<Value> &handed) {
    IntegerAttr known;
    if (!matchPattern(map.lookupOrDefault(end->getOperand(0)), m_Constant(&known)))
      return false;
    auto branch = cast<BranchOpInterface>(end);
    unsigned successor = 0;
    if (isa<cf::CondBranchOp>(end)) {
      successor = known.getValue().isZero() ? 1 : 0;
    } else if (auto cases = cast<cf::SwitchOp>(end).getCaseValues()) {
      for (auto [i, value] : llvm::enumerate(cases->getValues<APInt>()))
        if (value == known.getValue())
          successor = i + 1; // the default comes first
    }
    target = end->getSuccessor(successor);
    for (Value value : branch.getSuccessorOperands(successor).getForwardedOperands())
      handed.push_back(map.lookupOrDefault(value));
    return true;
  }

  /// What others use of the block goes through slots, which the block and its clone set.
  void share(Block &block, IRMapping &map) {
    llvm::SmallVector<Value> shared;
    auto note = [&](Value value) {
      if (slots.contains(value) || escapes(value))
        shared.push_back(value);
    };
    llvm::for_each(block.getArguments(), note);
    for (Operation &op : block)
      llvm::for_each(op.getResults(), note);
    Operation *end = builder.getInsertionBlock()->getTerminator();
    for (Value value : shared) {
      Value slot = slotOf(value);
      builder.setInsertionPoint(end);
      builder.create<flow::SetOp>(value.getLoc(), slot, map.lookupOrDefault(value));
    }
    builder.setInsertionPointToEnd(end->getBlock());
  }

  /// The slot of a value, which others read from now on.
  Value slotOf(Value value) {
    Value &slot = slots[value];
    if (slot)
      return slot;
    Location loc = value.getLoc();
    builder.setInsertionPointToStart(&body.front());
    slot = builder.create<flow::SlotOp>(loc, flow::SlotType::get(builder.getContext()), "");
    Block *home = value.getParentBlock();
    for (OpOperand &use : llvm::make_early_inc_range(value.getUses())) {
      Operation *user = body.findAncestorOpInRegion(*use.getOwner());
      if (user->getBlock() == home)
        continue;
      builder.setInsertionPoint(user);
      use.set(builder.create<flow::GetOp>(loc, value.getType(), slot));
    }
    isa<BlockArgument>(value) ? builder.setInsertionPointToStart(home) : builder.setInsertionPointAfterValue(value);
    builder.create<flow::SetOp>(loc, slot, value);
    return slot;
  }

  Region &body;
  llvm::StringRef pass;
  OpBuilder builder;
  llvm::DenseMap<Value, Value> slots; // by value of a block that has been cloned
  unsigned clones = 0;
};

struct ThreadChoices : ir::impl::ThreadChoicesBase<ThreadChoices> {
  void runOnOperation() override {
    if (getOperation().getObserved())
      return;
    Region &body = getOperation().getBody();
    for (unsigned round = 0; round < mostRounds; ++round) {
      unsigned threaded = Threader(body, getArgument()).run();
      if (!threaded)
        return;
      count(getOperation(), getArgument(), threaded);
      IRRewriter rewriter(&getContext());
      (void)eraseUnreachableBlocks(rewriter, body); // a choice that no way asks any more
      promoteSlots(body);
    }
  }
};

} // namespace
