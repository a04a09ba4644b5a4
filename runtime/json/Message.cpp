// JSONata's error messages, filled in.
#include "runtime/core/Error.h"
#include "runtime/json/Json.h"

namespace aslrt {

namespace {

constexpr std::string_view templates[] = {
#define JSONATA_ERROR(Code, Message) Message,
#include "runtime/abi/Errors.def"
};

void appendQuoted(std::string &out, std::string_view text) { writeJson(out, stringAt(text.data(), text.size())); }

/// A text that is there may be empty: `$` is called by the name "".
void appendOptional(std::string &out, std::string_view text) {
  if (!text.data())
    out.append("undefined");
  else
    appendQuoted(out, text);
}

void appendValueText(std::string &out, Value value) {
  if (value.is(Tag::Undefined))
    out.append("undefined");
  else
    writeJson(out, value);
}

/// Appends what stands for {name}.
void appendInsert(std::string &out, std::string_view name, const ErrorArguments &arguments) {
  if (name == "token")
    appendOptional(out, arguments.token);
  else if (name == "type")
    appendOptional(out, arguments.type);
  else if (name == "value")
    appendValueText(out, arguments.value);
  else if (name == "value2")
    appendValueText(out, arguments.value2);
  else if (name == "exp")
    appendValueText(out, arguments.exp);
  else if (name == "index")
    out.append(std::to_string(arguments.index));
  else if (name == "functionName")
    out.append(arguments.functionName);
  else if (name == "message")
    out.append(arguments.message);
}

} // namespace

void raise(Context *, ErrorCode code, uint32_t position, const ErrorArguments &arguments) {
  std::string message;
  std::string_view rest = templates[size_t(code)];
  for (size_t brace; (brace = rest.find('{')) != rest.npos;) {
    size_t close = rest.find('}', brace);
    std::string_view name = rest.substr(brace + 1, close - brace - 1);
    message.append(rest.substr(0, brace));
    if (message.ends_with('$') && name == "token") // a name to be written in code: not quoted
      message.append(arguments.token);
    else
      appendInsert(message, name, arguments);
    rest.remove_prefix(close + 1);
  }
  throw Error{code, position, message.append(rest), arguments.value};
}

} // namespace aslrt
