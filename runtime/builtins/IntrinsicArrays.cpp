// States.Array and its family.
#include "runtime/builtins/IntrinsicCall.h"
#include "runtime/builtins/ValueSet.h"

#include <algorithm>

namespace aslrt {

Value aslrt_states_Array(Context *c, const Value *arguments, uint32_t count) {
  uint8_t flag = Data;
  for (uint32_t i = 0; i < count; ++i)
    flag &= itemFlag(arguments[i]);
  return makeArray(c, {arguments, count}, flag);
}

Value aslrt_states_ArrayPartition(Context *c, const Value *arguments, uint32_t count) {
  IntrinsicCall call("ArrayPartition", arguments, count);
  Value array = call.array(0);
  auto each = size_t(call.integer(1, 1));
  auto items = itemsOf(array);
  size_t parts = items.size() / each + (items.size() % each != 0);
  Value *made = allocateItems(c, parts);
  auto shared = uint8_t(itemFlag(array) | (array.has(Static) ? Static : 0)); // the parts lie in the array
  for (size_t part = 0; part < parts; ++part) {
    auto rest = items.subspan(part * each);
    made[part] = arrayAt(rest.data(), std::min(each, rest.size()), shared);
  }
  return arrayAt(made, parts, itemFlag(array));
}

Value aslrt_states_ArrayContains(Context *, const Value *arguments, uint32_t count) {
  auto items = itemsOf(IntrinsicCall("ArrayContains", arguments, count).array(0));
  return booleanValue(std::any_of(items.begin(), items.end(), [&](Value item) { return deepEqual(item, arguments[1]); }));
}

Value aslrt_states_ArrayRange(Context *c, const Value *arguments, uint32_t count) {
  constexpr int64_t mostItems = 1000; // limits.md
  IntrinsicCall call("ArrayRange", arguments, count);
  int64_t first = call.integer(0), last = call.integer(1), step = call.integer(2);
  if (step == 0)
    call.fail("argument 3 must not be 0");
  bool reachable = step > 0 ? first <= last : first >= last;
  int64_t items = reachable ? (last - first) / step + 1 : 0;
  if (items > mostItems)
    call.fail("the range has more than 1,000 items");
  Value *made = allocateItems(c, size_t(items));
  for (int64_t i = 0; i < items; ++i)
    made[i] = numberValue(double(first + i * step));
  return arrayAt(made, size_t(items), Data);
}

Value aslrt_states_ArrayGetItem(Context *, const Value *arguments, uint32_t count) {
  IntrinsicCall call("ArrayGetItem", arguments, count);
  auto items = itemsOf(call.array(0));
  auto index = size_t(call.integer(1, 0));
  if (index >= items.size())
    call.fail("there is no item " + std::to_string(index) + " in an array of " + std::to_string(items.size()));
  return items[index];
}

Value aslrt_states_ArrayLength(Context *, const Value *arguments, uint32_t count) {
  return numberValue(IntrinsicCall("ArrayLength", arguments, count).array(0).length());
}

Value aslrt_states_ArrayUnique(Context *c, const Value *arguments, uint32_t count) {
  Value array = IntrinsicCall("ArrayUnique", arguments, count).array(0);
  auto items = itemsOf(array);
  ValueSet seen(c, items.size());
  Value *made = allocateItems(c, items.size());
  Value *end = std::copy_if(items.begin(), items.end(), made, [&](Value item) { return seen.insert(item); });
  return arrayAt(made, size_t(end - made), itemFlag(array));
}

} // namespace aslrt
