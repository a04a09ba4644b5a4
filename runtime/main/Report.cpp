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

void appendOutcome(std::string &out, const Context &context, Outcome outcome) {
  if (outcome == Outcome::Succeeded)
    writePayload(context, out, context.result);
  else
    appendFailure(out, context.error, context.cause);
  out += '\n';
}

} // namespace aslrt
