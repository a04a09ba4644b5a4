// An engine inside of a program that has its own loop: a worker whose clock and whose tasks are the caller's.
#pragma once

#include "runtime/embed/include/aslc/embed.h"
#include "runtime/engine/Recorder.h"
#include "runtime/engine/Worker.h"

#include <deque>
#include <optional>
#include <string>
#include <unordered_map>

/// What is told by the caller becomes a command, which the next poll carries out: so nothing runs inside of a callback.
struct aslc_engine final : private aslrt::Listener, private aslrt::TaskService, private aslrt::RecordSink, private aslrt::Clock {
public:
  aslc_engine(const aslrt::Program &program, const aslc_options &options, const aslc_callbacks &callbacks);
  ~aslc_engine() override;

  /// The number of a new execution. 0 if the input is no JSON: then `trouble` says why.
  uint64_t start(std::string_view input);
  /// Each is false if there is no such execution or task.
  bool abort(uint64_t execution);
  bool succeed(uint64_t task, std::string_view json);
  bool fail(uint64_t task, std::string_view error, const char *cause);
  /// False if AWS's limits count and SendTaskFailure would not take it: then `trouble` says why.
  bool takesFailure(std::string_view error, std::string_view cause);
  bool heartbeat(uint64_t task);
  size_t running() const { return executions.size(); }
  int64_t poll();

  std::string trouble; // why the last call that failed did
  bool polling = false;

private:
  class Runner;
  struct Started {
    aslrt::Execution *execution; // null: it is packed
    aslrt::Parked *parked = nullptr;
    bool runs = false; // the worker has it
  };
  struct OpenTask {
    aslrt::Activation *activation;
    bool answered = false, succeeded = false, hasCause = false;
    std::string text = {}, cause = {}; // JSON, or error and cause
  };
  struct Command {
    enum Kind { Run, Abort, Answer, Heartbeat } kind;
    uint64_t number;
  };

  void carryOut(Command command);
  void end(const Started &started);
  void answer(uint64_t number);
  OpenTask *openTask(uint64_t number);
  void startTask(aslrt::Activation &activation);
  void cancelTask(aslrt::Activation &activation);
  // What the runtime asks for
  void ended(aslrt::Execution &execution, aslrt::Outcome outcome) override;
  void packed(aslrt::Execution &execution, aslrt::Parked &parked) override;
  void unpacked(aslrt::Execution &execution) override;
  std::unique_ptr<aslrt::TaskRunner> makeRunner(aslrt::Worker &worker) override;
  void history(std::string_view text) override;
  void log(std::string_view) override {}
  void trace(std::string_view) override {}
  int64_t now() override;

  aslc_callbacks callbacks;
  std::string name, region, account, role;
  size_t longestInput = SIZE_MAX;                          // bytes
  size_t longestError = SIZE_MAX, longestCause = SIZE_MAX; // characters
  std::optional<aslrt::StateTexts> stateTexts;
  aslrt::Recording recording;
  aslrt::Settings settings;
  aslrt::Worker worker;
  uint64_t lastNumber = 0, startCount = 0;
  int64_t lastTime = INT64_MIN;
  bool silent = false; // no callbacks: it is being destroyed
  std::unordered_map<uint64_t, Started> executions;
  std::unordered_map<uint64_t, OpenTask> tasks;
  std::unordered_map<aslrt::Activation *, uint64_t> numbers; // of `tasks`
  std::deque<Command> commands;
};
