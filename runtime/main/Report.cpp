#include "runtime/main/Report.h"

#include "runtime/json/Json.h"

namespace aslrt {

void appendFailure(std::string &out, Value error, Value cause) {
  bool hasError = error.is(Tag::String), hasCause = cause.is(Tag::String);
  out += '{';
  if (hasError) {
    out += "\"error\":";
    writeJson(out, error);
  }
  if (hasCause) {
    out += hasError ? ",\"cause\":" : "\"cause\":";
    writeJson(out, cause);
  }
  out += '}';
}

void appendFailure(std::string &out, std::string_view error, std::string_view cause) {
  appendFailure(out, stringAt(error.data(), error.size(), Static), stringAt(cause.data(), cause.size(), Static));
}

Outcome appendOutcome(Appender &out, Execution &execution, Outcome outcome) {
  Context &context = execution.context;
  size_t start = out.size();
  if (outcome == Outcome::Succeeded)
    try {
      writePayload(context, out, context.result);
    } catch (...) {
      out.cut(start);
      outcome = execution.failByException();
    }
  if (outcome == Outcome::Failed) {
    std::string failure;
    appendFailure(failure, context.error, context.cause);
    out.put(failure);
  }
  out.put('\n');
  return outcome;
}

} // namespace aslrt
