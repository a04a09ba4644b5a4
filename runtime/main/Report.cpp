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

Outcome appendOutput(Appender &out, Execution &execution) {
  try {
    writePayload(execution.context, out, execution.context.result);
    return Outcome::Succeeded;
  } catch (...) {
    return execution.failByException();
  }
}

Outcome appendOutcome(Appender &out, Execution &execution, Outcome outcome) {
  size_t start = out.size();
  if (outcome == Outcome::Succeeded)
    outcome = appendOutput(out, execution);
  if (outcome == Outcome::Failed) {
    out.cut(start);
    std::string failure;
    appendFailure(failure, execution.context.error, execution.context.cause);
    out.put(failure);
  }
  out.put('\n');
  return outcome;
}

} // namespace aslrt
