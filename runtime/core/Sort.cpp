// `^(...)`: a stable merge sort of positions by rows of keys.
//
// The reference halves the array (the left half the smaller one), sorts both halves and merges, taking from the right only if
// its item is less. Which pairs are compared decides which error an ill-typed key gives, so the order of work here is the same. Keys that
// cannot fail, numbers or strings alone, are sorted in a quicker way.
#include "runtime/core/Sort.h"

#include "runtime/core/Inline.h"
#include "runtime/core/Operators.h"
#include "runtime/core/Sequences.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <numeric>
#include <vector>

namespace aslrt {

namespace {

/// What is neither equal nor less is greater, as in the reference: NaN before and behind anything, itself too.
int compareNumbers(double x, double y) { return x == y ? 0 : x < y ? -1 : 1; }

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

  bool isAfter(uint32_t a, uint32_t b) const { return compare(a, b) > 0; }

  /// Above 0 if row a must stand after row b, below if before. Undefined keys come last, whatever the direction.
  int compare(uint32_t a, uint32_t b) const {
    const Value *left = keys + size_t(a) * terms, *right = keys + size_t(b) * terms;
    for (uint32_t i = 0; i < terms; ++i) {
      Value x = left[i], y = right[i];
      if (x.is(Tag::Undefined) || y.is(Tag::Undefined)) {
        if (x.tag() == y.tag())
          continue;
        return x.is(Tag::Undefined) ? 1 : -1;
      }
      checkTypes(x, y);
      int sign = isNumber(x) ? compareNumbers(numberOf(x), numberOf(y)) : compareStrings(x, y);
      if (sign != 0)
        return descending[i] ? -sign : sign;
    }
    return 0;
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

/// A row, and bits of its first key that order as the keys do; where they are the same, the keys themselves may tell more. Without padding,
/// so that it is copied as one vector.
struct Entry {
  uint64_t key, row;
};

uint64_t orderedBits(double number) {
  auto bits = std::bit_cast<uint64_t>(number + 0.0); // -0 is 0
  return bits >> 63 ? ~bits : bits | uint64_t(1) << 63;
}

/// The first bytes, the first of all on top.
uint64_t orderedBits(std::string_view text) { return text.empty() ? 0 : __builtin_bswap64(loadUpTo8(text, 0)); }

/// Stable: short runs by insertion, then merged; `scratch` has room for as many. Where the result is, of the two.
template <typename IsAfter> Entry *sortEntries(Entry *entries, Entry *scratch, size_t count, IsAfter isAfter) {
  constexpr size_t run = 8;
  for (size_t begin = 0; begin < count; begin += run)
    for (size_t i = begin + 1; i < std::min(begin + run, count); ++i) {
      Entry entry = entries[i];
      size_t place = i;
      for (; place > begin && isAfter(entries[place - 1], entry); --place)
        entries[place] = entries[place - 1];
      entries[place] = entry;
    }
  Entry *from = entries, *to = scratch;
  for (size_t width = run; width < count; width *= 2, std::swap(from, to))
    for (size_t begin = 0; begin < count; begin += 2 * width) {
      size_t left = begin, middle = std::min(begin + width, count), right = middle, end = std::min(begin + 2 * width, count);
      for (size_t out = begin; out < end; ++out)
        to[out] = right == end || (left < middle && !isAfter(from[left], from[right])) ? from[left++] : from[right++];
    }
  return from;
}

/// Whether all keys of a column fit, without a jump for each.
template <typename Fits> bool columnFits(const Value *keys, size_t rows, uint32_t terms, Fits fits) {
  bool all = true;
  for (size_t row = 0; row < rows; ++row)
    all &= fits(keys[row * terms]);
  return all;
}

} // namespace

bool areUniform(const Value *keys, size_t rows, uint32_t terms) {
  auto isText = [](Value v) { return v.is(Tag::String); };
  auto isPlain = [](Value v) { return v.head == numberHead && v.number() == v.number(); };
  auto isOrdered = [](Value v) { return isNumber(v) && !std::isnan(numberOf(v)); };
  for (uint32_t term = 0; term < terms; ++term) {
    const Value *column = keys + term;
    if (column->is(Tag::String) ? !columnFits(column, rows, terms, isText)
                                : !columnFits(column, rows, terms, isPlain) && !columnFits(column, rows, terms, isOrdered))
      return false;
  }
  return true;
}

namespace {

/// Makes the first `kept` entries those that precede all others, in order.
template <typename Precedes> void selectFew(Entry *entries, size_t count, size_t kept, Precedes precedes) {
  for (size_t i = 0; i < count; ++i) {
    Entry entry = entries[i];
    size_t place = std::min(i, kept);
    if (place == kept && !precedes(entry, entries[place - 1])) [[likely]]
      continue;
    for (place -= place == kept; place > 0 && precedes(entry, entries[place - 1]); --place)
      entries[place] = entries[place - 1];
    entries[place] = entry;
  }
}

/// Sorts entries, or selects and sorts as many as are `kept`, from the begin of the order or from its end. Where the result is.
template <typename Compare> Entry *sortRows(Entry *entries, size_t count, size_t kept, bool fromEnd, Compare compare) {
  if (kept == count)
    return sortEntries(entries, entries + count, count, [&](const Entry &a, const Entry &b) { return compare(a, b) > 0; });
  // A selection is not stable: so rows count as well, and no two entries are equal.
  auto select = [&](int direction) {
    auto precedes = [&](const Entry &a, const Entry &b) {
      int sign = compare(a, b);
      return (sign ? sign : a.row < b.row ? -1 : int(a.row > b.row)) * direction < 0;
    };
    constexpr size_t few = 16; // for which a heap is not worth it
    if (kept > few)
      std::partial_sort(entries, entries + kept, entries + count, precedes);
    else
      selectFew(entries, count, kept, precedes);
  };
  select(fromEnd ? -1 : 1);
  if (fromEnd)
    std::reverse(entries, entries + kept);
  return entries;
}

} // namespace

Value sortedByUniform(Context *c, std::span<const Value> items, const Value *keys, const bool *descending, uint32_t terms, int32_t keep,
                      uint8_t flags) {
  size_t count = items.size();
  size_t kept = keep == 0 ? count : std::min<size_t>(count, size_t(std::abs(int64_t(keep))));
  auto *entries = static_cast<Entry *>(allocate(c, 2 * count * sizeof(Entry)));
  bool texts = keys->is(Tag::String), bits = true;
  for (size_t i = 0; i < count && texts; ++i)
    bits &= keys[i * terms].has(Ascii); // others are ordered by UTF-16
  uint64_t flip = *descending ? UINT64_MAX : 0;
  for (size_t i = 0; i < count; ++i) {
    Value key = keys[i * terms];
    entries[i] = {flip ^ (!texts ? orderedBits(numberOf(key)) : bits ? orderedBits(key.string()) : 0), i};
  }
  auto byBits = [](const Entry &a, const Entry &b) { return a.key < b.key ? -1 : int(a.key > b.key); };
  Sorter sorter{c, keys, descending, terms, 0, {}, {}};
  auto byKeys = [&](const Entry &a, const Entry &b) { return a.key != b.key ? byBits(a, b) : sorter.compare(uint32_t(a.row), uint32_t(b.row)); };
  Entry *sorted = terms == 1 && !texts ? sortRows(entries, count, kept, keep < 0, byBits) : sortRows(entries, count, kept, keep < 0, byKeys);
  Value *result = allocateItems(c, kept);
  for (size_t i = 0; i < kept; ++i)
    result[i] = items[sorted[i].row];
  return arrayAt(result, kept, flags);
}

Value aslrt_order_by(Context *c, Value items, void *keys, void *descending, uint32_t terms, uint32_t keep, uint32_t pos) {
  if (!items.is(Tag::Array) && !items.is(Tag::Undefined))
    return sequenceOf(c, items);
  if (items.head == emptyArraySequence().head)
    return arrayAt(nullptr, 0, Sequence); // which [] does not keep
  if (!items.is(Tag::Array) || items.length() < 2)
    return items;
  const auto *values = static_cast<const Value *>(keys);
  const auto *directions = static_cast<const bool *>(descending);
  if (areUniform(values, items.length(), terms))
    return sortedByUniform(c, itemsOf(items), values, directions, terms, int32_t(keep));
  Sorter sorter{c, values, directions, terms, pos, {}, {}};
  sorter.rows.resize(items.length());
  sorter.scratch.resize(items.length() / 2 + 1);
  std::iota(sorter.rows.begin(), sorter.rows.end(), 0u);
  sorter.sort(0, items.length());
  Value *sorted = allocateItems(c, items.length());
  for (uint32_t i = 0; i < items.length(); ++i)
    sorted[i] = itemsOf(items)[sorter.rows[i]];
  return arrayAt(sorted, items.length());
}

} // namespace aslrt
