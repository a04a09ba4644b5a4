// Transforms: functions made of the functions that their parts are.

#include "frontend/lower/Expressions.h"

using namespace aslc;
using namespace aslc::lower;
namespace json = aslc::ir::json;
namespace ops = aslc::ir::jsonata;
using mlir::Location;
using mlir::Type;
using mlir::Value;

/// A function of the context that `body` is evaluated in. It has no frame of variables: it assigns those around it.
Value ExpressionLowering::contextFunction(const Term &part, llvm::function_ref<Value()> body) {
  Location loc = at(part);
  Type type = json::ValueType::get(builder.getContext());
  auto op = builder.create<ops::LambdaOp>(loc, type, context, mlir::StringAttr());
  mlir::OpBuilder::InsertionGuard guard(builder);
  mlir::Block *block = builder.createBlock(&op.getBody(), {}, {type, type}, {loc, loc});
  DepthCounter::Part depthPart(depth, DepthCounter::Part::Function);
  Value outside = std::exchange(context, block->getArgument(1));
  builder.create<ops::YieldOp>(loc, body());
  context = outside;
  return op;
}

Value ExpressionLowering::transform(const Term &term) {
  Location loc = at(term);
  auto function = [&](const Term &part) { return contextFunction(part, [&] { return evaluate(part); }); };
  Value clone = isBuiltin("clone") ? undefined(loc) : contextFunction(term, [&] { return read("clone", loc); });
  Value pattern = function(*term.lhs), update = function(*term.rhs);
  Value deletion = term.third ? function(*term.third) : undefined(loc);
  int32_t positions[] = {int32_t(position(term)), int32_t(position(*term.rhs)), int32_t(term.third ? position(*term.third) : 0)};
  return builder.create<ops::TransformOp>(loc, undefined(loc).getType(), clone, pattern, update, deletion, positions);
}
