#include "runtime/core/ThreadPool.h"

#include "runtime/core/Spin.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>

namespace aslrt {

namespace {

/// Outlives the call: a thread may come when all is done, and then looks at nothing else.
struct Calls {
  Calls(uint32_t count, const std::function<void(uint32_t)> &work) : count(count), work(&work) {}

  void take() {
    for (uint32_t i; (i = next.fetch_add(1, std::memory_order_relaxed)) < count;) {
      (*work)(i);
      if (done.fetch_add(1) + 1 == count) {
        std::lock_guard lock(mutex);
        all.notify_one();
      }
    }
  }
  void wait() {
    if (spinUntil([&] { return done == count; }))
      return;
    std::unique_lock lock(mutex);
    all.wait(lock, [&] { return done == count; });
  }

  const uint32_t count;
  const std::function<void(uint32_t)> *const work;
  std::atomic<uint32_t> next = 0;
  std::mutex mutex;
  std::condition_variable all;
  std::atomic<uint32_t> done = 0;
};

} // namespace

void inParallel(ThreadPool &pool, uint32_t count, const std::function<void(uint32_t)> &work) {
  auto calls = std::make_shared<Calls>(count, work);
  try {
    for (unsigned i = std::min(pool.idle(), count - 1); i > 0; --i)
      pool.run([calls] { calls->take(); });
  } catch (...) { // then fewer do the same
  }
  calls->take();
  calls->wait();
}

} // namespace aslrt
