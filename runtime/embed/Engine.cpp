#include "runtime/embed/Engine.h"

#include "runtime/abi/AwsBounds.h"
#include "runtime/json/Json.h"
#include "runtime/tasks/Answer.h"

#include <algorithm>

using namespace aslrt;

static std::string textOr(const char *text, std::string_view otherwise) { return text ? validUtf8(text) : std::string(otherwise); }

/// Tells tasks to the caller, who answers by commands.
class aslc_engine::Runner final : public TaskRunner {
public:
  explicit Runner(aslc_engine &engine) : engine(engine) {}
  TaskStart start(Activation &activation) override {
    engine.startTask(activation);
    return TaskStart::Pending;
  }
  void cancel(Activation &activation) override { engine.cancelTask(activation); }

private:
  aslc_engine &engine;
};

/// What a worker looks at when it is made: the rest is filled in before anything is done with it.
static Settings settingsOf(const Program &program, const aslc_options &options) {
  Settings settings;
  settings.program = &program;
  settings.limits = limitsOf(program.dialect);
  if (options.seeded)
    settings.seed = options.seed;
  return settings;
}

/// What is given counts, else what is usual.
static Bounds boundsOf(const aslc_options &options, Bounds usual) {
  auto either = [](uint64_t given, uint64_t otherwise) { return given ? given : otherwise; };
  return {.events = either(options.max_events, usual.events),
          .payload = either(options.max_payload, usual.payload),
          .variables = either(options.max_variables, usual.variables),
          .seconds = either(options.max_execution_seconds, usual.seconds),
          .concurrency = either(options.max_concurrency, usual.concurrency)};
}

aslc_engine::aslc_engine(const Program &program, const aslc_options &options, const aslc_callbacks &callbacks)
    : callbacks(callbacks), name(textOr(options.name, "")), region(textOr(options.region, Account().region)),
      account(textOr(options.account, Account().number)), role(textOr(options.role, "")), settings(settingsOf(program, options)),
      worker(settings, *this) {
  if (options.max_memory)
    settings.limits.memory = options.max_memory;
  if (options.aws_limits) {
    longestInput = awsInput;
    longestError = awsError;
    longestCause = awsCause;
  }
  for (size_t type = 0; type < std::size(settings.bounds); ++type)
    settings.bounds[type] = boundsOf(options, options.aws_limits ? awsBounds[type] : Bounds());
  settings.clock = this;
  settings.borrowInput = false;
  settings.name = name;
  settings.numbered = true;
  settings.account = {region, account, role, /*asynchronous=*/true};
  recording.sink = this;
  if (callbacks.history)
    recording.history = &stateTexts.emplace(program);
  settings.recording = callbacks.history ? &recording : nullptr;
  settings.tasks = callbacks.task ? this : nullptr;
}

aslc_engine::~aslc_engine() {
  silent = true;
  while (!executions.empty()) {
    auto [number, started] = *executions.begin();
    if (started.runs)
      end(started);
    else
      Execution::Deleter()(started.execution);
    executions.erase(number);
  }
}

uint64_t aslc_engine::start(std::string_view input) {
  if (input.size() > longestInput) {
    trouble = "the input is longer than " + std::to_string(longestInput) + " bytes";
    return 0;
  }
  Execution::Pointer execution = worker.begin(startCount);
  ReadError error;
  if (!execution->read(input, error, worker.readMemory)) {
    trouble = "the input is not JSON: at byte " + std::to_string(error.offset) + ", " + error.message;
    worker.discard(std::move(execution));
    return 0;
  }
  uint64_t number = lastNumber + 1;
  execution->token = number;
  commands.push_back({Command::Run, number});
  try {
    executions.emplace(number, Started{execution.get()});
  } catch (...) {
    commands.pop_back();
    throw;
  }
  execution.release();
  ++startCount;
  return lastNumber = number;
}

bool aslc_engine::abort(uint64_t execution) {
  if (!executions.count(execution))
    return false;
  commands.push_back({Command::Abort, execution});
  return true;
}

/// A task that may still be answered.
aslc_engine::OpenTask *aslc_engine::openTask(uint64_t number) {
  auto found = tasks.find(number);
  return found == tasks.end() || found->second.answered ? nullptr : &found->second;
}

bool aslc_engine::succeed(uint64_t task, std::string_view json) {
  OpenTask *open = openTask(task);
  if (!open)
    return false;
  open->text = json;
  commands.push_back({Command::Answer, task});
  return open->answered = open->succeeded = true;
}

bool aslc_engine::takesFailure(std::string_view error, std::string_view cause) {
  auto takes = [&](const char *what, std::string_view text, size_t most) {
    auto isFirst = [](char byte) { return (byte & 0xc0) != 0x80; }; // of a character in UTF-8
    if (size_t(std::count_if(text.begin(), text.end(), isFirst)) <= most)
      return true;
    trouble = std::string("the ") + what + " is longer than " + std::to_string(most) + " characters";
    return false;
  };
  return takes("error", error, longestError) && takes("cause", cause, longestCause);
}

bool aslc_engine::fail(uint64_t task, std::string_view error, const char *cause) {
  OpenTask *open = openTask(task);
  if (!open)
    return false;
  open->text = error;
  open->hasCause = cause;
  open->cause = cause ? cause : "";
  commands.push_back({Command::Answer, task});
  return open->answered = true;
}

bool aslc_engine::heartbeat(uint64_t task) {
  if (!openTask(task))
    return false;
  commands.push_back({Command::Heartbeat, task});
  return true;
}

int64_t aslc_engine::poll() {
  // What callbacks tell meanwhile has its turn in the next round, so that the caller's loop has its own
  for (size_t count = commands.size(); count > 0; --count) {
    Command command = commands.front();
    commands.pop_front();
    carryOut(command);
  }
  worker.runReady();
  int64_t due = worker.nextDue();
  return commands.empty() && due != INT64_MIN ? due : now();
}

void aslc_engine::carryOut(Command command) {
  auto started = executions.find(command.number);
  auto task = tasks.find(command.number);
  switch (command.kind) {
  case Command::Run:
    started->second.runs = true;
    worker.run(Execution::Pointer(started->second.execution));
    break;
  case Command::Abort:
    if (started != executions.end())
      end(started->second);
    break;
  case Command::Answer:
    if (task != tasks.end())
      answer(command.number);
    break;
  case Command::Heartbeat:
    if (task != tasks.end())
      worker.heartbeat(*task->second.activation);
    break;
  }
}

void aslc_engine::answer(uint64_t number) {
  OpenTask task = std::move(tasks.find(number)->second);
  Activation &activation = *task.activation;
  tasks.erase(number);
  numbers.erase(&activation);
  try {
    activation.execution.enter(activation);
    Context &context = activation.execution.context;
    if (task.succeeded)
      answerResult(context, task.text, "the program around the workflow", worker.resultMemory);
    else
      answerFailure(context, task.text, task.hasCause ? std::string_view(task.cause) : std::string_view());
  } catch (...) { // what is thrown while an answer is made is the answer
    activation.execution.failTaskByException(activation);
  }
  worker.answered(activation);
}

/// The one that the caller started: a child of a distributed Map state is part of it.
static uint64_t numberOf(const Activation &activation) {
  const Activation *root = &activation;
  while (root->parent)
    root = root->parent;
  return root->execution.token;
}

void aslc_engine::startTask(Activation &activation) {
  const Context &context = activation.execution.context;
  const TaskInfo &info = context.program->tasks[context.request.index];
  std::string arguments, state(context.program->states[info.state].name.view()), resource(info.resource.view());
  std::optional<std::string> token = taskToken(context), role = taskRole(context);
  writePayload(context, arguments, context.request.arguments);
  uint64_t number = ++lastNumber;
  numbers.emplace(&activation, number);
  try {
    tasks.emplace(number, OpenTask{&activation});
  } catch (...) {
    numbers.erase(&activation);
    throw;
  }
  aslc_task task{number,
                 numberOf(activation),
                 state.c_str(),
                 resource.c_str(),
                 arguments.c_str(),
                 arguments.size(),
                 token ? token->c_str() : nullptr,
                 context.request.timeout,
                 context.request.heartbeat,
                 role ? role->c_str() : nullptr};
  callbacks.task(callbacks.user, this, &task);
}

void aslc_engine::cancelTask(Activation &activation) {
  auto found = numbers.find(&activation);
  uint64_t number = found->second;
  numbers.erase(found);
  bool answered = tasks.find(number)->second.answered;
  tasks.erase(number);
  if (!answered && !silent && callbacks.cancelled)
    callbacks.cancelled(callbacks.user, this, number);
}

/// Ends one that the worker has, from outside.
void aslc_engine::end(const Started &started) { worker.abort(started.parked ? worker.unpark(*started.parked) : *started.execution); }

void aslc_engine::packed(Execution &execution, Parked &parked) {
  Started &started = executions.find(execution.token)->second;
  started.execution = nullptr;
  started.parked = &parked;
}

void aslc_engine::unpacked(Execution &execution) {
  Started &started = executions.find(execution.token)->second;
  started.execution = &execution;
  started.parked = nullptr;
}

void aslc_engine::ended(Execution &execution, Outcome outcome) {
  executions.erase(execution.token);
  if (silent || !callbacks.ended)
    return;
  Context &context = execution.context;
  aslc_ending ending{};
  std::string output, texts[2];
  if (outcome == Outcome::Succeeded)
    try {
      writePayload(context, output, context.result);
      ending.output = output.c_str();
      ending.output_size = output.size();
    } catch (...) {
      outcome = execution.failByException();
    }
  auto text = [](Value value, std::string &copy) {
    if (!value.is(Tag::String))
      return static_cast<const char *>(nullptr);
    copy = validUtf8(value.string());
    return copy.c_str();
  };
  if (outcome == Outcome::Failed && !execution.aborted) {
    ending.error = text(context.error, texts[0]);
    ending.cause = text(context.cause, texts[1]);
  }
  ending.execution = execution.token;
  ending.outcome = outcome == Outcome::Succeeded ? ASLC_SUCCEEDED
                   : execution.aborted           ? ASLC_ABORTED
                   : execution.timedOut          ? ASLC_TIMED_OUT
                                                 : ASLC_FAILED;
  callbacks.ended(callbacks.user, this, &ending);
}

std::unique_ptr<TaskRunner> aslc_engine::makeRunner(Worker &) { return std::make_unique<Runner>(*this); }

void aslc_engine::history(std::string_view text) {
  if (!silent)
    callbacks.history(callbacks.user, this, std::string(text).c_str(), text.size());
}

/// Timers rely on time that does not go back.
int64_t aslc_engine::now() {
  int64_t time = callbacks.now ? callbacks.now(callbacks.user) : RealClock().now();
  return lastTime = std::max(lastTime, time);
}
