// How often each part of a definition was used: states, rules of Choice states, retriers and catchers.
#pragma once

#include "runtime/core/Observer.h"

#include <mutex>
#include <string>
#include <vector>

namespace aslrt {

/// Of all executions of a process, those of distributed Map states among them. For all threads.
class Coverage {
public:
  explicit Coverage(const Program &program) : program(program), states(program.stateCount) {}

  void entered(uint32_t state);
  /// Places count from 0, in the order of the definition; noIndex: the Default of a Choice.
  void used(uint32_t state, Used what, uint32_t place);
  /// {"states": [{"name", "entered", "rules", "default", "retriers", "catchers"}, ...]}. The arrays end at the last place that was used.
  std::string json();

private:
  struct Counts {
    uint64_t entered = 0, fallback = 0;
    std::vector<uint64_t> used[3]; // by Used
  };
  const Program &program;
  std::mutex mutex;
  std::vector<Counts> states;
};

} // namespace aslrt
