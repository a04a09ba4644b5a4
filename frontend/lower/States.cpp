// States by type. What a state makes of its input and result by paths is in DataFlow.cpp.

#include "frontend/lower/Machine.h"

#include "ir/flow/Weights.h"

#include <numeric>

using namespace aslc;
using namespace aslc::lower;
namespace flow = aslc::ir::flow;
namespace json = aslc::ir::json;
using asl::Field;
using asl::QueryLanguage;
using mlir::Location;
using mlir::Value;

template <typename T> static const T *pointerTo(const std::optional<T> &value) { return value ? &*value : nullptr; }

/// All values are made before the first assignment shows, from the next state on.
MachineLowering::Assignments MachineLowering::assignments(const asl::Template *assign) {
  Assignments all;
  if (assign && assign->kind == asl::Template::Literal) // no expression in any member
    for (const document::Member &member : assign->node->members)
      all.push_back({slots.at(member.key.text().str()), literal(*member.value)});
  else if (assign)
    for (const asl::TemplateMember &member : assign->members)
      all.push_back({slots.at(member.name.text().str()), payload(member.value, member.member->key.text())});
  return all;
}

void MachineLowering::leave(const asl::State &state, const Assignments &assignments, Value output, const MappedText *next) {
  Location loc = at(state.nameRange);
  if (attempting)
    builder.create<flow::EndAttemptOp>(loc);
  attempting = false;
  llvm::SmallVector<llvm::StringRef> names;
  llvm::SmallVector<Value> values;
  for (auto [slot, value] : assignments) {
    builder.create<flow::SetOp>(loc, slot, value);
    names.push_back(slot.getDefiningOp<flow::SlotOp>().getName());
    values.push_back(value);
  }
  mlir::ArrayAttr assigned = names.empty() ? mlir::ArrayAttr() : builder.getStrArrayAttr(names);
  builder.create<flow::ExitOp>(loc, builder.getStringAttr(state.name), output, assigned, values);
  if (next)
    builder.create<mlir::cf::BranchOp>(loc, blocks.at(next->text().str()), output);
  else
    builder.create<flow::SucceedOp>(loc, output);
}

void MachineLowering::passOn(const asl::State &state, const asl::Template *assign, const asl::Template *output, const MappedText *next) {
  Assignments values = assignments(assign);
  leave(state, values, output ? payload(*output) : through(state, Field::OutputPath, root), next);
}

void MachineLowering::pass(const asl::State &state) {
  if (state.language == QueryLanguage::JSONata)
    return passOn(state, state.payload(Field::Assign), state.payload(Field::Output), pointerTo(state.next));
  Value given = made(state, Field::Parameters, workInput(state));
  const document::Node *result = state.field(Field::Result);
  finish(state, result ? literal(*result) : given);
}

void MachineLowering::succeed(const asl::State &state) {
  root = workInput(state);
  passOn(state, nullptr, state.payload(Field::Output), nullptr);
}

MachineLowering::Odds MachineLowering::oddsOf(const asl::State &state, size_t rule) const {
  auto known = profile.find(state.name);
  if (known == profile.end())
    return {};
  llvm::ArrayRef<uint64_t> counts = known->second;
  return {counts[rule], std::accumulate(counts.begin() + ptrdiff_t(rule) + 1, counts.end(), uint64_t(0))};
}

/// Rules are asked in turn; each is a block behind the one before it.
void MachineLowering::choice(const asl::State &state) {
  root = workInput(state);
  for (auto [place, rule] : llvm::enumerate(state.choices)) {
    Location loc = at(rule.node->range);
    mlir::Block *taken = newBlock(), *next = newBlock();
    Odds odds = oddsOf(state, place);
    if (rule.test) {
      test(*rule.test, taken, next, odds);
    } else {
      const asl::Template &condition = *rule.condition;
      Value holds;
      if (condition.kind == asl::Template::Expression)
        holds = builder.create<flow::ConditionOp>(loc, builder.getI1Type(), expression(condition, /*required=*/false), expressionAttribute(condition));
      else
        holds = builder.create<mlir::arith::ConstantIntOp>(loc, condition.node->boolean, 1);
      builder.create<mlir::cf::CondBranchOp>(flow::withCounts(loc, {odds.yes, odds.no}), holds, taken, next);
    }
    builder.setInsertionPointToEnd(taken);
    builder.create<flow::ChoseOp>(loc, builder.getI32IntegerAttr(int32_t(place)));
    passOn(state, pointerTo(rule.assign), pointerTo(rule.output), &rule.next);
    builder.setInsertionPointToEnd(next);
  }
  if (!state.defaultNext) {
    builder.create<flow::NoChoiceOp>(at(state.nameRange));
    return;
  }
  builder.create<flow::ChoseOp>(at(state.nameRange), mlir::IntegerAttr());
  passOn(state, state.payload(Field::Assign), state.payload(Field::Output), &*state.defaultNext);
}

/// The one of the fields that a Wait state has.
static Field delayOf(const asl::State &state) {
  for (Field field : {Field::Seconds, Field::SecondsPath, Field::Timestamp})
    if (state.payload(field))
      return field;
  return Field::TimestampPath;
}

void MachineLowering::wait(const asl::State &state) {
  root = workInput(state);
  Field field = delayOf(state);
  const asl::Template &time = *state.payload(field);
  Location loc = at(time.node->range);
  bool isUntil = field == Field::Timestamp || field == Field::TimestampPath;
  bool isPath = field == Field::SecondsPath || field == Field::TimestampPath;
  bool isDynamic = time.kind == asl::Template::Expression;
  flow::ExpressionAttr quoted;
  if (isDynamic)
    quoted = isPath ? pathAttribute(time.expression.text(), asl::spelling(field)) : expressionAttribute(time);
  Value value = isPath      ? path(time, flow::PathUse::Parameter, asl::spelling(field))
                : isDynamic ? expression(time, /*required=*/true)
                            : literal(*time.node);
  mlir::Block *after = newBlock();
  builder.create<flow::WaitOp>(loc, value, isUntil, isPath, quoted, after);
  builder.setInsertionPointToEnd(after);
  passOn(state, state.payload(Field::Assign), state.payload(Field::Output), pointerTo(state.next));
}

Value MachineLowering::text(const asl::State &state, Field field, Field pathField) {
  if (const asl::Template *path = state.payload(pathField)) {
    Value value = this->path(*path, flow::PathUse::Template, asl::spelling(pathField));
    flow::ExpressionAttr quoted = pathAttribute(path->expression.text(), asl::spelling(pathField));
    return builder.create<flow::RequirePathStringOp>(at(path->node->range), valueType(), value, quoted);
  }
  const asl::Template *payload = state.payload(field);
  if (!payload)
    return builder.create<json::UndefinedOp>(at(state.nameRange), valueType());
  if (payload->kind != asl::Template::Expression)
    return literal(*payload->node);
  Value value = expression(*payload, /*required=*/true);
  return builder.create<flow::RequireStringOp>(at(payload->node->range), valueType(), value, expressionAttribute(*payload));
}

void MachineLowering::fail(const asl::State &state) {
  Value error = text(state, Field::Error, Field::ErrorPath);
  Value cause = text(state, Field::Cause, Field::CausePath);
  builder.create<flow::FailOp>(at(state.nameRange), error, cause);
}

/// A number that is given by a field, its form with a path, or neither; i64 or null.
Value MachineLowering::whole(const asl::State &state, Field field, Field pathField, bool positive) {
  if (const asl::Template *path = state.payload(pathField)) {
    flow::ExpressionAttr quoted = pathAttribute(path->expression.text(), asl::spelling(pathField));
    Value value = this->path(*path, flow::PathUse::Field, asl::spelling(pathField));
    return builder.create<flow::RequireWholeOp>(at(path->node->range), builder.getI64Type(), positive, /*path=*/true, value, quoted);
  }
  const asl::Template *payload = state.payload(field);
  const document::Node *node = state.field(field);
  if (payload && payload->kind == asl::Template::Expression && state.language == QueryLanguage::JSONata) {
    Value value = expression(*payload, /*required=*/true);
    return builder.create<flow::RequireWholeOp>(at(node->range), builder.getI64Type(), positive, /*path=*/false, value,
                                                expressionAttribute(*payload));
  }
  if (!node)
    return {};
  return builder.create<mlir::arith::ConstantIntOp>(at(node->range), int64_t(node->number), 64);
}

/// Resources whose answer comes by way of a token.
static bool hasToken(llvm::StringRef resource) {
  return resource.ends_with(".waitForTaskToken") || resource.contains(":activity:");
}

Value MachineLowering::credentials(const asl::State &state) {
  if (state.language == QueryLanguage::JSONPath)
    return state.payload(Field::CredentialsTemplate) ? made(state, Field::CredentialsTemplate, root) : Value();
  const asl::Template *role = state.payload(Field::RoleArn);
  if (!role)
    return {};
  Value value = payload(*role);
  if (role->kind == asl::Template::Expression)
    value = builder.create<flow::RequireStringOp>(at(role->node->range), valueType(), value, expressionAttribute(*role));
  return builder.create<json::ObjectOp>(at(role->node->range), valueType(), builder.getStrArrayAttr({"RoleArn"}), value);
}

void MachineLowering::task(const asl::State &state) {
  const document::Node *resource = state.field(Field::Resource);
  Location loc = at(resource->range);
  llvm::StringRef name = resource->string.text();
  bool isJsonata = state.language == QueryLanguage::JSONata;
  beginAttempt(state);
  if (hasToken(name))
    builder.create<flow::TaskTokenOp>(loc);
  Value effective = workInput(state);
  Value arguments = made(state, isJsonata ? Field::Arguments : Field::Parameters, effective);
  root = effective;
  Value timeout = whole(state, Field::TimeoutSeconds, Field::TimeoutSecondsPath, /*positive=*/true);
  Value heartbeat = whole(state, Field::HeartbeatSeconds, Field::HeartbeatSecondsPath, /*positive=*/true);
  Value role = credentials(state);
  mlir::Block *done = newBlock();
  builder.create<flow::TaskOp>(loc, arguments, builder.getStringAttr(name), builder.getStringAttr(state.name), timeout, heartbeat, role, done);
  finishWork(state, done, loc);
}

void MachineLowering::finishWork(const asl::State &state, mlir::Block *done, Location loc) {
  builder.setInsertionPointToEnd(done);
  result = done->addArgument(valueType(), loc);
  // A machine that has waited begins anew
  describe("result", result);
  describe("input", input);
  describeVariables();
  finish(state, result);
  result = {};
}

void MachineLowering::finish(const asl::State &state, Value worked) {
  root = worked;
  Assignments values = assignments(state.payload(Field::Assign));
  Value output;
  if (state.language == QueryLanguage::JSONata) {
    output = made(state, Field::Output, worked);
  } else {
    Value selected = made(state, Field::ResultSelector, worked);
    output = through(state, Field::OutputPath, putInto(state.payload(Field::ResultPath), input, selected));
  }
  leave(state, values, output, pointerTo(state.next));
}
