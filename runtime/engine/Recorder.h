// Histories, logs and traces of executions as texts.
#pragma once

#include "runtime/core/Context.h"

#include <string>

namespace aslrt {

/// Which events are logged (api.md, section 6).
enum class LogLevel : uint32_t { Off, Fatal, Error, All };

/// Where they go. Called by several threads at a time.
class RecordSink {
public:
  virtual ~RecordSink() = default;
  /// The events of an execution that has ended: JSON, as GetExecutionHistory answers.
  virtual void history(std::string_view text) = 0;
  /// A line of the log, or of the trace.
  virtual void log(std::string_view line) = 0;
  virtual void trace(std::string_view line) = 0;
};

/// What is recorded of the executions of a process.
struct Recording {
  RecordSink *sink = nullptr;
  bool history = false, trace = false;
  LogLevel level = LogLevel::Off;
  bool logData = false; // inputs, outputs and parameters are in the log, too
};

/// What a state, or its task, gives too much of: States.DataLimitExceeded.
StateError tooMuchData(std::string_view stateOrTask);

/// Of one execution at a time.
class Recorder final : public Observer {
public:
  /// Without a recording it only watches the bounds.
  void begin(const Context &context, const Recording *recording, const Bounds &bounds);
  void event(const Context &context, const Event &event) override;
  void checkPayload(const Context &context, std::span<const Value> values) override;
  bool holds(const Context &context, std::span<const Value> values) const;
  /// The execution has ended.
  void end();

private:
  void appendHistory(const Event &event, int64_t time);
  void log(const Event &event, int64_t time);
  void trace(const Event &event, int64_t time);

  const Recording *recording = nullptr;
  uint64_t mostPayload = Bounds::none; // bytes
  std::string events, line, arn;
  int64_t start = 0;
};

} // namespace aslrt
