// Turns expressions into loops over values. An operator becomes a call of the runtime; what has a body becomes a loop that
// collects into a builder:
//
//     %r = jsonata.step %in {                   %b = json.builder
//     ^bb0(%item):                              scf.for %i = 0 to count(%in) {
//       ...                            =>         %item = json.call item(%in, %i)
//       jsonata.yield %v                          ...
//     }                                           json.call step_push(%b, %v) }
//                                               %r = json.call step_end(%b)
//
// Sound by the definition of the ops: an Array counts as its items, anything else (undefined too) as one item. Lambdas are
// lifted before (lift-lambdas).

#include "ir/passes/LowerJsonata.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Transforms/DialectConversion.h"

#include "runtime/abi/Value.h"

namespace aslc::ir {
#define GEN_PASS_DEF_LOWERJSONATA
#include "ir/passes/Passes.h.inc"
} // namespace aslc::ir

using namespace mlir;
using namespace aslc;
using namespace aslc::ir;

Value ir::call(OpBuilder &builder, Location loc, llvm::StringRef entry, ValueRange operands, llvm::ArrayRef<uint32_t> immediates) {
  char result = findEntryPoint(entry)->result();
  Type type;
  switch (result) {
  case 'V': type = json::ValueType::get(builder.getContext()); break;
  case 'B': type = builder.getI1Type(); break;
  case 'L': type = builder.getIndexType(); break;
  case 'I': type = builder.getI32Type(); break;
  default: break;
  }
  return builder.create<json::CallOp>(loc, type, entry, operands, immediates).getResult();
}

Value ir::newBuilder(OpBuilder &builder, Location loc) {
  return builder.create<json::BuilderOp>(loc, json::BuilderType::get(builder.getContext()));
}

namespace {

/// A loop over the items of a value: its body is the region's block with its argument replaced, `end` gets the values that the
/// block yields. Does nothing if there are fewer than `least` items.
void loopOver(ConversionPatternRewriter &rewriter, Location loc, Value input, Region &region,
              llvm::function_ref<void(Value item, Value index, Value count, ValueRange yielded)> end, int64_t least = 0) {
  Value zero = rewriter.create<arith::ConstantIndexOp>(loc, 0);
  Value one = rewriter.create<arith::ConstantIndexOp>(loc, 1);
  Value count = call(rewriter, loc, "count", input);
  if (least) {
    Value enough = rewriter.create<arith::CmpIOp>(loc, arith::CmpIPredicate::uge, count, rewriter.create<arith::ConstantIndexOp>(loc, least));
    count = rewriter.create<arith::SelectOp>(loc, enough, count, zero);
  }
  auto loop = rewriter.create<scf::ForOp>(loc, zero, count, one);
  OpBuilder::InsertionGuard guard(rewriter);
  rewriter.setInsertionPointToStart(loop.getBody());
  Value item = call(rewriter, loc, "item", {input, loop.getInductionVar()});
  auto yield = cast<jsonata::YieldOp>(region.front().getTerminator());
  llvm::SmallVector<Value> yielded(yield.getValues());
  rewriter.inlineBlockBefore(&region.front(), loop.getBody()->getTerminator(), item);
  rewriter.setInsertionPoint(yield);
  end(item, loop.getInductionVar(), count, yielded);
  rewriter.eraseOp(yield);
}

// Ops that are one call of the runtime.

template <typename Op> struct CallPattern : OpConversionPattern<Op> {
  CallPattern(MLIRContext *context, llvm::StringRef entry) : OpConversionPattern<Op>(context), entry(entry) {}
  LogicalResult matchAndRewrite(Op op, typename Op::Adaptor adaptor, ConversionPatternRewriter &rewriter) const override {
    llvm::SmallVector<uint32_t> immediates;
    if constexpr (requires { op.getPosition(); })
      immediates.push_back(op.getPosition());
    Value result = call(rewriter, op.getLoc(), entry, adaptor.getOperands(), immediates);
    if (op->getNumResults())
      rewriter.replaceOp(op, result);
    else
      rewriter.eraseOp(op);
    return success();
  }
  llvm::StringRef entry;
};

struct BinaryPattern : OpConversionPattern<jsonata::BinaryOp> {
  using OpConversionPattern::OpConversionPattern;
  LogicalResult matchAndRewrite(jsonata::BinaryOp op, OpAdaptor adaptor, ConversionPatternRewriter &rewriter) const override {
    llvm::StringRef entry = jsonata::stringifyBinaryOperator(op.getKind());
    llvm::SmallVector<uint32_t> immediates;
    if (findEntryPoint(entry)->parameters().ends_with("I"))
      immediates.push_back(op.getPosition());
    rewriter.replaceOp(op, call(rewriter, op.getLoc(), entry, adaptor.getOperands(), immediates));
    return success();
  }
};

struct IndexPattern : OpConversionPattern<jsonata::IndexOp> {
  using OpConversionPattern::OpConversionPattern;
  LogicalResult matchAndRewrite(jsonata::IndexOp op, OpAdaptor adaptor, ConversionPatternRewriter &rewriter) const override {
    // In a step's body a sequence of one item and the item are the same.
    bool isResult = op->hasOneUse() && isa<jsonata::YieldOp>(*op->user_begin()) && isa<jsonata::StepOp>(op->getParentOp());
    rewriter.replaceOpWithNewOp<json::CallOp>(op, op.getType(), rewriter.getStringAttr(isResult ? "index_item" : "index"), adaptor.getInput(),
                                              rewriter.getArrayAttr(op.getIndexAttr()));
    return success();
  }
};

struct ChainPattern : OpConversionPattern<jsonata::ChainOp> {
  using OpConversionPattern::OpConversionPattern;
  LogicalResult matchAndRewrite(jsonata::ChainOp op, OpAdaptor adaptor, ConversionPatternRewriter &rewriter) const override {
    rewriter.replaceOp(op, call(rewriter, op.getLoc(), "chain", adaptor.getOperands(), op.getPosition()));
    return success();
  }
};

struct CalleePattern : OpConversionPattern<jsonata::CalleeOp> {
  using OpConversionPattern::OpConversionPattern;
  LogicalResult matchAndRewrite(jsonata::CalleeOp op, OpAdaptor adaptor, ConversionPatternRewriter &rewriter) const override {
    Value name = rewriter.create<json::ConstantOp>(op.getLoc(), op.getType(), op.getNameAttr());
    rewriter.replaceOp(op, call(rewriter, op.getLoc(), op.getPartial() ? "partial_callee" : "callee", {adaptor.getInput(), name}, op.getPosition()));
    return success();
  }
};

struct BuiltinPattern : OpConversionPattern<jsonata::BuiltinOp> {
  using OpConversionPattern::OpConversionPattern;
  LogicalResult matchAndRewrite(jsonata::BuiltinOp op, OpAdaptor, ConversionPatternRewriter &rewriter) const override {
    rewriter.replaceOpWithNewOp<json::BuiltinOp>(op, op.getType(), op.getName());
    return success();
  }
};

struct GlobalPattern : OpConversionPattern<jsonata::GlobalOp> {
  using OpConversionPattern::OpConversionPattern;
  LogicalResult matchAndRewrite(jsonata::GlobalOp op, OpAdaptor, ConversionPatternRewriter &rewriter) const override {
    rewriter.replaceOp(op, call(rewriter, op.getLoc(), "global", {}, op.getIndex()));
    return success();
  }
};

// Paths

struct FieldsPattern : OpConversionPattern<jsonata::FieldsOp> {
  using OpConversionPattern::OpConversionPattern;
  LogicalResult matchAndRewrite(jsonata::FieldsOp op, OpAdaptor adaptor, ConversionPatternRewriter &rewriter) const override {
    rewriter.replaceOpWithNewOp<json::FieldsOp>(op, op.getType(), adaptor.getInput(), op.getNames(), op.getOpen());
    return success();
  }
};

struct FieldPattern : OpConversionPattern<jsonata::FieldOp> {
  using OpConversionPattern::OpConversionPattern;
  LogicalResult matchAndRewrite(jsonata::FieldOp op, OpAdaptor adaptor, ConversionPatternRewriter &rewriter) const override {
    rewriter.replaceOpWithNewOp<json::FieldOp>(op, op.getType(), adaptor.getInput(), op.getNameAttr());
    return success();
  }
};

struct StepPattern : OpConversionPattern<jsonata::StepOp> {
  using OpConversionPattern::OpConversionPattern;
  LogicalResult matchAndRewrite(jsonata::StepOp op, OpAdaptor adaptor, ConversionPatternRewriter &rewriter) const override {
    Location loc = op.getLoc();
    Value builder = newBuilder(rewriter, loc);
    loopOver(rewriter, loc, adaptor.getInput(), op.getBody(), [&](Value, Value, Value, ValueRange yielded) {
      call(rewriter, loc, "step_push", {builder, yielded[0]});
    });
    rewriter.replaceOp(op, call(rewriter, loc, "step_end", builder, uint32_t(op.getLast())));
    return success();
  }
};

/// Whether a predicate has the same result, or failure, for each item: `[[0..2]]`.
bool isSameForAll(jsonata::FilterOp filter) {
  Block &body = filter.getBody().front();
  auto gives = [](Operation &op) {
    return isa<jsonata::BinaryOp, jsonata::ArrayOp, jsonata::UnwrapOp, jsonata::FieldsOp, jsonata::FieldOp, jsonata::YieldOp,
               arith::ConstantOp>(op) ||
           op.hasTrait<OpTrait::ConstantLike>();
  };
  return llvm::all_of(body.getArguments(), [](BlockArgument argument) { return argument.use_empty(); }) && llvm::all_of(body, gives);
}

struct FilterPattern : OpConversionPattern<jsonata::FilterOp> {
  using OpConversionPattern::OpConversionPattern;
  LogicalResult matchAndRewrite(jsonata::FilterOp op, OpAdaptor adaptor, ConversionPatternRewriter &rewriter) const override {
    Location loc = op.getLoc();
    if (isSameForAll(op)) {
      rewriter.replaceOp(op, filterByOne(op, adaptor.getInput(), rewriter));
      return success();
    }
    Value builder = newBuilder(rewriter, loc);
    loopOver(rewriter, loc, adaptor.getInput(), op.getBody(), [&](Value item, Value index, Value count, ValueRange yielded) {
      call(rewriter, loc, "filter_push", {builder, item, yielded[0], index, count});
    });
    rewriter.replaceOp(op, call(rewriter, loc, "seq_end", builder));
    return success();
  }

  /// The predicate is evaluated once, if there is an item.
  static Value filterByOne(jsonata::FilterOp op, Value input, ConversionPatternRewriter &rewriter) {
    Location loc = op.getLoc();
    Value any = rewriter.create<arith::CmpIOp>(loc, arith::CmpIPredicate::ne, call(rewriter, loc, "count", input),
                                               rewriter.create<arith::ConstantIndexOp>(loc, 0));
    auto once = rewriter.create<scf::IfOp>(loc, TypeRange{input.getType()}, any, /*withElseRegion=*/true);
    auto yield = cast<jsonata::YieldOp>(op.getBody().front().getTerminator());
    Value predicate = yield.getValues()[0];
    OpBuilder::InsertionGuard guard(rewriter);
    rewriter.setInsertionPointToStart(once.elseBlock());
    rewriter.create<scf::YieldOp>(loc, rewriter.create<json::UndefinedOp>(loc, input.getType()).getResult());
    rewriter.setInsertionPointToStart(once.thenBlock());
    rewriter.inlineBlockBefore(&op.getBody().front(), once.thenBlock(), once.thenBlock()->end(), input);
    rewriter.setInsertionPoint(yield);
    rewriter.create<scf::YieldOp>(loc, predicate);
    rewriter.eraseOp(yield);
    rewriter.setInsertionPointAfter(once);
    return call(rewriter, loc, "filter_by", {input, once.getResult(0)});
  }
};

struct SortPattern : OpConversionPattern<jsonata::SortOp> {
  using OpConversionPattern::OpConversionPattern;
  LogicalResult matchAndRewrite(jsonata::SortOp op, OpAdaptor adaptor, ConversionPatternRewriter &rewriter) const override {
    Location loc = op.getLoc();
    Value keys = newBuilder(rewriter, loc);
    loopOver(rewriter, loc, adaptor.getInput(), op.getBody(), [&](Value, Value, Value, ValueRange yielded) {
      for (Value key : yielded)
        call(rewriter, loc, "seq_push", {keys, key});
    }, /*least=*/2); // one item is compared to nothing: its keys, which may be errors, are not asked for
    rewriter.replaceOpWithNewOp<json::SortOp>(op, op.getType(), adaptor.getInput(), keys, op.getDescendingAttr(), op.getKeepAttr(),
                                              op.getPositionAttr());
    return success();
  }
};

// Two loops: items into groups by key, then a value for each group. An empty array counts as one undefined item, so that a
// constructor with constant keys still gives an object.
struct GroupPattern : OpConversionPattern<jsonata::GroupOp> {
  using OpConversionPattern::OpConversionPattern;
  LogicalResult matchAndRewrite(jsonata::GroupOp op, OpAdaptor adaptor, ConversionPatternRewriter &rewriter) const override {
    Location loc = op.getLoc();
    Type value = json::ValueType::get(getContext());
    Value zero = rewriter.create<arith::ConstantIndexOp>(loc, 0);
    Value count = call(rewriter, loc, "count", adaptor.getInput());
    Value empty = rewriter.create<arith::CmpIOp>(loc, arith::CmpIPredicate::eq, count, zero);
    Value undefined = rewriter.create<json::UndefinedOp>(loc, value);
    Value input = rewriter.create<arith::SelectOp>(loc, empty, undefined, adaptor.getInput());
    Value groups = rewriter.create<json::CallOp>(loc, json::GroupsType::get(getContext()), "group_begin", ValueRange{}).getResult();
    loopOver(rewriter, loc, input, op.getKeys(), [&](Value item, Value, Value, ValueRange keys) {
      for (auto [pair, key] : llvm::enumerate(keys))
        call(rewriter, loc, "group_add", {groups, key, item}, {uint32_t(pair), uint32_t(op.getPositions()[pair])});
    });
    values(op, rewriter, groups);
    rewriter.replaceOp(op, call(rewriter, loc, "group_end", groups));
    return success();
  }

  void values(jsonata::GroupOp op, ConversionPatternRewriter &rewriter, Value groups) const {
    Location loc = op.getLoc();
    Value zero = rewriter.create<arith::ConstantIndexOp>(loc, 0);
    Value one = rewriter.create<arith::ConstantIndexOp>(loc, 1);
    Value count = call(rewriter, loc, "group_count", groups);
    auto loop = rewriter.create<scf::ForOp>(loc, zero, count, one);
    OpBuilder::InsertionGuard guard(rewriter);
    rewriter.setInsertionPointToStart(loop.getBody());
    Value data = call(rewriter, loc, "group_data", {groups, loop.getInductionVar()});
    Value pair = call(rewriter, loc, "group_pair", {groups, loop.getInductionVar()});
    Value index = rewriter.create<arith::IndexCastUIOp>(loc, rewriter.getIndexType(), pair);
    // The last pair is the default case, so that every group has a value.
    llvm::SmallVector<int64_t> cases;
    for (int64_t i = 0; i + 1 < int64_t(op.getValues().size()); ++i)
      cases.push_back(i);
    auto choose = rewriter.create<scf::IndexSwitchOp>(loc, TypeRange{}, index, cases, cases.size());
    for (size_t i = 0; i < op.getValues().size(); ++i) {
      Region &from = op.getValues()[i];
      Region &to = i < cases.size() ? choose.getCaseRegions()[i] : choose.getDefaultRegion();
      Block *block = rewriter.createBlock(&to);
      auto yield = cast<jsonata::YieldOp>(from.front().getTerminator());
      Value result = yield.getValues()[0];
      rewriter.setInsertionPointToEnd(block);
      rewriter.create<scf::YieldOp>(loc);
      rewriter.inlineBlockBefore(&from.front(), block->getTerminator(), data);
      rewriter.setInsertionPoint(yield);
      call(rewriter, loc, "group_set", {groups, loop.getInductionVar(), result});
      rewriter.eraseOp(yield);
    }
  }
};

// Constructors and calls

struct ArrayPattern : OpConversionPattern<jsonata::ArrayOp> {
  using OpConversionPattern::OpConversionPattern;
  LogicalResult matchAndRewrite(jsonata::ArrayOp op, OpAdaptor adaptor, ConversionPatternRewriter &rewriter) const override {
    Location loc = op.getLoc();
    uint32_t flags = op.getCons() ? uint32_t(aslrt::Cons) : 0;
    auto spreads = [&](size_t i) { return op.getSpread()[i] && !op.getItems()[i].getDefiningOp<json::ConstantOp>(); };
    if (llvm::none_of(llvm::seq<size_t>(0, op.getItems().size()), spreads)) {
      rewriter.replaceOpWithNewOp<json::ArrayOp>(op, op.getType(), adaptor.getItems(), rewriter.getI32IntegerAttr(flags));
      return success();
    }
    Value builder = newBuilder(rewriter, loc);
    for (auto [i, item] : llvm::enumerate(adaptor.getItems()))
      call(rewriter, loc, spreads(i) ? "append_spread" : "append_item", {builder, item});
    rewriter.replaceOp(op, call(rewriter, loc, "array_end", builder, flags));
    return success();
  }
};

struct BuiltinCallPattern : OpConversionPattern<jsonata::CallOp> {
  using OpConversionPattern::OpConversionPattern;
  LogicalResult matchAndRewrite(jsonata::CallOp op, OpAdaptor adaptor, ConversionPatternRewriter &rewriter) const override {
    auto keep = op->getAttrOfType<IntegerAttr>(jsonata::keepAttribute);
    if (keep && op.getArguments().size() == 1) {
      rewriter.replaceOp(op, call(rewriter, op.getLoc(), "sort_few", adaptor.getArguments(), {uint32_t(keep.getInt()), op.getPosition()}));
      return success();
    }
    rewriter.replaceOpWithNewOp<json::InvokeOp>(op, op.getType(), op.getNameAttr(), adaptor.getArguments(), adaptor.getContextValue(),
                                                op.getPositionAttr());
    return success();
  }
};

struct ApplyPattern : OpConversionPattern<jsonata::ApplyOp> {
  using OpConversionPattern::OpConversionPattern;
  LogicalResult matchAndRewrite(jsonata::ApplyOp op, OpAdaptor adaptor, ConversionPatternRewriter &rewriter) const override {
    rewriter.replaceOpWithNewOp<json::ApplyOp>(op, op.getType(), adaptor.getCallee(), adaptor.getArguments(), adaptor.getContextValue(),
                                               op.getPositionAttr(), op.getPartialAttr(), op.getTailAttr(), op.getNameAttr());
    return success();
  }
};

struct TransformPattern : OpConversionPattern<jsonata::TransformOp> {
  using OpConversionPattern::OpConversionPattern;
  LogicalResult matchAndRewrite(jsonata::TransformOp op, OpAdaptor adaptor, ConversionPatternRewriter &rewriter) const override {
    llvm::SmallVector<uint32_t> positions(op.getPositions());
    rewriter.replaceOp(op, call(rewriter, op.getLoc(), "transform", adaptor.getOperands(), positions));
    return success();
  }
};

struct LowerJsonata : ir::impl::LowerJsonataBase<LowerJsonata> {
  void runOnOperation() override {
    MLIRContext *context = &getContext();
    RewritePatternSet patterns(context);
    patterns.add<BinaryPattern, IndexPattern, ChainPattern, CalleePattern, BuiltinPattern, GlobalPattern, FieldsPattern, FieldPattern, StepPattern, FilterPattern, SortPattern, GroupPattern, ArrayPattern, BuiltinCallPattern,
                 ApplyPattern, TransformPattern>(context);
    populateTupleLowering(patterns);
    patterns.add<CallPattern<jsonata::UnlessEmptyOp>>(context, "unless_empty");
    patterns.add<CallPattern<jsonata::NegateOp>>(context, "negate");
    patterns.add<CallPattern<jsonata::TruthyOp>>(context, "truthy");
    patterns.add<CallPattern<jsonata::DefinedOp>>(context, "defined");
    patterns.add<CallPattern<jsonata::UnwrapOp>>(context, "unwrap");
    patterns.add<CallPattern<jsonata::OpenOp>>(context, "open");
    patterns.add<CallPattern<jsonata::WholeOp>>(context, "whole");
    patterns.add<CallPattern<jsonata::KeepOp>>(context, "keep_singleton");
    patterns.add<CallPattern<jsonata::KeepSequenceOp>>(context, "keep_sequence");
    patterns.add<CallPattern<jsonata::WildcardOp>>(context, "wildcard");
    patterns.add<CallPattern<jsonata::DescendantsOp>>(context, "descendants");
    patterns.add<CallPattern<jsonata::GroupContextOp>>(context, "group_context");
    patterns.add<CallPattern<jsonata::PlaceholderOp>>(context, "placeholder");
    patterns.add<CallPattern<jsonata::CellOp>>(context, "cell");
    patterns.add<CallPattern<jsonata::CellGetOp>>(context, "cell_get");
    patterns.add<CallPattern<jsonata::CellSetOp>>(context, "cell_set");
    ConversionTarget target(*context);
    target.addIllegalDialect<jsonata::JsonataDialect>();
    target.markUnknownOpDynamicallyLegal([](Operation *) { return true; });
    if (failed(applyPartialConversion(getOperation(), target, std::move(patterns))))
      signalPassFailure();
  }
};

} // namespace
