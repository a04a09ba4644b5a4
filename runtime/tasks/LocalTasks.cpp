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
#include <list>
#include <mutex>
#include <sys/wait.h>
#include <unordered_map>

namespace aslrt {
namespace {

constexpr size_t quotedErrors = 4 << 10;    // bytes of stderr in a cause
constexpr int64_t patience = 2'000'000'000; // nanoseconds that a program has to end when told to

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

void answerEnding(Context &context, const std::string &program, const Ending &ending, size_t maxOutput,
                  std::unique_ptr<ReadMemory> &memory) {
  std::string who = "handler '" + program + "'";
  if (ending.flooded)
    return answerFailure(context, "States.TaskFailed",
                         who + " wrote more than " + std::to_string(maxOutput) + " bytes (option --max-task-output)");
  if (ending.status == 0)
    return answerResult(context, ending.output, who, memory);
  // The error object may follow log lines
  std::string_view errors = trimmed(ending.errors);
  if (WIFEXITED(ending.status) && (answerErrorObject(context, errors) || answerErrorObject(context, errors.substr(errors.rfind('\n') + 1))))
    return;
  std::string cause = who + ' ' + describeStatus(ending.status);
  if (!errors.empty())
    cause.append(": ").append(tail(errors));
  answerFailure(context, "States.TaskFailed", cause);
}

class LocalRunner final : public TaskRunner, private ProcessSlots::Waiter {
public:
  LocalRunner(Worker &worker, const Bindings &bindings, Mocking *mocking, size_t maxOutput, ProcessSlots &slots)
      : worker(worker), bindings(bindings), mocking(mocking), maxOutput(maxOutput), slots(slots) {}
  ~LocalRunner() {
    slots.forget(*this);
    if (!dying.empty())
      endChildren();
  }

  TaskStart start(Activation &activation) override {
    Context &context = activation.execution.context;
    if (const MockedAnswer *mocked = mocking ? mocking->find(activation) : nullptr)
      return startMocked(activation, *mocked);
    const Binding &binding = bindings.of(context.request.index);
    const TaskInfo &task = context.program->tasks[context.request.index];
    if (binding.kind == HandlerKind::None) {
      answerUnbound(context, task);
      return TaskStart::Answered;
    }
    std::string arguments;
    writePayload(context, arguments, context.request.arguments);
    if (binding.kind == HandlerKind::Native) {
      callNative(context, task, binding.native, arguments, worker.resultMemory);
      return TaskStart::Answered;
    }
    queue.push_back({activation, {binding.command, variables(context, task), std::move(arguments), maxOutput}});
    if (waits || !takeSlot() || launchNext())
      return TaskStart::Pending;
    slots.give();
    return TaskStart::Answered;
  }

  /// A slot has been granted.
  void goOn() override {
    if (unwanted > 0) {
      --unwanted;
      return;
    }
    waits = false;
    useSlot();
  }

  void cancel(Activation &activation) override {
    if (auto found = later.find(&activation); found != later.end()) {
      worker.cancelTimer(*found->second);
      later.erase(found);
      return;
    }
    auto queued = std::find_if(queue.begin(), queue.end(), [&](const Queued &each) { return &each.activation == &activation; });
    if (queued != queue.end()) {
      queue.erase(queued);
      if (queue.empty() && waits)
        waitNoMore();
      return;
    }
    auto found = running.find(&activation);
    end(*found->second);
    running.erase(found);
  }

  void ended(uint64_t index) override {
    if (mocking)
      mocking->forget(index);
  }

private:
  struct Queued {
    Activation &activation;
    Launch launch;
  };
  /// The answer of a mocked task that takes time.
  struct Later final : Timer {
    Later(LocalRunner &runner, Activation &activation, const MockedAnswer &mocked)
        : runner(runner), activation(activation), mocked(mocked) {}
    void due(Worker &) override { runner.give(*this); }
    LocalRunner &runner;
    Activation &activation;
    const MockedAnswer &mocked;
  };
  /// A process that was told to end, but has not.
  struct Dying final : Timer {
    explicit Dying(Process &process) : process(process) {}
    void due(Worker &) override { process.signal(SIGKILL); }
    Process &process;
  };

  TaskStart startMocked(Activation &activation, const MockedAnswer &mocked) {
    if (mocked.seconds == 0) {
      mocking->give(activation.execution.context, mocked, worker.resultMemory);
      return TaskStart::Answered;
    }
    auto timer = std::make_unique<Later>(*this, activation, mocked);
    worker.setTimer(int64_t(mocked.seconds * 1e9), *timer);
    later[&activation] = std::move(timer);
    return TaskStart::Timed;
  }

  void give(Later &timer) {
    Activation &activation = timer.activation;
    answer(activation, [&](Context &context) { mocking->give(context, timer.mocked, worker.resultMemory); });
    later.erase(&activation);
    worker.answered(activation);
  }

  static std::vector<std::string> variables(const Context &context, const TaskInfo &task) {
    std::vector<std::string> all{"ASLC_STATE=" + std::string(context.program->states[task.state].name.view()),
                                 "ASLC_RESOURCE=" + std::string(task.resource.view())};
    if (auto token = taskToken(context))
      all.push_back("ASLC_TASK_TOKEN=" + *token);
    if (auto role = taskRole(context))
      all.push_back("ASLC_ROLE_ARN=" + *role);
    return all;
  }

  static void answerUnbound(Context &context, const TaskInfo &task) {
    answerFailure(context, "States.TaskFailed",
                  "no handler is bound to Resource '" + std::string(task.resource.view()) + "'; bind one by a handlers file: {\"" +
                      std::string(task.resource.view()) + "\": \"exec:PROGRAM\"}, given with --handlers FILE");
  }

  /// What is thrown while an answer is made is the answer.
  template <typename Answer> static void answer(Activation &activation, Answer make) {
    try {
      activation.execution.enter(activation);
      make(activation.execution.context);
    } catch (...) {
      activation.execution.failTaskByException(activation);
    }
  }

  void granted() override { worker.rouse(); }

  /// For the first in the queue. False: it has to wait for one.
  bool takeSlot() {
    worker.loop(); // it is roused there
    waits = !slots.take(*this);
    return !waits;
  }

  void waitNoMore() {
    waits = false;
    if (slots.forget(*this))
      return;
    ++unwanted; // it is told, but this has not heard of it
    slots.give();
  }

  /// Runs what is queued, with a slot that is free for it.
  void useSlot() {
    while (!queue.empty()) {
      Activation &next = queue.front().activation;
      if (!launchNext())
        worker.answered(next);
      else if (queue.empty() || !takeSlot())
        return;
    }
    slots.give();
  }

  /// Starts the process of the first in the queue. False if that failed: then its context holds the answer.
  bool launchNext() {
    Queued next = std::move(queue.front());
    queue.pop_front();
    std::string program = next.launch.command[0], trouble;
    Activation &activation = next.activation;
    Process *process = Process::start(
        worker.loop(), std::move(next.launch),
        [this, &activation, program](Process &process, Ending &&ending) { ended(process, activation, program, ending); },
        [this, &activation](Process &process) {
          if (!dying.count(&process))
            worker.heartbeat(activation);
        },
        trouble);
    if (process) {
      running[&activation] = process;
      return true;
    }
    answer(activation, [&](Context &context) { answerFailure(context, "States.TaskFailed", "handler '" + program + "': " + trouble); });
    return false;
  }

  void end(Process &process) {
    auto timer = std::make_unique<Dying>(process);
    process.signal(worker.settings.virtualTime ? SIGKILL : SIGTERM);
    if (!worker.settings.virtualTime)
      worker.setTimer(patience, *timer);
    dying[&process] = std::move(timer);
  }

  void ended(Process &process, Activation &activation, const std::string &program, const Ending &ending) {
    if (auto told = dying.find(&process); told != dying.end()) {
      worker.cancelTimer(*told->second);
      dying.erase(told);
    } else {
      running.erase(&activation);
      answer(activation, [&](Context &context) { answerEnding(context, program, ending, maxOutput, worker.resultMemory); });
      worker.answered(activation);
    }
    slots.give(); // others may have waited longer
    if (!queue.empty() && !waits && takeSlot())
      useSlot();
  }

  Worker &worker;
  const Bindings &bindings;
  Mocking *mocking; // or null
  size_t maxOutput;
  ProcessSlots &slots;
  bool waits = false;    // for a slot
  unsigned unwanted = 0; // slots that have been granted, and given back already
  std::list<Queued> queue;
  std::unordered_map<Activation *, Process *> running;
  std::unordered_map<Process *, std::unique_ptr<Dying>> dying; // they are no activation's any more
  std::unordered_map<Activation *, std::unique_ptr<Later>> later;
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
    : bindings(std::move(options.bindings)), maxOutput(options.maxOutput), slots(options.maxProcesses) {
  if (options.mocks)
    mocking.emplace(*options.program, readMocks(options.mocks->text, options.mocks->choice));
}

TaskService *aslrt_make_local_tasks(TaskOptions &&options) { return new LocalTasks(std::move(options)); }

std::unique_ptr<TaskRunner> LocalTasks::makeRunner(Worker &worker) {
  prepareProcess();
  return std::make_unique<LocalRunner>(worker, bindings, mocking ? &*mocking : nullptr, maxOutput, slots);
}

} // namespace aslrt
