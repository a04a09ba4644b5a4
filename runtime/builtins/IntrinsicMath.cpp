// Sums, random numbers and UUIDs of JSONPath states.
#include "runtime/builtins/IntrinsicCall.h"
#include "runtime/builtins/JavaRandom.h"

namespace aslrt {

// limits.md gives the range of the arguments; that of a sum is not known.
Value aslrt_states_MathAdd(Context *, const Value *arguments, uint32_t count) {
  IntrinsicCall call("MathAdd", arguments, count);
  return numberValue(double(call.integer(0, INT32_MIN, INT32_MAX) + call.integer(1, INT32_MIN, INT32_MAX)));
}

Value aslrt_states_MathRandom(Context *c, const Value *arguments, uint32_t count) {
  IntrinsicCall call("MathRandom", arguments, count);
  int64_t from = call.integer(0, INT32_MIN, INT32_MAX), to = call.integer(1, INT32_MIN, INT32_MAX);
  if (from >= to)
    call.fail("argument 1 must be less than argument 2");
  if (call.size() > 2)
    return numberValue(JavaRandom(call.integer(2)).between(int32_t(from), int32_t(to)));
  uint64_t random = c->random->next() >> 32;
  return numberValue(double(from + int64_t(random * uint64_t(to - from) >> 32)));
}

Value aslrt_states_UUID(Context *c, const Value *, uint32_t) { return aslrt_fn_Uuid(c, 0); }

} // namespace aslrt
