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

} // namespace aslrt
