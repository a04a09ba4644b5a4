// All that an execution knows while its code runs: memory, the program, clock and random source, what it waits for, and how it
// ended. Generated code sees it as an opaque pointer.
#pragma once

#include "runtime/abi/Limits.h"
#include "runtime/abi/Program.h"
#include "runtime/core/Arena.h"
#include "runtime/core/Error.h"
#include "runtime/core/Observer.h"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace aslrt {

class ThreadPool;

/// Time as the execution sees it (decision D10): nanoseconds since 1970-01-01T00:00:00Z. Real, or simulated.
class Clock {
public:
  virtual ~Clock() = default;
  virtual int64_t now() = 0;
};

/// Random 64-bit numbers: from the system, or from a seed.
class RandomSource {
public:
  virtual ~RandomSource() = default;
  virtual uint64_t next() = 0;
};

/// Where Step Functions would run an execution, as the context object tells it. Nothing here belongs to an account: the defaults are
/// those of AWS's own local emulator.
struct Account {
  std::string_view region = "us-east-1", number = "123456789012";
  std::string_view role; // ARN; empty: DummyRole of the account
  bool asynchronous = false; // executions are started by StartExecution, Express ones too
};

/// What a suspended activation waits for.
struct Request {
  enum Kind : uint32_t { None, Timer, Task, Fork } kind = None;
  uint32_t index = 0;    // Task: into Program::tasks; Fork: into Program::forks
  int64_t deadline = 0;  // Timer: nanoseconds since 1970
  Value arguments = undefinedValue(); // Task: its own; Fork: the input of the branches, or the items
  Value captures = undefinedValue();  // Fork: an Array, what the machines inside get behind their input; Task: its Credentials
  // Task: seconds; 0: none given. Fork: the most iterations at a time; 0: any number
  uint32_t timeout = 0, heartbeat = 0, concurrency = 0;
};

/// Index that stands for none.
inline constexpr uint32_t noIndex = UINT32_MAX;
/// As an index of an iteration: its value is all that Map.Item tells.
inline constexpr uint32_t wholeItem = UINT32_MAX - 1;

/// Where an activation (one run of a machine: an execution's own, a branch's, an iteration's) stands. Part of the context while it runs,
/// kept with the activation while another one of the execution does.
struct Standing {
  uint32_t state = 0;
  uint32_t expression = noIndex;
  uint32_t attempt = noIndex;      // of Program::attempts: where failures of `state` go to
  uint32_t handler = noIndex;      // the catcher that the attempt goes on with; none: it begins again
  uint32_t retryCount = 0;         // retries of `state` so far
  bool taskFailed = false;         // what was awaited has failed
  bool heartbeatMissed = false;    // namely for want of a heartbeat
  uint64_t enteredEvent = 0;       // id of the StateEntered event of `state`
  // While observed: the event upon which the next one follows, and the one upon which that of `enteredEvent` did
  uint64_t previousEvent = 0, beforeEntered = 0;
  uint64_t caughtEvent = 0;        // `enteredEvent` of the state whose catcher has taken over
  int64_t enteredTime = INT64_MIN; // when `state` was entered; INT64_MIN: not asked yet, and nothing was awaited since
  Request request;
  // The answer to a Task or Fork request; error and cause are also those of a failure that a catcher is to handle
  Value taskResult = undefinedValue();
  Value taskError = undefinedValue(), taskCause = undefinedValue();
  // How it ended
  Value result = undefinedValue();
  Value error = undefinedValue(), cause = undefinedValue();
  // Of an iteration: what $states.context.Map.Item tells; no index: none
  uint32_t itemIndex = noIndex;
  Value itemValue = undefinedValue(), itemKey = undefinedValue();
  Value taskToken = undefinedValue(); // of the task of `tokenState`
  uint32_t tokenState = noIndex;

  /// Calls f(Value &) for all that keeps values alive.
  template <typename F> void forEachRoot(F f) {
    for (Value *root : {&request.arguments, &request.captures, &taskResult, &taskError, &taskCause, &result, &error, &cause, &itemValue,
                        &itemKey, &taskToken})
      f(*root);
  }
};

/// What a machine that iterates runs over, one item after the other. Their Map state holds the items and the results.
struct Iterations {
  Value *results = nullptr;    // by place
  uint32_t next = 0, end = 0;  // places
  // The Map state: what fails before an iteration's first state names that one
  uint32_t state = 0;
  uint64_t enteredEvent = 0;
  int64_t enteredTime = 0;
};

/// Where a state stands whose children run in line.
struct ForkStanding {
  uint64_t enteredEvent;
  int64_t enteredTime;
  uint32_t state, expression, itemIndex;
  Value itemValue, itemKey;
};

/// Forks whose children run in line, each in a child of the one before (aslrt_begin_fork). None of them waits.
struct InlineForks {
  Value outermost = undefinedValue();  // what begin_fork gave
  uint32_t failureEvents = 0;          // that the failure of a child causes in all states around it
  std::vector<ForkStanding> standings; // of the outermost first
};

/// What of an execution holds values besides its context and the frame at hand.
class OtherRoots {
public:
  virtual void append(std::vector<std::span<Value>> &spans) = 0;

protected:
  ~OtherRoots() = default;
};

/// Tables of items by their keys (KeyTables.cpp).
struct KeyTables;
struct DropKeyTables {
  void operator()(KeyTables *tables) const;
};

struct Context : Standing {
  Arena arena;
  const Program *program = nullptr;
  Dialect dialect = Dialect::Jsonata; // of the expressions that run; that of `program` where there is one
  Clock *clock = nullptr;
  RandomSource *random = nullptr;
  Limits limits;
  uint32_t depth = 0;     // nested function calls, or evaluations, around the code that runs
  uint32_t callDepth = 1; // what the next call adds: evaluations around it in its function (aslrt_call_depth)
  uint32_t repeats = 0;   // attempts around the code that have declined, so that what is inside them runs again (aslrt_attempt)
  /// A call in the end of a function, to be made when that has returned (aslrt_tail_apply).
  struct TailCall {
    uint32_t position;
    Value function, context;
    Value *arguments = nullptr;
    uint32_t count, capacity = 0;
    void *name;
  } tail;
  std::unique_ptr<KeyTables, DropKeyTables> keyTables; // made when first needed
  uint64_t steps = stepsPerLook; // that may be taken before one looks at the clock
  uint32_t callPosition = 0; // where the function value that has just been called was called: a builtin's errors point there
  const char *stackEnd = nullptr; // calls that would need stack below this fail as those that are too deep

  uint64_t lastEvent = 1;     // id of the newest history event (1: ExecutionStarted)
  int64_t exitedTime = 0;     // of that event, if it tells that a state was left: the next is entered at once; else 0
  // In real time, for code that does not wait: when the whole execution must have ended, and the event from which on one looks at the clock
  int64_t endsAt = INT64_MAX;
  uint64_t lookAt = UINT64_MAX;
  int64_t evaluationTime = 0; // $now() and $millis() of the current expression; 0: not asked yet
  Iterations iterations;
  InlineForks forks;
  bool itemsFollowed = false; // somebody follows how many iterations have ended
  OtherRoots *others = nullptr;
  uint32_t pins = 0; // while others refer to values, these stay where they are
  const MemoryRanges *elsewhere = nullptr; // of others, whose values are referred to
  Observer *observer = nullptr;
  ThreadPool *pool = nullptr; // none: no other thread takes part in reading and writing

  /// Frees all values, for the next execution.
  void recycle() {
    arena.recycle();
    tail.capacity = 0;
    if (observer)
      observer->moved();
  }

  std::span<const Value> globals; // variables of `aslc eval --bind`
  // $states.context: what the runtime knows of this execution
  Account account;
  std::string_view executionName, startTime;
  std::string_view machineName; // that of the program; behind it "/<label>" in a child of a distributed Map state
  WorkflowType type = WorkflowType::Standard;
  std::string_view expressId; // UUID behind the name in the ARN of an execution of an Express workflow
  Value input = undefinedValue();
};

/// Moves what the frame and the context still need into a fresh arena, which becomes the context's. Throws LimitExceeded: then nothing has
/// changed.
void collectInto(Context *c, Frame *frame, Arena &fresh);
/// Moves into a fresh arena what these values are and refer to, but for what lies elsewhere (may be null). Throws LimitExceeded: then
/// some of the values refer to `fresh` already.
void moveInto(Arena &fresh, const MemoryRanges *elsewhere, std::span<Value> values);

// Making values. Texts are copied into the arena unless said otherwise.
inline void *allocate(Context *c, size_t bytes) { return c->arena.allocate(bytes); }
Value makeString(Context *c, std::string_view text);
/// A string that already lies in the arena (or outlives the execution: give Static).
inline Value stringAt(const char *text, size_t size, uint8_t flags = 0) {
  return {makeHead(Tag::String, flags, uint32_t(size)), reinterpret_cast<uint64_t>(text)};
}
Value makeArray(Context *c, std::span<const Value> items, uint8_t flags = 0);
Value makeObject(Context *c, std::span<const Member> members); // as given: keys distinct, no Undefined
/// Uninitialised items to be filled in, then arrayAt.
inline Value *allocateItems(Context *c, size_t count) { return static_cast<Value *>(allocate(c, count * sizeof(Value))); }
inline Value arrayAt(const Value *items, size_t count, uint8_t flags = 0) {
  return {makeHead(Tag::Array, flags, uint32_t(count)), reinterpret_cast<uint64_t>(items)};
}
inline std::span<const Value> itemsOf(Value array) { return {array.pointer<Value>(), array.length()}; }
inline std::span<const Member> membersOf(Value object) { return {object.pointer<Member>(), object.length()}; }
/// Number, whatever its form (Number or Decimal). Only for values of these tags.
inline double numberOf(Value v) { return v.is(Tag::Number) ? v.number() : v.pointer<DecimalData>()->number; }
inline bool isNumber(Value v) { return v.is(Tag::Number) || v.is(Tag::Decimal); }

/// Items being collected on the caller's stack; 4 words, as generated code reserves them.
struct SequenceBuilder {
  Value *items;
  uint32_t count, capacity;
  uint64_t pad[2];
};
static_assert(sizeof(SequenceBuilder) == 32);
void push(Context *c, SequenceBuilder &builder, Value item);

/// Breaks a limit on memory: throws LimitExceeded.
[[noreturn, gnu::noinline, gnu::cold]] void raiseMemoryLimit();
/// Fails if a string that an expression made is longer than Limits::text. Free for short ones.
void checkTextSlow(Context *c, std::string_view text);
inline void checkText(Context *c, std::string_view text) {
  if (text.size() > c->limits.text) [[unlikely]]
    checkTextSlow(c, text);
}

/// Children of inline forks have failed: where the outermost state stands is where the activation stands.
void leaveForks(Context *c);
/// Looks at the clock: whether Context::endsAt is reached.
[[gnu::noinline, gnu::cold]] bool timeIsUp(Context *c);
/// Copies what lives into a fresh arena, which is known by the context and this frame, and frees the rest.
void collect(Context *c, Frame *frame);
/// Looks at the clock: the next stepsPerLook are free.
[[gnu::noinline, gnu::cold]] void lookAtClock(Context *c);
/// Counts steps of an expression, and fails if its time is up.
inline void spend(Context *c, uint64_t steps) {
  if (steps >= c->steps) [[unlikely]]
    lookAtClock(c);
  else
    c->steps -= steps;
}

bool deepEqual(Value a, Value b);
/// JSONata's effective boolean value.
bool truthy(Value v);
Value lookup(Value object, std::string_view key);
/// Breaks the limit on depth: U1001.
[[noreturn, gnu::noinline, gnu::cold]] void raiseTooDeep(Context *c, uint32_t position);
/// Calls a function value without checking a signature; T1006 if it is none. Counts depth.
Value call(Context *c, uint32_t position, Value function, std::span<const Value> arguments);

} // namespace aslrt
