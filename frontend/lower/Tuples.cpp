// Paths that bind variables (@$v, #$i) or ancestors (%): streams of rows.
//
// In the reference, each item of such a path travels with an object (a tuple) of what has been bound so far, under the names of the
// variables, `!3` for the ancestor with label 3 and `@` for the item itself. Here the names are known when compiling, and a tuple
// is a row of values: what follows a binding reads it as the argument of its body. Each body is a frame of its own.
//
// Three traits of the reference show through. Sorting two or more tuples makes them plain objects: until the next step, what
// looks at them (a predicate, a key, a group) has the object as its context and sees no bindings. A path that finds nothing before
// its first binding is no stream when it is grouped. And a tuple that a predicate has selected twice is one tuple.

#include "frontend/lower/FrameScope.h"
#include "frontend/lower/Streams.h"

#include "mlir/Dialect/SCF/IR/SCF.h"

using namespace aslc;
using namespace aslc::lower;
namespace json = aslc::ir::json;
namespace ops = aslc::ir::jsonata;
using aslc::jsonata::Kind;
using mlir::Location;
using mlir::Type;
using mlir::Value;

/// Columns that are no variables: they begin with a blank.
static constexpr llvm::StringLiteral sameColumn = " same", objectColumn = " object";
static bool isHidden(llvm::StringRef name) { return name.starts_with(" "); }

namespace {

/// The columns of new rows: what they are called, and where their values come from.
struct Columns {
  std::vector<std::string> names;
  llvm::SmallVector<int32_t> sources;

  /// A name that is there already keeps its place, as a member of an object does.
  void set(llvm::StringRef name, int32_t source) {
    auto it = llvm::find(names, name);
    if (it != names.end()) {
      sources[it - names.begin()] = source;
      return;
    }
    names.push_back(name.str());
    sources.push_back(source);
  }
  void keep(const std::vector<std::string> &old) {
    for (auto [i, name] : llvm::enumerate(old))
      if (!isHidden(name))
        set(name, int32_t(i));
  }
};

} // namespace

static mlir::Block *addRowBlock(mlir::OpBuilder &builder, mlir::Region &region, size_t width, Location loc) {
  llvm::SmallVector<Type> types(width, json::ValueType::get(builder.getContext()));
  return builder.createBlock(&region, region.end(), types, llvm::SmallVector<Location>(width, loc));
}

/// Fills the body of an op over rows: `$` is the item, or the tuple as an object; the columns are bound in a frame of their own.
void ExpressionLowering::inRow(mlir::Region &region, const Stream &stream, const RowMode &mode, llvm::ArrayRef<const Term *> parts, Location loc,
                               llvm::function_ref<void()> body) {
  mlir::OpBuilder::InsertionGuard guard(builder);
  mlir::Block *block = addRowBlock(builder, region, stream.names.size(), loc);
  Value outside = std::exchange(context, mode.context ? mode.context(*block) : block->getArgument(0));
  {
    FrameScope scope(*this, parts, loc);
    for (auto [name, column] : llvm::drop_begin(llvm::zip(stream.names, block->getArguments())))
      if (!isHidden(name))
        scope.define(name, mode.unbound ? select(mode.unbound, scope.readOutside(name, loc), column, loc) : Value(column));
    body();
  }
  context = outside;
}

Value ExpressionLowering::select(Value condition, Value a, Value b, Location loc) {
  return builder.create<mlir::arith::SelectOp>(loc, condition, a, b);
}

/// A row as the object that a tuple is.
Value ExpressionLowering::tupleObject(const Stream &stream, mlir::Block &block, Location loc) {
  llvm::SmallVector<llvm::StringRef> keys;
  llvm::SmallVector<Value> values;
  for (auto [name, column] : llvm::zip(stream.names, block.getArguments()))
    if (!isHidden(name)) {
      keys.push_back(name);
      values.push_back(column);
    }
  return builder.create<json::ObjectOp>(loc, json::ValueType::get(builder.getContext()), builder.getStrArrayAttr(keys), values);
}

Value ExpressionLowering::objectIfSorted(const Stream &stream, mlir::Block &block, Value otherwise, Location loc) {
  auto choice = builder.create<mlir::scf::IfOp>(loc, otherwise.getType(), stream.sorted, /*withElseRegion=*/true);
  mlir::OpBuilder::InsertionGuard guard(builder);
  builder.setInsertionPointToStart(choice.thenBlock());
  builder.create<mlir::scf::YieldOp>(loc, tupleObject(stream, block, loc));
  builder.setInsertionPointToStart(choice.elseBlock());
  builder.create<mlir::scf::YieldOp>(loc, otherwise);
  return choice.getResult(0);
}

/// How bodies see rows that may have been sorted.
ExpressionLowering::RowMode ExpressionLowering::modeOf(const Stream &stream, Location loc) {
  if (!stream.sorted)
    return {};
  return {stream.sorted, [this, stream, loc](mlir::Block &block) { return objectIfSorted(stream, block, block.getArgument(0), loc); }};
}

//===--- Steps ---===//

static bool isPlainStep(const jsonata::Term &step) { return step.kind != Kind::Sort && step.stages.empty() && step.focus.empty() && !givesRows(step); }

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
ExpressionLowering::Stream ExpressionLowering::beginRows(const Term &path, size_t &next) {
  Location loc = at(path);
  Type type = json::ValueType::get(builder.getContext());
  const Term &first = *path.items[0];
  next = firstBinding(path);
  Stream stream{{}, {"@"}, {}, {}};
  if (next > 0) {
    stream.rows = steps(path, next);
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
    Value array = evaluate(first);
    stream.rows = first.focus.empty() ? array : stream.rows;
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
    Stream stream = beginRows(term, next);
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

//===--- Ends ---===//

/// The value of a path that binds.
Value ExpressionLowering::rowPath(const Term &path) {
  Location loc = at(path);
  Type type = json::ValueType::get(builder.getContext());
  size_t next, end = path.items.size();
  Stream stream = beginRows(path, next);
  if (path.group)
    return groupRows(*path.group, pathRows(path, next, end, std::move(stream)), loc);
  // The last step need not make rows: all that counts is its results.
  bool ends = next < end && isPlainStep(*path.items.back());
  const Term *last = ends ? path.items.back() : nullptr;
  stream = pathRows(path, next, end - ends, std::move(stream));
  auto op = builder.create<ops::TupleItemsOp>(loc, type, stream.rows, ends);
  inRow(op.getBody(), stream, {}, ends ? llvm::ArrayRef(last) : llvm::ArrayRef<const Term *>(), loc,
        [&] { builder.create<ops::YieldOp>(loc, ends ? evaluate(*last) : context); });
  Value value = op;
  if (path.keepArray)
    value = builder.create<ops::KeepOp>(loc, type, value);
  if (path.keepSequence)
    value = builder.create<ops::KeepSequenceOp>(loc, type, value);
  return builder.create<ops::UnwrapOp>(loc, type, value);
}

/// The value of a Block whose rows no path takes: its group, or the tuples themselves, which do not unwrap.
Value ExpressionLowering::rowBlock(const Term &block) {
  Location loc = at(block);
  Stream stream = rows(block);
  if (block.group)
    return groupRows(*block.group, stream, loc);
  auto op = builder.create<ops::TupleItemsOp>(loc, json::ValueType::get(builder.getContext()), stream.rows, /*spread=*/false);
  mlir::OpBuilder::InsertionGuard guard(builder);
  mlir::Block *body = addRowBlock(builder, op.getBody(), stream.names.size(), loc);
  builder.create<ops::YieldOp>(loc, tupleObject(stream, *body, loc));
  return op;
}

/// Sorted rows with the objects that they are as another column: groups are of these then.
ExpressionLowering::Stream ExpressionLowering::withObjects(const Stream &stream, Location loc) {
  Columns columns;
  columns.keep(stream.names);
  columns.set(objectColumn, int32_t(stream.names.size()));
  auto op = builder.create<ops::TupleStepOp>(loc, rowsType(), stream.rows, columns.sources);
  mlir::OpBuilder::InsertionGuard guard(builder);
  mlir::Block *body = addRowBlock(builder, op.getBody(), stream.names.size(), loc);
  Value object = objectIfSorted(stream, *body, constant(builder.getUnitAttr(), loc), loc);
  builder.create<ops::YieldOp>(loc, object);
  return {op, std::move(columns.names), stream.sorted, stream.ended};
}

Value ExpressionLowering::groupRows(llvm::ArrayRef<jsonata::TermPair> pairs, Stream stream, Location loc) {
  Type type = json::ValueType::get(builder.getContext());
  if (pairs.empty())
    return builder.create<json::ObjectOp>(loc, type, builder.getStrArrayAttr({}), mlir::ValueRange());
  auto orFalse = [&](Value flag) { return flag ? flag : builder.create<mlir::arith::ConstantIntOp>(loc, 0, 1).getResult(); };
  Value sorted = stream.sorted;
  RowMode mode;
  if (sorted) {
    stream = withObjects(stream, loc);
    mode.context = [=, this](mlir::Block &block) { return select(sorted, block.getArguments().back(), block.getArgument(0), loc); };
  }
  if (sorted || stream.ended)
    mode.unbound = builder.create<mlir::arith::OrIOp>(loc, orFalse(sorted), orFalse(stream.ended));
  llvm::SmallVector<int32_t> positions;
  llvm::SmallVector<const Term *> keys;
  for (const jsonata::TermPair &pair : pairs) {
    positions.push_back(int32_t(pair.key->range.begin));
    keys.push_back(pair.key);
  }
  auto op = builder.create<ops::TupleGroupOp>(loc, type, stream.rows, orFalse(stream.ended), orFalse(mode.unbound), positions, pairs.size());
  inRow(op.getKeys(), stream, mode, keys, loc, [&] {
    llvm::SmallVector<Value> values;
    for (const Term *key : keys)
      values.push_back(evaluate(*key));
    builder.create<ops::YieldOp>(loc, values);
  });
  for (auto [pair, region] : llvm::zip(pairs, op.getValues())) {
    const Term *value = pair.value;
    inRow(region, stream, mode, value, loc, [&] { builder.create<ops::YieldOp>(loc, evaluate(*value)); });
  }
  return op;
}
