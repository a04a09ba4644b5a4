// A line on the terminal that tells how far a long run is.
#pragma once

#include "runtime/engine/Settings.h"

#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

namespace aslrt {

/// What the line counts.
enum class Counted { Executions, Items };

/// Shows the line on stderr from the first second on, five times a second, until it is stopped. If the system gives no thread, it shows
/// nothing.
class Progress {
public:
  explicit Progress(Counted counted);
  Progress(const Progress &) = delete;
  ~Progress() { stop(); }
  /// Takes the line away for good.
  void stop();

  ItemCounts items; // of Map states, if they are counted

private:
  void show();
  std::string describe();

  Counted counted;
  uint64_t before[5] = {}; // what was done by the last ticks: the rate is that of a second
  unsigned ticks = 0;
  bool ending = false;
  std::mutex mutex;
  std::condition_variable end;
  std::thread thread;
};

/// Takes the line away for the sake of another text on stderr. From signal handlers, too.
void clearProgress();

} // namespace aslrt
