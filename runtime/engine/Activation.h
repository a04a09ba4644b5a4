// One run of a machine inside an execution: the execution's own, that of a branch of a Parallel state, or that of an iteration of a Map
// state. Those of an execution share its context and its arena; where each stands is kept here while another one runs.
#pragma once

#include "runtime/core/LooseArray.h"
#include "runtime/engine/MapRun.h"
#include "runtime/engine/TaskRunner.h"
#include "runtime/engine/TimerQueue.h"
#include "runtime/engine/VariableSizes.h"

#include <algorithm>
#include <memory>

namespace aslrt {

class Execution;
class SharedMap;
struct Join;

/// Linked into one list: those that are ready to go on.
struct ReadyLinks {
  ReadyLinks *next = this, *previous = this;
  bool linked() const { return next != this; }
  void unlink() {
    next->previous = previous;
    previous->next = next;
    next = previous = this;
  }
  /// Before `other`: at the end of the list of which that is the head.
  void linkBefore(ReadyLinks &other) {
    next = &other;
    previous = other.previous;
    previous->next = other.previous = this;
  }
};

/// Waits for a time or its turn.
class Waiter : public Timer, public ReadyLinks {
protected:
  ~Waiter() = default;

private:
  friend class Worker;
  /// It is its turn.
  virtual void goOn(Worker &worker) = 0;
};

/// The slots of its frame stand behind it.
class Activation final : public Waiter {
public:
  Activation(Execution &execution, Activation *parent, uint32_t machine) : execution(execution), parent(parent), machine(machine) {}

  struct Deleter {
    void operator()(Activation *activation) const;
  };
  using Pointer = std::unique_ptr<Activation, Deleter>;
  static Pointer create(Execution &execution, Activation &parent, uint32_t machine);
  static size_t sizeOf(const MachineInfo &machine) { return sizeof(Activation) + sizeof(Frame) + machine.frameSlots * sizeof(Value); }

  /// Makes it ready to run a machine inside a state of the activation around it, whose context is given. What fails before its first state
  /// begins names that state.
  void begin(const Context &around, Value input, std::span<const Value> captures);

  Frame *frame() { return reinterpret_cast<Frame *>(this + 1); }

  Execution &execution;
  Activation *const parent;                        // null: the execution's own; of a child of a distributed Map state in another execution
  uint32_t machine;                                // of Program::machines
  uint32_t place = 0;                              // of its branch or item, among those of its parent
  TaskStart task = TaskStart::Silent;              // Pending, Timed: a task runner will answer, or has to be told to stop
  Standing standing;                               // while it does not run
  std::unique_ptr<Join> join;                      // while its children run
  std::unique_ptr<MapRun> run;                     // while executions run for it
  std::unique_ptr<VariableSizes> variables;        // while their size is bounded: those that it has assigned
  std::unique_ptr<uint32_t[]> retries;             // by retrier of the attempt at hand, from the first retry on
  Activation *older = nullptr, *younger = nullptr; // among the living children of its parent

private:
  void due(Worker &worker) override;
  void goOn(Worker &worker) override;
};

/// The children of an activation in a Parallel or Map state.
struct Join {
  Join(const ForkInfo &fork, uint32_t count, uint32_t concurrency) : fork(fork), count(count), concurrency(concurrency), results(count) {}
  ~Join();

  const ForkInfo &fork;
  uint32_t count;       // of children in all
  uint32_t concurrency; // that may live at a time
  uint32_t started = 0, alive = 0;
  uint64_t lastEvent = 0;            // of the child that succeeded last
  bool isPart = false;               // runs iterations of `shared`
  bool iterates = false;             // a child runs over many items, one after the other
  bool starting = false;             // the starter is at work: it sees itself what ends
  LooseArray results;                // by place, of the started; of a part, and while there are parts, those of `shared` count
  Activation *youngest = nullptr;    // of the living
  Activation::Pointer spare;         // the last that ended: its memory serves the next
  std::shared_ptr<SharedMap> shared; // runs what is left to be started, or what this is a part of
  std::vector<std::pair<uint32_t, uint32_t>> taken; // of a part: the places that are its own, from the first on so many

  /// Whether a child is left to be started; a part takes more of them.
  bool more() { return started < count || takeMore(); }
  /// Of the next child; there is one.
  uint32_t nextPlace() {
    uint32_t place;
    nextPlaces(1, place);
    return place;
  }
  /// The next places that one child runs over, `most` at most, from `first` on; there is one.
  uint32_t nextPlaces(uint32_t most, uint32_t &first) {
    uint32_t size = std::min(most, count - started);
    first = isPart ? taken.back().first + taken.back().second - (count - started) : started;
    if (!isPart)
      results.fill(first, size);
    started += size;
    return size;
  }
  bool isMap() const { return fork.machines == 0; }
  void link(Activation &child);
  void unlink(Activation &child);

private:
  bool takeMore();
};

} // namespace aslrt
