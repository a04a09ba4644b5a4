// Workers on threads of their own, and a queue of jobs that they share.
#pragma once

#include "runtime/engine/Worker.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace aslrt {

/// A piece of work that starts executions on the worker that takes it.
class Job {
public:
  virtual ~Job() = default;
  virtual void run(Worker &worker) = 0;
};

class Scheduler {
public:
  /// Throws StateError if the system gives no threads. At least one job at a time; `threads` > 0.
  Scheduler(const Settings &settings, Listener &listener, unsigned threads);
  /// As finish().
  ~Scheduler() { finish(); }

  /// Lets the next idle worker run it. The job must live until it has run; executions that it started may still wait then.
  void submit(Job &job);
  /// Returns when all jobs have run and all executions have ended.
  void finish();

private:
  void serve(Worker &worker);
  Job *take(Worker &worker);

  std::mutex mutex;
  std::condition_variable jobsOrEnd;
  std::deque<Job *> jobs;
  std::vector<Worker *> sleepers; // workers in their event loops: to be woken there
  size_t idle = 0;                // workers that wait for jobsOrEnd
  bool ending = false;
  std::vector<std::unique_ptr<Worker>> workers;
  std::vector<std::thread> threads;
};

} // namespace aslrt
