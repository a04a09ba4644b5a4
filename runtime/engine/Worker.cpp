#include "runtime/engine/Worker.h"

#include "runtime/core/Time.h"
#include "runtime/engine/Parked.h"
#include "runtime/engine/TaskEvents.h"

#include <algorithm>

namespace aslrt {

/// A clock that was set, or a machine that slept, is noticed after this time at the latest: nanoseconds.
static constexpr int64_t longestSleep = 30'000'000'000;
static constexpr int64_t second = 1'000'000'000; // nanoseconds
/// Of a Task that gives no TimeoutSeconds: seconds.
static constexpr uint32_t longestTask = 99'999'999;

Execution::Pointer Worker::begin(uint64_t index) {
  Execution::Pointer execution = spare ? std::move(spare) : Execution::create(settings);
  virtualClock.time = settings.virtualStart;
  execution->begin(index, clock(), random, names);
  return execution;
}

bool Worker::run(Execution::Pointer pointer) {
  Execution &execution = *pointer.release();
  ++waitCount;
  execution.noteStart();
  limitTime(execution, settings.program->timeoutSeconds ? settings.program->timeoutSeconds : Bounds::none);
  if (settings.virtualTime) {
    advance(&execution.root());
    drain();
    return true;
  }
  starting = &execution;
  bool ended = advance(&execution.root());
  if (!ended)
    tellThatItWaits();
  starting = nullptr;
  return ended;
}

void Worker::limitTime(Execution &execution, uint64_t seconds) {
  seconds = std::min(seconds, settings.bounds[uint32_t(execution.context.type)].seconds);
  if (seconds == Bounds::none)
    return;
  timers.set(later(clock().now(), int64_t(seconds) * second), execution);
  boundTime(execution);
}

/// Code that does not wait has to look at the clock itself. Virtual time stands still for it.
void Worker::boundTime(Execution &execution) {
  if (settings.virtualTime || !execution.isSet())
    return;
  execution.context.endsAt = std::min(execution.context.endsAt, timers.deadlineOf(execution));
  execution.context.lookAt = 0;
}

void Worker::end(Execution &execution, Outcome outcome) {
  timers.cancel(execution);
  --waitCount;
  execution.noteEnd(outcome);
  listener.ended(execution, outcome);
  if (tasks)
    tasks->ended(execution.index());
  spare.reset(&execution);
}

void Worker::tellThatItWaits() {
  if (Execution *execution = std::exchange(starting, nullptr))
    listener.waits(*execution);
}

bool Worker::advance(Activation *activation) {
  while (activation) {
    Execution &execution = activation->execution;
    if (execution.shared && !activation->parent) {
      activation = shardEnded(execution);
      continue;
    }
    Outcome outcome = execution.resume(*activation);
    if (execution.stopped()) {
      hasten(execution);
      return false;
    }
    if (outcome != Outcome::Suspended) {
      if (!activation->parent) {
        end(execution, outcome);
        return true;
      }
      bool isExecution = activation == &execution.root(); // of a distributed Map state: it may be gone then
      activation = childEnded(*activation, outcome);
      if (!isExecution && execution.stopped()) {
        hasten(execution);
        return false;
      }
      continue;
    }
    bool goesOn = false;
    switch (execution.context.request.kind) {
    case Request::Task: goesOn = awaitTask(*activation); break;
    case Request::Fork: goesOn = awaitChildren(*activation) || execution.stopped(); break;
    case Request::Timer:
    case Request::None: goesOn = awaitTimer(*activation); break;
    }
    if (!goesOn)
      return false;
  }
  return false;
}

/// An activation waits: the memory of an execution that does nothing else is made small.
void Worker::rest(Activation &activation) {
  Execution &execution = activation.execution;
  execution.context.request.arguments = undefinedValue();
  if (!activation.parent)
    execution.collect();
  else
    execution.collectIfFull();
}

/// Makes it as small as it can be made. What then waits.
Waiter &Worker::park(Activation &activation) {
  Execution &execution = activation.execution;
  if (!Parked::fits(execution)) {
    rest(activation);
    return activation;
  }
  if (starting == &execution)
    tellThatItWaits();
  execution.context.request.arguments = undefinedValue();
  Parked &parked = *Parked::pack(execution).release();
  timers.replace(execution, parked.end);
  listener.packed(execution, parked);
  spare.reset(&execution);
  return parked;
}

Execution &Worker::unpark(Parked &parked) {
  Parked::Pointer packed(&parked);
  Execution &execution = *(spare ? std::move(spare) : Execution::create(settings)).release();
  packed->unpack(execution, clock(), random);
  packed->unlink();
  timers.cancel(*packed);
  timers.replace(packed->end, execution);
  boundTime(execution);
  listener.unpacked(execution);
  return execution;
}

/// True if the wait is over, or has failed.
bool Worker::awaitTimer(Activation &activation) {
  Execution &execution = activation.execution;
  int64_t deadline = execution.context.request.deadline;
  bool alone = !activation.parent && !ready.linked() && timers.empty() && taskCount == 0;
  if (settings.virtualTime && alone) {
    virtualClock.time = std::max(virtualClock.time, deadline);
    return true;
  }
  try {
    if (!settings.virtualTime)
      loop();          // what fails here fails this execution; later it would be nobody's
    timers.makeRoom(); // what is packed cannot fail
    if (deadline <= clock().now())
      makeReady(activation); // behind the others: a loop of empty waits must not starve them
    else
      timers.set(deadline, park(activation));
  } catch (...) {
    execution.failTaskByException(activation);
    return true;
  }
  return false;
}

/// True if the task is answered.
bool Worker::awaitTask(Activation &activation) {
  Execution &execution = activation.execution;
  Context &context = execution.context;
  context.taskFailed = context.heartbeatMissed = false;
  context.taskResult = context.taskError = context.taskCause = undefinedValue();
  noteTaskStarted(context);
  if (execution.exhausted())
    return true; // to the end of it all
  try {
    if (startTask(activation))
      return true;
  } catch (...) {
    execution.failTaskByException(activation);
    return true;
  }
  setTaskTimer(activation);
  rest(activation);
  return false;
}

bool Worker::startTask(Activation &activation) {
  if (!tasks) {
    if (!settings.tasks)
      throw StateError{"States.TaskFailed", "this run has no task handlers"};
    tasks = settings.tasks->makeRunner(*this);
  }
  TaskStart start = tasks->start(activation);
  activation.task = start;
  taskCount += start == TaskStart::Pending;
  return start == TaskStart::Answered;
}

/// Until its timeout or its next heartbeat. Real tasks take no virtual time.
void Worker::setTaskTimer(Activation &activation) {
  if (settings.virtualTime && activation.task == TaskStart::Pending)
    return;
  Request &request = activation.execution.context.request;
  int64_t now = clock().now();
  if (!request.deadline)
    request.deadline = later(now, (request.timeout ? request.timeout : longestTask) * second);
  timers.set(request.heartbeat ? std::min(request.deadline, later(now, request.heartbeat * second)) : request.deadline, activation);
}

void Worker::heartbeat(Activation &activation) {
  activation.execution.enter(activation);
  if (!activation.execution.context.request.heartbeat)
    return;
  timers.cancel(activation);
  setTaskTimer(activation);
}

void Worker::answered(Activation &activation) {
  timers.cancel(activation);
  taskOver(activation);
  makeReady(activation);
}

/// Whether a runner was at work on the task of an activation: no longer.
bool Worker::taskOver(Activation &activation) {
  TaskStart task = std::exchange(activation.task, TaskStart::Silent);
  taskCount -= task == TaskStart::Pending;
  return task == TaskStart::Pending || task == TaskStart::Timed;
}

/// A wait is over, or a task has taken too long.
void Worker::timerDue(Activation &activation) {
  Execution &execution = activation.execution;
  execution.enter(activation);
  Context &context = execution.context;
  if (context.request.kind == Request::Task) {
    if (taskOver(activation))
      tasks->cancel(activation);
    context.heartbeatMissed = context.request.heartbeat && clock().now() < context.request.deadline;
    execution.failTask("States.Timeout");
  }
  makeReady(activation);
}

/// An execution has found that its time is up, or its history full. A timer ends it: here others of it may be at work.
void Worker::hasten(Execution &execution) {
  if (!execution.isSet() && !execution.exhausted())
    return; // a child of a distributed Map state: the time of the execution around it is up, which has a timer
  timers.cancel(execution);
  timers.set(INT64_MIN, execution);
}

/// The whole execution has taken too long, or has too many events, which nothing in it can catch.
void Worker::timeOut(Execution &execution) {
  Activation &root = execution.root();
  execution.overdue = false;
  execution.context.lookAt = UINT64_MAX;
  cancel(root);
  execution.enter(root);
  bool exhausted = execution.exhausted();
  execution.timedOut = !exhausted;
  execution.context.attempt = noIndex;
  execution.context.request.kind = Request::None;
  if (exhausted)
    execution.failExhausted();
  else
    execution.failTask("States.Timeout");
  makeReady(root);
}

void Worker::runReady() {
  if (hasMail)
    readMail();
  if (eventLoop && taskCount)
    eventLoop->wait(0);
  if (!timers.empty())
    for (int64_t now = clock().now(); !timers.empty() && timers.next() <= now;)
      timers.pop().due(*this);
  // What becomes ready now has its turn in the next round
  ReadyLinks round;
  if (ready.linked()) {
    round.linkBefore(ready);
    ready.unlink();
  }
  while (round.linked()) {
    auto *waiter = static_cast<Waiter *>(round.next);
    waiter->unlink();
    waiter->goOn(*this);
  }
}

void Worker::sleep() {
  // What woke this worker for mail that came since it was read may have been taken by the look at the loop.
  if (ready.linked() || waitCount == 0 || hasMail)
    return;
  if (settings.virtualTime && taskCount == 0) {
    virtualClock.time = std::max(virtualClock.time, timers.next());
    return;
  }
  // In virtual time a task takes none: timers stand still until it has answered.
  bool timed = !timers.empty() && !settings.virtualTime;
  if (timed && timers.next() <= clock().now())
    return;
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
