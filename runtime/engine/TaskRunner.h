// What the engine asks of whoever runs the work of Task states. The layer tasks/ implements it.
#pragma once

#include <memory>

namespace aslrt {

class Activation;
class Worker;

enum class TaskStart {
  Answered, // the context holds the answer
  Pending,  // Worker::answered will be called on the worker's thread, never before start returns; virtual time stands still until then
  Timed,    // the same, but by a timer of the runner, so that virtual time goes on
  Silent    // nothing will be answered: only a timeout ends it
};

/// Runs the tasks of one worker, on its thread and its event loop.
class TaskRunner {
public:
  virtual ~TaskRunner() = default;
  /// Starts the task that the context of the activation, which is entered, requests. The answer goes to the context (taskResult, or
  /// taskFailed with taskError and taskCause), after Execution::enter if it comes later; the arguments may be gone once this has returned.
  /// May throw what a resume function may throw.
  virtual TaskStart start(Activation &activation) = 0;
  /// Ends a task that was Pending or Timed: it is not to be answered any more.
  virtual void cancel(Activation &activation) = 0;
  /// Somebody has roused the worker for it.
  virtual void goOn() {}
  /// An execution of this worker that no other has started, at that index of the input, has ended.
  virtual void ended(uint64_t index) { (void)index; }
};

/// Makes the runners. Called by several threads at a time.
class TaskService {
public:
  virtual ~TaskService() = default;
  virtual std::unique_ptr<TaskRunner> makeRunner(Worker &worker) = 0;
};

} // namespace aslrt
