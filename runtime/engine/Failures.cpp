// Failures of activations, and the Retry and Catch of their states (asl.md, section 8).
#include "runtime/core/Failure.h"
#include "runtime/core/Time.h"
#include "runtime/engine/Execution.h"

#include <algorithm>
#include <new>
#include <utility>

namespace aslrt {

static constexpr double longestDelay = 99'999'999; // seconds
static constexpr double second = 1e9;              // in nanoseconds

/// What the exception that is being handled means; `memory`: that there was none left.
static StateError describeException(Context &context, bool &memory) {
  try {
    throw;
  } catch (const Error &error) {
    return describe(&context, error);
  } catch (const InternalError &error) {
    return describe(&context, error);
  } catch (const IntrinsicError &error) {
    return describe(&context, error);
  } catch (const LimitExceeded &limit) {
    memory = true;
    return describe(&context, limit);
  } catch (const StateError &error) {
    return error;
  } catch (const std::bad_alloc &) {
    memory = true;
    return describe(&context, LimitExceeded{"out of memory"});
  }
}

/// Makes a value though the limit on memory may be reached: the last words of what fails.
Value makeTextAnyway(Context &context, std::string_view text) {
  size_t limit = std::exchange(context.arena.limit, SIZE_MAX);
  Value value = makeString(&context, text);
  context.arena.limit = limit;
  return value;
}

/// What failed may be the memory: an activation that fails needs no more than its attempt does.
void Execution::makeRoom(Activation &activation) {
  Frame &frame = *activation.frame();
  frame.liveSlots = context.attempt == noIndex ? 0 : context.program->attempts[context.attempt].live;
  context.request.arguments = context.request.captures = context.taskResult = undefinedValue();
  if (activation.parent || frame.liveSlots > 0 || context.forks.failureEvents)
    collect();
  else
    context.recycle();
}

void Execution::failTask(std::string_view error, Value cause) {
  context.taskFailed = true;
  context.taskError = makeTextAnyway(context, error);
  context.taskCause = cause;
}

void Execution::failExhausted() {
  recorder->exhausted = false; // from now on nothing but the end is told
  std::string cause = "The execution reached the maximum number of history events (" + std::to_string(recorder->mostEvents) + ").";
  failTask("States.Runtime", makeTextAnyway(context, cause));
}

void Execution::failTaskByException(Activation &activation) {
  enter(activation);
  bool memory = false;
  StateError error = describeException(context, memory);
  if (memory)
    makeRoom(activation);
  failTask(error.error, makeTextAnyway(context, error.cause));
  if (error.error == "States.QueryEvaluationError")
    noteEvaluationFailed();
}

/// Follows upon what the state's entering did, if nothing has happened in the state since.
void Execution::noteEvaluationFailed() {
  const Program &program = *context.program;
  bool hasPlace = context.expression < program.expressionCount && program.expressions[context.expression].state == context.state;
  std::string_view place = hasPlace ? program.expressions[context.expression].field.view() : std::string_view();
  bool nothingSince = context.previousEvent == context.enteredEvent && place != "Timestamp";
  noteEventAfter(&context, nothingSince ? context.beforeEntered : context.previousEvent, EventType::EvaluationFailed,
                 {Detail::ofString(DetailKey::Error, context.taskError), Detail::ofString(DetailKey::Cause, context.taskCause),
                  hasPlace ? Detail(DetailKey::Location, place) : Detail(),
                  Detail(DetailKey::State, program.states[context.state].name.view())});
}

/// A Parallel or Map state has failed for good; what fails in a catcher of it is another matter.
void Execution::noteForkFailed(std::string_view error) {
  StateType type = context.program->states[context.state].type;
  if (timedOut) // the whole execution, which tells so itself
    return;
  if ((type == StateType::Parallel || type == StateType::Map) && error != "States.Runtime" && context.caughtEvent != context.enteredEvent)
    noteEvent(&context, type == StateType::Map ? EventType::MapStateFailed : EventType::ParallelStateFailed);
}

Outcome Execution::failByException() {
  bool memory = false;
  StateError error = describeException(context, memory);
  context.recycle();
  context.error = makeTextAnyway(context, error.error);
  context.cause = makeTextAnyway(context, error.cause);
  return Outcome::Failed;
}

/// Whether a retrier or catcher that lists these names is for an error.
static bool matches(const ErrorNames &names, std::string_view error, bool heartbeatMissed) {
  return std::any_of(names.names, names.names + names.count, [&](const Text &text) {
    std::string_view name = text.view();
    return name == error || name == "States.ALL" || (name == "States.TaskFailed" && error != "States.Timeout") ||
           (name == "States.HeartbeatTimeout" && heartbeatMissed);
  });
}

/// std::pow would bring 7 KB of tables into every program.
static double power(double base, uint32_t exponent) {
  double result = 1;
  for (; exponent; exponent >>= 1, base *= base)
    if (exponent & 1)
      result *= base;
  return result;
}

/// The first retrier that matches decides. True if it still has an attempt: then the request is for its delay.
bool Execution::retry(Activation &activation, const AttemptInfo &attempt, std::string_view error) {
  const RetrierInfo *end = attempt.retriers + attempt.retrierCount;
  const RetrierInfo *retrier =
      std::find_if(attempt.retriers, end, [&](const RetrierInfo &each) { return matches(each.errors, error, context.heartbeatMissed); });
  if (retrier == end)
    return false;
  if (context.retryCount == 0) // of this visit of the state
    activation.retries = std::make_unique<uint32_t[]>(attempt.retrierCount);
  uint32_t &used = activation.retries[retrier - attempt.retriers];
  if (used >= retrier->maxAttempts)
    return false;
  double delay = retrier->intervalSeconds * power(retrier->backoffRate, used);
  delay = std::min(delay, retrier->maxDelaySeconds ? double(retrier->maxDelaySeconds) : longestDelay);
  if (retrier->fullJitter)
    delay *= double(context.random->next() >> 11) * 0x1p-53;
  ++used;
  if (context.observer)
    context.observer->used(context, Used::Retrier, uint32_t(retrier - attempt.retriers));
  ++context.retryCount;
  context.request = {.kind = Request::Timer, .deadline = later(context.clock->now(), int64_t(delay * second))};
  return true;
}

/// After a failure: false if the machine goes on with a catcher; else what becomes of the activation.
bool Execution::handle(Activation &activation, Outcome &outcome) {
  context.taskFailed = false;
  Value error = context.taskError;
  std::string_view name = error.is(Tag::String) ? error.string() : std::string_view();
  if (context.forks.failureEvents) {
    noteForkFailed(name);
    if (name != "States.Runtime")
      context.lastEvent += context.forks.failureEvents - 1; // that of the outermost state follows
    leaveForks(&context);
  }
  if (context.attempt != noIndex && name != "States.Runtime") {
    const AttemptInfo &attempt = context.program->attempts[context.attempt];
    activation.frame()->resumePoint = attempt.point;
    activation.frame()->liveSlots = attempt.live;
    if (retry(activation, attempt, name)) {
      context.handler = noIndex;
      outcome = Outcome::Suspended;
      return true;
    }
    noteForkFailed(name);
    const ErrorNames *end = attempt.catchers + attempt.catcherCount;
    const ErrorNames *catcher =
        std::find_if(attempt.catchers, end, [&](const ErrorNames &each) { return matches(each, name, context.heartbeatMissed); });
    context.attempt = noIndex;
    if (catcher != end) {
      context.caughtEvent = context.enteredEvent;
      context.handler = uint32_t(catcher - attempt.catchers);
      if (context.observer)
        context.observer->used(context, Used::Catcher, context.handler);
      return false;
    }
  } else {
    noteForkFailed(name);
  }
  context.error = error;
  context.cause = context.taskCause;
  outcome = Outcome::Failed;
  return true;
}

} // namespace aslrt
