// What the executions of a process have in common.
#pragma once

#include "runtime/core/Context.h"

#include <atomic>
#include <optional>

namespace aslrt {

class Helpers;
class TaskService;
struct Recording;

/// Items of Map states: that are known, that have ended.
struct ItemCounts {
  std::atomic<uint64_t> known, ended, failed;
};

struct Settings {
  const Program *program = nullptr;
  Limits limits;
  bool virtualTime = false;
  Clock *clock = nullptr;       // of real time; null: the system's
  int64_t virtualStart = 0;     // nanoseconds since 1970 at which every execution starts in virtual time
  std::optional<uint64_t> seed; // of random numbers and names; none: the system's randomness
  std::string_view name;        // of executions; empty: each has a UUID
  Account account;
  std::string_view s3Root;              // folder of the buckets; empty: there are none
  bool numbered = false;                // several executions: `name` is followed by "-" and the place in the input, from 1
  bool borrowInput = true;              // the text of an input outlives its execution
  size_t maxWaiting = 4096;             // executions that a worker lets wait at a time
  const Recording *recording = nullptr; // none: nothing is recorded
  Bounds bounds[2];                     // of executions, by WorkflowType
  Helpers *helpers = nullptr;           // none: each Map state stays on its worker
  TaskService *tasks = nullptr;         // none: Tasks fail
  ItemCounts *items = nullptr;          // none: nobody counts them

  /// Whether anything depends on which place an execution has among others: its random numbers, its name, the answers of mocks.
  bool tellsApart() const { return seed || tasks || (numbered && (recording || !program->anonymous)); }
};

/// Whether an execution of the program may have to wait for a timer, a task, or, its iterations, for others of so many workers.
inline bool mayWait(const Program &program, unsigned jobs) {
  for (uint64_t i = 0; i < program.stateCount; ++i)
    if (StateType type = program.states[i].type; type == StateType::Wait || type == StateType::Task)
      return true;
  return program.services.makeMapRun || (jobs > 1 && program.forkCount);
}

/// Whether it may suspend, for that or for branches and iterations of its own.
inline bool maySuspend(const Program &program) {
  for (uint64_t i = 0; i < program.stateCount; ++i)
    switch (program.states[i].type) {
    case StateType::Wait:
    case StateType::Task:
    case StateType::Parallel:
    case StateType::Map: return true;
    case StateType::Pass:
    case StateType::Choice:
    case StateType::Succeed:
    case StateType::Fail: break;
    }
  return false;
}

} // namespace aslrt
