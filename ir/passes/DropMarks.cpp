// Marks that nobody can ask for go: which expression is evaluated is asked by what may fail, likewise which state the machine is in.
//
//     flow.enter "Init" Pass                        flow.pass_by
//     flow.exit "Init"                              flow.exit "Init"
//     flow.enter "Route" Choice             =>      flow.enter "Route" Choice
//     flow.evaluate <"$x = 'a'", ...>               %1 = json.along ["x"] by (%in, %x) of <"$x = 'a'", ...>
//     %1 = json.along ["x"] by (%in, %x)            %2 = json.match_text %1 ["a"]
//     %2 = json.match_text %1 ["a"]
//
// What goes along members can fail only where it meets an array, a sum of doubles only where it is not finite; such an op then says itself
// which expression it belongs to. That is so only if every way to it comes from evaluations that all go, and are of the same expression.
//
// Sound because the events of states are counted as before, and no op that may fail or look at the context has lost its marks. What may
// fail is all that is not known to be free of effects. Left alone: observed machines.

#include "ir/passes/Passes.h"
#include "ir/passes/Remarks.h"
#include "ir/passes/Types.h"

#include "mlir/IR/RegionGraphTraits.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/SCCIterator.h"

namespace aslc::ir {
#define GEN_PASS_DEF_DROPMARKS
#include "ir/passes/Passes.h.inc"
} // namespace aslc::ir

using namespace mlir;
using namespace aslc;
using namespace aslc::ir;

namespace {

/// What may be asked for a mark behind it, up to the next one of its kind.
struct Reach {
  bool isAsked = false;
  llvm::SetVector<Operation *> tellers; // ops that can say which expression they belong to
};

bool isMark(Operation *op) { return isa<flow::EnterOp, flow::ExitOp, flow::PassByOp, flow::EvaluateOp>(op); }

/// Ends of blocks that go on in the machine and ask for nothing.
bool isPlainBranch(Operation *op) { return isa<cf::BranchOp, cf::CondBranchOp, cf::SwitchOp>(op); }

/// Sums, differences and products of doubles.
bool isOfDoubles(json::CallOp call, const Types &types) {
  return llvm::is_contained({"add", "subtract", "multiply"}, call.getEntry()) &&
         llvm::all_of(call.getOperands(), [&](Value operand) { return types.of(operand).isOnly(tags::plainNumber); });
}

class Walk {
public:
  explicit Walk(Region &body) : types(body) {
    unsigned number = 0;
    for (auto component = llvm::scc_begin(&body); !component.isAtEnd(); ++component, ++number)
      for (Block *block : *component)
        cycle[block] = number;
  }

  /// Follows all ways from behind a mark to the next of its kind.
  template <typename Mark> Reach from(Mark mark) {
    Reach reach;
    llvm::DenseSet<Block *> visited;
    llvm::SmallVector<Operation *> pending = {mark->getNextNode()};
    while (!pending.empty() && !reach.isAsked) {
      Operation *op = pending.pop_back_val();
      while (op && !isa<Mark>(op) && !isPlainBranch(op)) {
        bool isEnd = std::is_same_v<Mark, flow::EvaluateOp> && isa<flow::SucceedOp, flow::FailOp, flow::NoChoiceOp>(op); // of no expression
        if (!isMark(op) && !isEnd)
          look(op, reach);
        op = op->getNextNode();
      }
      if (!op || isa<Mark>(op))
        continue;
      for (Block *next : op->getSuccessors()) {
        // Where a machine goes round it may pause, and be stopped in a state.
        reach.isAsked |= std::is_same_v<Mark, flow::EnterOp> && cycle.lookup(next) == cycle.lookup(op->getBlock());
        if (visited.insert(next).second)
          pending.push_back(&next->front());
      }
    }
    return reach;
  }

private:
  void look(Operation *op, Reach &reach) const {
    auto call = dyn_cast<json::CallOp>(op);
    if (call && isOfDoubles(call, types)) {
      reach.tellers.insert(op);
      return;
    }
    reach.isAsked |= !isMemoryEffectFree(op) || op->hasTrait<OpTrait::IsTerminator>();
    op->walk([&](Operation *inner) {
      if (isa<json::AlongOp>(inner))
        reach.tellers.insert(inner);
      else if (auto call = dyn_cast<json::CallOp>(inner))
        reach.isAsked |= !entryHas(call.getEntry(), EntryPoint::Limitless);
      else
        reach.isAsked |= isa<json::FieldsOp, json::FieldOp>(inner);
    });
  }

  Types types;
  llvm::DenseMap<Block *, unsigned> cycle; // by block: blocks of a number are round a loop
};

struct DropMarks : ir::impl::DropMarksBase<DropMarks> {
  void runOnOperation() override {
    if (getOperation().getObserved())
      return;
    Walk walk(getOperation().getBody());
    dropEvaluations(walk);
    passStatesBy(walk);
  }

  void dropEvaluations(Walk &walk) {
    llvm::MapVector<Operation *, Reach> droppable; // by flow.evaluate
    llvm::DenseSet<Operation *> kept;              // tellers that an evaluation leads to which stays
    for (auto op : getOperation().getBody().getOps<flow::EvaluateOp>()) {
      Reach reach = walk.from(op);
      if (reach.isAsked)
        kept.insert(reach.tellers.begin(), reach.tellers.end());
      else
        droppable[op] = std::move(reach);
    }
    while (keepWhatDiffers(droppable, kept)) {
    }
    for (auto &[op, reach] : droppable) {
      for (Operation *teller : reach.tellers)
        teller->setAttr(json::expressionAttribute, cast<flow::EvaluateOp>(op).getExpression());
      op->erase();
    }
    count(getOperation(), getArgument(), droppable.size());
  }

  /// Takes evaluations from those that can go that share an op with one that stays or is of another expression. Whether there were any.
  static bool keepWhatDiffers(llvm::MapVector<Operation *, Reach> &droppable, llvm::DenseSet<Operation *> &kept) {
    llvm::DenseMap<Operation *, Attribute> expressions;
    for (auto &[op, reach] : droppable)
      for (Operation *teller : reach.tellers) {
        Attribute expression = cast<flow::EvaluateOp>(op).getExpression();
        if (expressions.try_emplace(teller, expression).first->second != expression)
          kept.insert(teller);
      }
    size_t before = droppable.size();
    droppable.remove_if([&](auto &each) {
      if (llvm::none_of(each.second.tellers, [&](Operation *teller) { return kept.contains(teller); }))
        return false;
      kept.insert(each.second.tellers.begin(), each.second.tellers.end());
      return true;
    });
    return droppable.size() != before;
  }

  void passStatesBy(Walk &walk) {
    unsigned passed = 0;
    for (auto op : llvm::make_early_inc_range(getOperation().getBody().getOps<flow::EnterOp>())) {
      Reach reach = walk.from(op);
      if (reach.isAsked || !reach.tellers.empty())
        continue;
      OpBuilder(op).create<flow::PassByOp>(op.getLoc());
      remark(op, getArgument(), "state '" + op.getState() + "' costs no more than its events: nothing in it can fail or wait");
      op.erase();
      ++passed;
    }
    count(getOperation(), getArgument(), passed);
  }
};

} // namespace
