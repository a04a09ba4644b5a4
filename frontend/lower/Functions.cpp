// Blocks, lambdas and calls.

#include "frontend/lower/Captures.h"
#include "frontend/lower/FrameScope.h"

using namespace aslc;
using namespace aslc::lower;
namespace json = aslc::ir::json;
namespace ops = aslc::ir::jsonata;
using aslc::jsonata::Kind;
using mlir::Location;
using mlir::Type;
using mlir::Value;

void ExpressionLowering::FrameScope::define(llvm::StringRef name, Value value) {
  Variable &variable = frame.variables[name.str()];
  if (variable.cell)
    lowering.builder.create<ops::CellSetOp>(value.getLoc(), variable.value, value);
  else
    variable.value = value;
}

Value ExpressionLowering::block(const Term &term) {
  FrameScope scope(*this, term);
  bool inTail = tail == &term && term.predicates.empty();
  Value value;
  for (const Term *item : term.items) {
    tail = inTail && item == term.items.back() ? item : nullptr;
    value = evaluate(*item);
  }
  return value ? value : undefined(at(term));
}

/// `self` is the variable that the lambda is assigned to: inside, it is the lambda.
Value ExpressionLowering::lambda(const Term &term, llvm::StringRef self) {
  Location loc = at(term);
  Type type = json::ValueType::get(builder.getContext());
  auto op = builder.create<ops::LambdaOp>(loc, type, context, term.text.empty() ? mlir::StringAttr() : builder.getStringAttr(term.text));
  llvm::SmallVector<Type> types(1 + term.items.size(), type);
  llvm::SmallVector<Location> locations(types.size(), loc);
  mlir::OpBuilder::InsertionGuard guard(builder);
  mlir::Block *body = builder.createBlock(&op.getBody(), {}, types, locations);
  Frame around{frame, {}, {}};
  if (!self.empty()) {
    around.variables[self.str()] = {body->getArgument(0)};
    frame = &around;
  }
  {
    FrameScope scope(*this, term);
    for (auto [parameter, argument] : llvm::zip(term.items, body->getArguments().drop_front()))
      scope.define(parameter->text, argument);
    bool inPlace = callback == &term;
    DepthCounter::Part part(depth, inPlace ? DepthCounter::Part::Callback : DepthCounter::Part::Function);
    tail = term.lhs;
    bool outer = std::exchange(makesTailCalls, !inPlace), tested = std::exchange(isTested, false);
    Value value = evaluate(*term.lhs);
    makesTailCalls = outer;
    isTested = tested;
    builder.create<ops::YieldOp>(loc, value);
  }
  if (!self.empty())
    frame = around.outer;
  return op;
}

/// What the reference's messages call a function: whatever begins the text of what is called.
static std::optional<llvm::StringRef> nameOf(const jsonata::Term &callee) {
  switch (callee.kind) {
  case Kind::Path:
    return nameOf(*callee.items[0]);
  case Kind::Name:
  case Kind::Variable:
    return callee.text;
  case Kind::Call:
    return "(";
  default:
    return std::nullopt;
  }
}

/// What is called. Where it is sum(x) and $sum(x) was meant, an error says so.
Value ExpressionLowering::calleeValue(const Term &callee, uint32_t position, bool partial) {
  Value function = evaluate(callee);
  if (callee.kind != Kind::Path || callee.items.size() != 1 || callee.items[0]->kind != Kind::Name || !isBound(callee.items[0]->text))
    return function;
  return builder.create<ops::CalleeOp>(at(callee), function.getType(), function, builder.getStringAttr(callee.items[0]->text), position, partial);
}

/// A group or `[]` after it is left out, as in the reference: the call is made where nobody knows of them.
bool ExpressionLowering::isTailCall(const Term &term) const {
  return tail == &term && term.kind == Kind::Call && term.predicates.empty();
}

/// A call; `first` comes before the arguments written (from `x ~> f(y)`).
Value ExpressionLowering::callTerm(const Term &term, Value first) {
  Location loc = at(term);
  Type type = json::ValueType::get(builder.getContext());
  const Term &callee = *term.lhs;
  bool known = callee.kind == Kind::Variable && callee.predicates.empty() && !callee.group && isBuiltin(callee.text);
  llvm::SmallVector<Value> arguments;
  if (first)
    arguments.push_back(first);
  bool partial = llvm::any_of(term.items, [](const Term *item) { return item->kind == Kind::Placeholder; });
  bool inTail = isTailCall(term);
  DepthCounter::TailCall tailCall(depth, inTail);
  bool callsBack = known && !partial && ir::findBuiltin(callee.text)->signature.contains('f');
  bool inPlace = false;
  // What is called is evaluated before its arguments, what is applied in part after them. A call that the reference makes later does not
  // know any more which function was meant.
  bool later = inTail && !isTested;
  Value function = known || partial ? Value() : later ? evaluate(callee) : calleeValue(callee, position(term), false);
  for (const Term *item : term.items) {
    if (callsBack && item->kind == Kind::Lambda && item->predicates.empty())
      callback = item, inPlace = true;
    arguments.push_back(evaluate(*item));
  }
  if (callsBack)
    depth.call(loc, inPlace);
  if (known && !partial)
    return builder.create<ops::CallOp>(loc, type, builder.getStringAttr(callee.text), arguments, context, position(term));
  if (!function)
    function = calleeValue(callee, position(term), partial);
  bool waits = !(inTail && !partial && makesTailCalls); // the function, for the call
  if (waits)
    depth.call(loc);
  auto apply = builder.create<ops::ApplyOp>(loc, type, function, arguments, context, position(term), partial, !waits, mlir::StringAttr());
  if (auto name = nameOf(callee))
    apply.setName(*name);
  return apply;
}

Value ExpressionLowering::chain(const Term &term, Value lhs) {
  const Term &rhs = *term.rhs;
  bool partial = rhs.kind == Kind::Call && llvm::any_of(rhs.items, [](const Term *item) { return item->kind == Kind::Placeholder; });
  if (rhs.kind == Kind::Call && !partial) // whose postfixes the reference leaves out
    return callTerm(rhs, lhs);
  Value function = evaluate(rhs);
  depth.call(at(term));
  return builder.create<ops::ChainOp>(at(term), lhs.getType(), lhs, function, context, position(term));
}
