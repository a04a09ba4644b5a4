// One execution of a workflow: its context, the activations in it, and how their failures are handled.
#pragma once

#include "runtime/engine/Activation.h"
#include "runtime/engine/Random.h"
#include "runtime/engine/Recorder.h"
#include "runtime/engine/Settings.h"
#include "runtime/json/Json.h"

#include <memory>

namespace aslrt {

class RemoteRun;
class SharedMap;

/// Makes a value though the limit on memory may be reached.
Value makeTextAnyway(Context &context, std::string_view text);

/// Made for one program, on its worker; begin() makes it new again, and keeps the newest chunk of the arena. A million of them may
/// wait at a time: what is here is paid a million times.
class Execution final : public Timer, private OtherRoots {
public:
  struct Deleter {
    void operator()(Execution *execution) const;
  };
  using Pointer = std::unique_ptr<Execution, Deleter>;

  /// Throws std::bad_alloc.
  static Pointer create(const Settings &settings, uint32_t machine = 0, Activation *parent = nullptr);
  Execution(const Execution &) = delete;

  /// The execution at `index` (from 0) of the input starts at the clock's time. A seeded run uses neither random source.
  void begin(uint64_t index, Clock &clock, RandomSource &random, RandomSource &names);
  /// The same for a child of a distributed Map state, which has its name and its random numbers from that state's execution.
  void beginChild(Context &around, std::string_view machineName, WorkflowType type);
  /// A child has read its input: for its history.
  void noteChildStart(Context &around, std::string_view mapRunArn, uint64_t place);
  /// What has begun on one worker runs on another, whose thread this is.
  void moveTo(Clock &clock, RandomSource &random);
  /// A shard of a Map state that several workers share: it runs iterations in the name of that state's execution. See SharedMap.h.
  void beginShard(SharedMap &map, std::unique_ptr<Join> join, Clock &clock, RandomSource &random);
  /// Reads its input. False if the text is no JSON: then `error` is filled and the execution is not to be run.
  bool read(std::string_view text, ReadError &error, std::unique_ptr<ReadMemory> &memory) { return read(text, false, error, memory); }
  /// The same of a text of lines: the first, which the text becomes.
  bool readLine(std::string_view &text, ReadError &error, std::unique_ptr<ReadMemory> &memory) { return read(text, true, error, memory); }

  /// Makes the context that of this activation.
  void enter(Activation &activation);
  /// The activation has ended, and what the context says of it is no longer needed.
  void left(Activation &activation);
  /// Runs an activation until it ends or waits. What it awaited and what is thrown may have failed: then it goes on as its state's Retry
  /// and Catch say, or ends. Succeeded: context.result; Failed: context.error and cause; Suspended: context.request.
  Outcome resume(Activation &activation);
  /// What an activation awaits has failed; it is entered.
  void failTask(std::string_view error, Value cause = undefinedValue());
  /// The root fails, which is entered, since the history is full.
  void failExhausted();
  /// The same by the exception that is being handled: to be called in a catch block.
  void failTaskByException(Activation &activation);
  /// The execution has ended, and ends now as failed by the exception that is being handled.
  Outcome failByException();

  /// Frees what no activation needs.
  void collect();
  /// The same, and gives memory back that holds no value.
  void collectExactly();
  /// The same as collect() if the arena has grown.
  void collectIfFull() {
    if (context.arena.pastMark())
      collect();
  }

  /// It starts, and it has ended: for its history.
  void noteStart();
  void noteEnd(Outcome outcome);
  bool timedOut = false; // as a whole
  bool aborted = false;  // from outside
  bool overdue = false;  // its time, or that of the execution around it, is up
  /// Its history is full.
  bool exhausted() const { return context.observer && context.observer->exhausted; }
  /// Nothing of it runs any more, until a timer tells that it is to end.
  bool stopped() const { return overdue || exhausted(); }

  /// The activation whose context this is.
  static Activation &activationOf(const Context &context);

  Activation &root() { return *reinterpret_cast<Activation *>(this + 1); }
  uint64_t index() const { return ordinal; }

  Context context;
  SharedMap *shared = nullptr; // that this is a shard of
  RemoteRun *remote = nullptr; // to which this is handed back when it ends
  void *owner = nullptr;       // for whoever started it
  uint64_t token = 0;          // likewise

private:
  friend class Parked;
  explicit Execution(const Settings &settings) : settings(settings) {}
  ~Execution() = default;
  void due(Worker &worker) override;
  void append(std::vector<std::span<Value>> &spans) override;
  void append(Activation &activation, std::vector<std::span<Value>> &spans);
  bool handle(Activation &activation, Outcome &outcome);
  bool retry(Activation &activation, const AttemptInfo &attempt, std::string_view error);
  void noteEvaluationFailed();
  void noteForkFailed(std::string_view error);
  void makeRoom(Activation &activation);
  void renew(uint64_t index, Clock &clock, RandomSource &random);
  void nameIt(RandomSource &names);
  void observe(const Recording *recording);
  void refer();
  bool read(std::string_view &text, bool lines, ReadError &error, std::unique_ptr<ReadMemory> &memory);

  const Settings &settings;
  Activation *current = nullptr; // the one whose standing is in the context
  uint64_t ordinal = 0;
  std::unique_ptr<Recorder> recorder;
  SeededRandom seeded;
  std::string name, startTime, expressId;
  int64_t startMillisecond = INT64_MIN; // of `startTime`: the executions of a fast run share it
};

} // namespace aslrt
