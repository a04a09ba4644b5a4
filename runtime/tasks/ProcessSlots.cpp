#include "runtime/tasks/ProcessSlots.h"

namespace aslrt {

bool ProcessSlots::take(Waiter &waiter) {
  std::lock_guard lock(mutex);
  if (free > 0) {
    --free;
    return true;
  }
  waiters.push_back(&waiter);
  return false;
}

void ProcessSlots::give() {
  std::lock_guard lock(mutex);
  if (waiters.empty()) {
    ++free;
    return;
  }
  Waiter &next = *waiters.front();
  waiters.pop_front();
  next.granted(); // under the lock: it cannot be gone meanwhile
}

bool ProcessSlots::forget(Waiter &waiter) {
  std::lock_guard lock(mutex);
  return std::erase(waiters, &waiter) > 0; // it is there once at most
}

} // namespace aslrt
