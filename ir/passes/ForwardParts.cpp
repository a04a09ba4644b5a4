// A part of an object that has just been made is used itself, whatever becomes of the object. What a state puts into its output is so what
// the next one reads; and `$states` is an object that is made for a path only to be left again.
//
//     %1 = flow.require %rows ...                     %1 = flow.require %rows ...
//     %2 = json.object ["rows", "id"](%1, %id)        %2 = json.object ["rows", "id"](%1, %id)
//     %3 = jsonata.fields %2 ["rows", "v"]       =>   %3 = jsonata.fields %1 ["v"]
//     %4 = jsonata.open %2                            %5 = jsonata.filter %1 { ... }
//     %5 = jsonata.step %4 {
//     ^bb0(%object: !json.value):
//       %6 = jsonata.field %object "rows"
//       %7 = jsonata.filter %6 { ... }
//       jsonata.yield %7
//     }
//
// Sound because a path over one object, which is no array, looks its first name up in that. What is found goes on as the path's value: that
// is the part itself if it is JSON as it stands, no sequence, which is what states hand to each other. A step over one item, whose result
// is a sequence by itself, is that sequence; so is an item by its index in the end of a path. Left alone: objects with a key twice.

#include "ir/passes/Passes.h"
#include "ir/passes/Remarks.h"

#include "mlir/Transforms/GreedyPatternRewriteDriver.h"

namespace aslc::ir {
#define GEN_PASS_DEF_FORWARDPARTS
#include "ir/passes/Passes.h.inc"
} // namespace aslc::ir

using namespace mlir;
using namespace aslc;
using namespace aslc::ir;

namespace {

/// The object that a path begins with; null if that is not known.
json::ObjectOp objectOf(Value value) {
  if (auto open = value.getDefiningOp<jsonata::OpenOp>())
    value = open.getInput();
  return value.getDefiningOp<json::ObjectOp>();
}

/// Whether a value is JSON, and there is one: what a state was given or hands on.
bool isHanded(Value value) {
  if (auto argument = dyn_cast<BlockArgument>(value))
    return isa<flow::MachineOp>(argument.getOwner()->getParentOp());
  return isa<flow::RequireOp>(value.getDefiningOp());
}

/// A pattern that counts what it has forwarded.
template <typename Op> struct ForwardPattern : OpRewritePattern<Op> {
  ForwardPattern(MLIRContext *context, unsigned &forwarded) : OpRewritePattern<Op>(context), forwarded(forwarded) {}
  unsigned &forwarded;
};

struct ForwardToFields : ForwardPattern<jsonata::FieldsOp> {
  using ForwardPattern::ForwardPattern;
  LogicalResult matchAndRewrite(jsonata::FieldsOp op, PatternRewriter &rewriter) const override {
    auto object = objectOf(op.getInput());
    if (!object || op.getNames().empty() || (op.getOpen() && op.getNames().size() == 1))
      return failure();
    Value part = json::memberOf(object, cast<StringAttr>(op.getNames()[0]));
    if (!part || !isHanded(part))
      return failure();
    ++forwarded;
    if (op.getNames().size() == 1)
      rewriter.replaceOp(op, part);
    else
      rewriter.replaceOpWithNewOp<jsonata::FieldsOp>(op, op.getType(), part, rewriter.getArrayAttr(op.getNames().getValue().drop_front()),
                                                     op.getOpenAttr());
    return success();
  }
};

struct ForwardToStep : ForwardPattern<jsonata::StepOp> {
  using ForwardPattern::ForwardPattern;
  LogicalResult matchAndRewrite(jsonata::StepOp op, PatternRewriter &rewriter) const override {
    auto object = objectOf(op.getInput());
    if (!object)
      return failure();
    Block &body = op.getBody().front();
    unsigned before = forwarded;
    for (Operation *user : llvm::make_early_inc_range(body.getArgument(0).getUsers())) {
      auto field = dyn_cast<jsonata::FieldOp>(user);
      Value part = field ? json::memberOf(object, field.getNameAttr()) : Value();
      if (!part)
        continue;
      rewriter.replaceOp(field, part);
      ++forwarded;
    }
    return success(becomesPredicate(op, rewriter) || forwarded > before);
  }

private:
  /// Puts the predicate in place of a step that is no more than that.
  static bool becomesPredicate(jsonata::StepOp op, PatternRewriter &rewriter) {
    Block &body = op.getBody().front();
    Value result = body.getTerminator()->getOperand(0);
    Operation *predicate = result.getDefiningOp();
    if (!isa_and_nonnull<jsonata::FilterOp, jsonata::IndexOp>(predicate) || predicate->getBlock() != &body ||
        !body.getArgument(0).use_empty() || !isHanded(predicate->getOperand(0)))
      return false;
    if (isa<jsonata::IndexOp>(predicate) && !op.getLast()) // the step would go over an item that is an array
      return false;
    rewriter.eraseOp(body.getTerminator());
    rewriter.inlineBlockBefore(&body, op, op.getInput());
    rewriter.replaceOp(op, result);
    return true;
  }
};

struct ForwardParts : ir::impl::ForwardPartsBase<ForwardParts> {
  void runOnOperation() override {
    unsigned forwarded = 0;
    RewritePatternSet patterns(&getContext());
    patterns.add<ForwardToFields, ForwardToStep>(&getContext(), forwarded);
    json::ObjectOp::getCanonicalizationPatterns(patterns, &getContext()); // what is not needed any more
    GreedyRewriteConfig config;
    config.enableRegionSimplification = GreedySimplifyRegionLevel::Disabled;
    if (failed(applyPatternsAndFoldGreedily(getOperation(), std::move(patterns), config)))
      return signalPassFailure();
    count(getOperation(), getArgument(), forwarded);
  }
};

} // namespace
