// Threads of the process that may have nothing to do, for pieces of work that are the same whoever does them.
#pragma once

#include <cstdint>
#include <functional>

namespace aslrt {

class ThreadPool {
public:
  virtual ~ThreadPool() = default;
  /// How many have nothing to do at the moment.
  virtual unsigned idle() = 0;
  /// Lets one of them do it, soon if one is idle. May throw what making threads may throw.
  virtual void run(std::function<void()> work) = 0;
};

/// Calls work(0) to work(count - 1), which must not throw, on this thread and those that are idle; returns when all have returned.
void inParallel(ThreadPool &pool, uint32_t count, const std::function<void(uint32_t)> &work);

} // namespace aslrt
