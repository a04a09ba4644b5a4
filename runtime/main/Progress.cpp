#include "runtime/main/Progress.h"

#include "runtime/main/Drain.h"
#include "runtime/main/Fatal.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <csignal>
#include <pthread.h>
#include <system_error>
#include <unistd.h>

namespace aslrt {

static constexpr auto silence = std::chrono::seconds(1); // what is over by then needs no line
static constexpr unsigned ticksPerSecond = 5;
static constexpr size_t widest = 79; // characters
static std::atomic<size_t> width;    // of the line that is shown

static void put(std::string_view text) { [[maybe_unused]] ssize_t written = write(STDERR_FILENO, text.data(), text.size()); }

/// Blanks over it: a terminal may know no escape sequences.
void clearProgress() {
  static constexpr auto blanks = [] {
    std::array<char, widest + 2> text{};
    text.fill(' ');
    text.front() = '\r';
    return text;
  }();
  if (size_t shown = width.exchange(0)) {
    put({blanks.data(), 1 + shown});
    put("\r");
  }
}

Progress::Progress(Counted counted) : counted(counted) {
  sigset_t all, old;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &old); // signals are for the threads that work
  try {
    thread = std::thread([this] { show(); });
  } catch (const std::system_error &) {
  }
  pthread_sigmask(SIG_SETMASK, &old, nullptr);
}

void Progress::stop() {
  {
    std::lock_guard lock(mutex);
    ending = true;
  }
  end.notify_one();
  if (thread.joinable())
    thread.join();
  clearProgress();
}

void Progress::show() {
  std::unique_lock lock(mutex);
  auto wait = std::chrono::duration_cast<std::chrono::milliseconds>(silence);
  for (; !end.wait_for(lock, wait, [&] { return ending; }); wait = std::chrono::milliseconds(1000 / ticksPerSecond)) {
    std::string line = describe().substr(0, widest);
    size_t size = line.size(), shown = width.exchange(size);
    line.append(shown > size ? shown - size : 0, ' ');
    put("\r" + line);
  }
}

/// "order: 1200 executions ended, 3 failed; 400/s", "order: 1200 of 5000 items, 0 failed; 400/s"
std::string Progress::describe() {
  bool isItems = counted == Counted::Items;
  uint64_t done = isItems ? items.ended : counts.ended, failed = isItems ? items.failed : counts.failed;
  uint64_t &last = before[ticks % ticksPerSecond];
  unsigned since = ticksPerSecond + (ticks < ticksPerSecond ? ticks : 0); // in ticks, of `last`: at first from the start on
  uint64_t rate = (done - std::min(last, done)) * ticksPerSecond / since;
  last = done;
  ++ticks;
  std::string text = std::string(programName()) + ": " + std::to_string(done);
  if (isItems)
    text += " of " + std::to_string(items.known) + " items, ";
  else
    text += done == 1 ? " execution ended, " : " executions ended, ";
  return text + std::to_string(failed) + " failed; " + std::to_string(rate) + "/s";
}

} // namespace aslrt
