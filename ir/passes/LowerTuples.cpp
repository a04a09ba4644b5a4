// lower-jsonata, the ops over rows: loops that push the values of one row after the other.
//
//     %r = jsonata.tuple_step %in [0, 1] {          %b = json.builder
//     ^bb0(%item):                                  scf.for %i = 0 to rows of %in {
//       ...                                  =>       %item = ...
//       jsonata.yield %v                              ...
//     }                                               scf.for %j = 0 to json.call flat_count(%v) {
//                                                       json.call seq_push(%b, %item)
//                                                       json.call seq_push(%b, item %j of %v) } }
//
// Sound by the definition of the ops. A value as rows is read in place: it is not copied into a builder first.

#include "ir/passes/LowerJsonata.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Transforms/DialectConversion.h"

using namespace mlir;
using namespace aslc;
using namespace aslc::ir;

namespace {

/// Emits loops over rows.
class RowLoops {
public:
  RowLoops(ConversionPatternRewriter &rewriter, Location loc) : rewriter(rewriter), loc(loc) {}

  Value index(int64_t value) { return rewriter.create<arith::ConstantIndexOp>(loc, value); }
  Value emit(llvm::StringRef entry, ValueRange operands, llvm::ArrayRef<uint32_t> immediates = {}) {
    return call(rewriter, loc, entry, operands, immediates);
  }

  Value count(Value rows, unsigned width) {
    return isa<json::ValueType>(rows.getType()) ? emit("count", rows) : emit("row_count", rows, width);
  }

  /// The columns of a row that a body uses, undefined in place of the others.
  llvm::SmallVector<Value> row(Value rows, Value number, Region &body) {
    if (isa<json::ValueType>(rows.getType()))
      return {emit("item", {rows, number})};
    llvm::SmallVector<Value> columns;
    Value start = entryOf(number, body.getNumArguments(), 0), nothing;
    for (BlockArgument column : body.getArguments()) {
      if (!column.use_empty())
        columns.push_back(emit("entry", {rows, plus(start, column.getArgNumber())}));
      else
        columns.push_back(nothing ? nothing : nothing = undefined());
    }
    return columns;
  }

  Value undefined() { return rewriter.create<json::UndefinedOp>(loc, json::ValueType::get(rewriter.getContext())); }
  Value plus(Value a, unsigned b) { return b ? Value(rewriter.create<arith::AddIOp>(loc, a, index(b))) : a; }
  Value entryOf(Value number, unsigned width, unsigned column) {
    return plus(rewriter.create<arith::MulIOp>(loc, number, index(width)), column);
  }

  void push(Value builder, ValueRange values) {
    for (Value value : values)
      emit("seq_push", {builder, value});
  }

  void loop(Value count, llvm::function_ref<void(Value number)> body) {
    auto op = rewriter.create<scf::ForOp>(loc, index(0), count, index(1));
    OpBuilder::InsertionGuard guard(rewriter);
    rewriter.setInsertionPointToStart(op.getBody());
    body(op.getInductionVar());
  }

  /// A loop over rows around the operations of the body; `end` gets what it yields.
  void rows(Value rows, Region &body, llvm::function_ref<void(Value number, ValueRange yielded)> end) {
    loop(count(rows, body.getNumArguments()), [&](Value number) {
      inlined(body, row(rows, number, body), [&](ValueRange yielded) { end(number, yielded); });
    });
  }

  /// The body's operations go here, its arguments replaced; `end` gets what it yields.
  void inlined(Region &region, ValueRange arguments, llvm::function_ref<void(ValueRange yielded)> end) {
    Operation *yield = region.front().getTerminator();
    llvm::SmallVector<Value> yielded(yield->getOperands());
    rewriter.inlineBlockBefore(&region.front(), rewriter.getInsertionBlock(), rewriter.getInsertionPoint(), arguments);
    rewriter.setInsertionPoint(yield);
    end(yielded);
    rewriter.eraseOp(yield);
  }

  /// Rows to take columns from.
  struct Source {
    Value rows, number;
    unsigned width;
  };
  /// Pushes these of the columns of some rows and then of some more.
  void pushColumns(Value out, llvm::ArrayRef<int32_t> columns, llvm::ArrayRef<Source> sources, ValueRange more = {}) {
    while (!columns.empty()) {
      unsigned column = columns[0];
      const Source *source = sources.begin();
      for (; source != sources.end() && column >= source->width; ++source)
        column -= source->width;
      if (source == sources.end()) {
        push(out, more[column]);
        columns = columns.drop_front();
        continue;
      }
      unsigned run = 1; // of columns side by side
      while (run < columns.size() && columns[run] == columns[0] + int32_t(run) && column + run < source->width)
        ++run;
      pushRun(out, *source, column, run);
      columns = columns.drop_front(run);
    }
  }

private:
  void pushRun(Value out, const Source &source, unsigned column, unsigned count) {
    if (isa<json::ValueType>(source.rows.getType()))
      return push(out, emit("item", {source.rows, source.number}));
    Value first = entryOf(source.number, source.width, column);
    if (count == 1)
      return push(out, emit("entry", {source.rows, first}));
    emit("row_slice", {out, source.rows, first}, count);
  }

  ConversionPatternRewriter &rewriter;
  Location loc;
};

struct TupleStepPattern : OpConversionPattern<jsonata::TupleStepOp> {
  using OpConversionPattern::OpConversionPattern;
  LogicalResult matchAndRewrite(jsonata::TupleStepOp op, OpAdaptor adaptor, ConversionPatternRewriter &rewriter) const override {
    RowLoops loops(rewriter, op.getLoc());
    Value out = newBuilder(rewriter, op.getLoc());
    unsigned width = op.getBody().getNumArguments();
    bool counts = llvm::is_contained(op.getColumns(), int32_t(width + 1));
    loops.rows(adaptor.getRows(), op.getBody(), [&](Value number, ValueRange yielded) {
      Value results = yielded[0];
      loops.loop(loops.emit("flat_count", results), [&](Value place) {
        llvm::SmallVector<Value> result = {loops.emit("item", {results, place})};
        if (counts)
          result.push_back(loops.emit("place", place));
        loops.pushColumns(out, op.getColumns(), {{adaptor.getRows(), number, width}}, result);
      });
    });
    rewriter.replaceOp(op, out);
    return success();
  }
};

struct TupleJoinPattern : OpConversionPattern<jsonata::TupleJoinOp> {
  using OpConversionPattern::OpConversionPattern;
  LogicalResult matchAndRewrite(jsonata::TupleJoinOp op, OpAdaptor adaptor, ConversionPatternRewriter &rewriter) const override {
    RowLoops loops(rewriter, op.getLoc());
    Value out = newBuilder(rewriter, op.getLoc());
    unsigned width = op.getBody().getNumArguments();
    loops.rows(adaptor.getRows(), op.getBody(), [&](Value number, ValueRange yielded) {
      Value inner = yielded[0];
      loops.loop(loops.count(inner, op.getWidth()), [&](Value innerNumber) {
        loops.pushColumns(out, op.getColumns(), {{adaptor.getRows(), number, width}, {inner, innerNumber, op.getWidth()}});
      });
    });
    rewriter.replaceOp(op, out);
    return success();
  }
};

struct TupleFilterPattern : OpConversionPattern<jsonata::TupleFilterOp> {
  using OpConversionPattern::OpConversionPattern;
  LogicalResult matchAndRewrite(jsonata::TupleFilterOp op, OpAdaptor adaptor, ConversionPatternRewriter &rewriter) const override {
    RowLoops loops(rewriter, op.getLoc());
    Value out = newBuilder(rewriter, op.getLoc());
    unsigned width = op.getBody().getNumArguments();
    loops.rows(adaptor.getRows(), op.getBody(), [&](Value number, ValueRange yielded) {
      loops.emit("row_filter", {out, adaptor.getRows(), yielded[0], number}, width);
    });
    rewriter.replaceOp(op, out);
    return success();
  }
};

struct TupleAtPattern : OpConversionPattern<jsonata::TupleAtOp> {
  using OpConversionPattern::OpConversionPattern;
  LogicalResult matchAndRewrite(jsonata::TupleAtOp op, OpAdaptor adaptor, ConversionPatternRewriter &rewriter) const override {
    Value out = newBuilder(rewriter, op.getLoc());
    rewriter.create<json::CallOp>(op.getLoc(), TypeRange(), rewriter.getStringAttr("row_at"), ValueRange{out, adaptor.getRows()},
                                  rewriter.getArrayAttr({op.getWidthAttr(), op.getIndexAttr()}));
    rewriter.replaceOp(op, out);
    return success();
  }
};

// Row numbers are sorted by the keys, then the rows follow them. Of fewer than two rows no key is evaluated.
struct TupleSortPattern : OpConversionPattern<jsonata::TupleSortOp> {
  using OpConversionPattern::OpConversionPattern;
  LogicalResult matchAndRewrite(jsonata::TupleSortOp op, OpAdaptor adaptor, ConversionPatternRewriter &rewriter) const override {
    Location loc = op.getLoc();
    RowLoops loops(rewriter, loc);
    unsigned width = op.getBody().getNumArguments();
    Value out = newBuilder(rewriter, loc), numbers = newBuilder(rewriter, loc), keys = newBuilder(rewriter, loc);
    Value count = loops.count(adaptor.getRows(), width);
    Value sorted = rewriter.create<arith::CmpIOp>(loc, arith::CmpIPredicate::ugt, count, loops.index(1));
    loops.loop(count, [&](Value number) { loops.push(numbers, loops.emit("place", number)); });
    loops.loop(rewriter.create<arith::SelectOp>(loc, sorted, count, loops.index(0)), [&](Value number) {
      loops.inlined(op.getBody(), loops.row(adaptor.getRows(), number, op.getBody()), [&](ValueRange yielded) { loops.push(keys, yielded); });
    });
    Value order = loops.emit("seq_end", numbers);
    order = rewriter.create<json::SortOp>(loc, order.getType(), order, keys, op.getDescendingAttr(), /*keep=*/nullptr,
                                            op.getPositionAttr());
    loops.emit("row_order", {out, adaptor.getRows(), order}, width);
    rewriter.replaceOp(op, {out, sorted});
    return success();
  }
};

struct TupleIndexPattern : OpConversionPattern<jsonata::TupleIndexOp> {
  using OpConversionPattern::OpConversionPattern;
  LogicalResult matchAndRewrite(jsonata::TupleIndexOp op, OpAdaptor adaptor, ConversionPatternRewriter &rewriter) const override {
    RowLoops loops(rewriter, op.getLoc());
    Value out = newBuilder(rewriter, op.getLoc());
    auto columns = llvm::to_vector(llvm::seq<int32_t>(0, int32_t(op.getWidth())));
    columns.resize(std::max<size_t>(columns.size(), op.getColumn() + 1));
    columns[op.getColumn()] = int32_t(op.getWidth());
    loops.loop(loops.count(adaptor.getRows(), op.getWidth()), [&](Value number) {
      Value place = number;
      if (op.getSame())
        place = loops.emit("row_same", {adaptor.getRows(), number}, {op.getWidth(), *op.getSame()});
      loops.pushColumns(out, columns, {{adaptor.getRows(), number, op.getWidth()}}, loops.emit("place", place));
    });
    rewriter.replaceOp(op, out);
    return success();
  }
};

struct TupleItemsPattern : OpConversionPattern<jsonata::TupleItemsOp> {
  using OpConversionPattern::OpConversionPattern;
  LogicalResult matchAndRewrite(jsonata::TupleItemsOp op, OpAdaptor adaptor, ConversionPatternRewriter &rewriter) const override {
    RowLoops loops(rewriter, op.getLoc());
    Value out = newBuilder(rewriter, op.getLoc());
    loops.rows(adaptor.getRows(), op.getBody(), [&](Value, ValueRange yielded) {
      Value result = yielded[0];
      if (!op.getSpread())
        return loops.push(out, result);
      loops.loop(loops.emit("flat_count", result), [&](Value place) { loops.push(out, loops.emit("item", {result, place})); });
    });
    rewriter.replaceOp(op, loops.emit("seq_end", out));
    return success();
  }
};

// Like GroupPattern, with the numbers of rows as items: what a group has is one number, or an array of them.
struct TupleGroupPattern : OpConversionPattern<jsonata::TupleGroupOp> {
  using OpConversionPattern::OpConversionPattern;
  LogicalResult matchAndRewrite(jsonata::TupleGroupOp op, OpAdaptor adaptor, ConversionPatternRewriter &rewriter) const override {
    Location loc = op.getLoc();
    RowLoops loops(rewriter, loc);
    Value rows = owned(op, adaptor, rewriter, loops);
    Value groups = rewriter.create<json::CallOp>(loc, json::GroupsType::get(getContext()), "group_begin", ValueRange{}).getResult();
    loops.rows(rows, op.getKeys(), [&](Value number, ValueRange keys) {
      for (auto [pair, key] : llvm::enumerate(keys))
        loops.emit("group_add", {groups, key, loops.emit("place", number)}, {uint32_t(pair), uint32_t(op.getPositions()[pair])});
    });
    loops.loop(loops.emit("group_count", groups), [&](Value group) { value(op, adaptor, rewriter, loops, rows, groups, group); });
    rewriter.replaceOp(op, loops.emit("group_end", groups));
    return success();
  }

  /// The rows in a builder that no one else uses: items are taken out of it.
  Value owned(jsonata::TupleGroupOp op, OpAdaptor adaptor, ConversionPatternRewriter &rewriter, RowLoops &loops) const {
    Location loc = op.getLoc();
    unsigned width = op.getKeys().getNumArguments();
    Value rows = adaptor.getRows();
    if (isa<json::ValueType>(rows.getType())) {
      Value out = newBuilder(rewriter, loc);
      loops.loop(loops.count(rows, width), [&](Value number) { loops.pushColumns(out, 0, {{rows, number, width}}); });
      rows = out;
    }
    Value none = rewriter.create<arith::ConstantIndexOp>(loc, 0);
    Value isEmpty = rewriter.create<arith::CmpIOp>(loc, arith::CmpIPredicate::eq, loops.count(rows, width), none);
    auto lacksRow = rewriter.create<scf::IfOp>(loc, rewriter.create<arith::AndIOp>(loc, adaptor.getRaw(), isEmpty));
    OpBuilder::InsertionGuard guard(rewriter);
    rewriter.setInsertionPointToStart(lacksRow.thenBlock());
    loops.push(rows, llvm::SmallVector<Value>(width, loops.undefined()));
    return rows;
  }

  void value(jsonata::TupleGroupOp op, OpAdaptor adaptor, ConversionPatternRewriter &rewriter, RowLoops &loops, Value rows, Value groups,
             Value group) const {
    Location loc = op.getLoc();
    unsigned width = op.getValues()[0].getNumArguments(); // the keys are inlined already
    Value data = loops.emit("group_data", {groups, group});
    Value isTuple = rewriter.create<arith::XOrIOp>(loc, adaptor.getRaw(), rewriter.create<arith::ConstantIntOp>(loc, 1, 1));
    llvm::SmallVector<Value> columns;
    auto isUsed = [&](unsigned column) {
      return llvm::any_of(op.getValues(), [&](Region &region) { return !region.getArgument(column).use_empty(); });
    };
    for (uint32_t column = 0; column < width; ++column)
      columns.push_back(isUsed(column) ? loops.emit("row_gather", {rows, data, isTuple}, {width, column}) : loops.undefined());
    Value pair = rewriter.create<arith::IndexCastUIOp>(loc, rewriter.getIndexType(), loops.emit("group_pair", {groups, group}));
    // The last pair is the default case, so that every group has a value.
    auto cases = llvm::to_vector(llvm::seq<int64_t>(0, int64_t(op.getValues().size()) - 1));
    auto choose = rewriter.create<scf::IndexSwitchOp>(loc, TypeRange{}, pair, cases, cases.size());
    for (size_t i = 0; i < op.getValues().size(); ++i) {
      rewriter.createBlock(i < cases.size() ? &choose.getCaseRegions()[i] : &choose.getDefaultRegion());
      rewriter.setInsertionPoint(rewriter.create<scf::YieldOp>(loc));
      loops.inlined(op.getValues()[i], columns, [&](ValueRange yielded) { loops.emit("group_set", {groups, group, yielded[0]}); });
    }
  }
};

} // namespace

void ir::populateTupleLowering(RewritePatternSet &patterns) {
  patterns.add<TupleStepPattern, TupleJoinPattern, TupleFilterPattern, TupleAtPattern, TupleSortPattern, TupleIndexPattern, TupleItemsPattern,
               TupleGroupPattern>(patterns.getContext());
}
