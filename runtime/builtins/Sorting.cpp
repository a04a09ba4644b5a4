// $sort: a stable merge sort that compares the same pairs in the same order as the reference, because a comparator of
// the user may fail, or contradict itself.
#include "runtime/builtins/Support.h"
#include "runtime/core/Sort.h"

#include <algorithm>
#include <cmath>

namespace aslrt {
namespace {

/// Sorts items[0..count); `scratch` has room for half of them. isAfter(a, b): a must stand after b.
template <typename IsAfter> void mergeSort(Value *items, size_t count, Value *scratch, IsAfter &isAfter) {
  if (count < 2)
    return;
  size_t middle = count / 2;
  mergeSort(items, middle, scratch, isAfter);
  mergeSort(items + middle, count - middle, scratch, isAfter);
  std::copy(items, items + middle, scratch);
  Value *left = scratch, *leftEnd = scratch + middle, *right = items + middle, *end = items + count, *out = items;
  while (left != leftEnd && right != end)
    *out++ = isAfter(*left, *right) ? *right++ : *left++;
  std::copy(left, leftEnd, out);
}

template <typename IsAfter> Value sorted(Context *c, Value array, IsAfter isAfter) {
  size_t count = array.length();
  Value *items = allocateItems(c, count), *scratch = allocateItems(c, count / 2);
  std::ranges::copy(itemsOf(array), items);
  mergeSort(items, count, scratch, isAfter);
  return arrayAt(items, count, dataFlag(array));
}

/// What JavaScript takes for true. A comparator's result is tested so, and not by JSONata's effective boolean: [] and
/// {} are true.
bool isTrueInJavaScript(Value value) {
  switch (value.tag()) {
  case Tag::Undefined:
  case Tag::Null: return false;
  case Tag::Boolean: return value.boolean();
  case Tag::Number:
  case Tag::Decimal: return numberOf(value) != 0;
  case Tag::String: return value.length() != 0;
  default: return true;
  }
}

/// Whether all items are numbers, which NaN is not. An infinite one is an error of its own, wherever it stands.
bool areNumbers(Context *c, uint32_t position, std::span<const Value> items) {
  bool all = true;
  for (Value item : items) {
    double number = isNumber(item) ? numberOf(item) : NAN;
    if (std::isinf(number))
      raise(c, ErrorCode::D1001, position, {.value = item});
    all &= !std::isnan(number);
  }
  return all;
}

/// Numbers or strings in their order; `keep` as that of sortedByUniform.
Value sortedByThemselves(Context *c, uint32_t position, std::span<const Value> items, int32_t keep = 0) {
  constexpr bool ascending = false;
  if (std::ranges::all_of(items, [](Value v) { return v.is(Tag::String); }) || areNumbers(c, position, items))
    return sortedByUniform(c, items, items.data(), &ascending, 1, keep, Data);
  raise(c, ErrorCode::D3070, position);
}

} // namespace

Value aslrt_fn_Sort(Context *c, uint32_t position, Value array, Value comparator) {
  if (isUndefined(array) || array.length() <= 1)
    return array;
  if (isUndefined(comparator))
    return sortedByThemselves(c, position, itemsOf(array));
  Callback compare(c, position, "sort", comparator);
  return sorted(c, array, [&](Value a, Value b) {
    Value pair[] = {a, b};
    return isTrueInJavaScript(compare(pair));
  });
}

Value aslrt_sort_few(Context *c, Value array, uint32_t keep, uint32_t position) {
  if (isUndefined(array) || (array.is(Tag::Array) && array.length() <= 1))
    return array;
  return array.is(Tag::Array) ? sortedByThemselves(c, position, itemsOf(array), int32_t(keep)) : makeArray(c, {&array, 1});
}

} // namespace aslrt
