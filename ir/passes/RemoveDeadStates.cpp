// Drops blocks that no path from the start reaches: states behind a choice that is always decided, error exits that cannot be
// taken. The branches to them are folded by the canonicalizer, which runs before:
//
//     cf.cond_br %true, ^Ship, ^Hold     =>     cf.br ^Ship          (canonicalize)
//     ^Hold: ...                         =>                          (this pass)
//
// Sound because a block without a way to it never runs. States that are reached keep their flow.enter and flow.exit.

#include "ir/passes/Passes.h"
#include "ir/passes/Remarks.h"

#include "mlir/IR/PatternMatch.h"
#include "mlir/Transforms/RegionUtils.h"

namespace aslc::ir {
#define GEN_PASS_DEF_REMOVEDEADSTATES
#include "ir/passes/Passes.h.inc"
} // namespace aslc::ir

using namespace mlir;
using namespace aslc;
using namespace aslc::ir;

namespace {
struct RemoveDeadStates : ir::impl::RemoveDeadStatesBase<RemoveDeadStates> {
  void runOnOperation() override {
    Region &body = getOperation().getBody();
    size_t before = body.getBlocks().size();
    IRRewriter rewriter(&getContext());
    (void)eraseUnreachableBlocks(rewriter, body);
    count(getOperation(), getArgument(), before - body.getBlocks().size());
  }
};
} // namespace
