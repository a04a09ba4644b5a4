// Switches of two or three cases become comparisons in a row:
//
//     switch i8 %tag, label %go [ i8 0, label %slow      %0 = icmp eq i8 %tag, 0
//                                 i8 5, label %slow ]    br i1 %0, label %slow, label %next
//                                                    =>  next:
//                                                        %1 = icmp eq i8 %tag, 5
//                                                        br i1 %1, label %slow, label %go
//
// The fast instruction selector does not know switches, and has the full one look at each, which makes the same of so few cases.

#include "codegen/Codegen.h"

#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/Instructions.h"

using namespace aslc;
using namespace llvm;

static constexpr unsigned mostCases = 3;

/// What phis have of one of the ways from `before` comes from `now`.
static void moveOneWay(BasicBlock *to, BasicBlock *before, BasicBlock *now) {
  for (PHINode &phi : to->phis())
    phi.setIncomingBlock(unsigned(phi.getBasicBlockIndex(before)), now);
}

static void branch(SwitchInst &ways) {
  BasicBlock *from = ways.getParent(), *at = from;
  IRBuilder<> builder(&ways);
  for (auto way : ways.cases()) {
    bool isLast = way.getCaseIndex() + 1 == ways.getNumCases();
    BasicBlock *next = isLast ? ways.getDefaultDest() : BasicBlock::Create(from->getContext(), "", from->getParent(), at->getNextNode());
    builder.CreateCondBr(builder.CreateICmpEQ(ways.getCondition(), way.getCaseValue()), way.getCaseSuccessor(), next);
    moveOneWay(way.getCaseSuccessor(), from, at);
    if (isLast)
      moveOneWay(next, from, at);
    else
      builder.SetInsertPoint(at = next);
  }
  ways.eraseFromParent();
}

void codegen::branchSwitches(Module &module) {
  for (Function &function : module)
    for (BasicBlock &block : make_early_inc_range(function))
      if (auto *ways = dyn_cast_or_null<SwitchInst>(block.getTerminator()); ways && ways->getNumCases() > 0 && ways->getNumCases() <= mostCases)
        branch(*ways);
}
