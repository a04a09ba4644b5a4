// What takes the items of a chain: folds to a number, counts, $reduce, and arrays.

#include "ir/passes/StreamLoops.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/OperationSupport.h"

#include <cmath>

using namespace mlir;
using namespace aslc;
using namespace aslc::ir;

Value StreamLoops::emit(Operation *sink) {
  loc = sink->getLoc();
  auto builtin = dyn_cast<jsonata::CallOp>(sink);
  auto piped = dyn_cast<jsonata::ChainOp>(sink);
  llvm::StringRef name = builtin ? builtin.getName() : piped ? piped.getRhs().getDefiningOp<jsonata::BuiltinOp>().getName() : "";
  if (name == "sum" || name == "max" || name == "min" || name == "average")
    return fold(name, sink->getOperand(0));
  if (name == "count" || name == "exists")
    return count(name, sink->getOperand(0), bool(piped));
  if (name == "reduce")
    return reduce(builtin);
  return name == "sort" ? sortByKey(builtin) : collect(sink);
}

/// The result, if all items were plain.
Value StreamLoops::settle(const State &state, Value result) {
  return builder.create<arith::SelectOp>(loc, state[0], result, call("declined", {}));
}

Value StreamLoops::fold(llvm::StringRef name, Value items) {
  auto constant = [&](double number) -> Value { return builder.create<arith::ConstantOp>(loc, builder.getF64FloatAttr(number)); };
  bool adds = name == "sum" || name == "average", averages = name == "average";
  State state = {flag(true), constant(adds ? 0 : name == "max" ? -INFINITY : INFINITY)};
  if (averages)
    state.push_back(index(0));
  auto add = [&](Value item, State inner) {
    inner[0] = both(inner[0], call("is_number", item));
    Value number = call("to_number", item);
    if (adds) {
      inner[1] = builder.create<arith::AddFOp>(loc, inner[1], number);
    } else {
      auto better = name == "max" ? arith::CmpFPredicate::OGT : arith::CmpFPredicate::OLT;
      inner[1] = builder.create<arith::SelectOp>(loc, builder.create<arith::CmpFOp>(loc, better, number, inner[1]), number, inner[1]);
    }
    if (averages)
      inner[2] = builder.create<arith::AddIOp>(loc, inner[2], index(1));
    return inner;
  };
  state = argument(items, state, Consumer(add, Weight::OfNumbers));
  Value result = state[1];
  if (averages) {
    Value count = builder.create<arith::IndexCastOp>(loc, builder.getI64Type(), state[2]);
    result = builder.create<arith::DivFOp>(loc, result, builder.create<arith::SIToFPOp>(loc, builder.getF64Type(), count));
  }
  if (adds) { // out of range: the builtin has the say
    Value difference = builder.create<arith::SubFOp>(loc, state[1], state[1]);
    state[0] = both(state[0], builder.create<arith::CmpFOp>(loc, arith::CmpFPredicate::OEQ, difference, constant(0)));
  }
  Value number = builder.create<json::NumberOp>(loc, valueType(), result);
  return settle(state, builder.create<arith::SelectOp>(loc, seen, number, undefined()));
}

/// A function that is piped into another is no argument: the two are composed.
Value StreamLoops::count(llvm::StringRef name, Value items, bool piped) {
  bool counts = name == "count";
  State state = {flag(true)};
  if (counts)
    state.push_back(index(0));
  auto add = [&](Value item, State inner) {
    if (piped)
      inner[0] = both(inner[0], builder.create<arith::XOrIOp>(loc, call("matches", item, uint32_t('f')), flag(true)));
    if (counts)
      inner[1] = builder.create<arith::AddIOp>(loc, inner[1], index(1));
    return inner;
  };
  state = argument(items, state, Consumer(add, Weight::Light));
  return settle(state, counts ? numberOf(state[1]) : builder.create<json::BooleanOp>(loc, valueType(), seen).getResult());
}

Value StreamLoops::reduce(jsonata::CallOp op) {
  Block &body = jsonata::inlinableCallback(op, 3).getBody().front();
  Value first = op.getArguments().size() > 2 ? map.lookupOrDefault(op.getArguments()[2]) : undefined();
  Value isData = builder.create<arith::XOrIOp>(loc, call("matches", first, uint32_t('f')), flag(true)); // a function breaks the signature
  State state = {isData, first, call("defined", first), index(0)};
  state = argument(op.getArguments()[0], state, [&](Value item, State inner) {
    Value position = inner.pop_back_val(), started = inner.pop_back_val();
    Value before = inner.pop_back_val();
    auto step = builder.create<scf::IfOp>(loc, TypeRange{valueType()}, started, /*withElseRegion=*/true);
    {
      OpBuilder::InsertionGuard guard(builder);
      builder.setInsertionPointToStart(step.thenBlock());
      llvm::SmallVector<Value> arguments = {undefined(), before, item};
      if (body.getNumArguments() > 3)
        arguments.push_back(numberOf(position));
      builder.create<scf::YieldOp>(loc, map.lookupOrDefault(inlined(body, arguments)));
      builder.setInsertionPointToStart(step.elseBlock());
      builder.create<scf::YieldOp>(loc, item);
    }
    inner.append({step.getResult(0), flag(true), builder.create<arith::AddIOp>(loc, position, index(1))});
    return inner;
  });
  return settle(state, builder.create<arith::SelectOp>(loc, seen, state[1], undefined()));
}

/// An array, of a path or of $map and $filter.
Value StreamLoops::collect(Operation *sink) {
  Value items = builder.create<json::BuilderOp>(loc, json::BuilderType::get(builder.getContext()));
  auto push = [&](Value item, State state) {
    call("seq_push", {items, item});
    return state;
  };
  State state = {flag(true)};
  if (auto builtin = dyn_cast<jsonata::CallOp>(sink)) {
    state = builtin.getName() == "map" ? mapCall(builtin, state, push) : filterCall(builtin, state, push);
    return settle(state, builder.create<arith::SelectOp>(loc, seen, call("seq_end", items), undefined()));
  }
  if (auto predicate = dyn_cast<jsonata::FilterOp>(sink)) {
    state = filter(predicate, state, push);
    return settle(state, call("seq_end", items));
  }
  auto path = cast<jsonata::StepOp>(sink);
  Operation *last = path.getBody().front().getTerminator()->getOperand(0).getDefiningOp();
  if (last && absorbed.contains(last)) {
    state = step(path, state, push);
    return settle(state, call("seq_end", items));
  }
  bool single = last && isa<json::ObjectOp>(last); // each is an item, whatever the rules for results of steps
  state = sequence(path.getInput(), state, [&](Value item, State inner) {
    call(single ? "seq_push" : "step_push", {items, map.lookupOrDefault(inlined(path.getBody().front(), item))});
    return inner;
  });
  return settle(state, single ? call("seq_end", items) : call("step_end", items, uint32_t(path.getLast())));
}

// $sort by a key

/// Whether b is a with `right` in place of `left`.
static bool sameBut(Value a, Value b, Value left, Value right) {
  if (a == left || b == right)
    return a == left && b == right;
  Operation *x = a.getDefiningOp(), *y = b.getDefiningOp();
  if (a == b || !x || !y)
    return a == b;
  if (x->getName() != y->getName() || x->getAttrs() != y->getAttrs() || x->getNumRegions() || x->getNumOperands() != y->getNumOperands())
    return false;
  return llvm::all_of(llvm::zip(x->getOperands(), y->getOperands()),
                      [&](auto pair) { return sameBut(std::get<0>(pair), std::get<1>(pair), left, right); });
}

jsonata::BinaryOp ir::keyComparison(jsonata::CallOp sort) {
  using jsonata::BinaryOperator;
  auto lambda = jsonata::inlinableCallback(sort, 2);
  if (!lambda || sort.getArguments().size() > 2 || lambda.getBody().getNumArguments() != 3)
    return {};
  Block &body = lambda.getBody().front();
  auto comparison = body.getTerminator()->getOperand(0).getDefiningOp<jsonata::BinaryOp>();
  if (!comparison || (comparison.getKind() != BinaryOperator::greater && comparison.getKind() != BinaryOperator::less))
    return {};
  for (Operation &op : body.without_terminator())
    if (!isMemoryEffectFree(&op) && &op != comparison)
      return {};
  Value left = body.getArgument(1), right = body.getArgument(2);
  bool same =
      sameBut(comparison.getLhs(), comparison.getRhs(), left, right) || sameBut(comparison.getRhs(), comparison.getLhs(), left, right);
  return same ? comparison : jsonata::BinaryOp();
}

/// All keys first, then the items sorted by them, if the keys are all numbers or all strings.
Value StreamLoops::sortByKey(jsonata::CallOp op) {
  Value array = map.lookupOrDefault(op.getArguments()[0]);
  jsonata::BinaryOp comparison = keyComparison(op);
  Block &body = *comparison->getBlock();
  bool inOrder = sameBut(comparison.getLhs(), comparison.getRhs(), body.getArgument(1), body.getArgument(2));
  Value key = inOrder ? comparison.getLhs() : comparison.getRhs();
  bool descending = inOrder == (comparison.getKind() == jsonata::BinaryOperator::less);
  Value keys = builder.create<json::BuilderOp>(loc, json::BuilderType::get(builder.getContext()));
  Value items = builder.create<json::ItemsOp>(loc, json::ArgumentsType::get(builder.getContext()), array);
  State state = loop(call("count", array), {call("matches", array, uint32_t('a'))}, [&](Value i, State inner) {
    Value item = builder.create<json::LoadOp>(loc, valueType(), items, i);
    for (BlockArgument parameter : body.getArguments())
      map.map(parameter, item);
    for (Operation &part : body.without_terminator())
      if (&part != comparison)
        builder.clone(part, map);
    call("seq_push", {keys, map.lookupOrDefault(key)});
    return inner;
  });
  auto sorted = builder.create<scf::IfOp>(loc, TypeRange{valueType()}, both(state[0], call("sortable", keys)), /*withElseRegion=*/true);
  OpBuilder::InsertionGuard guard(builder);
  builder.setInsertionPointToStart(sorted.thenBlock());
  bool direction[] = {descending};
  Value result =
      builder.create<json::SortOp>(loc, valueType(), array, keys, builder.getDenseBoolArrayAttr(direction),
                                   op->getAttrOfType<IntegerAttr>(jsonata::keepAttribute), op.getPositionAttr());
  builder.create<scf::YieldOp>(loc, result);
  builder.setInsertionPointToStart(sorted.elseBlock());
  builder.create<scf::YieldOp>(loc, call("declined", {}));
  return sorted.getResult(0);
}
