#include "frontend/jsonata/SyntaxErrors.h"

using namespace aslc::jsonata;

namespace {
struct Row {
  const char *code;
  const char *message;
};
constexpr Row rows[] = {
#define JSONATA_ERROR(Code, Message) {#Code, Message},
#include "runtime/abi/Errors.def"
};
} // namespace

SyntaxError aslc::jsonata::makeError(ErrorCode code, Range range, const ErrorArguments &arguments) {
  const Row &row = rows[static_cast<size_t>(code)];
  std::string message;
  // One pass over the template: an argument that holds "{value}" is not filled again.
  for (llvm::StringRef rest = row.message; !rest.empty();) {
    if (rest.consume_front("{token}"))
      message += arguments.token;
    else if (rest.consume_front("{value}") || rest.consume_front("{message}"))
      message += arguments.value;
    else {
      message += rest.front();
      rest = rest.drop_front();
    }
  }
  return {row.code, std::move(message), range};
}
