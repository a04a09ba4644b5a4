// `^(...)`: a stable merge sort of positions by rows of keys.
//
// The reference halves the array (the left half the smaller one), sorts both halves and merges, taking from the right only if
// its item is less. Which pairs are compared decides which error an ill-typed key gives, so the order of work here is the same.
#include "runtime/core/Inline.h"
#include "runtime/core/Operators.h"
#include "runtime/core/Sequences.h"

#include <algorithm>
#include <functional>
#include <numeric>
#include <vector>

namespace aslrt {

namespace {

struct Sorter {
  Context *context;
  const Value *keys;
  const bool *descending;
  uint32_t terms, position;
  std::vector<uint32_t> rows, scratch;

  void checkTypes(Value a, Value b) const {
    auto sortable = [](Value v) { return isNumber(v) || v.is(Tag::String); };
    if (!sortable(a) || !sortable(b))
      raise(context, ErrorCode::T2008, position, {.value = sortable(a) ? b : a});
    if (isNumber(a) != isNumber(b))
      raise(context, ErrorCode::T2007, position, {.value = a, .value2 = b});
  }

  /// Whether row a must stand after row b. Undefined keys come last, whatever the direction.
  bool isAfter(uint32_t a, uint32_t b) const {
    const Value *left = keys + size_t(a) * terms, *right = keys + size_t(b) * terms;
    for (uint32_t i = 0; i < terms; ++i) {
      Value x = left[i], y = right[i];
      if (x.is(Tag::Undefined) || y.is(Tag::Undefined)) {
        if (x.tag() == y.tag())
          continue;
        return x.is(Tag::Undefined);
      }
      checkTypes(x, y);
      int sign = isNumber(x) ? (numberOf(x) > numberOf(y)) - (numberOf(x) < numberOf(y)) : compareStrings(x, y);
      if (sign != 0)
        return (sign > 0) != descending[i];
    }
    return false;
  }

  void sort(size_t first, size_t last) {
    if (last - first < 2)
      return;
    size_t middle = first + (last - first) / 2;
    sort(first, middle);
    sort(middle, last);
    std::copy(rows.begin() + first, rows.begin() + middle, scratch.begin());
    size_t left = 0, leftEnd = middle - first, right = middle, out = first;
    while (left < leftEnd && right < last)
      rows[out++] = isAfter(scratch[left], rows[right]) ? rows[right++] : scratch[left++];
    std::copy(scratch.begin() + left, scratch.begin() + leftEnd, rows.begin() + out);
  }
};

} // namespace

bool aslrt_sortable(void *p) {
  auto &builder = *static_cast<SequenceBuilder *>(p);
  std::span<const Value> keys(builder.items, builder.count);
  return std::ranges::all_of(keys, isNumber) || std::ranges::all_of(keys, [](Value v) { return v.is(Tag::String); });
}

namespace {

/// Sorts rows by a key each, which all have one type, so that nothing can fail and any stable sort will do.
template <typename Key, typename Less> void sortRows(std::span<uint32_t> rows, const Value *keys, bool descending, auto keyOf, Less less) {
  struct Entry {
    Key key;
    uint32_t row;
  };
  std::vector<Entry> entries(rows.size());
  for (uint32_t i = 0; i < rows.size(); ++i)
    entries[i] = {keyOf(keys[i]), i};
  std::stable_sort(entries.begin(), entries.end(), [&](const Entry &a, const Entry &b) { return descending ? less(b.key, a.key) : less(a.key, b.key); });
  for (uint32_t i = 0; i < rows.size(); ++i)
    rows[i] = entries[i].row;
}

} // namespace

Value aslrt_order_by(Context *c, Value items, void *keys, void *descending, uint32_t terms, uint32_t pos) {
  if (!items.is(Tag::Array) && !items.is(Tag::Undefined))
    return sequenceOf(c, items);
  if (!items.is(Tag::Array) || items.length() < 2)
    return items;
  Sorter sorter{c, static_cast<const Value *>(keys), static_cast<const bool *>(descending), terms, pos, {}, {}};
  sorter.rows.resize(items.length());
  std::span<const Value> all(sorter.keys, size_t(items.length()) * terms);
  if (terms == 1 && std::ranges::all_of(all, isNumber)) {
    sortRows<double>(sorter.rows, sorter.keys, *sorter.descending, numberOf, std::less<>());
  } else if (terms == 1 && std::ranges::all_of(all, [](Value v) { return v.is(Tag::String); })) {
    sortRows<Value>(sorter.rows, sorter.keys, *sorter.descending, [](Value v) { return v; }, [](Value a, Value b) { return compareStrings(a, b) < 0; });
  } else {
    sorter.scratch.resize(items.length() / 2 + 1);
    std::iota(sorter.rows.begin(), sorter.rows.end(), 0u);
    sorter.sort(0, items.length());
  }
  Value *sorted = allocateItems(c, items.length());
  for (uint32_t i = 0; i < items.length(); ++i)
    sorted[i] = itemsOf(items)[sorter.rows[i]];
  return arrayAt(sorted, items.length());
}

} // namespace aslrt
