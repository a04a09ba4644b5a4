#include "runtime/core/Buffer.h"

#include "runtime/core/Arena.h"

#include <algorithm>
#include <cstring>
#include <new>

namespace aslrt {

static constexpr size_t leastGrowth = 256 << 10; // to which append() grows

void Buffer::grow(size_t newCapacity) {
  if (!data && newCapacity >= hugePage)
    newCapacity = (newCapacity + hugePage - 1) & ~(hugePage - 1);
  void *grown = data ? realloc(data.get(), newCapacity) : takeMemory(newCapacity);
  if (!grown)
    throw std::bad_alloc();
  (void)data.release();
  data.reset(static_cast<char *>(grown));
  capacity = newCapacity;
}

void Buffer::append(std::string_view text) {
  if (text.size() > room())
    grow(std::max(leastGrowth, size + text.size()));
  if (!text.empty())
    memcpy(end(), text.data(), text.size());
  size += text.size();
}

} // namespace aslrt
