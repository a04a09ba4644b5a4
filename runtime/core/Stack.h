// A stack for walks over values. Users control how deep values nest, so no walk recurses.
#pragma once

#include "runtime/core/Arena.h"
#include "runtime/core/Error.h"

#include <cstddef>
#include <cstdlib>
#include <new>
#include <type_traits>
#include <utility>

namespace aslrt {

/// Holds a few entries in place and the rest on the heap: a usual walk allocates nothing.
template <typename T, size_t Inline = 32> class Stack {
  static_assert(std::is_trivially_copyable_v<T>);

public:
  Stack() = default;
  Stack(const Stack &) = delete;
  Stack &operator=(const Stack &) = delete;
  ~Stack() { std::free(chunk); }

  bool empty() const { return count == 0; }
  size_t size() const { return count; }
  T &top() { return data()[count - 1]; }
  T &operator[](size_t i) { return data()[i]; }
  void pop() { --count; }
  void shrink(size_t size) { count = size; }
  void reserve(size_t entries) {
    if (entries > capacity)
      enlarge(entries);
  }
  /// So many more entries, to be filled in.
  T *extend(size_t size) {
    reserve(count + size);
    return data() + std::exchange(count, count + size);
  }
  void append(const T *entries, size_t size) {
    T *to = extend(size);
    if (size)
      __builtin_memcpy(static_cast<void *>(to), entries, size * sizeof(T));
  }
  void push(const T &entry) {
    T copy = entry; // may lie in the stack that grows
    if (count == capacity) [[unlikely]]
      enlarge(capacity * 2);
    new (data() + count++) T(copy);
  }

  /// Takes the entries from `base` on off, where they lie, with all memory of the stack, which is not in place: for Arena::adopt. Those
  /// below are copied.
  Arena::Chunk *takeOff(size_t base, T *&entries) {
    T *from = heap;
    size_t bytes = count * sizeof(T);
    Arena::Chunk *given = std::exchange(chunk, nullptr);
    heap = nullptr;
    capacity = Inline;
    count = 0;
    append(from, base);
    Arena::trim(given, bytes);
    entries = from + base;
    return given;
  }

private:
  T *data() { return heap ? heap : reinterpret_cast<T *>(fixed); }
  void enlarge(size_t entries) {
    Arena::Chunk *larger = Arena::takeChunk(entries * sizeof(T));
    if (!larger)
      throw LimitExceeded{"Expression evaluation memory limit exceeded"};
    auto *to = static_cast<T *>(Arena::dataOf(larger));
    __builtin_memcpy(static_cast<void *>(to), data(), count * sizeof(T));
    std::free(std::exchange(chunk, larger));
    heap = to;
    capacity = Arena::sizeOf(larger) / sizeof(T);
  }

  alignas(T) unsigned char fixed[Inline * sizeof(T)];
  Arena::Chunk *chunk = nullptr;
  T *heap = nullptr; // its data
  size_t count = 0, capacity = Inline;
};

} // namespace aslrt
