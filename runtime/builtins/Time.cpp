// $now and $millis: the time at which an expression first asks, for as long as it is evaluated.
#include "runtime/builtins/Support.h"
#include "runtime/core/Time.h"

#include <string>

namespace aslrt {
namespace {

constexpr int64_t nanosecondsPerMilli = 1'000'000;

/// Milliseconds since 1970, rounded down.
int64_t evaluationMillis(Context *c) {
  if (c->evaluationTime == 0)
    c->evaluationTime = c->clock->now();
  int64_t time = c->evaluationTime;
  return time / nanosecondsPerMilli - (time % nanosecondsPerMilli < 0);
}

} // namespace

Value aslrt_fn_Now(Context *c, uint32_t position, Value picture, Value timezone) {
  if (!isUndefined(picture) || !isUndefined(timezone))
    raiseMessage(c, position, "The now function does not support a picture or a timezone yet");
  int64_t millis = evaluationMillis(c);
  std::string text = formatTimestamp(millis * nanosecondsPerMilli);
  if (millis % 1000 == 0) // formatTimestamp leaves decimals out then
    text.insert(text.size() - 1, ".000");
  return makeString(c, text);
}

Value aslrt_fn_Millis(Context *c, uint32_t) { return numberValue(double(evaluationMillis(c))); }

} // namespace aslrt
