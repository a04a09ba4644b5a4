// How far a run is, and what it tells when a signal ends it early.
#pragma once

#include <atomic>
#include <cstdint>
#include <optional>

namespace aslrt {

/// Executions of this process. Those that end at once are counted some at a time.
struct Counts {
  std::atomic<uint64_t> started, ended, failed;
};
extern Counts counts;

/// Lets the first SIGINT or SIGTERM drain the process (engine/StopSignals.h), which then tells so on stderr. `seconds` 0: it does not.
void drainOnSignal(uint64_t seconds);
/// A process that drained has come to its end: tells what was done, and from which line of the input on nothing was run. If there is such
/// a line, the signal ends the process.
void endDrain(std::optional<uint64_t> firstNotRun);

} // namespace aslrt
