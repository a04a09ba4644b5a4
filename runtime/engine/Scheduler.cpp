#include "runtime/engine/Scheduler.h"

#include <system_error>

namespace aslrt {

Scheduler::Scheduler(const Settings &settings, Listener &listener, unsigned count) {
  for (unsigned i = 0; i < count; ++i)
    workers.push_back(std::make_unique<Worker>(settings, listener));
  try {
    for (auto &worker : workers)
      threads.emplace_back([this, &worker = *worker] { serve(worker); });
  } catch (const std::system_error &) {
    if (threads.empty())
      throw StateError{"States.Runtime", "the system gives no threads"};
    // fewer workers do the same work
  }
}

void Scheduler::submit(Job &job) {
  std::lock_guard lock(mutex);
  jobs.push_back(&job);
  jobsOrEnd.notify_one();
  if (jobs.size() > idle && !sleepers.empty()) {
    sleepers.back()->wake();
    sleepers.pop_back();
  } // busy workers look here when they are done
}

void Scheduler::finish() {
  {
    std::lock_guard lock(mutex);
    ending = true;
    jobsOrEnd.notify_all();
  }
  for (std::thread &thread : threads)
    thread.join();
  threads.clear();
}

void Scheduler::serve(Worker &worker) {
  for (;;) {
    worker.runReady();
    if (Job *job = take(worker))
      job->run(worker);
    else if (worker.waiting() == 0)
      return;
  }
}

/// The next job. Null after a sleep, or if there is no job and never will be one.
Job *Scheduler::take(Worker &worker) {
  std::unique_lock lock(mutex);
  if (worker.waiting() == 0) {
    ++idle;
    jobsOrEnd.wait(lock, [&] { return ending || !jobs.empty(); });
    --idle;
  }
  if (!jobs.empty() && !worker.full()) {
    Job *job = jobs.front();
    jobs.pop_front();
    return job;
  }
  if (worker.waiting() > 0) {
    sleepers.push_back(&worker);
    lock.unlock();
    worker.sleep();
    lock.lock();
    std::erase(sleepers, &worker);
  }
  return nullptr;
}

} // namespace aslrt
