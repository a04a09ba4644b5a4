// Workers on threads of their own, and a queue of jobs that they share.
#pragma once

#include "runtime/engine/Worker.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace aslrt {

class Scheduler final : public Helpers {
public:
  /// Throws StateError if the system gives no threads. At least one job at a time; `threads` > 0.
  Scheduler(const Settings &settings, Listener &listener, unsigned threads);
  /// As finish().
  ~Scheduler() override { finish(); }

  /// Lets the next idle worker run it. The job must live until it has run; executions that it started may still wait then.
  void submit(Job &job) { add({&job, nullptr}); }
  void offer(std::unique_ptr<Job> job) override;
  unsigned idle() override { return idleCount; }
  /// Returns when all jobs have run and all executions have ended.
  void finish();

private:
  struct Entry {
    Job *job = nullptr;
    std::unique_ptr<Job> owned; // unless somebody else keeps it
  };
  void add(Entry entry);
  void serve(Worker &worker);
  Entry take(Worker &worker);

  std::mutex mutex;
  std::condition_variable jobsOrEnd;
  std::deque<Entry> jobs;
  std::atomic<size_t> queued = 0; // their number, for whoever looks without the mutex
  std::vector<Worker *> sleepers; // workers in their event loops: to be woken there
  std::atomic<unsigned> idleCount = 0; // workers that wait for jobsOrEnd
  size_t running = 0;             // threads that are to end, once finish() is called
  std::atomic<bool> ending = false;
  bool over = false;
  std::vector<std::unique_ptr<Worker>> workers;
  std::vector<std::thread> threads;
};

/// Workers that are made when the first is asked for.
class SpareWorkers final : public Helpers {
public:
  SpareWorkers(const Settings &settings, Listener &listener, unsigned count) : settings(settings), listener(listener), count(count) {}
  unsigned idle() override { return scheduler ? scheduler->idle() : count; }
  void offer(std::unique_ptr<Job> job) override {
    if (!scheduler)
      scheduler.emplace(settings, listener, count);
    scheduler->offer(std::move(job));
  }

private:
  const Settings &settings;
  Listener &listener;
  unsigned count;
  std::optional<Scheduler> scheduler;
};

} // namespace aslrt
