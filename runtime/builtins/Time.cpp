// $now and $millis: the time at which an expression first asks, for as long as it is evaluated.
#include "runtime/builtins/Dates.h"

namespace aslrt {

int64_t evaluationMillis(Context *c) {
  constexpr int64_t nanosecondsPerMilli = 1'000'000;
  if (c->evaluationTime == 0)
    c->evaluationTime = c->clock->now();
  int64_t time = c->evaluationTime;
  return time / nanosecondsPerMilli - (time % nanosecondsPerMilli < 0);
}

Value aslrt_fn_Now(Context *c, uint32_t position, Value picture, Value timezone) {
  return formatDate(c, position, double(evaluationMillis(c)), picture, timezone);
}

Value aslrt_fn_Millis(Context *c, uint32_t) { return numberValue(double(evaluationMillis(c))); }

} // namespace aslrt
