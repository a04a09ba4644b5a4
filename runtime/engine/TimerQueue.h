// Which execution is due next. One heap a worker instead of a timer of the event loop each: 24 bytes a waiting execution.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

namespace aslrt {

class Execution;

class TimerQueue {
public:
  bool empty() const { return heap.empty(); }
  /// Deadline of the earliest, in nanoseconds since 1970.
  int64_t next() const { return heap.front().deadline; }

  void push(int64_t deadline, Execution *execution) {
    heap.push_back({deadline, pushed++, execution});
    std::push_heap(heap.begin(), heap.end(), later);
  }
  /// Of equal deadlines, the one that came first.
  Execution *pop() {
    std::pop_heap(heap.begin(), heap.end(), later);
    Execution *execution = heap.back().execution;
    heap.pop_back();
    return execution;
  }

private:
  struct Entry {
    int64_t deadline;
    uint64_t order;
    Execution *execution;
  };
  static bool later(const Entry &a, const Entry &b) {
    return a.deadline != b.deadline ? a.deadline > b.deadline : a.order > b.order;
  }

  std::vector<Entry> heap;
  uint64_t pushed = 0;
};

} // namespace aslrt
