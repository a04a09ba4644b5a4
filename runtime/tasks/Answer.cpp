#include "runtime/tasks/Answer.h"

#include "runtime/abi/Program.h"

namespace aslrt {

void answerFailure(Context &context, std::string_view error, std::string_view cause) {
  context.taskFailed = true;
  context.taskError = makeString(&context, validUtf8(error));
  context.taskCause = cause.data() ? makeString(&context, validUtf8(cause)) : undefinedValue();
}

void answerResult(Context &context, std::string_view json, std::string_view who, std::unique_ptr<ReadMemory> &memory) {
  ReadError error;
  const Demand *demand = context.observer ? nullptr : context.program->tasks[context.request.index].result; // what is observed is whole
  context.taskResult = readDemanded(&context, json, /*lines=*/false, /*outlives=*/false, demand, error, memory);
  if (!context.taskResult.is(Tag::Undefined))
    return;
  std::string cause(who);
  if (json.find_first_not_of(" \t\r\n") == json.npos)
    cause += " gave no result (a result is JSON; null if there is nothing to say)";
  else
    cause += " gave a result that is not JSON: at byte " + std::to_string(error.offset) + ", " + error.message;
  answerFailure(context, "States.TaskFailed", cause);
}

bool answerErrorObject(Context &context, std::string_view json) {
  if (json.empty() || json[0] != '{')
    return false;
  ReadError readError;
  Value object = readJson(&context, json, {.keepNumberText = false, .borrow = false}, readError);
  if (!object.is(Tag::Object))
    return false;
  Value error = lookup(object, "error"), cause = lookup(object, "cause");
  if (!error.is(Tag::String) || !(cause.is(Tag::String) || cause.is(Tag::Undefined) || cause.is(Tag::Null)))
    return false;
  context.taskFailed = true;
  context.taskError = error;
  context.taskCause = cause.is(Tag::String) ? cause : undefinedValue();
  return true;
}

static std::optional<std::string> textOf(Value value) {
  return value.is(Tag::String) ? std::optional(std::string(value.string())) : std::nullopt;
}

std::optional<std::string> taskToken(const Context &context) {
  return context.tokenState == context.state ? textOf(context.taskToken) : std::nullopt;
}

std::optional<std::string> taskRole(const Context &context) {
  Value credentials = context.request.captures;
  return credentials.is(Tag::Object) ? textOf(lookup(credentials, "RoleArn")) : std::nullopt;
}

/// Bytes of the valid sequence at the start of a text that is not empty, or 0. RFC 3629: no surrogates, nothing overlong.
static size_t sequenceSize(std::string_view text) {
  auto byte = [&](size_t i) { return i < text.size() ? uint8_t(text[i]) : 0; };
  uint8_t lead = byte(0);
  if (lead < 0x80)
    return lead != 0;
  size_t size = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4)
    return 0;
  uint8_t low = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
  uint8_t high = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
  if (byte(1) < low || byte(1) > high)
    return 0;
  for (size_t i = 2; i < size; ++i)
    if ((byte(i) & 0xc0) != 0x80)
      return 0;
  return size;
}

std::string validUtf8(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    size_t size = sequenceSize(text);
    if (size)
      result.append(text.substr(0, size));
    else
      result += "\xef\xbf\xbd";
    text.remove_prefix(size ? size : 1);
  }
  return result;
}

} // namespace aslrt
