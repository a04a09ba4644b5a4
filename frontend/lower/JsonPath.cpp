#include "frontend/lower/JsonPath.h"

#include "frontend/lower/Regexes.h"
#include "runtime/abi/Value.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "llvm/Support/JSON.h"

using namespace aslc;
using namespace aslc::lower;
namespace flow = aslc::ir::flow;
namespace json = aslc::ir::json;
using jsonpath::Filter;
using jsonpath::Operand;
using jsonpath::Path;
using mlir::Location;
using mlir::Value;

std::string lower::stepsText(llvm::ArrayRef<jsonpath::Step> steps) {
  llvm::json::Array names;
  for (const jsonpath::Step &step : steps) {
    if (step.kind == jsonpath::Step::Indices)
      names.push_back(int64_t(step.indices[0]));
    else
      names.push_back(llvm::json::fixUTF8(step.kind == jsonpath::Step::Length ? "length()" : step.names[0]));
  }
  std::string text;
  llvm::raw_string_ostream(text) << llvm::json::Value(std::move(names));
  return text;
}

Value PathLowering::entry(llvm::StringRef name, mlir::ValueRange operands, llvm::ArrayRef<uint32_t> immediates) {
  char result = ir::findEntryPoint(name)->result();
  mlir::Type type = result == 'B' ? mlir::Type(builder.getI1Type()) : result == 'L' ? mlir::Type(builder.getIndexType()) : valueType();
  return builder.create<json::CallOp>(loc, result == 'v' ? mlir::Type() : type, name, operands, immediates).getResult();
}

Value PathLowering::lower(const jsonpath::Expression &expression, flow::PathUse use) {
  if (expression.path)
    return required(*expression.path, use);
  loc = surroundings.location(expression.call->range);
  builder.create<flow::EvaluateOp>(loc, surroundings.quoted(expression.call->range));
  return call(*expression.call);
}

Value PathLowering::required(const Path &path, flow::PathUse use) {
  loc = surroundings.location(path.range);
  Value from = root(path);
  Value selected = select(path, from);
  if (!path.isDefinite())
    return selected;
  bool isWhole = path.steps.empty() && path.root != jsonpath::Root::Variable;
  if (isWhole && (use != flow::PathUse::Template || path.root != jsonpath::Root::Input))
    return selected;
  if (isWhole) { // a template cannot take anything from null, not even all of it
    Value isNull = entry("matches", from, uint32_t('l'));
    Value undefined = builder.create<json::UndefinedOp>(loc, valueType());
    selected = builder.create<mlir::arith::SelectOp>(loc, isNull, undefined, selected);
  }
  return builder.create<flow::RequirePathOp>(loc, valueType(), use, selected, from, builder.getStringAttr(stepsText(path.steps)),
                                             surroundings.quoted(path.range));
}

Value PathLowering::select(const Path &path) {
  loc = surroundings.location(path.range);
  return select(path, root(path));
}

Value PathLowering::select(const Path &path, Value value) {
  if (path.isDefinite()) {
    for (const Step &step : path.steps)
      value = follow(step, value);
    return value;
  }
  Value array = builder.create<json::BuilderOp>(loc, json::BuilderType::get(builder.getContext()));
  forEach(path.steps, value, [&](Value selected) { entry("append_item", {array, selected}); });
  return entry("array_end", array, uint32_t(aslrt::Data));
}

Value PathLowering::root(const Path &path) {
  switch (path.root) {
  case jsonpath::Root::Input:
    return surroundings.input();
  case jsonpath::Root::Context:
    return surroundings.context();
  case jsonpath::Root::Variable:
    return surroundings.variable(path.variable);
  case jsonpath::Root::Item:
    return item;
  }
  llvm_unreachable("all roots are handled");
}

// Steps

/// A step that selects at most one value.
Value PathLowering::follow(const Step &step, Value value) {
  if (step.kind == Step::Indices)
    return entry("element", value, uint32_t(step.indices[0]));
  if (step.kind == Step::Length)
    return entry("path_length", value);
  return step.names.size() == 1 ? builder.create<json::MemberOp>(loc, valueType(), value, step.names[0])
                                : entry("pick_object", {value, listOf(step)}); // ['a','b'] at the end of a path
}

/// The names or indices of a step as data.
Value PathLowering::listOf(const Step &step) {
  llvm::json::Array list(step.indices);
  for (const std::string &name : step.names)
    list.push_back(llvm::json::fixUTF8(name));
  std::string text;
  llvm::raw_string_ostream(text) << llvm::json::Value(std::move(list));
  return builder.create<json::LiteralOp>(loc, valueType(), builder.getStringAttr(text));
}

/// The values that a step selects, as an array.
Value PathLowering::selectionOf(const Step &step, Value value) {
  switch (step.kind) {
  case Step::Names:
  case Step::Indices:
    return entry("pick", {value, listOf(step)});
  case Step::Slice:
    return entry("slice", value, {uint32_t(step.first.value_or(0)), uint32_t(step.last.value_or(0)),
                                  (step.first ? 1u : 0u) | (step.last ? 2u : 0u)});
  case Step::Descend:
    return entry("path_nodes", value);
  case Step::Filter:
    return entry("candidates", value);
  default:
    return entry("children", value);
  }
}

void PathLowering::forEach(Steps steps, Value value, llvm::function_ref<void(Value)> use) {
  if (steps.empty())
    return use(value);
  const Step &step = steps.front();
  Steps rest = steps.drop_front();
  bool isSingle = step.isReference() || step.kind == Step::Length || (step.kind == Step::Names && rest.empty());
  if (isSingle)
    return forEach(rest, follow(step, value), use);
  // Behind `..` each value is asked itself, since the items of each are among what `..` selects.
  bool asksItself = step.kind == Step::Descend && !rest.empty() && rest.front().kind == Step::Filter;
  const Filter *filter = step.kind == Step::Filter ? step.filter.get() : asksItself ? rest.front().filter.get() : nullptr;
  if (asksItself)
    rest = rest.drop_front();
  forEachItem(selectionOf(step, value), [&](Value each) {
    if (!filter)
      return forEach(rest, each, use);
    Value outer = std::exchange(item, each);
    onlyIf(holds(*filter), [&] { forEach(rest, each, use); });
    item = outer;
  });
}

void PathLowering::forEachItem(Value array, llvm::function_ref<void(Value)> use) {
  Value zero = builder.create<mlir::arith::ConstantIndexOp>(loc, 0), one = builder.create<mlir::arith::ConstantIndexOp>(loc, 1);
  auto loop = builder.create<mlir::scf::ForOp>(loc, zero, entry("count", array), one);
  mlir::OpBuilder::InsertionGuard guard(builder);
  builder.setInsertionPointToStart(loop.getBody());
  use(entry("item", {array, loop.getInductionVar()}));
}

void PathLowering::onlyIf(Value condition, llvm::function_ref<void()> body) {
  auto choice = builder.create<mlir::scf::IfOp>(loc, condition, /*withElseRegion=*/false);
  mlir::OpBuilder::InsertionGuard guard(builder);
  builder.setInsertionPointToStart(choice.thenBlock());
  body();
}

// Filters

Value PathLowering::holds(const Filter &filter) {
  auto truth = [&](bool value) -> Value { return builder.create<mlir::arith::ConstantIntOp>(loc, value, 1); };
  switch (filter.kind) {
  case Filter::And:
  case Filter::Or: {
    Value all = holds(filter.parts.front());
    for (const Filter &part : llvm::drop_begin(filter.parts)) {
      Value one = holds(part);
      all = filter.kind == Filter::And ? builder.create<mlir::arith::AndIOp>(loc, all, one).getResult()
                                       : builder.create<mlir::arith::OrIOp>(loc, all, one).getResult();
    }
    return all;
  }
  case Filter::Not:
    return builder.create<mlir::arith::XOrIOp>(loc, holds(filter.parts.front()), truth(true));
  case Filter::Exists:
    return filter.sides[0].path.isDefinite() ? entry("defined", operand(filter.sides[0])) : truth(true);
  case Filter::Compare:
    return compare(filter);
  }
  llvm_unreachable("all kinds of filter are handled");
}

Value PathLowering::compare(const Filter &filter) {
  Value left = operand(filter.sides[0]);
  if (filter.op == aslrt::FilterOperator::Matches)
    return matches(left, filter.sides[1]);
  return entry("filter_compare", {left, operand(filter.sides[1])}, uint32_t(filter.op));
}

/// The whole text fits, as Java's Matcher.matches asks.
Value PathLowering::matches(Value text, const Operand &operand) {
  std::string whole = "(?<![^])(?:" + operand.text + ")(?![^])";
  Value regex = regexOf(builder, loc, whole, operand.flags, operand.range.begin);
  auto choice = builder.create<mlir::scf::IfOp>(loc, builder.getI1Type(), entry("matches", text, uint32_t('s')), /*withElseRegion=*/true);
  mlir::OpBuilder::InsertionGuard guard(builder);
  builder.setInsertionPointToStart(choice.thenBlock());
  Value contains = builder.create<json::InvokeOp>(loc, valueType(), "contains", mlir::ValueRange{text, regex}, Value(), operand.range.begin);
  builder.create<mlir::scf::YieldOp>(loc, entry("truthy", contains));
  builder.setInsertionPointToStart(choice.elseBlock());
  builder.create<mlir::scf::YieldOp>(loc, builder.create<mlir::arith::ConstantIntOp>(loc, 0, 1).getResult());
  return choice.getResult(0);
}

Value PathLowering::operand(const Operand &operand) {
  if (operand.kind == Operand::Literal)
    return json::literalOf(builder, loc, operand.text);
  Location outer = loc;
  Value value = select(operand.path);
  loc = outer;
  return value;
}

// Calls

Value PathLowering::call(const jsonpath::Call &call) {
  Location at = surroundings.location(call.range);
  llvm::SmallVector<Value> arguments;
  for (const jsonpath::Argument &each : call.arguments)
    arguments.push_back(argument(each));
  return builder.create<json::IntrinsicOp>(at, valueType(), call.name, arguments);
}

Value PathLowering::argument(const jsonpath::Argument &argument) {
  switch (argument.kind) {
  case jsonpath::Argument::Path:
    return required(argument.path, flow::PathUse::Argument);
  case jsonpath::Argument::Literal: return json::literalOf(builder, surroundings.location(argument.range), argument.text);
  case jsonpath::Argument::Call:
    return call(*argument.call);
  }
  llvm_unreachable("all kinds of argument are handled");
}
