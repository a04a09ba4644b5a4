// What is due next. One heap a worker instead of a timer of the event loop each; timers know their place in it, so that what is
// cancelled leaves it at once.
#pragma once

#include "runtime/core/Context.h"

#include <algorithm>
#include <utility>

namespace aslrt {

class Worker;

/// Something that happens at a time, unless it is cancelled.
class Timer {
public:
  bool isSet() const { return place != noIndex; }

protected:
  ~Timer() = default;

private:
  friend class TimerQueue;
  friend class Worker;
  /// Its time has come; it is set no longer.
  virtual void due(Worker &worker) = 0;
  uint32_t place = noIndex; // in the heap
};

class TimerQueue {
public:
  bool empty() const { return heap.empty(); }
  /// Deadline of the earliest, in nanoseconds since 1970.
  int64_t next() const { return heap.front().deadline; }

  /// Of a timer that is set.
  int64_t deadlineOf(const Timer &timer) const { return heap[timer.place].deadline; }
  /// Sets one in place of another, if that is set.
  void replace(Timer &timer, Timer &other) {
    if (!timer.isSet())
      return;
    heap[timer.place].timer = &other;
    other.place = std::exchange(timer.place, noIndex);
  }
  /// So that the next set() does not fail for want of memory. Throws std::bad_alloc.
  void makeRoom() {
    if (heap.size() == heap.capacity())
      heap.reserve(std::max<size_t>(2 * heap.size(), 16));
  }
  /// Of a timer that is not set.
  void set(int64_t deadline, Timer &timer) {
    heap.push_back({});
    rise(heap.size() - 1, {deadline, pushed++, &timer});
  }
  void cancel(Timer &timer) {
    if (!timer.isSet())
      return;
    size_t hole = timer.place;
    timer.place = noIndex;
    Entry last = heap.back();
    heap.pop_back();
    if (hole == heap.size())
      return;
    if (hole > 0 && last < heap[(hole - 1) / 2])
      rise(hole, last);
    else
      sink(hole, last);
  }
  /// The earliest; of equal deadlines the one that was set first.
  Timer &pop() {
    Timer &timer = *heap.front().timer;
    cancel(timer);
    return timer;
  }

private:
  struct Entry {
    int64_t deadline;
    uint64_t order;
    Timer *timer;
    bool operator<(const Entry &other) const { return deadline != other.deadline ? deadline < other.deadline : order < other.order; }
  };

  void put(size_t place, Entry entry) {
    heap[place] = entry;
    entry.timer->place = uint32_t(place);
  }
  void rise(size_t hole, Entry entry) {
    for (; hole > 0 && entry < heap[(hole - 1) / 2]; hole = (hole - 1) / 2)
      put(hole, heap[(hole - 1) / 2]);
    put(hole, entry);
  }
  void sink(size_t hole, Entry entry) {
    for (size_t child; (child = 2 * hole + 1) < heap.size(); hole = child) {
      if (child + 1 < heap.size() && heap[child + 1] < heap[child])
        ++child;
      if (!(heap[child] < entry))
        break;
      put(hole, heap[child]);
    }
    put(hole, entry);
  }

  std::vector<Entry> heap;
  uint64_t pushed = 0;
};

} // namespace aslrt
