#include "runtime/main/Drain.h"

#include "runtime/engine/StopSignals.h"
#include "runtime/main/Fatal.h"
#include "runtime/main/Progress.h"

#include <algorithm>
#include <charconv>
#include <string_view>
#include <unistd.h>

namespace aslrt {

Counts counts;

namespace {

uint64_t drainSeconds;

/// A line for stderr, made in a handler: nothing is allocated.
class Line {
public:
  Line() {
    clearProgress();
    *this << programName() << ": ";
  }
  ~Line() {
    *this << "\n";
    [[maybe_unused]] ssize_t written = write(STDERR_FILENO, text, size); // nobody is left to tell if it fails
  }
  Line &operator<<(std::string_view words) {
    size += words.copy(text + size, sizeof text - size);
    return *this;
  }
  Line &operator<<(uint64_t number) {
    char digits[20];
    return *this << std::string_view(digits, size_t(std::to_chars(digits, std::end(digits), number).ptr - digits));
  }

private:
  char text[512];
  size_t size = 0;
};

std::string_view nameOf(int signal) {
  return signal == SIGINT ? "SIGINT" : signal == SIGTERM ? "SIGTERM" : signal == SIGHUP ? "SIGHUP" : "time is up";
}

void putDone(Line &line) {
  line << counts.ended << (counts.ended == 1 ? " execution" : " executions") << " ended, " << counts.failed << " of them failed";
}

void tell(DrainStep step, int signal) {
  Line line;
  line << nameOf(signal) << ": ";
  if (step == DrainStep::Begun) {
    line << "nothing new is begun; what runs has " << drainSeconds << " s to end, and another signal stops it";
    return;
  }
  putDone(line);
  uint64_t started = counts.started, ended = counts.ended;
  line << "; " << std::max<uint64_t>(started, ended) - ended << " that ran are stopped";
}

} // namespace

void drainOnSignal(uint64_t seconds) {
  drainSeconds = seconds;
  if (seconds > 0)
    drainFirst(unsigned(seconds), tell);
}

void endDrain(std::optional<uint64_t> firstNotRun) {
  int signal = drainSignal;
  if (!signal)
    return;
  {
    Line line;
    line << nameOf(signal) << ": ";
    putDone(line);
    if (firstNotRun)
      line << "; not run: the input from line " << *firstNotRun << " on";
  }
  if (firstNotRun)
    endBySignal(signal);
}

} // namespace aslrt
