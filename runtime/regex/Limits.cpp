#include "runtime/regex/Limits.h"

#include <string>

namespace aslrt {

static std::string shown(const Regex *regex) { return "The regular expression /" + std::string(regex->source, regex->sourceSize) + '/'; }

void raiseBacktracking(Context *c, const Regex *regex) {
  std::string message = shown(regex) + " takes too many steps on this text. More than " + std::to_string(c->limits.backtracking) +
                        " ways to match were tried (--max-backtracking)";
  raise(c, ErrorCode::U1001, uint32_t(regex->position), {.message = message});
}

void raiseRegexStack(Context *c, const Regex *regex) {
  std::string message = shown(regex) + " takes more than " + std::to_string(maxRegexStack >> 20) + " MB to match this text";
  raise(c, ErrorCode::U1001, uint32_t(regex->position), {.message = message});
}

} // namespace aslrt
