#include "runtime/engine/Worker.h"

#include <algorithm>

namespace aslrt {

/// A clock that was set, or a machine that slept, is noticed after this time at the latest: nanoseconds.
static constexpr int64_t longestSleep = 30'000'000'000;

Execution::Pointer Worker::begin(uint64_t index) {
  Execution::Pointer execution = spare ? std::move(spare) : Execution::create(settings);
  virtualClock.time = settings.virtualStart;
  execution->begin(index, clock(), random, names);
  return execution;
}

bool Worker::run(Execution::Pointer execution) {
  bool ended = advance(execution.release());
  if (!settings.virtualTime)
    return ended;
  drain();
  return true;
}

/// Runs an execution until it ends (true) or waits.
bool Worker::advance(Execution *execution) {
  for (;;) {
    Outcome outcome = execution->resume();
    if (outcome != Outcome::Suspended) {
      listener.ended(*execution, outcome);
      spare.reset(execution);
      return true;
    }
    bool goesOn = execution->context.request.kind == Request::Task ? awaitTask(execution) : awaitTimer(execution);
    if (!goesOn)
      return false;
  }
}

/// True if the wait is over, or the execution has failed, which resume() will tell.
bool Worker::awaitTimer(Execution *execution) {
  int64_t deadline = execution->context.request.deadline;
  if (settings.virtualTime && ready.empty() && timers.empty() && taskCount == 0) {
    virtualClock.time = std::max(virtualClock.time, deadline);
    return true;
  }
  try {
    if (!settings.virtualTime)
      loop(); // what fails here fails this execution; later it would be nobody's
  } catch (...) {
    execution->failByException();
    return true;
  }
  if (!execution->collect())
    return true;
  if (deadline <= clock().now())
    ready.push_back(execution); // behind the others: a loop of empty waits must not starve them
  else
    timers.push(deadline, execution);
  ++waitCount;
  return false;
}

/// True if the task is answered, or the execution has failed.
bool Worker::awaitTask(Execution *execution) {
  Context &context = execution->context;
  context.taskFailed = false;
  context.taskResult = context.taskError = context.taskCause = undefinedValue();
  try {
    if (!tasks) {
      if (!settings.tasks)
        throw StateError{"States.TaskFailed", "this run has no task handlers"};
      tasks = settings.tasks->makeRunner(*this);
    }
    if (tasks->start(*execution) == TaskStart::Answered)
      return true;
  } catch (...) {
    execution->failByException();
    return true;
  }
  execution->collect(); // if that fails, resume() tells so once the task has answered
  ++taskCount;
  ++waitCount;
  return false;
}

void Worker::answered(Execution &execution) {
  --taskCount;
  ready.push_back(&execution);
}

void Worker::runReady() {
  if (eventLoop && taskCount)
    eventLoop->wait(0);
  if (!timers.empty())
    for (int64_t now = clock().now(); !timers.empty() && timers.next() <= now;)
      ready.push_back(timers.pop());
  for (size_t round = ready.size(); round > 0; --round) {
    Execution *execution = ready.front();
    ready.pop_front();
    --waitCount;
    advance(execution);
  }
}

void Worker::sleep() {
  if (!ready.empty() || waitCount == 0)
    return;
  if (settings.virtualTime && taskCount == 0) {
    virtualClock.time = std::max(virtualClock.time, timers.next());
    return;
  }
  // In virtual time a task takes none: timers stand still until it has answered.
  bool timed = !timers.empty() && !settings.virtualTime;
  loop().wait(timed ? std::clamp<int64_t>(timers.next() - clock().now(), 0, longestSleep) : -1);
}

void Worker::drain() {
  while (waitCount > 0) {
    runReady();
    sleep();
  }
}

EventLoop &Worker::loop() {
  if (!eventLoop)
    eventLoop.reset(settings.program->services.makeEventLoop());
  return *eventLoop;
}

} // namespace aslrt
