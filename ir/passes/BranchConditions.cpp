// The condition of a choice becomes branches, so that its parts are conditions by themselves, and what one of them tells holds where it
// leads:
//
//     %1 = scf.if %a -> !json.value {                 cf.cond_br %a, ^b, ^c
//       ... yield %x                                ^b: ...
//     } else {                             =>           %2 = flow.condition %x
//       yield %false                                    cf.cond_br %2, ^yes, ^no
//     }                                             ^c: %3 = flow.condition %false
//     %2 = flow.condition %1                            cf.cond_br %3, ^yes, ^no
//     cf.cond_br %2, ^yes, ^no
//
// Conditions on constants are folded by the canonicalizer, so that ^c is a branch to ^no at last. Sound because each way through the
// scf.if ends in the same question. Left alone: observed machines, and conditions whose value has other uses.

#include "ir/flow/Weights.h"
#include "ir/passes/Passes.h"
#include "ir/passes/Remarks.h"

#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/IRMapping.h"

namespace aslc::ir {
#define GEN_PASS_DEF_BRANCHCONDITIONS
#include "ir/passes/Passes.h.inc"
} // namespace aslc::ir

using namespace mlir;
using namespace aslc;
using namespace aslc::ir;

namespace {

/// What asks whether a value is true: its one operand is the value.
bool asksTruth(Operation *op) {
  auto call = dyn_cast<json::CallOp>(op);
  return isa<flow::ConditionOp>(op) || (call && call.getEntry() == "truthy");
}

/// A choice by the value of an scf.if: the last three ops of a block.
struct Decision {
  scf::IfOp value;
  Operation *question = nullptr;
  cf::CondBranchOp branch;
};

std::optional<Decision> decisionOf(Block &block) {
  Decision decision;
  decision.branch = dyn_cast<cf::CondBranchOp>(block.getTerminator());
  if (!decision.branch)
    return std::nullopt;
  decision.question = decision.branch->getPrevNode();
  Value condition = decision.branch.getCondition();
  if (!decision.question || decision.question != condition.getDefiningOp() || !condition.hasOneUse() || !asksTruth(decision.question))
    return std::nullopt;
  decision.value = dyn_cast_or_null<scf::IfOp>(decision.question->getPrevNode());
  if (!decision.value || decision.value->getNumResults() != 1 || decision.value->getResult(0) != decision.question->getOperand(0) ||
      !decision.value->getResult(0).hasOneUse())
    return std::nullopt;
  return decision;
}

/// A block of the ops of one side, which ends in the question asked of its value.
Block *makeBlock(OpBuilder &builder, Block *behind, Region &side, Decision &decision) {
  Block *block = builder.createBlock(behind->getParent(), std::next(behind->getIterator()));
  block->getOperations().splice(block->end(), side.front().getOperations());
  Operation *yield = block->getTerminator();
  IRMapping map;
  map.map(decision.value->getResult(0), yield->getOperand(0));
  builder.setInsertionPointToEnd(block);
  map.map(decision.branch.getCondition(), builder.clone(*decision.question, map)->getResult(0));
  builder.clone(*decision.branch, map);
  yield->erase();
  return block;
}

/// Whether a side of the scf.if yields this.
bool yields(Region &side, bool truth) {
  auto constant = side.front().getTerminator()->getOperand(0).getDefiningOp<json::ConstantOp>();
  auto value = constant ? dyn_cast<json::BooleanAttr>(constant.getValue()) : json::BooleanAttr();
  return value && value.getValue() == truth;
}

/// Where the branch by the first part of `and` and `or` stands: as likely as the whole, as far as is known.
Location placeOf(Decision &decision) {
  Location place = decision.value.getLoc();
  bool isJoined = yields(decision.value.getElseRegion(), false) || yields(decision.value.getThenRegion(), true);
  llvm::ArrayRef<int32_t> counts = flow::countsOf(decision.branch);
  if (!isJoined || counts.empty())
    return place;
  return flow::withCounts(place, llvm::SmallVector<uint64_t>(counts.begin(), counts.end()));
}

struct BranchConditions : ir::impl::BranchConditionsBase<BranchConditions> {
  void runOnOperation() override {
    if (getOperation().getObserved())
      return;
    llvm::SmallVector<Block *> pending;
    for (Block &block : getOperation().getBody())
      pending.push_back(&block);
    unsigned branched = 0;
    while (!pending.empty()) {
      Block *block = pending.pop_back_val();
      std::optional<Decision> decision = decisionOf(*block);
      if (!decision)
        continue;
      OpBuilder builder(&getContext());
      Location place = placeOf(*decision);
      Block *otherwise = makeBlock(builder, block, decision->value.getElseRegion(), *decision);
      Block *then = makeBlock(builder, block, decision->value.getThenRegion(), *decision);
      builder.setInsertionPoint(decision->branch);
      builder.create<cf::CondBranchOp>(place, decision->value.getCondition(), then, otherwise);
      decision->branch.erase();
      decision->question->erase();
      decision->value.erase();
      pending.append({block, then, otherwise});
      ++branched;
    }
    count(getOperation(), getArgument(), branched);
  }
};

} // namespace
