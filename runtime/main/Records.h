// Where histories, logs and traces go: files, which grow as the executions run, or stderr.
#pragma once

#include "runtime/engine/Recorder.h"
#include "runtime/main/Options.h"

#include <mutex>

namespace aslrt {

class Records final : public RecordSink {
public:
  /// Makes the files. Ends the process where that fails.
  Records(const Program &program, const Options &options);
  Records(const Records &) = delete;
  ~Records();
  /// What is to be recorded; null if nothing is.
  const Recording *recording() const {
    return recorded.history || recorded.trace || recorded.coverage || recorded.level != LogLevel::Off ? &recorded : nullptr;
  }

  void history(std::string_view text) override { write(historyFile, text); }
  void log(std::string_view line) override { write(logFile, line); }
  void trace(std::string_view line) override { write({}, line); }

private:
  struct File {
    int fd = 2;
    std::string name = "<stderr>";
  };
  static File open(std::string_view path);
  void write(const File &file, std::string_view text);

  std::optional<StateTexts> stateTexts;
  std::optional<Coverage> coverage;
  Recording recorded, ofChildren;
  std::mutex mutex; // lines of several threads stay whole
  File historyFile, logFile, coverageFile;
};

} // namespace aslrt
