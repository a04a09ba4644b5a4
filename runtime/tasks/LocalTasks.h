// Runs Task states by the handlers of this machine: programs and native functions.
#pragma once

#include "runtime/engine/TaskRunner.h"
#include "runtime/tasks/Bindings.h"

namespace aslrt {

class LocalTasks final : public TaskService {
public:
  /// `maxOutput`: bytes that a handler may answer (--max-task-output). `maxProcesses`: handler programs of this whole run at a
  /// time (--max-processes); more of them queue.
  LocalTasks(Bindings bindings, size_t maxOutput, unsigned maxProcesses, unsigned workers);
  std::unique_ptr<TaskRunner> makeRunner(Worker &worker) override;

private:
  Bindings bindings;
  size_t maxOutput;
  unsigned processesPerWorker;
};

} // namespace aslrt
