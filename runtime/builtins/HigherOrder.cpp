// $map, $filter, $single, $reduce.
#include "runtime/builtins/Support.h"
#include "runtime/core/Inline.h"

namespace aslrt {

Value aslrt_fn_Map(Context *c, uint32_t position, Value array, Value function) {
  if (isUndefined(array))
    return array;
  Callback callback(c, position, "map", function);
  auto items = itemsOf(array);
  SequenceBuilder results{};
  for (size_t i = 0; i < items.size(); ++i)
    if (Value result = callback(items[i], numberValue(double(i)), array); !isUndefined(result))
      pushInline(c, results, result);
  return arrayAt(results.items, results.count, Sequence);
}

Value aslrt_fn_Filter(Context *c, uint32_t position, Value array, Value function) {
  if (isUndefined(array))
    return array;
  Callback keep(c, position, "filter", function);
  auto items = itemsOf(array);
  SequenceBuilder kept{};
  for (size_t i = 0; i < items.size(); ++i)
    if (truthy(keep(items[i], numberValue(double(i)), array)))
      pushInline(c, kept, items[i]);
  return arrayAt(kept.items, kept.count, uint8_t(Sequence | dataFlag(array)));
}

Value aslrt_fn_Single(Context *c, uint32_t position, Value array, Value function) {
  if (isUndefined(array))
    return array;
  auto items = itemsOf(array);
  const Value *found = nullptr;
  for (size_t i = 0; i < items.size(); ++i) {
    bool matches = isUndefined(function) ||
                   truthy(Callback(c, position, "single", function)(items[i], numberValue(double(i)), array));
    if (matches && found)
      raise(c, ErrorCode::D3138, position);
    if (matches)
      found = &items[i];
  }
  if (!found)
    raise(c, ErrorCode::D3139, position);
  return *found;
}

Value aslrt_fn_Reduce(Context *c, uint32_t position, Value array, Value function, Value initial) {
  if (isUndefined(array))
    return array;
  Callback fold(c, position, "reduce", function);
  if (fold.arity() < 2)
    raise(c, ErrorCode::D3050, position);
  auto items = itemsOf(array);
  bool first = isUndefined(initial) && !items.empty(); // the first item is where it starts
  Value result = first ? items[0] : initial;
  for (size_t i = first; i < items.size(); ++i) {
    Value arguments[] = {result, items[i], numberValue(double(i)), array};
    result = fold({arguments, fold.arity() < 4 ? fold.arity() : 4});
  }
  return result;
}

} // namespace aslrt
