#include "runtime/json/ReadAhead.h"

#include "runtime/core/ThreadPool.h"

#include <algorithm>
#include <atomic>

namespace aslrt {

namespace {

constexpr size_t leastText = 512 << 10, leastPart = 64 << 10; // bytes
constexpr size_t partsPerThread = 4;                          // so that they end at about the same time
constexpr size_t longestGuess = 16 << 10;                     // bytes from a cut in which an item is looked for
constexpr size_t usualValues = 3;                             // bytes of values that a byte of text gives
constexpr size_t leastRoom = 4 * usualValues;                 // the same, for what is taken ahead is not to break limits

class Part {
public:
  const char *begin = nullptr, *bound = nullptr; // bound: of the next part's start, or the end of the text
  const char *at = nullptr;                      // how far it has come
  bool atItem = true;                            // before an item, or behind one
  std::vector<Value> items;
  Context context;

  void prepare(const Context &around, size_t room) {
    context.limits = around.limits;
    context.dialect = around.dialect;
    context.arena.limit = room;
    context.arena.first = (size_t(bound - begin) * usualValues + hugePage) & ~(hugePage - 1);
    at = begin;
  }

  /// Reads up to the bound, to what is no item, or until it is no longer `wanted`.
  template <typename Wanted> void read(const ReadCursor &whole, size_t depth, const Demand *demand, Wanted wanted) {
    try {
      readItems({&context, whole.begin, begin, whole.end, whole.options}, depth, demand, wanted);
    } catch (...) { // the item at hand is left to others
    }
  }

private:
  template <typename Wanted> void readItems(ReadCursor cursor, size_t depth, const Demand *demand, Wanted wanted) {
    while (at < bound && wanted()) {
      Value item;
      if (!readValue(cursor, depth, demand, item))
        return;
      items.push_back(item);
      at = cursor.at;
      atItem = false;
      skipBlanks(cursor);
      if (cursor.at == cursor.end || *cursor.at != ',')
        return;
      ++cursor.at;
      skipBlanks(cursor);
      at = cursor.at;
      atItem = true;
    }
  }
};

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

bool readAhead(ReadCursor &cursor, size_t depth, const Demand *demand, Stack<Value, 256> &items) {
  std::string_view text(cursor.at, cursor.left()), start = startOf(text);
  if (start.empty())
    return true;
  size_t count = std::min((cursor.context->pool->idle() + size_t(1)) * partsPerThread, text.size() / leastPart);
  std::vector<Part> parts(count);
  parts[0].begin = cursor.at;
  count = 1;
  for (size_t i = 1; i < parts.size(); ++i)
    if (size_t place = guess(text, text.size() / parts.size() * i, start);
        place != text.npos && text.data() + place > parts[count - 1].begin)
      parts[count++].begin = text.data() + place;
  Arena &arena = cursor.context->arena;
  for (size_t i = 0; i < count; ++i) {
    parts[i].bound = i + 1 < count ? parts[i + 1].begin : cursor.end;
    parts[i].prepare(*cursor.context, arena.room() / count);
  }
  std::atomic<uint32_t> last = uint32_t(count - 1); // part that can count
  inParallel(*cursor.context->pool, uint32_t(count), [&](uint32_t i) {
    parts[i].read(cursor, depth, demand, [&] { return i <= last.load(std::memory_order_relaxed); });
    uint32_t before = last;
    while (parts[i].at != parts[i].bound && i < before && !last.compare_exchange_weak(before, i)) {
    }
  });
  size_t total = 0;
  for (const Part &part : std::span(parts).first(last + 1))
    total += part.items.size();
  items.reserve(items.size() + total);
  for (size_t i = 0;; ++i) {
    Part &part = parts[i];
    arena.adopt(part.context.arena.release());
    items.append(part.items.data(), part.items.size());
    if (part.at == part.bound && part.atItem && i + 1 < count)
      continue;
    cursor.at = part.at;
    return part.atItem;
  }
}

} // namespace aslrt
