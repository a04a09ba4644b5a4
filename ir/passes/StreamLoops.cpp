#include "ir/passes/StreamLoops.h"

#include "ir/flow/Flow.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace aslc;
using namespace aslc::ir;

bool ir::isScalar(Value value) {
  Operation *op = value.getDefiningOp();
  if (!op)
    return false;
  if (auto binary = dyn_cast<jsonata::BinaryOp>(op))
    return binary.getKind() != jsonata::BinaryOperator::range;
  if (auto unwrap = dyn_cast<jsonata::UnwrapOp>(op))
    return isScalar(unwrap.getInput());
  if (auto call = dyn_cast<jsonata::CallOp>(op)) {
    const BuiltinRow *builtin = findBuiltin(call.getName());
    auto [parameters, result] = builtin->signature.rsplit(':');
    bool isCopy = parameters == "<(oa)-"; // of an array, too
    return builtin->scalarResult() || (result == "o>" && !isCopy);
  }
  return isa<jsonata::NegateOp, json::ConstantOp, json::BooleanOp, json::NumberOp, json::ObjectOp, json::UndefinedOp>(op);
}

static PredicateKind kindOf(jsonata::BinaryOperator kind) {
  using jsonata::BinaryOperator;
  switch (kind) {
  case BinaryOperator::add:
  case BinaryOperator::subtract:
  case BinaryOperator::multiply:
  case BinaryOperator::divide:
  case BinaryOperator::modulo:
  case BinaryOperator::range: return PredicateKind::Index;
  default: return PredicateKind::Choice;
  }
}

static PredicateKind kindOf(Value selects) {
  Operation *op = selects.getDefiningOp();
  if (!op)
    return PredicateKind::Unknown;
  return llvm::TypeSwitch<Operation *, PredicateKind>(op)
      .Case([](jsonata::BinaryOp binary) { return kindOf(binary.getKind()); })
      .Case([](json::ConstantOp constant) { return isa<FloatAttr>(constant.getValue()) ? PredicateKind::Index : PredicateKind::Choice; })
      .Case([](jsonata::CallOp call) {
        char result = findBuiltin(call.getName())->scalarResult();
        return result == 'n' ? PredicateKind::Index : result ? PredicateKind::Choice : PredicateKind::Unknown;
      })
      .Case([](jsonata::UnwrapOp unwrap) { return kindOf(unwrap.getInput()); })
      .Case([&](scf::IfOp either) {
        unsigned number = cast<OpResult>(selects).getResultNumber();
        PredicateKind then = kindOf(either.thenYield().getOperand(number));
        return then == kindOf(either.elseYield().getOperand(number)) ? then : PredicateKind::Unknown;
      })
      .Case<json::BooleanOp>([](auto) { return PredicateKind::Choice; })
      .Case<jsonata::NegateOp, jsonata::ArrayOp>([](auto) { return PredicateKind::Index; }) // `[[0..9]]`: several
      .Default([](auto) { return PredicateKind::Unknown; });
}

PredicateKind ir::predicateKind(jsonata::FilterOp op) { return kindOf(op.getBody().front().getTerminator()->getOperand(0)); }

// Pieces

Value StreamLoops::call(llvm::StringRef entry, ValueRange operands, llvm::ArrayRef<uint32_t> immediates) {
  Type type;
  switch (findEntryPoint(entry)->result()) {
  case 'V': type = valueType(); break;
  case 'B': type = builder.getI1Type(); break;
  case 'L': type = builder.getIndexType(); break;
  case 'D': type = builder.getF64Type(); break;
  default: break;
  }
  return builder.create<json::CallOp>(loc, type, entry, operands, immediates).getResult();
}

Value StreamLoops::both(Value a, Value b) { return builder.create<arith::AndIOp>(loc, a, b); }
Value StreamLoops::index(int64_t value) { return builder.create<arith::ConstantIndexOp>(loc, value); }
Value StreamLoops::flag(bool value) { return builder.create<arith::ConstantIntOp>(loc, value, 1); }
Value StreamLoops::undefined() { return builder.create<json::UndefinedOp>(loc, valueType()); }

Value StreamLoops::numberOf(Value index) {
  Value integer = builder.create<arith::IndexCastOp>(loc, builder.getI64Type(), index);
  return builder.create<json::NumberOp>(loc, valueType(), builder.create<arith::SIToFPOp>(loc, builder.getF64Type(), integer));
}

StreamLoops::State StreamLoops::loop(Value count, State state, llvm::function_ref<State(Value, State)> body) {
  auto op = builder.create<scf::ForOp>(loc, index(0), count, index(1), state);
  OpBuilder::InsertionGuard guard(builder);
  builder.setInsertionPointToStart(op.getBody());
  State result = body(op.getInductionVar(), State(op.getRegionIterArgs()));
  builder.create<scf::YieldOp>(loc, result);
  return State(op.getResults());
}

StreamLoops::State StreamLoops::when(Value condition, State state, llvm::function_ref<State(State)> body) {
  return either(condition, state, body, [](State unchanged) { return unchanged; });
}

StreamLoops::State StreamLoops::either(Value condition, State state, llvm::function_ref<State(State)> body,
                                       llvm::function_ref<State(State)> otherwise) {
  auto op = builder.create<scf::IfOp>(loc, TypeRange(ValueRange(state)), condition, /*withElseRegion=*/true);
  OpBuilder::InsertionGuard guard(builder);
  builder.setInsertionPointToStart(op.thenBlock());
  builder.create<scf::YieldOp>(loc, body(state));
  builder.setInsertionPointToStart(op.elseBlock());
  builder.create<scf::YieldOp>(loc, otherwise(state));
  return State(op.getResults());
}

StreamLoops::State StreamLoops::overItems(Value source, Value count, State state, Consumer consume) {
  Value items = builder.create<json::ItemsOp>(loc, json::ArgumentsType::get(builder.getContext()), source);
  return loop(count, state, [&](Value i, State inner) { return consume(builder.create<json::LoadOp>(loc, valueType(), items, i), inner); });
}

/// The ops of a body but those that are absorbed; gives what it yields, unless that is.
Value StreamLoops::inlined(Block &block, ValueRange arguments) {
  for (auto [parameter, argument] : llvm::zip(block.getArguments(), arguments))
    map.map(parameter, argument);
  for (BlockArgument missing : block.getArguments().drop_front(std::min<size_t>(arguments.size(), block.getNumArguments())))
    map.map(missing, undefined());
  auto isInlined = [&](Operation &op) { // a function that only links of the chain are given, and not as their items
    return isa<jsonata::LambdaOp>(op) && llvm::all_of(op.getUses(), [&](OpOperand &use) {
             return absorbed.contains(use.getOwner()) && isa<jsonata::CallOp>(use.getOwner()) && use.getOperandNumber() == 1;
           });
  };
  for (Operation &op : block.without_terminator())
    if (!absorbed.contains(&op) && !isInlined(op))
      jsonata::endTailCalls(builder.clone(op, map), /*inTail=*/false);
  return block.getTerminator()->getOperand(0);
}

// What gives items. Each calls `consume` at the place in the loops where there is an item.

/// The items that a step or predicate runs over: those of an Array, else the value itself.
StreamLoops::State StreamLoops::sequence(Value value, State state, Consumer consume) {
  Operation *op = value.getDefiningOp();
  if (op && absorbed.contains(op)) {
    if (auto stepOp = dyn_cast<jsonata::StepOp>(op))
      return step(stepOp, state, consume);
    if (auto filterOp = dyn_cast<jsonata::FilterOp>(op))
      return filter(filterOp, state, consume);
    if (isa<jsonata::UnwrapOp, flow::RequireOp>(op))
      return unwrapped(op->getOperand(0), isa<flow::RequireOp>(op), state, consume);
    if (isa<jsonata::OpenOp>(op))
      return sequence(op->getOperand(0), state, consume);
    return fields(cast<jsonata::FieldsOp>(op), state, consume);
  }
  if (op && isa<jsonata::WholeOp>(op))
    return consume(map.lookupOrDefault(op->getOperand(0)), state);
  Value source = map.lookupOrDefault(value);
  return overItems(source, call("count", source), state, consume);
}

/// The items that a value adds to a sequence. `settled`: it may be all that the sequence gets, and what follows asks for that.
StreamLoops::State StreamLoops::flattened(Value value, bool settled, State state, Consumer consume) {
  Operation *op = value.getDefiningOp();
  if (op && absorbed.contains(op))
    return sequence(value, state, consume);
  Value source = map.lookupOrDefault(value);
  if (op && isa<json::ObjectOp>(op))
    return consume(source, state);
  auto rest = [&](State inner) {
    if (isScalar(value))
      return when(call("defined", source), inner, [&](State one) { return consume(source, one); });
    inner[0] = both(inner[0], call(settled ? "settled" : "flattens", source));
    return consume.weight == Weight::Heavy ? overItems(source, call("flat_count", source), inner, consume)
                                           : flattenedLight(source, inner, consume);
  };
  if (consume.weight != Weight::OfNumbers)
    return rest(state);
  auto number = [&](State inner) {
    Value known = builder.create<json::NumberOp>(loc, valueType(), call("to_number", source));
    return consume(known, inner);
  };
  return either(call("is_plain_number", source), state, number, rest);
}

/// Mostly it is one item: that way is the shorter one.
StreamLoops::State StreamLoops::flattenedLight(Value source, State state, Consumer consume) {
  return either(
      call("matches", source, uint32_t('a')), state, [&](State inner) { return overItems(source, call("count", source), inner, consume); },
      [&](State inner) { return when(call("defined", source), inner, [&](State one) { return consume(source, one); }); });
}

/// A lone item that is an Array would not count as one: then the chain declines; likewise if an item is required and there is none.
StreamLoops::State StreamLoops::unwrapped(Value value, bool required, State state, Consumer consume) {
  state.push_back(flag(false));
  auto guarded = [&](Value item, State inner) {
    Value later = inner.pop_back_val();
    inner[0] = both(inner[0], builder.create<arith::OrIOp>(loc, later, call("single", item)));
    inner = consume(item, inner);
    inner.push_back(flag(true));
    return inner;
  };
  if (auto unwrap = value.getDefiningOp<jsonata::UnwrapOp>(); unwrap && required)
    value = unwrap.getInput();
  auto builtin = value.getDefiningOp<jsonata::CallOp>();
  Consumer next(guarded, consume.weight);
  state = !builtin ? sequence(value, state, next)
                   : (builtin.getName() == "map" ? mapCall(builtin, state, next) : filterCall(builtin, state, next));
  Value some = state.pop_back_val();
  if (required)
    state[0] = both(state[0], some);
  return state;
}

/// The items of a builtin's array argument; `seen` is whether there was one. None means Undefined: an empty Array declines.
StreamLoops::State StreamLoops::argument(Value value, State state, Consumer consume) {
  state.push_back(flag(false));
  auto noting = [&](Value item, State inner) {
    inner.pop_back();
    inner = consume(item, inner);
    inner.push_back(flag(true));
    return inner;
  };
  state = flattened(value, /*settled=*/true, state, Consumer(noting, consume.weight));
  seen = state.pop_back_val();
  return state;
}

StreamLoops::State StreamLoops::step(jsonata::StepOp op, State state, Consumer consume) {
  return sequence(op.getInput(), state, [&](Value item, State inner) {
    Value result = inlined(op.getBody().front(), item);
    return flattened(result, op.getLast(), inner, consume);
  });
}

StreamLoops::State StreamLoops::filter(jsonata::FilterOp op, State state, Consumer consume) {
  return sequence(op.getInput(), state, [&](Value item, State inner) {
    Value yielded = inlined(op.getBody().front(), item);
    Value selects = map.lookupOrDefault(yielded);
    if (predicateKind(op) == PredicateKind::Unknown) { // a number, or an array of numbers, would be an index
      Value plain = builder.create<arith::OrIOp>(loc, call("single", selects),
                                                 builder.create<arith::XOrIOp>(loc, call("defined", selects), flag(true)));
      Value number = builder.create<arith::XOrIOp>(loc, call("is_number", selects), flag(true));
      inner[0] = both(inner[0], both(plain, number));
    }
    return when(call("truthy", selects), inner, [&](State kept) { return consume(item, kept); });
  });
}

StreamLoops::State StreamLoops::fields(jsonata::FieldsOp op, State state, Consumer consume) {
  auto all = op.getNames().getValue();
  auto parameter = dyn_cast<BlockArgument>(op.getInput());
  if (parameter && !isa<jsonata::GroupOp, jsonata::LambdaOp>(parameter.getOwner()->getParentOp())) {
    // An item or a state's input: hardly ever an Array.
    Value source = map.lookupOrDefault(op.getInput());
    Value array = builder.create<arith::XOrIOp>(loc, call("matches", source, uint32_t('a')), flag(true));
    state[0] = both(state[0], array);
    return names(source, all, op.getOpen(), state, consume);
  }
  return sequence(op.getInput(), state, [&](Value item, State inner) { return names(item, all, op.getOpen(), inner, consume); });
}

/// One name after another, each a loop over what the one before gave.
StreamLoops::State StreamLoops::names(Value item, llvm::ArrayRef<Attribute> rest, bool open, State state, Consumer consume) {
  Value value = builder.create<json::FieldOp>(loc, valueType(), item, cast<StringAttr>(rest.front()));
  if (rest.size() == 1)
    return flattened(value, !open, state, consume);
  return flattened(value, false, state,
                   [&](Value inner, State innerState) { return names(inner, rest.drop_front(), open, innerState, consume); });
}

/// Runs the body of a builtin's function for each item.
StreamLoops::State StreamLoops::callback(jsonata::CallOp op, State state, llvm::function_ref<State(Value, Value, State)> consume) {
  jsonata::LambdaOp lambda = jsonata::inlinableCallback(op, 2);
  Block &body = lambda.getBody().front();
  bool counts = body.getNumArguments() > 2 && !body.getArgument(2).use_empty();
  if (counts)
    state.push_back(index(0));
  state = argument(op.getArguments()[0], state, [&](Value item, State inner) {
    Value position = counts ? inner.pop_back_val() : Value();
    llvm::SmallVector<Value> arguments = {undefined(), item};
    if (counts)
      arguments.push_back(numberOf(position));
    arguments.resize(std::min<size_t>(arguments.size(), body.getNumArguments()));
    Value result = inlined(body, arguments);
    inner = consume(item, result, inner);
    if (counts)
      inner.push_back(builder.create<arith::AddIOp>(loc, position, index(1)));
    return inner;
  });
  if (counts)
    state.pop_back();
  return state;
}

StreamLoops::State StreamLoops::mapCall(jsonata::CallOp op, State state, Consumer consume) {
  return callback(op, state, [&](Value, Value yielded, State inner) {
    Value result = map.lookupOrDefault(yielded);
    if (yielded.getDefiningOp<json::ObjectOp>())
      return consume(result, inner);
    return when(call("defined", result), inner, [&](State some) { return consume(result, some); });
  });
}

StreamLoops::State StreamLoops::filterCall(jsonata::CallOp op, State state, Consumer consume) {
  return callback(op, state, [&](Value item, Value yielded, State inner) {
    return when(call("truthy", map.lookupOrDefault(yielded)), inner, [&](State kept) { return consume(item, kept); });
  });
}
