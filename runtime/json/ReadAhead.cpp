#include "runtime/json/ReadAhead.h"

#include "runtime/core/ThreadPool.h"

#include <algorithm>
#include <span>

namespace aslrt {

namespace {

constexpr size_t leastText = 512 << 10, leastRange = 64 << 10; // bytes
constexpr size_t rangesPerThread = 4;                          // so that they end at about the same time
constexpr size_t longestGuess = 16 << 10;                      // bytes from a cut in which an item is looked for
constexpr size_t usualValues = 3;                              // bytes of values that a byte of text gives
constexpr size_t leastRoom = 4 * usualValues;                  // the same, for what is taken ahead is not to break limits

void prepare(ItemRange &range, const Context &around, size_t room) {
  range.context.limits = around.limits;
  range.context.dialect = around.dialect;
  range.context.arena.limit = room;
  range.context.arena.first = (size_t(range.bound - range.begin) * usualValues + hugePage) & ~(hugePage - 1);
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

} // namespace

bool mayReadAhead(const ReadCursor &cursor) {
  Context &context = *cursor.context;
  return cursor.left() >= leastText && context.pool && context.arena.room() / leastRoom > cursor.left() && context.pool->idle() > 0;
}

bool readAhead(ReadCursor &cursor, Stack<Value, 256> &items, const ReadItems &readItems) {
  std::string_view text(cursor.at, cursor.left()), start = startOf(text);
  if (start.empty())
    return false;
  size_t count = std::min((cursor.context->pool->idle() + size_t(1)) * rangesPerThread, text.size() / leastRange);
  std::vector<ItemRange> ranges(count);
  ranges[0].begin = cursor.at;
  count = 1;
  for (size_t i = 1; i < ranges.size(); ++i)
    if (size_t place = guess(text, text.size() / ranges.size() * i, start);
        place != text.npos && text.data() + place > ranges[count - 1].begin)
      ranges[count++].begin = text.data() + place;
  Arena &arena = cursor.context->arena;
  std::atomic<uint32_t> last = uint32_t(count - 1);
  for (size_t i = 0; i < count; ++i) {
    ranges[i].index = uint32_t(i);
    ranges[i].last = &last;
    ranges[i].bound = i + 1 < count ? ranges[i + 1].begin : cursor.end;
    prepare(ranges[i], *cursor.context, arena.room() / count);
  }
  inParallel(*cursor.context->pool, uint32_t(count), [&](uint32_t i) {
    try {
      readItems(ranges[i]);
    } catch (...) { // the item at hand is left to others
    }
    uint32_t before = last;
    while (!ranges[i].meets && i < before && !last.compare_exchange_weak(before, i)) {
    }
  });
  std::span<ItemRange> right = std::span(ranges).first(last + 1);
  size_t total = 0;
  for (const ItemRange &range : right)
    total += range.items.size();
  items.reserve(items.size() + total);
  for (ItemRange &range : right) {
    arena.adopt(range.context.arena.release());
    items.append(range.items.data(), range.items.size());
    if (range.behind)
      cursor.at = range.behind;
  }
  return total > 0;
}

} // namespace aslrt
