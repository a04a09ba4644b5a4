#include "runtime/core/Error.h"

#include "runtime/core/Context.h"

namespace aslrt {

std::string_view codeName(ErrorCode code) {
  static constexpr std::string_view names[] = {
#define JSONATA_ERROR(Code, Message) #Code,
#include "runtime/abi/Errors.def"
  };
  return names[size_t(code)];
}

void raiseTooDeep(Context *c, uint32_t position) {
  std::string max = std::to_string(c->limits.depth), over = std::to_string(c->limits.depth + 1);
  raise(c, ErrorCode::U1001, position,
        {.message = "Stack overflow error: Check for non-terminating recursive function.  Consider rewriting as "
                    "tail-recursive. Depth=" +
                    over + " max=" + max});
}

} // namespace aslrt
