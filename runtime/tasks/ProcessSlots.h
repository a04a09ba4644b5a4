// How many handler programs of this run may still be started (--max-processes), for the runners of all workers.
#pragma once

#include <deque>
#include <mutex>

namespace aslrt {

/// Slots that become free go to the runners that wait, in turn, so that none of them starves.
class ProcessSlots {
public:
  class Waiter {
  public:
    /// One slot is its own now. From any thread.
    virtual void granted() = 0;

  protected:
    ~Waiter() = default;
  };

  explicit ProcessSlots(unsigned count) : free(count) {}
  /// True: a slot is taken. False: the waiter, who does not wait already, gets one later.
  bool take(Waiter &waiter);
  /// Gives one back.
  void give();
  /// The waiter wants none any more. False if one has been granted already.
  bool forget(Waiter &waiter);

private:
  std::mutex mutex;
  unsigned free;
  std::deque<Waiter *> waiters;
};

} // namespace aslrt
