// Puts the body of a function where the function is called, if it is written in sight:
//
//     %f = jsonata.lambda { ^bb0(%self, %x): %0 = multiply %x, %x; yield %0 }
//     %1 = jsonata.apply %f(%a)                                                =>   %1 = multiply %a, %a
//
// Sound since a lambda captures values. Left alone: functions that recurse by name, have a signature (which is checked when they are
// called) or count how deep they are; long ones that are called from several places. A call that comes of inlining waits for the next
// round, and there are few: functions that are applied to themselves would never end.

#include "ir/passes/Passes.h"
#include "ir/passes/Remarks.h"

#include "mlir/IR/IRMapping.h"

namespace aslc::ir {
#define GEN_PASS_DEF_INLINELAMBDAS
#include "ir/passes/Passes.h.inc"
} // namespace aslc::ir

using namespace mlir;
using namespace aslc;
using namespace aslc::ir;

namespace {

constexpr unsigned rounds = 4;
constexpr unsigned longest = 60; // ops of a body that is called from several places

bool countsDepth(Operation *op) {
  auto call = dyn_cast_or_null<json::CallOp>(op);
  return call && (call.getEntry() == "check_depth" || call.getEntry() == "call_depth");
}

bool mayInline(jsonata::LambdaOp lambda) {
  unsigned ops = 0;
  bool counts = false;
  lambda.getBody().walk([&](Operation *op) {
    ++ops;
    counts |= countsDepth(op);
  });
  return !lambda.getSignature() && lambda.getBody().getArgument(0).use_empty() && !counts && (lambda->hasOneUse() || ops <= longest);
}

struct InlineLambdas : ir::impl::InlineLambdasBase<InlineLambdas> {
  void runOnOperation() override {
    for (unsigned round = 0; round < rounds; ++round) {
      llvm::SmallVector<jsonata::ApplyOp> calls;
      getOperation().walk([&](jsonata::ApplyOp op) { calls.push_back(op); });
      unsigned inlined = 0;
      for (jsonata::ApplyOp call : calls)
        inlined += inlineCall(call);
      if (!inlined)
        return;
      count(getOperation(), getArgument(), inlined);
    }
  }

  /// Whether it could.
  bool inlineCall(jsonata::ApplyOp op) {
    auto lambda = op.getCallee().getDefiningOp<jsonata::LambdaOp>();
    if (!lambda || op.getPartial() || lambda->isAncestor(op) || !mayInline(lambda) || countsDepth(op->getPrevNode()))
      return false;
    OpBuilder builder(op);
    Block &body = lambda.getBody().front();
    IRMapping map;
    for (BlockArgument parameter : body.getArguments().drop_front()) {
      size_t i = parameter.getArgNumber() - 1;
      map.map(parameter, i < op.getArguments().size() ? op.getArguments()[i]
                                                      : builder.create<json::UndefinedOp>(op.getLoc(), op.getType()).getResult());
    }
    for (Operation &each : body.without_terminator())
      jsonata::endTailCalls(builder.clone(each, map), op.getTail());
    op.replaceAllUsesWith(map.lookupOrDefault(body.getTerminator()->getOperand(0)));
    op.erase();
    if (lambda->use_empty())
      lambda.erase();
    return true;
  }
};

} // namespace
