// $append, $reverse, $shuffle, $distinct, $zip, and Step Functions' $partition and $range. $sort is in Sorting.cpp.
//
// What the reference makes with createSequence is a Sequence here, which unwraps where it is used; what it makes with
// [...], concat or slice is a plain array. An argument that is given back as it came keeps its flags.
#include "runtime/builtins/Support.h"
#include "runtime/builtins/ValueSet.h"
#include "runtime/core/Inline.h"

#include <algorithm>
#include <cmath>

namespace aslrt {
namespace {

std::span<const Value> asItems(const Value &value) {
  return value.is(Tag::Array) ? itemsOf(value) : std::span<const Value>(&value, 1);
}

bool isPlainData(Value value) {
  return value.has(Data) || !(value.is(Tag::Array) || value.is(Tag::Object) || value.is(Tag::Function));
}

} // namespace

Value aslrt_fn_Append(Context *c, uint32_t, Value first, Value second) {
  if (isUndefined(first))
    return second;
  if (isUndefined(second))
    return first;
  auto front = asItems(first), back = asItems(second);
  size_t count = front.size() + back.size();
  if (count > c->limits.items)
    raiseMemoryLimit();
  auto *items = static_cast<Value *>(c->arena.grow(front.data(), front.size_bytes(), count * sizeof(Value)));
  std::copy(back.begin(), back.end(), items + front.size());
  return arrayAt(items, count, isPlainData(first) && isPlainData(second) ? Data : 0);
}

Value aslrt_fn_Reverse(Context *c, uint32_t, Value array) {
  if (isUndefined(array) || array.length() <= 1)
    return array;
  auto items = itemsOf(array);
  Value *reversed = allocateItems(c, items.size());
  std::reverse_copy(items.begin(), items.end(), reversed);
  return arrayAt(reversed, items.size(), dataFlag(array));
}

// Fisher and Yates, from the inside out.
Value aslrt_fn_Shuffle(Context *c, uint32_t, Value array) {
  if (isUndefined(array) || array.length() <= 1)
    return array;
  auto items = itemsOf(array);
  Value *shuffled = allocateItems(c, items.size());
  for (size_t i = 0; i < items.size(); ++i) {
    auto j = size_t(randomFraction(c) * double(i + 1));
    shuffled[i] = shuffled[j];
    shuffled[j] = items[i];
  }
  return arrayAt(shuffled, items.size(), dataFlag(array));
}

Value aslrt_fn_Distinct(Context *c, uint32_t, Value array) {
  if (!array.is(Tag::Array) || array.length() <= 1)
    return array;
  ValueSet seen(c, array.length());
  SequenceBuilder result{};
  for (Value item : itemsOf(array))
    if (seen.insert(item))
      pushInline(c, result, item);
  return arrayAt(result.items, result.count, uint8_t((array.has(Sequence) ? Sequence : 0) | dataFlag(array)));
}

Value aslrt_fn_Zip(Context *c, uint32_t, Value arrays) {
  auto columns = itemsOf(arrays);
  size_t rows = SIZE_MAX;
  for (Value column : columns) // one left out is Undefined, and counts as empty
    rows = std::min<size_t>(rows, column.is(Tag::Array) ? column.length() : 0);
  Value *result = allocateItems(c, columns.empty() ? rows = 0 : rows);
  for (size_t row = 0; row < rows; ++row) {
    Value *tuple = allocateItems(c, columns.size());
    std::transform(columns.begin(), columns.end(), tuple, [&](Value column) { return itemsOf(column)[row]; });
    result[row] = arrayAt(tuple, columns.size());
  }
  return arrayAt(result, rows);
}

Value aslrt_fn_Partition(Context *c, uint32_t position, Value array, Value size) {
  if (isUndefined(array))
    return array;
  double each = isUndefined(size) ? 0 : std::trunc(numberOf(size));
  if (!(each >= 1)) // nor NaN
    raiseMessage(c, position, "The second argument of the partition function must be a positive integer");
  auto items = itemsOf(array);
  SequenceBuilder parts{};
  for (size_t begin = 0; begin < items.size();) {
    size_t count = size_t(std::min(each, double(items.size() - begin)));
    pushInline(c, parts,
               arrayAt(items.data() + begin, count, uint8_t(dataFlag(array) | (array.has(Static) ? Static : 0))));
    begin += count;
  }
  return arrayAt(parts.items, parts.count, dataFlag(array));
}

// Measured on AWS: fractions are dropped, and a result of one item unwraps.
Value aslrt_fn_Range(Context *c, uint32_t position, Value first, Value last, Value step) {
  if (isUndefined(first) || isUndefined(last) || isUndefined(step))
    return undefinedValue();
  double from = std::trunc(numberOf(first)), to = std::trunc(numberOf(last)), by = std::trunc(numberOf(step));
  if (by == 0)
    raiseMessage(c, position, "The third argument of the range function must not be 0");
  double count = std::max(std::floor((to - from) / by) + 1, 0.0);
  if (!(count <= double(c->limits.items)))
    raiseMemoryLimit();
  Value *items = allocateItems(c, size_t(count));
  for (size_t i = 0; i < size_t(count); ++i)
    items[i] = numberValue(from + double(i) * by + 0.0); // + 0.0: no -0
  return arrayAt(items, size_t(count), Sequence | Data);
}

} // namespace aslrt
