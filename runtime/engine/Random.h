// The two random sources of decision D10.
#pragma once

#include "runtime/core/Context.h"

namespace aslrt {

/// The system's: getrandom(2), 32 numbers at a time. One a worker. Throws StateError where a sandbox forbids the call.
class SystemRandom final : public RandomSource {
public:
  uint64_t next() override;

private:
  uint64_t pool[32];
  unsigned left = 0;
};

/// SplitMix64 (Steele, Lea, Flood 2014): 8 bytes of state, so that each execution has its own and its numbers depend on nothing
/// but the seed and its place in the input.
class SeededRandom final : public RandomSource {
public:
  explicit SeededRandom(uint64_t seed = 0) : state(seed) {}
  uint64_t next() override {
    uint64_t z = state += 0x9e3779b97f4a7c15;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
    z = (z ^ z >> 27) * 0x94d049bb133111eb;
    return z ^ z >> 31;
  }

private:
  uint64_t state;
};

/// The seed of stream `index` of a run that was seeded with `seed`.
inline uint64_t streamSeed(uint64_t seed, uint64_t index) {
  return SeededRandom(SeededRandom(seed).next() ^ index).next();
}

} // namespace aslrt
