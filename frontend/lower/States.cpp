// States by type.

#include "frontend/lower/Machine.h"

using namespace aslc;
using namespace aslc::lower;
namespace flow = aslc::ir::flow;
namespace json = aslc::ir::json;
namespace ops = aslc::ir::jsonata;
using asl::Field;
using mlir::Location;
using mlir::Value;

template <typename T> static const T *pointerTo(const std::optional<T> &value) { return value ? &*value : nullptr; }

void MachineLowering::leave(const asl::State &state, const asl::Template *assign, const asl::Template *output, Value otherwise,
                            const MappedText *next) {
  Location loc = at(state.nameRange);
  // All values first: assignments show from the next state on.
  llvm::SmallVector<std::pair<Value, Value>> assignments;
  if (assign && assign->kind == asl::Template::Literal) // no expression in any member
    for (const document::Member &member : assign->node->members)
      assignments.push_back({slots.at(member.key.text().str()), literal(*member.value)});
  else if (assign)
    for (const asl::TemplateMember &member : assign->members)
      assignments.push_back({slots.at(member.member->key.text().str()), payload(member.value)});
  Value result = output ? payload(*output) : otherwise;
  for (auto [slot, value] : assignments)
    builder.create<flow::SetOp>(loc, slot, value);
  builder.create<flow::ExitOp>(loc, state.name, result);
  if (next)
    builder.create<mlir::cf::BranchOp>(loc, blocks.at(next->text().str()), result);
  else
    builder.create<flow::SucceedOp>(loc, result);
}

void MachineLowering::pass(const asl::State &state, Value input) {
  leave(state, state.payload(Field::Assign), state.payload(Field::Output), input, pointerTo(state.next));
}

void MachineLowering::succeed(const asl::State &state, Value input) {
  leave(state, nullptr, state.payload(Field::Output), input, nullptr);
}

/// Rules are asked in turn; each is a block behind the one before it.
void MachineLowering::choice(const asl::State &state, Value input) {
  for (const asl::ChoiceRule &rule : state.choices) {
    Location loc = at(rule.node->range);
    const asl::Template &condition = *rule.condition;
    Value holds;
    if (condition.kind == asl::Template::Expression)
      holds = builder.create<flow::ConditionOp>(loc, builder.getI1Type(), expression(condition, /*required=*/false), expressionAttribute(condition));
    else
      holds = builder.create<mlir::arith::ConstantIntOp>(loc, condition.node->boolean, 1);
    mlir::Block *taken = newBlock(), *next = newBlock();
    builder.create<mlir::cf::CondBranchOp>(loc, holds, taken, next);
    builder.setInsertionPointToEnd(taken);
    leave(state, pointerTo(rule.assign), pointerTo(rule.output), input, &rule.next);
    builder.setInsertionPointToEnd(next);
  }
  if (state.defaultNext)
    leave(state, state.payload(Field::Assign), state.payload(Field::Output), input, &*state.defaultNext);
  else
    builder.create<flow::NoChoiceOp>(at(state.nameRange));
}

void MachineLowering::wait(const asl::State &state, Value input) {
  const asl::Template *seconds = state.payload(Field::Seconds);
  const asl::Template &time = seconds ? *seconds : *state.payload(Field::Timestamp);
  Location loc = at(time.node->range);
  bool dynamic = time.kind == asl::Template::Expression;
  Value value = dynamic ? expression(time, /*required=*/true) : literal(*time.node);
  mlir::Block *after = newBlock();
  builder.create<flow::WaitOp>(loc, value, !seconds, dynamic ? expressionAttribute(time) : flow::ExpressionAttr(), after);
  builder.setInsertionPointToEnd(after);
  leave(state, state.payload(Field::Assign), state.payload(Field::Output), input, pointerTo(state.next));
}

Value MachineLowering::text(const asl::State &state, Field field) {
  const asl::Template *payload = state.payload(field);
  if (!payload)
    return builder.create<json::UndefinedOp>(at(state.nameRange), valueType());
  if (payload->kind != asl::Template::Expression)
    return literal(*payload->node);
  Value value = expression(*payload, /*required=*/true);
  return builder.create<flow::RequireStringOp>(at(payload->node->range), valueType(), value, expressionAttribute(*payload));
}

void MachineLowering::fail(const asl::State &state) {
  Value error = text(state, Field::Error);
  Value cause = text(state, Field::Cause);
  builder.create<flow::FailOp>(at(state.nameRange), error, cause);
}

void MachineLowering::task(const asl::State &state, Value input) {
  const asl::Template *arguments = state.payload(Field::Arguments);
  const document::Node *resource = state.field(Field::Resource);
  Location loc = at(resource->range);
  Value value = arguments ? payload(*arguments) : input;
  mlir::Block *done = newBlock(), *failed = newBlock();
  builder.create<flow::TaskOp>(loc, value, resource->string.text(), state.name, done, failed);
  builder.setInsertionPointToEnd(failed);
  Value error = failed->addArgument(valueType(), loc);
  Value cause = failed->addArgument(valueType(), loc);
  builder.create<flow::FailOp>(loc, error, cause);
  builder.setInsertionPointToEnd(done);
  result = done->addArgument(valueType(), loc);
  leave(state, state.payload(Field::Assign), state.payload(Field::Output), result, pointerTo(state.next));
  result = {};
}
