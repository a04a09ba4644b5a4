#include "runtime/engine/Execution.h"

#include "runtime/abi/EntryPoints.h"
#include "runtime/core/Arn.h"
#include "runtime/core/Time.h"
#include "runtime/core/Uuid.h"
#include "runtime/engine/SharedMap.h"
#include "runtime/engine/TaskEvents.h"
#include "runtime/engine/Worker.h"

#include <algorithm>
#include <charconv>
#include <new>
#include <sys/resource.h>
#include <utility>

namespace aslrt {

Execution::Pointer Execution::create(const Settings &settings, uint32_t machine, Activation *parent) {
  static_assert(alignof(Activation) <= alignof(Execution));
  size_t size = sizeof(Execution) + Activation::sizeOf(settings.program->machines[machine]);
  Pointer execution(new (::operator new(size)) Execution(settings));
  new (&execution->root()) Activation(*execution, parent, machine);
  return execution;
}

void Execution::Deleter::operator()(Execution *execution) const {
  execution->root().~Activation();
  execution->~Execution();
  ::operator delete(execution);
}

/// Where three quarters of this thread's stack are used up: by the limit that both the main thread and others got their size from.
static const char *endOfStack() {
  static thread_local const char *const end = [] {
    rlimit limit{};
    getrlimit(RLIMIT_STACK, &limit);
    constexpr size_t usual = size_t(8) << 20, least = size_t(2) << 20; // threads get the latter where there is no limit
    size_t size = limit.rlim_cur == RLIM_INFINITY ? least : std::min<size_t>(limit.rlim_cur, usual);
    return static_cast<const char *>(__builtin_frame_address(0)) - size / 4 * 3;
  }();
  return end;
}

/// Makes it as one that has just been made, but for names and memory.
void Execution::renew(uint64_t index, Clock &clock, RandomSource &random) {
  // A context made anew, so that no field of the last execution can be forgotten here; only the memory stays.
  Arena memory;
  memory.swap(context.arena);
  context.~Context();
  new (&context) Context;
  context.arena.swap(memory);
  context.recycle();
  context.arena.limit = settings.limits.memory;
  context.arena.first = Arena::usualFirst;
  context.program = settings.program;
  context.dialect = settings.program->dialect;
  context.clock = &clock;
  context.pool = settings.helpers;
  context.itemsFollowed = settings.items;
  context.limits = settings.limits;
  context.stackEnd = endOfStack();
  context.others = this;
  current = &root();
  root().join.reset();
  root().variables.reset();
  shared = nullptr;
  remote = nullptr;
  root().frame()->resumePoint = root().frame()->liveSlots = 0;
  ordinal = index;
  timedOut = aborted = overdue = false;
  context.random = settings.seed ? &seeded : &random;
  context.account = settings.account;
  context.machineName = settings.program->name.view();
  context.type = settings.program->type;
}

void Execution::moveTo(Clock &clock, RandomSource &random) {
  context.clock = &clock;
  context.stackEnd = endOfStack();
  if (!settings.seed)
    context.random = &random;
}

/// Lets the context tell what lies here.
void Execution::refer() {
  context.executionName = name;
  context.startTime = startTime;
  context.expressId = expressId;
  context.observer = recorder.get();
}

void Execution::begin(uint64_t index, Clock &clock, RandomSource &random, RandomSource &names) {
  renew(index, clock, random);
  if (settings.seed)
    seeded = SeededRandom(streamSeed(*settings.seed, index));
  if (!settings.program->anonymous || settings.recording) {
    nameIt(names);
    if (int64_t now = clock.now(); now / 1'000'000 != startMillisecond) {
      startMillisecond = now / 1'000'000;
      startTime = formatTimestamp(startMillisecond * 1'000'000);
    }
  }
  refer();
  observe(settings.recording);
}

/// If there is something to be recorded, or to be bounded.
void Execution::observe(const Recording *recording) {
  const Bounds &bounds = settings.bounds[uint32_t(context.type)];
  if (!recording && !bounds.watched())
    recorder.reset();
  else if (!recorder)
    recorder = std::make_unique<Recorder>();
  if (recorder)
    recorder->begin(context, recording, bounds);
  context.observer = recorder.get();
}

void Execution::nameIt(RandomSource &names) {
  // A seeded run has seeded names, of another stream: the workflow's own numbers do not depend on whether it has a name.
  SeededRandom named(settings.seed ? streamSeed(~*settings.seed, ordinal) : 0);
  RandomSource &source = settings.seed ? named : names;
  if (settings.name.empty()) {
    name = makeUuid(source);
  } else {
    name = settings.name;
    if (settings.numbered) {
      char digits[20];
      name += '-';
      name.append(digits, std::to_chars(digits, std::end(digits), ordinal + 1).ptr);
    }
  }
  expressId = settings.program->type == WorkflowType::Express ? makeUuid(source) : std::string();
}

bool Execution::read(std::string_view &text, bool lines, ReadError &error, std::unique_ptr<ReadMemory> &memory) {
  const Demand *demand = context.observer ? nullptr : settings.program->machines[root().machine].input; // what is observed is whole
  Frame *frame = root().frame();
  try {
    Value input = readDemanded(&context, text, lines, settings.borrowInput, demand, error, memory);
    frame->slots[0] = input;
    frame->liveSlots = 1;
    if (context.observer || !settings.program->anonymous) // else nobody asks for it later
      context.input = input;
    context.arena.setMark();
    return !input.is(Tag::Undefined);
  } catch (...) {
    if (lines)
      text = firstLine(text);
    failTaskByException(root());
    return true;
  }
}

void Execution::enter(Activation &activation) {
  if (current == &activation)
    return;
  if (current)
    current->standing = context;
  static_cast<Standing &>(context) = activation.standing;
  current = &activation;
}

void Execution::left(Activation &activation) {
  if (current == &activation)
    current = nullptr;
  if (activation.variables)
    recorder->forget(*std::exchange(activation.variables, nullptr));
}

Activation &Execution::activationOf(const Context &context) { return *static_cast<Execution *>(context.others)->current; }

void Execution::noteStart() {
  if (!context.observer)
    return;
  std::string role = roleArnOf(context.account);
  Detail details[] = {Detail(DetailKey::Input, context.input), Detail(DetailKey::RoleArn, role)};
  context.observer->event(context, {EventType::ExecutionStarted, context.clock->now(), 1, 0, details}); // counted from the start
}

void Execution::noteEnd(Outcome outcome) {
  if (outcome == Outcome::Succeeded)
    noteEvent(&context, EventType::ExecutionSucceeded, {Detail(DetailKey::Output, context.result)});
  else if (aborted)
    noteEvent(&context, EventType::ExecutionAborted, {}, /*chained=*/false);
  else
    noteEvent(&context, timedOut ? EventType::ExecutionTimedOut : EventType::ExecutionFailed,
              {Detail::ofString(DetailKey::Error, context.error), Detail::ofString(DetailKey::Cause, context.cause)});
  if (recorder)
    recorder->end();
}

Outcome Execution::resume(Activation &activation) {
  enter(activation);
  overdue |= context.lastEvent >= context.lookAt && timeIsUp(&context);
  if (!stopped() && context.request.kind == Request::Task) {
    if (recorder && !context.taskFailed && !recorder->holds(context, {&context.taskResult, 1})) {
      StateError error = tooMuchData(namedByErrors(context));
      failTask(error.error, makeTextAnyway(context, error.cause));
    }
    noteTaskEnded(context);
  }
  if (stopped())
    return Outcome::Suspended;
  // Only expressions are timed: not the reading of inputs and answers, nor what other executions do meanwhile.
  struct Timed {
    Arena &arena;
    Timed(Arena &arena, uint64_t milliseconds) : arena(arena) { arena.milliseconds = milliseconds; }
    ~Timed() { arena.milliseconds = 0; }
  } timed(context.arena, settings.limits.milliseconds);
  context.arena.deadline = 0;
  const MachineInfo &machine = context.program->machines[activation.machine];
  for (;;) {
    Outcome outcome;
    if (context.taskFailed && handle(activation, outcome))
      return outcome;
    context.request.kind = Request::None;
    try {
      outcome = (context.observer ? machine.observed : machine.resume)(&context, activation.frame());
      if (outcome != Outcome::Failed || !context.forks.failureEvents)
        return outcome;
      // A Fail state in line has ended not the activation, but the state around it
      context.taskFailed = true;
      context.taskError = std::exchange(context.error, undefinedValue());
      context.taskCause = std::exchange(context.cause, undefinedValue());
    } catch (const Stopped &) {
      context.forks = {};
      overdue = !exhausted();
      return Outcome::Suspended;
    } catch (...) {
      failTaskByException(activation);
    }
  }
}

void Execution::due(Worker &worker) { worker.timeOut(*this); }

void Execution::append(std::vector<std::span<Value>> &spans) { append(root(), spans); }

void Execution::append(Activation &activation, std::vector<std::span<Value>> &spans) {
  if (&activation != current) {
    activation.standing.forEachRoot([&](Value &value) { spans.push_back({&value, 1}); });
    spans.push_back({activation.frame()->slots, activation.frame()->liveSlots});
  }
  if (activation.run)
    activation.run->append(spans);
  if (!activation.join)
    return;
  Join &join = *activation.join;
  spans.push_back(join.results.firstItems(join.started));
  for (auto [first, count] : join.taken)
    spans.push_back(join.shared->results.items().subspan(first, count));
  for (Activation *child = join.youngest; child; child = child->older)
    append(*child, spans);
}

void Execution::collect() {
  Frame none{};
  try {
    aslrt::collect(&context, current ? current->frame() : &none);
  } catch (...) {
    context.arena.setMark(); // nothing is lost; there is only no room for a copy
  }
}

void Execution::collectExactly() {
  collect();
  Arena &arena = context.arena;
  if (arena.unused() <= arena.used() / 4)
    return;
  Arena fresh;
  fresh.limit = arena.limit;
  fresh.first = arena.used() + Arena::headSize;
  Frame none{};
  try {
    collectInto(&context, current ? current->frame() : &none, fresh);
  } catch (...) { // nothing is lost, and nothing is gained
  }
}

} // namespace aslrt
