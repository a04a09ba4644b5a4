// Runs Task states by the handlers of this machine: programs and native functions.
//
// A program reads the arguments as compact JSON on stdin and writes its result, JSON, to stdout; ASLC_STATE and ASLC_RESOURCE in
// its environment name the state and the Resource. It succeeded if it exits with 0, and then its stderr is dropped. Else the
// last line of stderr (or all of it) may be {"error": ..., "cause": ...}, cause optional, which is the task's error; without it
// the error is States.TaskFailed, and the cause holds the exit status or signal and the end of stderr.
#pragma once

#include "runtime/engine/TaskRunner.h"
#include "runtime/tasks/Bindings.h"
#include "runtime/tasks/Mocking.h"
#include "runtime/tasks/ProcessSlots.h"

namespace aslrt {

/// A mock configuration file, and what of it counts. It has to live only until the service is made.
struct MockFile {
  std::string_view text;
  MockChoice choice;
};

struct TaskOptions {
  Bindings bindings;
  const Program *program;
  const MockFile *mocks; // null: every task has its handler
  size_t maxOutput;      // bytes that a handler may answer (--max-task-output)
  unsigned maxProcesses; // handler programs of this whole run at a time (--max-processes); more of them queue
};

class LocalTasks final : public TaskService {
public:
  /// Throws MockError.
  explicit LocalTasks(TaskOptions &&options);
  std::unique_ptr<TaskRunner> makeRunner(Worker &worker) override;

private:
  Bindings bindings;
  std::optional<Mocking> mocking;
  size_t maxOutput;
  ProcessSlots slots;
};

} // namespace aslrt
