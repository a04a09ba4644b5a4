#include "runtime/core/Arena.h"

#include "runtime/core/Context.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <sys/mman.h>
#include <utility>

namespace aslrt {

namespace {

constexpr size_t largestChunk = 1 << 20; // of an arena that is not large
// Chunks of a large arena consist of huge pages, and stay small beside what it has.
constexpr size_t largestHugeChunk = 8 << 20, shareOfArena = 2, large = 1 << 20;

/// Bytes of the next chunk, its head among them.
size_t nextChunk(size_t newest, size_t reserved, size_t first) {
  if (reserved >= large)
    return std::clamp(reserved / shareOfArena & ~(hugePage - 1), hugePage, largestHugeChunk);
  if (first >= hugePage)
    return first;
  return newest ? std::min(std::max(newest * 2, first), largestChunk) : first;
}

} // namespace

void *takeMemory(size_t bytes) {
  if (bytes % hugePage != 0)
    return std::malloc(bytes);
  void *memory = std::aligned_alloc(hugePage, bytes);
  if (memory)
    madvise(memory, bytes, MADV_HUGEPAGE); // a hint: without huge pages nothing changes
  return memory;
}

/// `reserved` counts this chunk and all older ones, so that the limit needs no walk over the list.
struct alignas(16) Arena::Chunk {
  Chunk *older;
  size_t size; // of what follows, in bytes
  size_t reserved;
  char *data() { return reinterpret_cast<char *>(this + 1); }
};
static_assert(sizeof(Arena::Chunk) == Arena::headSize);

// Processor time, not the clock on the wall: a busy machine must not decide whether an execution fails.
void Arena::checkTime() {
  if (!milliseconds)
    return;
  timespec now;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  int64_t time = int64_t(now.tv_sec) * 1'000'000'000 + now.tv_nsec;
  if (!deadline)
    deadline = time + int64_t(std::min<uint64_t>(milliseconds, INT64_MAX / 2'000'000) * 1'000'000);
  else if (time > deadline)
    throw LimitExceeded{"Expression evaluation timeout: Check for infinite loop"};
}

void *Arena::allocateSlow(size_t bytes) {
  checkTime();
  size_t reserved = chunks ? chunks->reserved : 0, room = this->room();
  if (bytes > room || bytes > SIZE_MAX / 2)
    raiseMemoryLimit();
  size_t needed = (bytes + 15) & ~size_t(15);
  size_t grown = nextChunk(chunks ? chunks->size : 0, reserved, first);
  // Growing is a convenience: near the limit take what is needed.
  size_t size = std::max(needed, std::min(grown - sizeof(Chunk), room & ~size_t(15)));
  auto *chunk = static_cast<Chunk *>(takeMemory(sizeof(Chunk) + size));
  if (!chunk)
    raiseMemoryLimit();
  full += size_t(cursor - begin);
  *chunk = {chunks, size, reserved + size};
  chunks = chunk;
  begin = chunk->data();
  cursor = begin + needed;
  end = begin + size;
  return begin;
}

bool Arena::extend(void *block, size_t oldBytes, size_t newBytes) {
  char *start = static_cast<char *>(block);
  if (start + ((oldBytes + 15) & ~size_t(15)) != cursor || newBytes > size_t(end - start))
    return false;
  size_t rounded = (newBytes + 15) & ~size_t(15);
  if (rounded > size_t(end - start))
    return false;
  cursor = start + rounded;
  return true;
}

void *Arena::grow(const void *value, size_t front, size_t bytes) {
  auto *start = static_cast<char *>(const_cast<void *>(value));
  size_t more = bytes - front;
  if (front && more && start + front == grown.end && more <= grown.room) {
    grown = {grown.end + more, grown.room - more};
    return start;
  }
  size_t spare = front < leastGrowing ? 0 : std::min(bytes, room() / 4);
  auto *copy = static_cast<char *>(allocate(bytes + spare));
  if (front)
    std::memcpy(copy, value, front);
  if (spare)
    grown = {copy + bytes, spare};
  return copy;
}

bool Arena::owns(const void *pointer) const {
  auto address = reinterpret_cast<uintptr_t>(pointer);
  for (Chunk *chunk = chunks; chunk; chunk = chunk->older) {
    auto data = reinterpret_cast<uintptr_t>(chunk->data());
    if (address >= data && address < data + chunk->size)
      return true;
  }
  return false;
}

MemoryRanges Arena::ranges() const {
  MemoryRanges result;
  for (Chunk *chunk = chunks; chunk; chunk = chunk->older) {
    auto data = reinterpret_cast<uintptr_t>(chunk->data());
    result.ranges.push_back({data, data + chunk->size});
  }
  std::sort(result.ranges.begin(), result.ranges.end());
  return result;
}

void MemoryRanges::add(const MemoryRanges &others) {
  ranges.insert(ranges.end(), others.ranges.begin(), others.ranges.end());
  std::sort(ranges.begin(), ranges.end());
}

void Arena::recycle() {
  ++exchanges;
  if (!chunks)
    return;
  for (Chunk *chunk = std::exchange(chunks->older, nullptr); chunk;)
    std::free(std::exchange(chunk, chunk->older));
  chunks->reserved = chunks->size;
  cursor = begin;
  full = 0;
  grown = {};
}

void Arena::reset() {
  ++exchanges;
  while (chunks)
    std::free(std::exchange(chunks, chunks->older));
  cursor = end = begin = nullptr;
  full = 0;
  grown = {};
}

bool Arena::isLarge() const { return chunks && chunks->reserved >= large; }

size_t Arena::room() const {
  size_t reserved = chunks ? chunks->reserved : 0;
  return reserved < limit ? limit - reserved : 0;
}

void Arena::checkLimit() const {
  if (chunks && chunks->reserved > limit)
    raiseMemoryLimit();
}

Arena::Chunk *Arena::takeChunk(size_t bytes) {
  if (bytes > SIZE_MAX / 2)
    return nullptr;
  size_t size = (worthTaking(bytes + sizeof(Chunk)) + 15) & ~size_t(15);
  auto *chunk = static_cast<Chunk *>(takeMemory(size));
  if (chunk)
    *chunk = {nullptr, size - sizeof(Chunk), size - sizeof(Chunk)};
  return chunk;
}

size_t Arena::sizeOf(const Chunk *chunk) { return chunk->size; }

void Arena::trim(Chunk *chunk, size_t bytes) { chunk->size = (bytes + 15) & ~size_t(15); }

Arena::Chunk *Arena::release() {
  ++exchanges;
  if (chunks)
    chunks->size = size_t(cursor - begin); // nothing more goes into it
  cursor = end = begin = nullptr;
  full = 0;
  grown = {};
  return std::exchange(chunks, nullptr);
}

void Arena::adopt(Chunk *given) {
  if (!given)
    return;
  size_t reserved = given->reserved, bytes = 0;
  Chunk *oldest = given;
  for (bytes += oldest->size; oldest->older; oldest = oldest->older, bytes += oldest->size) {
  }
  if (chunks) { // behind the newest, which is filled further
    full += bytes;
    oldest->older = chunks->older;
    chunks->older = given;
    chunks->reserved += reserved;
    return;
  }
  full = bytes - given->size;
  chunks = given;
  begin = given->data();
  cursor = end = begin + given->size;
}

void Arena::continueFrom(const Arena &other) {
  limit = other.room();
  milliseconds = other.milliseconds;
  deadline = other.deadline;
}

} // namespace aslrt
