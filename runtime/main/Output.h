// Where the output goes. A file appears whole or not at all: it is written beside its place and renamed at the end.
#pragma once

#include "runtime/json/Appender.h"

#include <optional>
#include <string>
#include <string_view>

namespace aslrt {

class Output final : public TextSink {
public:
  /// stdout for none and "-". Ends the process if the file cannot be made, before anything has been run.
  explicit Output(std::optional<std::string_view> path);
  Output(const Output &) = delete;
  /// Removes what was not committed.
  ~Output();
  /// Writes all, or ends the process: with a message, or by SIGPIPE if nobody reads stdout any more.
  void write(std::string_view text) override;
  bool isStdout() const { return fd == 1; }
  /// Gives the file its name.
  void commit();

private:
  [[noreturn]] void fail(const char *what, int error);
  void createBeside();

  int fd = 1;
  std::string name = "<stdout>", temporary;
};

} // namespace aslrt
