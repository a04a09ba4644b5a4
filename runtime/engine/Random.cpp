#include "runtime/engine/Random.h"

#include <cerrno>
#include <sys/random.h>

namespace aslrt {

uint64_t SystemRandom::next() {
  if (left == 0) {
    // 256 bytes come in one piece or, if a signal arrives before the kernel has gathered entropy, not at all
    while (getrandom(pool, sizeof pool, 0) != ssize_t(sizeof pool))
      if (errno != EINTR)
        throw StateError{"States.Runtime", "the system gives no random numbers (getrandom failed)"};
    left = sizeof pool / sizeof *pool;
  }
  return pool[--left];
}

void formatUuid(uint64_t high, uint64_t low, char *out) {
  high = (high & ~uint64_t(0xf000)) | 0x4000;                 // version 4
  low = (low & ~(uint64_t(3) << 62)) | uint64_t(1) << 63; // variant 10
  for (int digit = 0; digit < 32; ++digit) {
    if (digit == 8 || digit == 12 || digit == 16 || digit == 20)
      *out++ = '-';
    uint64_t half = digit < 16 ? high : low;
    *out++ = "0123456789abcdef"[half >> (60 - 4 * (digit & 15)) & 15];
  }
}

} // namespace aslrt
