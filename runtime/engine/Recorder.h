// Histories, logs and traces of executions as texts.
#pragma once

#include "runtime/core/Buffer.h"
#include "runtime/core/Context.h"
#include "runtime/engine/Coverage.h"
#include "runtime/engine/VariableSizes.h"
#include "runtime/json/Appender.h"

#include <string>

namespace aslrt {

/// Which events are logged (api.md, section 6).
enum class LogLevel : uint32_t { Off, Fatal, Error, All };

/// Where they go. Called by several threads at a time.
class RecordSink {
public:
  virtual ~RecordSink() = default;
  /// The events of an execution that has ended: JSON, as GetExecutionHistory answers. If histories are streamed, the next piece of it.
  virtual void history(std::string_view text) = 0;
  /// A line of the log, or of the trace.
  virtual void log(std::string_view line) = 0;
  virtual void trace(std::string_view line) = 0;
};

/// Of each state of a program, what all events of its entering, or leaving, have in common, up to its name and a comma.
struct StateTexts {
  explicit StateTexts(const Program &program);
  std::vector<std::string> entered, exited;
};

/// What is recorded of the executions of a process.
struct Recording {
  RecordSink *sink = nullptr;
  const StateTexts *history = nullptr; // none: there is no history
  bool streams = false;                // there is one execution, whose history needs not wait for its end
  bool trace = false;
  LogLevel level = LogLevel::Off;
  Coverage *coverage = nullptr;        // none: it is not counted
  const Recording *children = nullptr; // of executions that distributed Map states start
  bool logData = false;                // inputs, outputs and parameters are in the log, too
};

/// What a state, or its task, gives too much of: States.DataLimitExceeded.
StateError tooMuchData(std::string_view stateOrTask);

/// Writes a number that mostly is the last one and 1.
class NumberText {
public:
  static constexpr size_t longest = 20;
  /// Where there is room for `longest` bytes. Returns what follows.
  char *put(char *to, uint64_t number);

private:
  uint64_t last = 0;
  Snippet<8> text = snippet<8>("0"); // of `last`
};

/// Of one execution at a time.
class Recorder final : public Observer {
public:
  /// Without a recording it only watches the bounds.
  void begin(const Context &context, const Recording *recording, const Bounds &bounds);
  void event(const Context &context, const Event &event) override;
  void moved() override { payload = undefinedValue(); }
  void checkPayload(const Context &context, std::span<const Value> values) override;
  void assign(const Context &context, std::span<const Value> names, std::span<const Value> values) override;
  /// An activation has ended, and with it what it has assigned.
  void forget(const VariableSizes &variables) { variableBytes -= variables.total; }
  bool holds(const Context &context, std::span<const Value> values) const;
  void used(const Context &context, Used what, uint32_t place) override;
  /// It is a child of a distributed Map state, of which its history tells. `place`: of its item or batch.
  void ofChild(std::string_view mapState, std::string_view mapRunArn, uint64_t place);
  /// The execution has ended.
  void end();

private:
  void appendHistory(const Context &context, const Event &event);
  void streamHistory();
  void log(const Event &event);
  void trace(const Event &event);
  void putDetails(Appender &out, std::span<const Detail> details, bool data, bool any = false);
  void putDetail(Appender &out, const Detail &detail);
  void putPayload(Appender &out, Value value);
  void putVariables(Appender &out, Value pairs);
  void show(std::string &text, const Detail &detail);

  const Recording *recording = nullptr;
  uint64_t mostPayload = Bounds::none; // bytes
  uint64_t mostVariables = Bounds::none, variableBytes = 0; // of all activations
  Buffer events;
  std::string line, arn;
  std::string opening; // of the history, whose start is still to be written; or empty
  // The last array, object or string that was written as a text in JSON: often the next is the same
  Value payload = undefinedValue();
  std::string payloadText, payloadJson;
  int64_t millisecond = INT64_MIN; // of the last event
  Snippet<64> head;                // of an event of that time
  NumberText id, previous;
  int64_t start = 0;
};

} // namespace aslrt
