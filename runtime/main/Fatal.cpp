#include "runtime/main/Fatal.h"

#include "runtime/engine/StopSignals.h"
#include "runtime/main/Progress.h"

#include <atomic>
#include <cstring>
#include <string>
#include <unistd.h>

namespace aslrt {

static const char *name = "workflow";

void setProgramName(const char *argv0) {
  if (!argv0 || !*argv0)
    return;
  const char *slash = strrchr(argv0, '/');
  name = slash && slash[1] ? slash + 1 : argv0;
}

std::string_view programName() { return name; }

void complain(std::string_view message) {
  clearProgress();
  std::string text = std::string(name) + ": ";
  text.append(message) += '\n';
  // Where stderr cannot be written, there is nobody left to tell
  [[maybe_unused]] ssize_t written = write(STDERR_FILENO, text.data(), text.size());
}

void fatal(std::string_view message) {
  static std::atomic<bool> ending;
  while (ending.exchange(true))
    pause(); // another thread has come first
  complain(message);
  cleanUp();
  _exit(exitUnusable);
}

void fatalErrno(std::string_view what, int error) {
  const char *text = strerrordesc_np(error);
  fatal(std::string(what) + ": " + (text ? text : "unknown error"));
}

} // namespace aslrt
