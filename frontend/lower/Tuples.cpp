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

static mlir::Block *addRowBlock(mlir::OpBuilder &builder, mlir::Region &region, size_t width, Location loc) {
  llvm::SmallVector<Type> types(width, json::ValueType::get(builder.getContext()));
  return builder.createBlock(&region, region.end(), types, llvm::SmallVector<Location>(width, loc));
}

/// Fills the body of an op over rows: `$` is the item, or the tuple as an object; the columns are bound in a frame of their own.
void ExpressionLowering::inRow(mlir::Region &region, const Stream &stream, const RowMode &mode, llvm::ArrayRef<const Term *> parts, Location loc,
                               llvm::function_ref<void()> body) {
  mlir::OpBuilder::InsertionGuard guard(builder);
  mlir::Block *block = addRowBlock(builder, region, stream.names.size(), loc);
  DepthCounter::Part part(depth, DepthCounter::Part::Branch);
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

//===--- Ends ---===//

static bool isPlainStep(const jsonata::Term &step) { return step.kind != Kind::Sort && step.stages.empty() && step.focus.empty() && !givesRows(step); }

/// The value of a path that binds.
Value ExpressionLowering::rowPath(const Term &path) {
  Location loc = at(path);
  Type type = json::ValueType::get(builder.getContext());
  size_t next, end = path.items.size();
  Value array;
  Stream stream = beginRows(path, next, array);
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
  if (array)
    value = builder.create<ops::UnlessEmptyOp>(loc, type, array, value);
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
  auto op = builder.create<ops::TupleGroupOp>(loc, type, stream.rows, orFalse(mode.unbound), positions, pairs.size());
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
