#include "runtime/abi/EntryPoints.h"
#include "runtime/core/Failure.h"

#include "runtime/json/Json.h"

namespace aslrt {

namespace {

/// "The JSONata expression '$x' specified for the field 'Output' "; empty if no expression was being evaluated.
std::string quoteExpression(Context *c, uint32_t expression) {
  if (!c->program || expression >= c->program->expressionCount)
    return {};
  const ExpressionInfo &info = c->program->expressions[expression];
  std::string text = "The JSONata expression '";
  text.append(info.source.view()).append("' specified for the field '").append(info.field.view());
  return text.append("' ");
}

StateError evaluationError(Context *c, std::string_view detail) {
  return {"States.QueryEvaluationError", stateCause(c, detail)};
}

[[noreturn]] void failEvaluation(Context *c, uint32_t expression, std::string_view what) {
  std::string quoted = quoteExpression(c, expression);
  throw evaluationError(c, (quoted.empty() ? "The value " : quoted).append(what));
}

const char *typeName(Value v) {
  switch (v.tag()) {
  case Tag::Array:
    return "array";
  case Tag::Object:
    return "object";
  case Tag::String:
    return "string";
  case Tag::Number:
  case Tag::Decimal:
    return "number";
  case Tag::Boolean:
    return "boolean";
  default:
    return "null";
  }
}

/// Errors with a code follow after a full stop, those without after a colon.
StateError thrown(Context *c, std::string_view code, std::string_view message) {
  std::string detail = quoteExpression(c, c->expression);
  if (!detail.empty())
    detail.append("threw an error during evaluation").append(code.empty() ? ": " : ". ");
  if (!code.empty())
    detail.append(code).append(": ");
  return evaluationError(c, detail.append(message));
}

} // namespace

std::string stateCause(Context *c, std::string_view detail) {
  std::string cause;
  if (c->program && c->state < c->program->stateCount) {
    cause.append("An error occurred while executing the state '").append(c->program->states[c->state].name.view());
    cause.append("' (entered at the event id #").append(std::to_string(c->enteredEvent)).append("). ");
  }
  return cause.append(detail);
}

StateError describe(Context *c, const Error &error) {
  return thrown(c, error.code == ErrorCode::U1001 ? std::string_view() : codeName(error.code), error.message);
}

StateError describe(Context *c, const InternalError &error) {
  return evaluationError(c, quoteExpression(c, c->expression) + "threw " + error.message);
}

StateError describe(Context *c, const IntrinsicError &error) {
  std::string detail = "The function '";
  if (c->program && c->expression < c->program->expressionCount)
    detail.append(c->program->expressions[c->expression].source.view());
  return {"States.Runtime", stateCause(c, detail.append("' had the following error: ").append(error.message))};
}

StateError describe(Context *c, const LimitExceeded &limit) { return thrown(c, {}, limit.message); }

void failUndefined(Context *c, uint32_t expression) { failEvaluation(c, expression, "returned nothing (undefined)."); }
void failFunction(Context *c, uint32_t expression) { failEvaluation(c, expression, "returned an unsupported result type."); }

void failType(Context *c, uint32_t expression, const char *expected, Value value) {
  if (value.is(Tag::Undefined))
    failUndefined(c, expression);
  if (value.is(Tag::Function))
    failFunction(c, expression);
  std::string what = "returned an unexpected result type. Expected '";
  what.append(expected).append("', but was '").append(typeName(value)).append("' for value: ");
  writeJson(what, value);
  failEvaluation(c, expression, what);
}

void failValue(Context *c, uint32_t expression, const char *expected, Value value) {
  std::string what = "returned an unexpected value. Expected ";
  what.append(expected).append(", but was: ");
  writeJson(what, value);
  failEvaluation(c, expression, what);
}

Value aslrt_require_items(Context *c, Value v, uint32_t expression) {
  if (v.is(Tag::Array))
    return v;
  if (expression != noIndex)
    failType(c, expression, "array", v);
  std::string detail = "Map state input must be an array but was: ";
  writeJson(detail, v);
  throw StateError{"States.QueryEvaluationError", stateCause(c, detail)};
}

} // namespace aslrt
