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
  ~Stack() { std::free(heap); }

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
  void append(const T *entries, size_t size) {
    reserve(count + size);
    if (size)
      __builtin_memcpy(static_cast<void *>(data() + count), entries, size * sizeof(T));
    count += size;
  }
  void push(const T &entry) {
    T copy = entry; // may lie in the stack that grows
    if (count == capacity) [[unlikely]]
      enlarge(capacity * 2);
    new (data() + count++) T(copy);
  }

private:
  T *data() { return heap ? heap : reinterpret_cast<T *>(fixed); }
  void enlarge(size_t entries) {
    size_t bytes = worthTaking(entries * sizeof(T));
    auto *larger = static_cast<T *>(takeMemory(bytes));
    if (!larger)
      throw LimitExceeded{"Expression evaluation memory limit exceeded"};
    __builtin_memcpy(static_cast<void *>(larger), data(), count * sizeof(T));
    std::free(std::exchange(heap, larger));
    capacity = bytes / sizeof(T);
  }

  alignas(T) unsigned char fixed[Inline * sizeof(T)];
  T *heap = nullptr;
  size_t count = 0, capacity = Inline;
};

} // namespace aslrt
