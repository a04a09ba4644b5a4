#include "runtime/engine/Clock.h"

#include <ctime>

namespace aslrt {

int64_t RealClock::now() {
  timespec time;
  clock_gettime(CLOCK_REALTIME, &time);
  return int64_t(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
}

} // namespace aslrt
