// Parallel and Map states: the children of an activation, which run on its worker, in its execution's arena. Results come in the order of
// the branches or items. The first child that fails ends the others, and its failure is that of the state.
#include "runtime/engine/SharedMap.h"
#include "runtime/engine/Worker.h"

#include <algorithm>

namespace aslrt {

/// An event of an iteration, told by the Map state.
static void noteIteration(Context &context, uint64_t previous, EventType type, uint32_t index) {
  noteEventAfter(&context, previous, type,
                 {Detail(DetailKey::Name, context.program->states[context.state].name.view()), Detail(DetailKey::Index, uint64_t(index))},
                 /*chained=*/false);
}

std::unique_ptr<Join> Worker::makeJoin(Activation &parent) {
  Context &context = parent.execution.context;
  const ForkInfo &fork = context.program->forks[context.request.index];
  uint32_t count = fork.machines ? fork.machines : context.request.arguments.length();
  uint32_t most = context.request.concurrency ? context.request.concurrency : count;
  if (!fork.machines)
    most = uint32_t(std::min<uint64_t>(most, settings.bounds[uint32_t(context.type)].concurrency));
  if (settings.items && !fork.machines)
    settings.items->known += count;
  auto join = std::make_unique<Join>(fork, count, most);
  join->iterates = join->isMap() && !context.observer && context.program->machines[fork.firstMachine].iterates;
  return join;
}

/// True if all have ended already, or one has failed.
bool Worker::awaitChildren(Activation &parent) {
  Execution &execution = parent.execution;
  Context &context = execution.context;
  context.taskFailed = context.heartbeatMissed = false;
  if (context.program->forks[context.request.index].run) {
    parent.run.reset(context.program->services.makeMapRun(*this, parent));
    bool over = parent.run->start();
    if (over)
      parent.run.reset();
    return over;
  }
  parent.join = makeJoin(parent);
  if (!parent.join->isMap())
    noteEvent(&context, EventType::ParallelStateStarted);
  return startChildren(parent);
}

/// Whether what is left of so many children is worth sharing, as `started` of them have taken this time, in nanoseconds. The first are
/// slow.
bool Worker::isLongWork(int64_t spent, uint32_t started, uint32_t count) {
  constexpr uint32_t enoughToTell = 64, times = 8;
  return spent > worthSharing || (started >= enoughToTell && spent / started * (count - started) > times * worthSharing);
}

/// Starts as many as may live at a time. True if the parent can go on.
bool Worker::startChildren(Activation &parent) {
  Join &join = *parent.join;
  join.starting = true;
  Execution &execution = parent.execution;
  auto mayStart = [&] { return join.alive < join.concurrency && !execution.context.taskFailed && !execution.stopped() && join.more(); };
  bool sharing = mayShare(parent);
  if (sharing && !join.isMap() && join.started == 0)
    shareBranches(parent);
  int64_t begun = sharing ? clock().now() : INT64_MAX;
  uint32_t look = 1; // at the clock, at that many more: seldom where iterations are quick
  for (execution.enter(parent); mayStart(); execution.enter(parent)) {
    advance(&(join.iterates ? startIterations(parent, sharing || settings.items) : startChild(parent)));
    if (begun == INT64_MAX || --look > 0)
      continue;
    look = join.iterates ? 1 : std::min(join.started, 16u);
    if (isLongWork(clock().now() - begun, join.started, join.count))
      share(parent);
  }
  join.starting = false;
  return allEnded(parent);
}

Activation &Worker::startChild(Activation &parent) {
  Execution &execution = parent.execution;
  Join &join = *parent.join;
  execution.enter(parent);
  Context &context = execution.context;
  uint32_t place = join.nextPlace();
  bool isMap = join.isMap();
  uint32_t machine = join.fork.firstMachine + (isMap ? 0 : place);
  Activation *child = isMap && join.spare ? join.spare.release() : Activation::create(execution, parent, machine).release();
  join.link(*child);
  child->place = place;
  Value input = isMap ? itemsOf(context.request.arguments)[place] : context.request.arguments;
  child->begin(context, input, itemsOf(context.request.captures));
  if (isMap) {
    // One after another, they follow upon each other's last states
    uint64_t previous = join.concurrency == 1 && place > 0 ? join.lastEvent : context.previousEvent;
    noteIteration(context, previous, EventType::MapIterationStarted, place);
    child->standing.previousEvent = context.lastEvent;
    child->standing.itemIndex = place;
    child->standing.itemValue = input;
  }
  return *child;
}

/// A child that runs over many items. `few`: somebody has a look between them.
Activation &Worker::startIterations(Activation &parent, bool few) {
  Execution &execution = parent.execution;
  Join &join = *parent.join;
  execution.enter(parent);
  Context &context = execution.context;
  uint32_t most = few ? std::clamp(join.started, 1u, 256u) : UINT32_MAX, first;
  uint32_t size = join.nextPlaces(most, first);
  Activation *child = join.spare ? join.spare.release() : Activation::create(execution, parent, join.fork.firstMachine).release();
  join.link(*child);
  child->place = first;
  child->begin(context, context.request.arguments, itemsOf(context.request.captures));
  context.iterations = {(join.isPart ? join.shared->results : join.results).data(),
                        first,
                        first + size,
                        context.state,
                        context.enteredEvent,
                        context.enteredTime};
  return *child;
}

/// The parent, if it can go on now.
Activation *Worker::childEnded(Activation &child, Outcome outcome) {
  Execution &execution = child.execution;
  if (execution.remote && &child == &execution.root()) {
    timers.cancel(execution);
    --waitCount;
    execution.remote->leave(execution, outcome);
    return nullptr;
  }
  Activation &parent = *child.parent;
  if (parent.run) {
    timers.cancel(execution);
    Activation *next = parent.run->ended(child, outcome);
    if (next)
      parent.run.reset();
    return next;
  }
  Join &join = *parent.join;
  Context &context = execution.context;
  Value result = context.result, error = context.error, cause = context.cause;
  bool runtime = error.is(Tag::String) && error.string() == "States.Runtime";
  if (outcome == Outcome::Failed && !join.isMap() && !runtime && context.program->states[context.state].type == StateType::Task)
    noteEvent(&context, EventType::TaskStateAborted, {}, /*chained=*/false);
  uint64_t last = context.previousEvent;
  execution.left(child);
  child.frame()->liveSlots = 0;
  join.unlink(child);
  Activation::Pointer ended(&child);
  bool isMap = join.isMap();
  uint32_t place = child.place;
  if (isMap && settings.items) {
    bool failed = outcome == Outcome::Failed;
    settings.items->ended += join.iterates ? context.iterations.next - place + failed : 1;
    settings.items->failed += failed;
  }
  if (outcome == Outcome::Succeeded) {
    if (!join.iterates)
      (join.isPart ? join.shared->results : join.results)[place] = result;
    if (isMap)
      join.spare = std::move(ended);
    execution.enter(parent);
    execution.collectIfFull();
    if (isMap && !join.iterates)
      noteIteration(context, last, EventType::MapIterationSucceeded, place);
    join.lastEvent = last;
    context.previousEvent = isMap ? context.lastEvent : last;
  } else {
    execution.enter(parent);
    context.taskFailed = true;
    context.taskError = error;
    context.taskCause = cause;
    if (isMap && !runtime)
      noteIteration(context, last, EventType::MapIterationFailed, place);
    context.previousEvent = last;
    abortChildren(parent);
  }
  if (join.starting)
    return nullptr;
  return startChildren(parent) ? &parent : nullptr;
}

/// Whether the parent can go on; then the join is gone, and the context holds the results or the failure.
bool Worker::allEnded(Activation &parent) {
  Join &join = *parent.join;
  Execution &execution = parent.execution;
  execution.enter(parent);
  Context &context = execution.context;
  if (join.shared && !join.isPart) // which hands everything over first
    return false;
  bool over = context.taskFailed || (join.alive == 0 && !join.more());
  if (!over || join.isPart) // whoever has it as a part takes the results
    return over;
  if (!context.taskFailed) {
    try {
      context.taskResult = join.results.give(&context);
      if (context.observer)
        context.observer->checkPayload(context, {&context.taskResult, 1});
    } catch (...) {
      execution.failTaskByException(parent);
    }
  }
  if (!context.taskFailed)
    noteEvent(&context, join.isMap() ? EventType::MapStateSucceeded : EventType::ParallelStateSucceeded, {}, /*chained=*/false);
  context.request.arguments = context.request.captures = undefinedValue();
  parent.join.reset();
  return true;
}

/// The states that run, and the iterations, are aborted, those inside others first.
void Worker::noteAborted(Activation &activation) {
  if (activation.join)
    for (Activation *child = activation.join->youngest; child; child = child->older)
      noteAborted(*child);
  if (!activation.parent)
    return; // ExecutionAborted says it
  Execution &execution = activation.execution;
  execution.enter(activation);
  Context &context = execution.context;
  constexpr struct {
    StateType type;
    EventType event;
  } rows[] = {{StateType::Wait, EventType::WaitStateAborted},
              {StateType::Task, EventType::TaskStateAborted},
              {StateType::Parallel, EventType::ParallelStateAborted},
              {StateType::Map, EventType::MapStateAborted}};
  for (auto [type, event] : rows)
    if (context.program->states[context.state].type == type)
      noteEvent(&context, event);
  uint64_t last = context.previousEvent;
  bool isIteration = activation.parent->join->isMap();
  execution.enter(*activation.parent);
  if (isIteration)
    noteIteration(context, last, EventType::MapIterationAborted, activation.place);
}

void Worker::abortChildren(Activation &parent) {
  for (Activation *child = parent.join->youngest; child; child = child->older)
    noteAborted(*child);
  cancelChildren(parent);
  parent.execution.enter(parent);
}

void Worker::cancel(Activation &activation) {
  timers.cancel(activation);
  if (&activation == &activation.execution.root())
    timers.cancel(activation.execution);
  activation.unlink();
  if (taskOver(activation))
    tasks->cancel(activation);
  activation.run.reset();
  if (activation.join) {
    if (activation.join->shared && !activation.join->isPart)
      cancelShared(activation);
    cancelChildren(activation);
    activation.join.reset();
  }
}

void Worker::abort(Execution &execution) {
  Activation &root = execution.root();
  noteAborted(root);
  cancel(root);
  execution.enter(root);
  execution.context.previousEvent = 0;
  execution.context.error = execution.context.cause = undefinedValue();
  execution.aborted = true;
  end(execution, Outcome::Failed);
}

void Worker::cancelChildren(Activation &parent) {
  Join &join = *parent.join;
  while (Activation *child = join.youngest) {
    cancel(*child);
    join.unlink(*child);
    parent.execution.left(*child);
    Activation::Deleter()(child);
  }
}

} // namespace aslrt
