// Causes of paths that cannot do what their field asks for, as Step Functions and the library of Jayway that it uses word them
// (aws-observed.md, section 1.2).
#include "runtime/core/Failure.h"
#include "runtime/core/Inline.h"
#include "runtime/json/Json.h"

namespace aslrt {

namespace {

struct Quoted {
  std::string_view path, field;
};

Quoted quoted(Context *c, uint32_t expression) {
  if (!c->program || expression >= c->program->expressionCount)
    return {};
  const ExpressionInfo &info = c->program->expressions[expression];
  return {info.source.view(), info.field.view()};
}

[[noreturn]] void failRuntime(Context *c, std::string_view detail) { throw StateError{"States.Runtime", stateCause(c, detail)}; }

std::string concatenated(std::initializer_list<std::string_view> parts) {
  std::string all;
  for (std::string_view part : parts)
    all += part;
  return all;
}

std::string jsonOf(Value v) {
  std::string text;
  writeJson(text, v);
  return text;
}

/// Text that a value is in a message: a string bare, anything else as JSON.
std::string bare(Value v) { return v.is(Tag::String) ? std::string(v.string()) : jsonOf(v); }

void appendStep(std::string &path, Value step) {
  if (step.is(Tag::String))
    path.append("['").append(step.string()).append("']");
  else
    path.append("[").append(jsonOf(step)).append("]");
}

/// The class of Jackson's node for a value.
const char *nodeClass(Value v) {
  switch (v.tag()) {
  case Tag::Array: return "com.fasterxml.jackson.databind.node.ArrayNode";
  case Tag::String: return "com.fasterxml.jackson.databind.node.TextNode";
  case Tag::Boolean: return "com.fasterxml.jackson.databind.node.BooleanNode";
  case Tag::Null: return "com.fasterxml.jackson.databind.node.NullNode";
  default: return numberOf(v) == double(int32_t(numberOf(v))) ? "com.fasterxml.jackson.databind.node.IntNode" : "com.fasterxml.jackson.databind.node.DoubleNode";
  }
}

/// Why Jayway's library finds nothing: the step that fails, and how.
std::string reasonOf(Value from, Value steps) {
  std::string path = "$";
  Value at = from;
  std::span<const Value> all = itemsOf(steps);
  for (const Value &step : all) {
    bool isLast = &step == &all.back(), isName = step.is(Tag::String);
    std::string fragment;
    appendStep(fragment, step);
    if (isName && !at.is(Tag::Object))
      return concatenated({"Expected to find an object with property ", fragment, " in path ", path, " but found '", nodeClass(at),
                           "'. This is not a json object according to the JsonProvider: "
                           "'com.jayway.jsonpath.spi.json.JacksonJsonNodeJsonProvider'."});
    if (!isName && !at.is(Tag::Array))
      return concatenated({"Filter: ", fragment, " can only be applied to arrays. Current context is: ", jsonOf(at)});
    path += fragment;
    at = isName ? memberOf(at, step) : aslrt_element(at, uint32_t(int32_t(step.number())));
    if (at.is(Tag::Undefined) && isName && !isLast)
      return "Missing property in path " + path;
    if (at.is(Tag::Undefined))
      break;
  }
  path = "$";
  for (Value step : all)
    appendStep(path, step);
  return "No results for path: " + path;
}

} // namespace

void failPath(Context *c, Value from, Value steps, uint32_t expression, PathUse use) {
  auto [path, field] = quoted(c, expression);
  bool variable = from.is(Tag::Undefined); // that nothing has assigned: what AWS says is not recorded
  std::string input = variable ? "null" : jsonOf(from);
  if (from.is(Tag::Null) && use != PathUse::Condition)
    failRuntime(c, "Unable to apply Path transformation to null or empty input.");
  switch (use) {
  case PathUse::Field:
    failRuntime(c, concatenated({"Invalid path '", path, "' : ", variable ? "No results for path: " + std::string(path) : reasonOf(from, steps)}));
  case PathUse::Template:
    failRuntime(c, concatenated({"The JSONPath '", path, "' specified for the field '", field, "' could not be found in the input '", input, "'"}));
  case PathUse::Parameter:
    failRuntime(c, concatenated({"The ", field, " parameter does not reference an input value: ", path}));
  case PathUse::Condition:
    failRuntime(c, concatenated({"Invalid path '", path, "': The choice state's condition path references an invalid value."}));
  case PathUse::Argument: {
    // The expression is the path alone; the call around it is the one that is being evaluated.
    std::string_view call = quoted(c, c->expression).path;
    failRuntime(c, concatenated({"The function '", call, "' had the following error: The JsonPath argument for the field '", path,
                                 "' could not be found in the input '", input, "'"}));
  }
  }
  __builtin_unreachable();
}

void failPathParameter(Context *c, uint32_t expression, std::string_view what, Value value) {
  auto [path, field] = quoted(c, expression);
  failRuntime(c, concatenated({"The ", field, " parameter ", what, ": ", path, " == ", bare(value)}));
}

void failPut(Context *c, Value input, uint32_t expression) {
  throw StateError{"States.ResultPathMatchFailure",
                   stateCause(c, concatenated({"Unable to apply ReferencePath ", quoted(c, expression).path, " to input ", jsonOf(input)}))};
}

void failPathValue(Context *c, uint32_t expression, std::string_view what, Value value) {
  auto [path, field] = quoted(c, expression);
  failRuntime(c, concatenated({"The ", field, " field refers to value \"", bare(value), "\" which is not ", what, ": ", path}));
}

Value aslrt_expect_path_string(Context *c, Value v, uint32_t expression) {
  if (!v.is(Tag::String))
    failPathValue(c, expression, "a string", v);
  return v;
}

Value aslrt_require_path_items(Context *c, Value v, uint32_t expression) {
  if (!v.is(Tag::Array))
    failRuntime(c, concatenated({"Reference path \"", expression == noIndex ? "$" : quoted(c, expression).path, "\" must point to array."}));
  return v;
}

} // namespace aslrt
