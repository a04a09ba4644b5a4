// Paths, predicates, sorting, grouping and constructors.
//
// Between its steps a path is a sequence in the sense of jsonata.step: an array counts as its items, anything else as one item,
// and nothing as an empty array. A run of plain names is one op, since most paths are nothing else.

#include "frontend/lower/Expressions.h"
#include "frontend/lower/Streams.h"

using namespace aslc;
using namespace aslc::lower;
namespace json = aslc::ir::json;
namespace ops = aslc::ir::jsonata;
using aslc::jsonata::Kind;
using mlir::Location;
using mlir::Type;
using mlir::Value;

static bool isPlainName(const jsonata::Term &term) {
  return term.kind == Kind::Name && term.stages.empty() && term.predicates.empty() && !term.group && !term.tuple;
}

void ExpressionLowering::inBody(mlir::Region &region, Location loc, llvm::function_ref<void(mlir::Block &)> body) {
  mlir::OpBuilder::InsertionGuard guard(builder);
  Type type = json::ValueType::get(builder.getContext());
  mlir::Block *block = builder.createBlock(&region, region.end(), {type}, {loc});
  Value outside = std::exchange(context, block->getArgument(0));
  DepthCounter::Part part(depth, DepthCounter::Part::Branch);
  body(*block);
  context = outside;
}

/// `$states.member` at the start of a path: `consumed` steps are done.
Value ExpressionLowering::states(const Term &path, size_t &consumed) {
  const Term &first = *path.items[0];
  if (first.tuple || first.kind != Kind::Variable || first.text != "states" || path.items.size() < 2 || !isPlainName(*path.items[1]))
    return {};
  Value member = surroundings.states(path.items[1]->text);
  consumed = member ? 2 : 0;
  return member;
}

Value ExpressionLowering::items(Location loc) {
  if (context != root || root.getDefiningOp<json::UndefinedOp>())
    return context;
  return builder.create<ops::WholeOp>(loc, context.getType(), context);
}

Value ExpressionLowering::path(const Term &term) {
  if (firstBinding(term) < term.items.size())
    return rowPath(term);
  Location loc = at(term);
  Type type = json::ValueType::get(builder.getContext());
  bool closed = false; // `value` is what the path gives, not a sequence
  Value array, value = steps(term, term.items.size(), array, &closed);
  if (array && term.items.size() > 1)
    value = builder.create<ops::UnlessEmptyOp>(loc, type, array, value);
  if (term.keepArray)
    value = builder.create<ops::KeepOp>(loc, type, value);
  if (term.group)
    value = group(*term.group, value, loc);
  if (term.keepSequence)
    value = builder.create<ops::KeepSequenceOp>(loc, type, value);
  return closed ? value : builder.create<ops::UnwrapOp>(loc, type, value);
}

/// The steps before `end`. Their result is a sequence, unless it says that it is closed. `array` is what a constructor gives
/// that begins the path, if one does: if that is empty, it is what the path gives.
Value ExpressionLowering::steps(const Term &path, size_t end, Value &array, bool *closed) {
  Location loc = at(path);
  Type type = json::ValueType::get(builder.getContext());
  llvm::ArrayRef<const Term *> steps = path.items.take_front(end);
  bool mayClose = closed && !path.keepArray && !path.keepSequence;
  // `[]` keeps an array that is all that a path finds as it is, no sequence: the last step by itself tells that.
  size_t run = path.keepArray && !path.group && end == path.items.size() ? end - 1 : end;
  size_t next = 0;
  Value value = states(path, next);
  if (!value)
    value = items(loc);
  else if (next == end && mayClose)
    *closed = true;
  else if (next == end || !isPlainName(*steps[next]))
    value = builder.create<ops::OpenOp>(loc, type, value);
  while (next < end) {
    llvm::SmallVector<llvm::StringRef> names;
    while (next < run && isPlainName(*steps[next]))
      names.push_back(steps[next++]->text);
    if (!names.empty()) {
      bool open = next < end || !mayClose || path.group;
      value = builder.create<ops::FieldsOp>(loc, type, value, builder.getStrArrayAttr(names), open);
      if (closed)
        *closed = !open;
    } else if (next == 0 && steps[0]->cons && steps[0]->stages.empty()) {
      // An array constructor that begins a path sees all items at once.
      array = evaluate(*steps[next++]);
      value = steps[0]->predicates.empty() ? array : builder.create<ops::OpenOp>(loc, type, array).getResult();
    } else {
      value = step(*steps[next], value, next == 0, next + 1 == path.items.size());
      ++next;
    }
  }
  return value;
}

Value ExpressionLowering::step(const Term &term, Value input, bool first, bool last) {
  Location loc = at(term);
  Type type = json::ValueType::get(builder.getContext());
  if (term.kind == Kind::Sort)
    return sort(term, input);
  auto stages = [&](Value value) {
    for (const jsonata::Stage &stage : term.stages)
      value = filter(*stage.predicate, value);
    return value;
  };
  // A variable does not depend on the items.
  bool once = first && (term.kind == Kind::Variable || input.getDefiningOp<json::UndefinedOp>());
  if (once && term.stages.empty())
    return builder.create<ops::OpenOp>(loc, type, evaluate(term));
  auto op = builder.create<ops::StepOp>(loc, type, input, last);
  inBody(op.getBody(), loc, [&](mlir::Block &) { builder.create<ops::YieldOp>(loc, stages(evaluate(term))); });
  return op;
}

Value ExpressionLowering::filter(const Term &predicate, Value input) {
  Location loc = at(predicate);
  Type type = input.getType();
  if (predicate.kind == Kind::Number && predicate.predicates.empty())
    return builder.create<ops::IndexOp>(loc, type, input, builder.getF64FloatAttr(predicate.number));
  auto op = builder.create<ops::FilterOp>(loc, type, input);
  inBody(op.getBody(), loc, [&](mlir::Block &) { builder.create<ops::YieldOp>(loc, evaluate(predicate)); });
  return op;
}

Value ExpressionLowering::sort(const Term &term, Value input) {
  Value sorted = sortItems(term, input);
  for (const jsonata::Stage &stage : term.stages)
    sorted = filter(*stage.predicate, sorted);
  return sorted;
}

Value ExpressionLowering::sortItems(const Term &term, Value input) {
  Location loc = at(term);
  llvm::SmallVector<bool> descending;
  for (const jsonata::TermSort &key : term.terms)
    descending.push_back(key.descending);
  auto op = builder.create<ops::SortOp>(loc, input.getType(), input, descending, /*keep=*/nullptr, position(term));
  inBody(op.getBody(), loc, [&](mlir::Block &) {
    llvm::SmallVector<Value> keys;
    for (const jsonata::TermSort &key : term.terms)
      keys.push_back(evaluate(*key.expression));
    builder.create<ops::YieldOp>(loc, keys);
  });
  return op;
}

Value ExpressionLowering::array(const Term &term) {
  llvm::SmallVector<Value> items;
  llvm::SmallVector<bool> spread;
  for (const Term *item : term.items) {
    items.push_back(evaluate(*item));
    spread.push_back(item->kind != Kind::Array);
  }
  return builder.create<ops::ArrayOp>(at(term), json::ValueType::get(builder.getContext()), items, spread, term.cons);
}

Value ExpressionLowering::object(const Term &term) { return group(term.pairs, items(at(term)), at(term)); }

/// Constant keys that differ need no table of groups: every item has the same ones, so that each value is made once, over all items.
static bool haveConstantKeys(llvm::ArrayRef<jsonata::TermPair> pairs) {
  llvm::StringSet<> seen;
  return llvm::all_of(pairs, [&](const jsonata::TermPair &pair) {
    return pair.key->kind == Kind::String && pair.key->predicates.empty() && seen.insert(pair.key->text).second;
  });
}

Value ExpressionLowering::group(llvm::ArrayRef<jsonata::TermPair> pairs, Value input, Location loc) {
  Type type = json::ValueType::get(builder.getContext());
  if (haveConstantKeys(pairs)) {
    Value items = input.getDefiningOp<json::UndefinedOp>() ? input : builder.create<ops::GroupContextOp>(loc, type, input).getResult();
    Value outside = std::exchange(context, items);
    llvm::SmallVector<llvm::StringRef> keys;
    llvm::SmallVector<Value> values;
    for (const jsonata::TermPair &pair : pairs) {
      keys.push_back(pair.key->text);
      values.push_back(evaluate(*pair.value));
    }
    context = outside;
    return builder.create<json::ObjectOp>(loc, type, builder.getStrArrayAttr(keys), values);
  }
  llvm::SmallVector<int32_t> positions;
  for (const jsonata::TermPair &pair : pairs)
    positions.push_back(int32_t(pair.key->range.begin));
  auto op = builder.create<ops::GroupOp>(loc, type, input, positions, pairs.size());
  inBody(op.getKeys(), loc, [&](mlir::Block &) {
    llvm::SmallVector<Value> keys;
    for (const jsonata::TermPair &pair : pairs)
      keys.push_back(evaluate(*pair.key));
    builder.create<ops::YieldOp>(loc, keys);
  });
  for (auto [pair, region] : llvm::zip(pairs, op.getValues())) {
    const Term &value = *pair.value;
    inBody(region, loc, [&](mlir::Block &) { builder.create<ops::YieldOp>(loc, evaluate(value)); });
  }
  return op;
}
