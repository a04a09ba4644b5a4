// One thread's share of the executions: those that are ready, the timers of those that wait, the event loop and the tasks.
//
// An execution stays on its worker (decision D11), so nothing here is locked but the mail: workers that share a Map state (SharedMap.h)
// tell each other when it ends. In real time any number of executions wait side by side. In virtual time the clock belongs to one
// execution: it starts at the same instant for each, jumps to the next timer when nothing else is left to do, and the executions follow
// one another, so that no output depends on their number or order.
#pragma once

#include "runtime/core/ThreadPool.h"
#include "runtime/engine/Clock.h"
#include "runtime/engine/EventLoop.h"
#include "runtime/engine/Execution.h"
#include "runtime/engine/RemoteRun.h"
#include "runtime/engine/TaskRunner.h"
#include "runtime/engine/TimerQueue.h"

#include <atomic>
#include <mutex>

namespace aslrt {

class Parked;

class Worker;

/// A piece of work for the worker that takes it.
class Job {
public:
  virtual ~Job() = default;
  virtual void run(Worker &worker) = 0;
};

/// Workers of this process that may have nothing to do.
class Helpers : public ThreadPool {
public:
  /// Lets one of them run it, soon if one is idle. May throw what making threads may throw.
  virtual void offer(std::unique_ptr<Job> job) = 0;
  void run(std::function<void()> work) override;
};

/// Is told how executions end.
class Listener {
public:
  virtual ~Listener() = default;
  /// On the worker's thread. The values of the context live until this returns.
  virtual void ended(Execution &execution, Outcome outcome) = 0;
  /// It has to wait in real time, for the first time: owner and token may still be set.
  virtual void waits(Execution &) {}
  /// It has been packed, and is nowhere else until it is unpacked: somewhere, with its owner and token.
  virtual void packed(Execution &, Parked &) {}
  virtual void unpacked(Execution &) {}
};

/// To be drained before it is destroyed.
class Worker {
public:
  Worker(const Settings &settings, Listener &listener) : settings(settings), listener(listener), names(settings.seed ? 0 : random.next()) {}
  Worker(const Worker &) = delete;

  /// An execution that starts now, to be given its input and then to run() or to discard().
  Execution::Pointer begin(uint64_t index);
  void discard(Execution::Pointer execution) { spare = std::move(execution); }
  /// Runs it until it ends (true) or waits. In virtual time, until it ends.
  bool run(Execution::Pointer execution);
  /// Runs once each that is ready: waits that are over, tasks that were answered. Does not wait.
  void runReady();
  /// When runReady() has something to do, in nanoseconds since 1970: at once (INT64_MIN), at the next timer, or never (INT64_MAX).
  int64_t nextDue() const { return ready.linked() ? INT64_MIN : timers.empty() ? INT64_MAX : timers.next(); }
  /// Ends one that waits, from outside: Failed, without an error. One that is packed is to be unpacked first.
  void abort(Execution &execution);
  /// Sleeps until something may be ready, or somebody calls wake(). Not at all if no execution waits.
  void sleep();
  /// Runs and sleeps until no execution waits.
  void drain();
  /// Executions that have not ended.
  size_t waiting() const { return waitCount; }
  /// Whether another execution ought to wait until one has ended: Settings::maxWaiting.
  bool full() const { return waitCount >= settings.maxWaiting; }
  /// Ends the current or next sleep() of a worker that has an event loop, as all have that sleep. From any thread.
  void wake() { loop().wake(); }

  /// For task runners: the context of a pending execution holds its answer.
  void answered(Activation &activation);
  /// For task runners: a pending task is alive, so that the time of its HeartbeatSeconds begins again.
  void heartbeat(Activation &activation);
  /// For timers of activations and executions.
  void timerDue(Activation &activation);
  void timeOut(Execution &execution);
  /// For task runners: lets this worker call TaskRunner::goOn. From any thread; the worker has an event loop.
  void rouse() { post({nullptr, nullptr}); }
  /// For task runners: sets a timer of their own, or takes it back.
  void setTimer(int64_t nanoseconds, Timer &timer) { timers.set(clock().now() + nanoseconds, timer); }
  void cancelTimer(Timer &timer) { timers.cancel(timer); }
  /// Made at the first call: programs that never wait do not pay for it. Throws StateError.
  EventLoop &loop();
  /// One that goes on, or is not to wait any more.
  Execution &unpark(Parked &parked);
  void makeReady(Waiter &waiter) { waiter.linkBefore(ready); }
  /// For map runs: runs an activation, and those that wait for its end, until they wait. True if the execution has ended.
  bool advance(Activation *activation);
  /// For map runs: ends an execution after so many seconds, or those of its bounds.
  void limitTime(Execution &execution, uint64_t seconds);
  /// For others of the process: takes part in a Map state. Throws std::bad_alloc or StateError if it cannot.
  void takePart(const std::shared_ptr<SharedMap> &map);
  /// What another worker says of a shared Map state: that it is over, or which shard of this worker is to end. From any thread. No map: see
  /// rouse().
  struct Mail {
    std::shared_ptr<SharedMap> map;
    Execution *shard;
    /// Instead of a map: what other workers say of children of a distributed Map state: that some have ended, or which child of this worker
    /// is to end.
    std::shared_ptr<RemoteRun> run = {};
  };
  void post(Mail message);
  /// For others of the process: runs a child of a distributed Map state.
  void runRemote(RemoteRun &run, Execution &child);
  /// For map runs: whether children may run on other workers: nobody could tell.
  bool mayRunElsewhere() const { return settings.helpers && !settings.virtualTime && !settings.seed; }
  /// For map runs: returns when no worker runs a child of it any more.
  void stopRemote(RemoteRun &run);
  /// For map runs: the time, as they measure what children cost.
  int64_t now() { return clock().now(); }
  /// For map runs: takes back all that an activation waits for.
  void cancel(Activation &activation);
  const Settings &settings;
  /// Of inputs that are read on this worker, and of results of tasks.
  std::unique_ptr<ReadMemory> readMemory, resultMemory;

private:
  void end(Execution &execution, Outcome outcome);
  void boundTime(Execution &execution);
  void hasten(Execution &execution);
  // Each is true if the activation can go on at once
  bool awaitTimer(Activation &activation);
  bool awaitTask(Activation &activation);
  bool awaitChildren(Activation &parent);
  bool startChildren(Activation &parent);
  bool startTask(Activation &activation);
  void setTaskTimer(Activation &activation);
  bool taskOver(Activation &activation);
  // Children
  std::unique_ptr<Join> makeJoin(Activation &parent);
  Activation &startChild(Activation &parent);
  Activation &startIterations(Activation &parent, bool few);
  Activation *childEnded(Activation &child, Outcome outcome);
  bool allEnded(Activation &parent);
  void noteAborted(Activation &activation);
  void abortChildren(Activation &parent);
  void cancelChildren(Activation &parent);
  // Shared Map states
  struct Shard {
    Execution::Pointer execution;
    std::unique_ptr<Join> join;
  };
  /// What an idle worker may take over must take that long, for telling it takes some microseconds: nanoseconds.
  static constexpr int64_t worthSharing = 100'000;
  bool mayShare(const Activation &parent) const;
  static bool isLongWork(int64_t spent, uint32_t started, uint32_t count);
  void shareBranches(Activation &parent);
  void share(Activation &parent);
  Shard makeShard(const std::shared_ptr<SharedMap> &map);
  void runShard(SharedMap &map, Shard made);
  Activation *shardEnded(Execution &shard);
  Activation *sharedEnded(SharedMap &map);
  void cancelShared(Activation &parent);
  Activation *cancelShard(SharedMap &map, Execution &shard);
  void remoteEnded(RemoteRun &run);
  void cancelRemote(RemoteRun &run, Execution &child);
  void readMail(bool forOthers = false);
  void rest(Activation &activation);
  Waiter &park(Activation &activation);
  void tellThatItWaits();
  Clock &clock() {
    if (settings.virtualTime)
      return virtualClock;
    return settings.clock ? *settings.clock : realClock;
  }

  Listener &listener;
  RealClock realClock;
  VirtualClock virtualClock;
  SystemRandom random;
  SeededRandom names;            // of executions: unique, not secret
  Execution::Pointer spare;      // the last that ended: its memory serves the next
  ReadyLinks ready;              // head of the list of those that can go on
  Execution *starting = nullptr; // whose listener is to be told if it waits
  TimerQueue timers;
  std::vector<bool> quickForks; // by fork: of Parallel states, whether the branches that ran here last took less than worthSharing
  size_t waitCount = 0;         // executions
  size_t taskCount = 0;         // tasks that are Pending
  std::mutex mailLock;
  std::vector<Mail> mail;
  std::atomic<bool> hasMail = false;
  std::unique_ptr<EventLoop> eventLoop;
  std::unique_ptr<TaskRunner> tasks;
};

} // namespace aslrt
