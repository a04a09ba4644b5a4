#include "runtime/engine/Scheduler.h"

#include "runtime/core/Spin.h"

#include <system_error>

namespace aslrt {

void Helpers::run(std::function<void()> work) {
  struct Piece final : Job {
    explicit Piece(std::function<void()> work) : work(std::move(work)) {}
    void run(Worker &) override { work(); }
    std::function<void()> work;
  };
  offer(std::make_unique<Piece>(std::move(work)));
}

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

void Scheduler::offer(std::unique_ptr<Job> job) {
  Job *raw = job.get();
  add({raw, std::move(job)});
}

void Scheduler::add(Entry entry) {
  std::lock_guard lock(mutex);
  jobs.push_back(std::move(entry));
  ++queued;
  jobsOrEnd.notify_one();
  if (jobs.size() > idleCount && !sleepers.empty()) {
    sleepers.back()->wake();
    sleepers.pop_back();
  } // busy workers look here when they are done
}

void Scheduler::finish() {
  {
    std::lock_guard lock(mutex);
    ending = true;
    running = threads.size();
    over = idleCount == running && jobs.empty();
    jobsOrEnd.notify_all();
  }
  for (std::thread &thread : threads)
    thread.join();
  threads.clear();
}

void Scheduler::serve(Worker &worker) {
  for (;;) {
    worker.runReady();
    if (Entry entry = take(worker); entry.job)
      entry.job->run(worker);
    else if (worker.waiting() == 0)
      return;
  }
}

/// The next job. None after a sleep, or if there is no job and never will be one.
Scheduler::Entry Scheduler::take(Worker &worker) {
  std::unique_lock lock(mutex);
  if (worker.waiting() == 0) {
    ++idleCount;
    if (ending && idleCount == running && jobs.empty()) { // until then others may still want help
      over = true;
      jobsOrEnd.notify_all();
    }
    lock.unlock();
    spinUntil([&] { return ending || queued > 0; });
    lock.lock();
    jobsOrEnd.wait(lock, [&] { return over || !jobs.empty(); });
    --idleCount;
  }
  if (!jobs.empty() && !worker.full()) {
    Entry entry = std::move(jobs.front());
    jobs.pop_front();
    --queued;
    return entry;
  }
  if (worker.waiting() > 0) {
    sleepers.push_back(&worker);
    lock.unlock();
    worker.sleep();
    lock.lock();
    std::erase(sleepers, &worker);
  }
  return {};
}

} // namespace aslrt
