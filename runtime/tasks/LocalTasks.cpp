#include "runtime/tasks/LocalTasks.h"

#include "runtime/engine/StopSignals.h"
#include "runtime/engine/Worker.h"
#include "runtime/json/Json.h"
#include "runtime/tasks/Answer.h"
#include "runtime/tasks/Native.h"
#include "runtime/tasks/Process.h"

#include <algorithm>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <mutex>
#include <sys/wait.h>

namespace aslrt {
namespace {

constexpr size_t quotedErrors = 4 << 10; // bytes of stderr in a cause

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  size_t begin = text.find_first_not_of(blanks);
  return begin == text.npos ? std::string_view() : text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

/// "exited with status 3", "was killed by signal 9 (Killed)"
std::string describeStatus(int status) {
  if (WIFEXITED(status))
    return "exited with status " + std::to_string(WEXITSTATUS(status));
  const char *name = sigdescr_np(WTERMSIG(status));
  return "was killed by signal " + std::to_string(WTERMSIG(status)) + " (" + (name ? name : "unknown") + ")";
}

/// The last bytes of stderr, from the start of a line or a character if it is cut.
std::string_view tail(std::string_view errors) {
  errors = trimmed(errors);
  if (errors.size() <= quotedErrors)
    return errors;
  errors.remove_prefix(errors.size() - quotedErrors);
  size_t line = errors.find('\n');
  if (line != errors.npos)
    return errors.substr(line + 1);
  while (!errors.empty() && (errors[0] & 0xc0) == 0x80)
    errors.remove_prefix(1);
  return errors;
}

void answerEnding(Context &context, const std::string &program, const Ending &ending, size_t maxOutput) {
  std::string who = "handler '" + program + "'";
  if (ending.flooded)
    return answerFailure(context, "States.TaskFailed",
                         who + " wrote more than " + std::to_string(maxOutput) + " bytes (option --max-task-output)");
  if (ending.status == 0)
    return answerResult(context, ending.output, who);
  // The error object may follow log lines
  std::string_view errors = trimmed(ending.errors);
  if (WIFEXITED(ending.status) && (answerErrorObject(context, errors) ||
                                   answerErrorObject(context, errors.substr(errors.rfind('\n') + 1))))
    return;
  std::string cause = who + ' ' + describeStatus(ending.status);
  if (!errors.empty())
    cause.append(": ").append(tail(errors));
  answerFailure(context, "States.TaskFailed", cause);
}

/// An execution that is failed by an exception is also one whose task has answered.
template <typename Answer> void guarded(Execution &execution, Answer answer) {
  try {
    answer(execution.context);
  } catch (...) {
    execution.failByException();
  }
}

class LocalRunner final : public TaskRunner {
public:
  LocalRunner(Worker &worker, const Bindings &bindings, size_t maxOutput, unsigned maxProcesses)
      : worker(worker), bindings(bindings), maxOutput(maxOutput), maxProcesses(maxProcesses) {}

  TaskStart start(Execution &execution) override {
    Context &context = execution.context;
    const Binding &binding = bindings.of(context.request.task);
    const TaskInfo &task = context.program->tasks[context.request.task];
    if (binding.kind == HandlerKind::None) {
      answerUnbound(context, task);
      return TaskStart::Answered;
    }
    std::string arguments;
    writePayload(context, arguments, context.request.arguments);
    if (binding.kind == HandlerKind::Native) {
      callNative(context, task, binding.native, arguments);
      return TaskStart::Answered;
    }
    std::string_view state = context.program->states[task.state].name.view();
    queue.push_back({execution, {binding.command, std::string(state), std::string(task.resource.view()),
                                 std::move(arguments), maxOutput}});
    return running < maxProcesses && !launchNext() ? TaskStart::Answered : TaskStart::Pending;
  }

private:
  struct Queued {
    Execution &execution;
    Launch launch;
  };

  static void answerUnbound(Context &context, const TaskInfo &task) {
    answerFailure(context, "States.TaskFailed",
                  "no handler is bound to Resource '" + std::string(task.resource.view()) +
                      "'; bind one by a handlers file: {\"" + std::string(task.resource.view()) +
                      "\": \"exec:PROGRAM\"}, given with --handlers FILE");
  }

  /// Starts the process of the first in the queue. False if that failed: then its context holds the answer.
  bool launchNext() {
    Queued next = std::move(queue.front());
    queue.pop_front();
    std::string program = next.launch.command[0];
    Execution &execution = next.execution;
    std::string trouble = Process::start(worker.loop(), std::move(next.launch), [this, &execution, program](Ending &&ending) {
      --running;
      guarded(execution, [&](Context &context) { answerEnding(context, program, ending, maxOutput); });
      worker.answered(execution);
      launchQueued();
    });
    if (trouble.empty()) {
      ++running;
      return true;
    }
    guarded(execution, [&](Context &context) {
      answerFailure(context, "States.TaskFailed", "handler '" + program + "': " + trouble);
    });
    return false;
  }

  void launchQueued() {
    while (running < maxProcesses && !queue.empty())
      if (Execution &execution = queue.front().execution; !launchNext())
        worker.answered(execution);
  }

  Worker &worker;
  const Bindings &bindings;
  size_t maxOutput;
  unsigned maxProcesses, running = 0;
  std::deque<Queued> queue;
};

/// What programs need of this process: writing to one that does not read must not raise SIGPIPE, and none of the pipes may get a
/// standard descriptor's number, which it could if that was closed.
void prepareProcess() {
  static std::once_flag once;
  std::call_once(once, [] {
    ignorePipeSignal();
    for (int fd = 0; fd <= 2; ++fd)
      if (fcntl(fd, F_GETFD) < 0)
        open("/dev/null", fd == 0 ? O_RDONLY : O_WRONLY);
  });
}

} // namespace

LocalTasks::LocalTasks(TaskOptions &&options)
    : bindings(std::move(options.bindings)), maxOutput(options.maxOutput),
      processesPerWorker(std::max(1u, options.maxProcesses / options.workers)) {}

TaskService *aslrt_make_local_tasks(TaskOptions &&options) { return new LocalTasks(std::move(options)); }

std::unique_ptr<TaskRunner> LocalTasks::makeRunner(Worker &worker) {
  prepareProcess();
  return std::make_unique<LocalRunner>(worker, bindings, maxOutput, processesPerWorker);
}

} // namespace aslrt
