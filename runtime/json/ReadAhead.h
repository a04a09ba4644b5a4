// Reading a long array on several threads.
//
// Where the items of an array begin cannot be known without reading all before them. So it is guessed: at places that cut the rest of the
// text into parts, the next text that looks as the start of the item at hand did, up to its first key, behind a comma. From each such place
// a thread reads items until it meets the next one's place. Guesses are not trusted: the items of a part count only if the part before
// it, whose own start is known to be right, has come to that very place between two items of the array. What does not count is read again
// by whoever reads the text from the start, with all its faults and limits, so that nothing but time depends on the guesses.
#pragma once

#include "runtime/json/Reader.h"

#include <algorithm>
#include <atomic>
#include <functional>
#include <vector>

namespace aslrt {

/// A thread that reads.
struct ItemReader {
  Context context;                    // whose arena items lie in
  std::unique_ptr<ReadMemory> memory; // for whoever reads them
};

/// A part of an array, which one thread reads.
struct ItemRange {
  /// Whether they can still count; else reading may stop.
  bool wanted() const { return index <= last->load(std::memory_order_relaxed); }
  /// One more, and where it ends.
  void add(Value item, const char *end) {
    if (count == blocks.size() * block)
      blocks.push_back(static_cast<Value *>(allocate(&reader->context, block * sizeof(Value))));
    blocks.back()[count++ % block] = item;
    behind = end;
  }
  /// They were wrong.
  void drop() {
    blocks.clear();
    count = 0;
    behind = nullptr;
    meets = false;
  }
  void copyTo(Value *items) const {
    for (size_t i = 0; i < count; i += block)
      std::copy_n(blocks[i / block], std::min(block, count - i), items + i);
  }

  const char *begin, *bound;    // the first item; the next range's, or the end of the text
  const char *behind = nullptr; // the last item that was read
  bool meets = false;           // that one is followed by a comma and the item at the bound
  ItemReader *reader = nullptr;
  static constexpr size_t block = 1024;
  std::vector<Value *> blocks; // in the reader's memory
  size_t count = 0;            // of items

  uint32_t index;
  const std::atomic<uint32_t> *last; // range that can count
};

/// Reads items from `begin` up to the bound, to what is no item, or as long as they are wanted. May throw.
using ReadItems = std::function<void(ItemRange &range)>;

/// Of an array of which so many items have been read: whether to ask for other threads. Seldom, and again, for those may not have started
/// yet.
inline bool isLongArray(size_t items) { return items % 64 == 0 && items && (items & (items - 1)) == 0; }
/// Whether the rest of the text is long enough, and threads are idle.
bool mayReadAhead(const ReadCursor &cursor);

/// Reads on in an array from an item that the cursor stands at: appends items, and moves on behind the last. False if there are none, and
/// the cursor stands where it stood.
bool readAhead(ReadCursor &cursor, Stack<Value, 256> &items, const ReadItems &readItems);

} // namespace aslrt
