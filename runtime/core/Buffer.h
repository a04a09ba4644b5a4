// Text that grows.
#pragma once

#include <cstddef>
#include <cstdlib>
#include <memory>
#include <string_view>

namespace aslrt {

/// Not a std::string: that would write zeros where read(2) or an Appender writes next, and copy what the system can map elsewhere.
class Buffer {
public:
  std::string_view view() const { return {data.get(), size}; }
  char *begin() { return data.get(); }
  char *end() { return data.get() + size; }
  size_t room() const { return capacity - size; }
  void grow(size_t newCapacity);
  void append(std::string_view text);

  size_t size = 0;

private:
  struct Free {
    void operator()(char *pointer) const { free(pointer); }
  };
  std::unique_ptr<char, Free> data;
  size_t capacity = 0;
};

} // namespace aslrt
