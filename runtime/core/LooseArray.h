// An array that is filled in before an arena owns it.
#pragma once

#include "runtime/core/Context.h"

#include <span>

namespace aslrt {

/// Items that threads fill in, each its own: results of a Map or Parallel state.
class LooseArray {
public:
  LooseArray() = default;
  /// Of items that fill() or others set. Throws std::bad_alloc.
  explicit LooseArray(uint32_t count);
  LooseArray(LooseArray &&other) noexcept : chunk(std::exchange(other.chunk, nullptr)), count(std::exchange(other.count, 0)) {}
  LooseArray &operator=(LooseArray &&other) noexcept {
    std::swap(chunk, other.chunk);
    std::swap(count, other.count);
    return *this;
  }
  ~LooseArray() { std::free(chunk); }

  Value *data() { return chunk ? static_cast<Value *>(Arena::dataOf(chunk)) : nullptr; }
  Value &operator[](uint32_t place) { return data()[place]; }
  std::span<Value> items() { return {data(), count}; }
  std::span<Value> firstItems(uint32_t most) { return items().first(std::min(most, count)); }
  /// Makes items undefined.
  void fill(uint32_t first, uint32_t size) { std::fill_n(data() + first, size, undefinedValue()); }
  /// The array in the memory of an execution, which takes over what is large; this is empty then. Throws LimitExceeded.
  Value give(Context *c);

private:
  Arena::Chunk *chunk = nullptr;
  uint32_t count = 0;
};

} // namespace aslrt
