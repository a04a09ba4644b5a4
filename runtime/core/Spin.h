// Waiting for another thread without sleep.
#pragma once

#include <chrono>
#include <emmintrin.h>

namespace aslrt {

/// Waits for what another thread is about to do: to sleep, and to be woken, takes longer than most such waits. False if it was in vain, and
/// one had better sleep.
template <typename Condition> bool spinUntil(Condition condition) {
  constexpr std::chrono::microseconds longest(50);
  constexpr int turnsPerLook = 16; // at the clock
  using Clock = std::chrono::steady_clock;
  for (Clock::time_point end = Clock::now() + longest;;) {
    for (int i = 0; i < turnsPerLook; ++i) {
      if (condition())
        return true;
      _mm_pause();
    }
    if (Clock::now() >= end)
      return false;
  }
}

} // namespace aslrt
