// The steps of paths that bind: each makes rows of rows. Tuples.cpp tells what they are.

#include "frontend/lower/FrameScope.h"
#include "frontend/lower/Streams.h"

#include "mlir/Dialect/Arith/IR/Arith.h"

using namespace aslc;
using namespace aslc::lower;
namespace json = aslc::ir::json;
namespace ops = aslc::ir::jsonata;
using aslc::jsonata::Kind;
using mlir::Location;
using mlir::Type;
using mlir::Value;

/// Whether a predicate may select an item more than once: by an array of numbers.
static bool mayRepeat(const jsonata::Term &predicate) {
  using jsonata::Operator;
  if (!predicate.predicates.empty() || predicate.group)
    return true;
  bool compares = predicate.kind == Kind::Binary && ((predicate.op >= Operator::Equal && predicate.op <= Operator::GreaterEqual) ||
                                                     (predicate.op >= Operator::And && predicate.op <= Operator::In));
  return !compares && predicate.kind != Kind::Number && predicate.kind != Kind::Boolean;
}

/// Whether the places that #$i gives to the tuples of this step may be asked for after a predicate has repeated some.
static bool needsIdentity(llvm::ArrayRef<const jsonata::Term *> steps) {
  bool repeated = false;
  for (auto [i, step] : llvm::enumerate(steps)) {
    if (i > 0 && step->kind != Kind::Sort)
      return false;
    for (const jsonata::Stage &stage : step->stages) {
      if (stage.kind == jsonata::Stage::Index && repeated)
        return true;
      repeated |= stage.kind == jsonata::Stage::Filter && mayRepeat(*stage.predicate);
    }
  }
  return false;
}

/// What a path runs over at its first binding, as rows of an item.
ExpressionLowering::Stream ExpressionLowering::beginRows(const Term &path, size_t &next, Value &array) {
  Location loc = at(path);
  Type type = json::ValueType::get(builder.getContext());
  const Term &first = *path.items[0];
  next = firstBinding(path);
  Stream stream{{}, {"@"}, {}, {}};
  if (next > 0) {
    stream.rows = steps(path, next, array);
    if (path.group) {
      Value count = builder.create<json::CallOp>(loc, builder.getIndexType(), "flat_count", stream.rows).getResult();
      Value none = builder.create<mlir::arith::ConstantIndexOp>(loc, 0);
      stream.ended = builder.create<mlir::arith::CmpIOp>(loc, mlir::arith::CmpIPredicate::eq, count, none);
    }
  } else if (first.kind == Kind::Variable) {
    stream.rows = builder.create<ops::WholeOp>(loc, type, context);
  } else {
    stream.rows = items(loc);
  }
  // An array constructor is evaluated as ever, without its binding; and with @$v it does not become the input either.
  if (next == 0 && first.cons) {
    Value value = evaluate(first);
    stream.rows = first.focus.empty() ? value : stream.rows;
    next = 1;
  }
  return stream;
}

ExpressionLowering::Stream ExpressionLowering::pathRows(const Term &path, size_t next, size_t end, Stream stream) {
  for (bool begun = false; next < end; ++next, begun = true) {
    const Term &step = *path.items[next];
    if (step.kind == Kind::Sort)
      stream = begun ? sortRows(step, stream) : sortIntoRows(step, stream);
    else
      stream = givesRows(step) ? joinRows(step, stream) : stepRows(step, stream);
    if ((step.kind != Kind::Sort || !begun) && needsIdentity(path.items.drop_front(next)))
      stream = indexRows(sameColumn, stream, at(step));
    for (const jsonata::Stage &stage : step.stages)
      stream = stage.kind == jsonata::Stage::Index ? indexRows(stage.variable, stream, at(step)) : filterRows(*stage.predicate, stream);
  }
  return stream;
}

ExpressionLowering::Stream ExpressionLowering::stepRows(const Term &step, const Stream &stream) {
  Location loc = at(step);
  auto width = int32_t(stream.names.size());
  Columns columns;
  columns.keep(stream.names);
  columns.set(step.focus.empty() ? "@" : step.focus, width);
  if (!step.index.empty())
    columns.set(step.index, width + 1);
  if (step.ancestor)
    columns.set(labelName(*step.ancestor), 0);
  auto op = builder.create<ops::TupleStepOp>(loc, rowsType(), stream.rows, columns.sources);
  inRow(op.getBody(), stream, {}, &step, loc, [&] { builder.create<ops::YieldOp>(loc, evaluate(step)); });
  return {op, std::move(columns.names), {}, stream.ended};
}

/// A step that is a stream itself. What else is bound on it (@, #, %) is not.
ExpressionLowering::Stream ExpressionLowering::joinRows(const Term &step, const Stream &stream) {
  Location loc = at(step);
  mlir::Region body; // until it is known which columns there are
  Stream inner;
  inRow(body, stream, {}, &step, loc, [&] {
    inner = rows(step);
    builder.create<ops::TupleYieldOp>(loc, inner.rows);
  });
  Columns columns;
  columns.keep(stream.names);
  for (auto [i, name] : llvm::enumerate(inner.names))
    if (!isHidden(name))
      columns.set(name, int32_t(stream.names.size() + i));
  auto op = builder.create<ops::TupleJoinOp>(loc, rowsType(), stream.rows, uint32_t(inner.names.size()), columns.sources);
  op.getBody().takeBody(body);
  return {op, std::move(columns.names), {}, stream.ended};
}

ExpressionLowering::Stream ExpressionLowering::sortRows(const Term &step, const Stream &stream) {
  Location loc = at(step);
  llvm::SmallVector<bool> descending;
  llvm::SmallVector<const Term *> keys;
  for (const jsonata::TermSort &key : step.terms) {
    descending.push_back(key.descending);
    keys.push_back(key.expression);
  }
  auto op = builder.create<ops::TupleSortOp>(loc, rowsType(), builder.getI1Type(), stream.rows, descending, position(step));
  inRow(op.getBody(), stream, modeOf(stream, loc), keys, loc, [&] {
    llvm::SmallVector<Value> values;
    for (const Term *key : keys)
      values.push_back(evaluate(*key));
    builder.create<ops::YieldOp>(loc, values);
  });
  Value sorted = stream.sorted ? builder.create<mlir::arith::OrIOp>(loc, stream.sorted, op.getSorted()).getResult() : op.getSorted();
  return {op.getResult(), stream.names, sorted, stream.ended};
}

/// A sort that is the first binding, by #$i. The reference binds its place to $undefined where #$i comes after a predicate.
ExpressionLowering::Stream ExpressionLowering::sortIntoRows(const Term &step, const Stream &stream) {
  Stream sorted = stream;
  sorted.rows = sortItems(step, stream.rows);
  return indexRows(step.index.empty() ? "undefined" : step.index, sorted, at(step));
}

ExpressionLowering::Stream ExpressionLowering::indexRows(llvm::StringRef name, const Stream &stream, Location loc) {
  Columns columns;
  columns.names = stream.names;
  columns.sources.resize(stream.names.size());
  auto same = llvm::find(stream.names, sameColumn);
  mlir::IntegerAttr identity;
  if (name != sameColumn && same != stream.names.end())
    identity = builder.getI32IntegerAttr(int32_t(same - stream.names.begin()));
  columns.set(name, 0);
  auto column = uint32_t(llvm::find(columns.names, name) - columns.names.begin());
  Value rows = builder.create<ops::TupleIndexOp>(loc, rowsType(), stream.rows, uint32_t(stream.names.size()), column, identity);
  return {rows, std::move(columns.names), stream.sorted, stream.ended};
}

ExpressionLowering::Stream ExpressionLowering::filterRows(const Term &predicate, const Stream &stream) {
  Location loc = at(predicate);
  Stream kept = stream;
  if (predicate.kind == Kind::Number && predicate.predicates.empty()) {
    kept.rows = builder.create<ops::TupleAtOp>(loc, rowsType(), stream.rows, uint32_t(stream.names.size()),
                                               llvm::APFloat(predicate.number));
    return kept;
  }
  auto op = builder.create<ops::TupleFilterOp>(loc, rowsType(), stream.rows);
  inRow(op.getBody(), stream, modeOf(stream, loc), &predicate, loc, [&] { builder.create<ops::YieldOp>(loc, evaluate(predicate)); });
  kept.rows = op;
  return kept;
}

/// The rows of a Path or Block that gives rows.
ExpressionLowering::Stream ExpressionLowering::rows(const Term &term) {
  if (term.kind == Kind::Path) {
    size_t next;
    Value array;
    Stream stream = beginRows(term, next, array);
    return pathRows(term, next, term.items.size(), std::move(stream));
  }
  Stream stream;
  {
    FrameScope scope(*this, term);
    for (const Term *item : term.items.drop_back())
      evaluate(*item);
    stream = rows(*term.items.back());
  }
  for (const Term *predicate : term.predicates)
    stream = filterRows(*predicate, stream);
  return stream;
}
