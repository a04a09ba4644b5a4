// Memory of one execution: a bump allocator over chunks, freed as a whole.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <new>
#include <utility>
#include <vector>

namespace aslrt {

/// Of memory that is taken in multiples of this, huge pages are used if the system has them: most of what memory costs that is used for the
/// first time are page faults.
inline constexpr size_t hugePage = 2 << 20; // bytes
/// As malloc.
void *takeMemory(size_t bytes);
/// Whether memory of so many bytes should be of huge pages: clearing one takes as long as some hundred faults of small ones.
constexpr bool isLargeBlock(size_t bytes) { return bytes >= 512 << 10; }
/// Bytes that are better taken where so many are needed.
constexpr size_t worthTaking(size_t bytes) { return isLargeBlock(bytes) ? (bytes + hugePage - 1) & ~(hugePage - 1) : bytes; }
/// Where the values of an arena lie.
class MemoryRanges {
public:
  bool has(uint64_t address) const {
    auto after = std::upper_bound(ranges.begin(), ranges.end(), address, [](uint64_t a, const Range &range) { return a < range.begin; });
    return after != ranges.begin() && address < after[-1].end;
  }
  /// Other memory, which is none of this.
  void add(const MemoryRanges &others);

private:
  friend class Arena;
  struct Range {
    uint64_t begin, end;
    bool operator<(const Range &other) const { return begin < other.begin; }
  };
  std::vector<Range> ranges; // in order
};

/// Chunks double in size from 4 KiB to 1 MiB; those of a large arena are larger, of huge pages. Allocation is 16-byte aligned and never
/// fails softly: past `limit` it throws LimitExceeded (option --max-memory), out of memory likewise.
class Arena {
public:
  Arena() = default;
  Arena(const Arena &) = delete;
  Arena &operator=(const Arena &) = delete;
  ~Arena() { reset(); }

  void *allocate(size_t bytes) {
    if (bytes <= size_t(end - cursor)) [[likely]] { // both ends are multiples of 16
      void *result = cursor;
      cursor += (bytes + 15) & ~size_t(15);
      return result;
    }
    return allocateSlow(bytes);
  }
  /// Grows the newest allocation in place if it is the newest and there is room. True if it did.
  bool extend(void *block, size_t oldBytes, size_t newBytes);
  /// What comes next, of unused() bytes: one may write there before one knows how much of it is to be allocated.
  char *next() const { return cursor; }
  /// Memory of `bytes` bytes for a value that begins with another one, of `front` bytes. It is the memory of that one if it grew last and
  /// has room behind it; else a copy is begun, with room to grow. So what is put together piece by piece, by & or $append, is not
  /// copied for each piece, and values that begin alike share what they have in common. Values never change, so that none can tell.
  void *grow(const void *value, size_t front, size_t bytes);
  static constexpr size_t leastGrowing = 256; // bytes: values that begin with a shorter one are copies
  bool owns(const void *pointer) const;
  MemoryRanges ranges() const;
  size_t used() const { return full + size_t(cursor - begin); }
  /// All that is there lives: the mark is set to three times as much, at least 1 MiB. To copy values costs several times what making them
  /// does, so that it is seldom done.
  void setMark() { mark = std::max(size_t(1) << 20, 3 * used()); }
  /// Whether it has grown past the mark since it was last collected.
  bool pastMark() const { return used() > mark; }
  /// Frees all chunks but the newest, which is emptied: a worker's next execution reuses it.
  void recycle();
  void reset();
  /// This one, which is empty, gets what the other has left of memory and of time.
  void continueFrom(const Arena &other);
  void swap(Arena &other) {
    ++exchanges, ++other.exchanges;
    std::swap(limit, other.limit);
    std::swap(first, other.first);
    std::swap(milliseconds, other.milliseconds);
    std::swap(deadline, other.deadline);
    std::swap(mark, other.mark);
    std::swap(cursor, other.cursor);
    std::swap(end, other.end);
    std::swap(begin, other.begin);
    std::swap(chunks, other.chunks);
    std::swap(full, other.full);
    std::swap(grown, other.grown);
  }

  /// Changes whenever memory is given back or exchanged: what lies where is known only for as long as it is the same.
  uint64_t generation() const { return exchanges; }

  struct Chunk;
  static constexpr size_t headSize = 32; // bytes of a chunk that hold no values
  /// A chunk of no arena, for so many bytes or some more; null if there is no memory. It is freed as malloc's, or adopted.
  static Chunk *takeChunk(size_t bytes);
  static void *dataOf(Chunk *chunk) { return reinterpret_cast<char *>(chunk) + headSize; }
  static size_t sizeOf(const Chunk *chunk);
  /// That no more than so many bytes of it hold values.
  static void trim(Chunk *chunk, size_t bytes);
  /// Gives all of its memory away, to adopt() of any arena; null if it has none.
  Chunk *release();
  /// Takes over what another arena has given away; the values in it live as long as those of this one. Counts towards `limit`, which it
  /// may exceed.
  void adopt(Chunk *given);
  /// Bytes that were taken for the newest chunk, and are not used.
  size_t unused() const { return size_t(end - cursor); }
  /// Whether it has so much that the next chunk consists of huge pages.
  bool isLarge() const;
  /// Bytes that chunks may still be taken for.
  size_t room() const;
  /// Throws LimitExceeded if what was taken over is more than the limit.
  void checkLimit() const;

  /// Fails if the expression that began last has used its time up; the arena looks itself whenever it takes a chunk, so that a
  /// loop that allocates is stopped. The clock starts at the first look.
  void checkTime();

  size_t limit = SIZE_MAX;   // bytes
  uint64_t milliseconds = 0; // of processor time for an expression; 0: no limit
  int64_t deadline = 0;      // nanoseconds of this thread's processor time; 0: the clock has not started
  static constexpr size_t usualFirst = 4 << 10;
  size_t first = usualFirst; // bytes of the first chunk, its head among them
  size_t mark = 1 << 20;     // bytes

private:
  void *allocateSlow(size_t bytes);
  char *cursor = nullptr, *end = nullptr, *begin = nullptr; // newest chunk
  Chunk *chunks = nullptr;
  size_t full = 0; // bytes in older chunks
  uint64_t exchanges = 0;
  struct {
    char *end = nullptr; // of the value that grew last
    size_t room = 0;     // bytes behind it
  } grown;
};

} // namespace aslrt
