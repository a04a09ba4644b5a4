#include "runtime/json/ReadAhead.h"

#include "runtime/core/ThreadPool.h"

#include <algorithm>
#include <span>

namespace aslrt {

namespace {

constexpr size_t leastText = 512 << 10, leastRange = 64 << 10; // bytes
constexpr size_t rangesPerThread = 16;                         // so that they end at about the same time
constexpr size_t longestGuess = 16 << 10;                      // bytes from a cut in which an item is looked for
constexpr size_t leastRoom = 12;                               // bytes of values a byte of text: what is taken ahead is not to break limits

void prepare(ItemReader &reader, const Context &around, unsigned readers) {
  reader.context.limits = around.limits;
  reader.context.dialect = around.dialect;
  reader.context.arena.limit = around.arena.room() / readers;
  reader.context.arena.first = hugePage;
}

/// The text of an object up to the end of its first key. Empty if this is none, or an unusual one.
std::string_view startOf(std::string_view item) {
  if (item.empty() || item[0] != '{')
    return {};
  size_t quote = item.find_first_not_of(" \t\r\n", 1);
  if (quote == item.npos || item[quote] != '"')
    return {};
  size_t end = item.find_first_of("\"\\", quote + 1);
  return end == item.npos || item[end] == '\\' ? std::string_view() : item.substr(0, end + 1);
}

/// The first place from `offset` on where an item seems to begin; npos if there is none nearby.
size_t guess(std::string_view text, size_t offset, std::string_view start) {
  std::string_view near = text.substr(0, offset + longestGuess);
  for (; (offset = near.find(start, offset)) != near.npos; ++offset)
    if (size_t before = near.substr(0, offset).find_last_not_of(" \t\r\n"); before != near.npos && near[before] == ',')
      return offset;
  return near.npos;
}

/// The ranges that a text seems to be made of, at most so many.
std::vector<ItemRange> divide(std::string_view text, std::string_view start, size_t most) {
  std::vector<ItemRange> ranges(1);
  ranges[0].begin = text.data();
  for (size_t i = 1; i < most; ++i) {
    size_t place = guess(text, text.size() / most * i, start);
    if (place == text.npos || text.data() + place <= ranges.back().begin)
      continue;
    ranges.back().bound = text.data() + place;
    ranges.emplace_back().begin = ranges.back().bound;
  }
  ranges.back().bound = text.data() + text.size();
  return ranges;
}

} // namespace

bool mayReadAhead(const ReadCursor &cursor) {
  Context &context = *cursor.context;
  return cursor.left() >= leastText && context.pool && context.arena.room() / leastRoom > cursor.left() && context.pool->idle() > 0;
}

bool readAhead(ReadCursor &cursor, Stack<Value, 256> &items, const ReadItems &readItems) {
  std::string_view text(cursor.at, cursor.left()), start = startOf(text);
  if (start.empty())
    return false;
  unsigned threads = cursor.context->pool->idle() + 1;
  std::vector<ItemRange> ranges = divide(text, start, std::min(threads * rangesPerThread, text.size() / leastRange));
  std::vector<ItemReader> readers(threads);
  for (ItemReader &reader : readers)
    prepare(reader, *cursor.context, threads);
  std::atomic<uint32_t> next = 0, last = uint32_t(ranges.size() - 1);
  inParallel(*cursor.context->pool, threads, [&](uint32_t thread) {
    ItemReader &reader = readers[thread];
    for (uint32_t i; (i = next++) <= last;) {
      ItemRange &range = ranges[i];
      range.reader = &reader;
      range.index = i;
      range.last = &last;
      try {
        readItems(range);
        if (i == 0) // while others read on; the others are about as long
          items.reserve(items.size() + range.count * ranges.size() * 9 / 8);
      } catch (...) { // the item at hand is left to others
      }
      uint32_t before = last;
      while (!range.meets && i < before && !last.compare_exchange_weak(before, i)) {
      }
    }
  });
  std::span<ItemRange> right = std::span(ranges).first(last + 1);
  size_t total = 0;
  for (const ItemRange &range : right)
    total += range.count;
  Value *place = items.extend(total);
  std::vector<Value *> places;
  for (const ItemRange &range : right) {
    places.push_back(std::exchange(place, place + range.count));
    if (range.behind)
      cursor.at = range.behind;
  }
  inParallel(*cursor.context->pool, uint32_t(right.size()), [&](uint32_t i) { right[i].copyTo(places[i]); });
  for (ItemReader &reader : readers)
    cursor.context->arena.adopt(reader.context.arena.release());
  return total > 0;
}

} // namespace aslrt
