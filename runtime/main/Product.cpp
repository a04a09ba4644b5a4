#include "runtime/main/Product.h"

#include "runtime/engine/StopSignals.h"
#include "runtime/json/Json.h"
#include "runtime/main/Describe.h"
#include "runtime/main/Fatal.h"
#include "runtime/main/Ndjson.h"
#include "runtime/main/Options.h"
#include "runtime/main/Progress.h"
#include "runtime/main/Records.h"
#include "runtime/main/Report.h"
#include "runtime/tasks/LocalTasks.h"

#include <algorithm>
#include <sched.h>
#include <unistd.h>

namespace aslrt {
namespace {

/// "input.json:3:14: message"
std::string located(std::string_view name, std::string_view text, size_t offset, std::string_view message) {
  std::string_view before = text.substr(0, std::min(offset, text.size()));
  size_t lines = size_t(std::count(before.begin(), before.end(), '\n'));
  size_t column = before.size() - (before.rfind('\n') + 1); // npos + 1 is 0
  return std::string(name) + ':' + std::to_string(lines + 1) + ':' + std::to_string(column + 1) + ": " + std::string(message);
}

/// Of a file of handlers or mocks: what bounds executions does not count there.
size_t longestConfiguration(const Options &options) { return std::max<size_t>(options.maxInput, size_t(1) << 30); }

Bindings bindHandlers(const Program &program, const Options &options) {
  Bindings bindings(program);
  if (!options.handlers)
    return bindings;
  std::string_view path = *options.handlers;
  Buffer file = readAll(openInput(path), inputName(path), longestConfiguration(options), "--max-input");
  HandlersError error;
  size_t slash = path.rfind('/');
  auto handlers = Handlers::parse(file.view(), slash == path.npos ? "." : path.substr(0, std::max<size_t>(slash, 1)), error);
  if (!handlers)
    fatal(located(inputName(path), file.view(), error.offset, error.message));
  std::string message;
  if (!bindings.override(program, *handlers, message))
    fatal(std::string(inputName(path)) + ": " + message);
  return bindings;
}

/// Whether a definition has a Task state at any depth.
bool definesTask(Value node) {
  if (node.is(Tag::Array))
    return std::ranges::any_of(itemsOf(node), definesTask);
  return node.is(Tag::Object) && std::ranges::any_of(membersOf(node), [](const Member &member) {
           bool type = member.key.string() == "Type" && member.value.is(Tag::String);
           return (type && member.value.string() == "Task") || definesTask(member.value);
         });
}

/// Whether the workflow has Task states, reached or not: those that never are may be gone from the program, the services that run them too.
bool hasTasks(const Program &program) {
  Context memory;
  ReadError error;
  return definesTask(readJson(&memory, program.definition.view(), {.keepNumberText = false, .borrow = true}, error));
}

/// Null if the program has no Tasks.
std::unique_ptr<TaskService> makeTasks(const Program &program, const Options &options, Bindings &&bindings) {
  if (!program.services.makeTasks && options.mock && !hasTasks(program))
    fatal("--mock: this workflow has no Task states");
  if (!program.services.makeTasks)
    return nullptr;
  TaskOptions tasks{std::move(bindings), &program, nullptr, options.maxTaskOutput, unsigned(options.maxProcesses)};
  Buffer text;
  MockFile file{
      {}, {options.stateMachine, options.testCase, program.name.view(), {program.states, program.stateCount}, program.definition.view()}};
  if (options.mock) {
    text = readAll(openInput(*options.mock), inputName(*options.mock), longestConfiguration(options), "--max-input");
    file.text = text.view();
    tasks.mocks = &file;
  }
  try {
    return std::unique_ptr<TaskService>(program.services.makeTasks(std::move(tasks)));
  } catch (const MockError &error) {
    fatal(located(inputName(*options.mock), file.text, error.offset, error.message));
  }
}

Settings settingsOf(const Program &program, const Options &options) {
  Settings settings;
  settings.program = &program;
  settings.limits = options.limits;
  std::copy(std::begin(options.bounds), std::end(options.bounds), settings.bounds);
  settings.virtualTime = options.virtualTime;
  settings.virtualStart = options.startNanoseconds ? *options.startNanoseconds : RealClock().now();
  settings.seed = options.seedNumber;
  settings.s3Root = options.s3Root.value_or("");
  settings.name = options.name.value_or("");
  settings.account.region = options.region.value_or(settings.account.region);
  settings.account.number = options.account.value_or(settings.account.number);
  settings.account.role = options.roleArn.value_or("");
  settings.account.asynchronous = options.async;
  return settings;
}

unsigned jobsOf(const Options &options) {
  if (options.jobs > 0)
    return unsigned(options.jobs);
  cpu_set_t processors;
  return sched_getaffinity(0, sizeof processors, &processors) == 0 ? unsigned(CPU_COUNT(&processors)) : 1;
}

/// Writes the output of a single execution, or keeps its failure.
struct SingleListener final : Listener {
  void ended(Execution &execution, Outcome outcome) override {
    if (progress)
      progress->stop(); // the output may go to the same terminal
    if (outcome == Outcome::Succeeded)
      outcome = write(execution);
    if (outcome == Outcome::Failed)
      appendFailure(failure, execution.context.error, execution.context.cause);
    succeeded = outcome == Outcome::Succeeded;
    counts.failed = !succeeded;
    counts.ended = 1;
  }
  /// Piece by piece: a long one is never in memory as a whole, and threads make texts while others are written.
  Outcome write(Execution &execution) {
    Buffer text;
    Appender out(text, *output);
    Outcome outcome = appendOutput(out, execution);
    if (outcome == Outcome::Succeeded) {
      out.put('\n');
      out.flush();
    }
    return outcome;
  }

  Output *output = nullptr; // before it is run
  std::optional<Progress> progress;
  std::string failure;
  bool succeeded = false;
};

[[noreturn]] void refuseInput(std::string_view name, std::string_view text, const ReadError &error) {
  std::string message = located(name, text, error.offset, error.message);
  std::string_view before = text.substr(0, error.offset);
  size_t last = before.find_last_not_of(" \t\r");
  if (last != before.npos && before[last] == '\n' && before.find_first_not_of(" \t\r\n") != before.npos)
    message += "; --ndjson runs a JSON text a line";
  fatal(message);
}

/// Whether somebody looks at stderr who is told nothing else.
bool showsProgress(const Options &options) {
  bool logs = options.level != LogLevel::Off && !options.log;
  return !options.quiet && !options.trace && !logs && isatty(STDERR_FILENO);
}

bool hasMap(const Program &program) {
  auto isMap = [](const StateInfo &state) { return state.type == StateType::Map; };
  return std::any_of(program.states, program.states + program.stateCount, isMap);
}

int runOne(const Settings &given, const Options &options, unsigned jobs) {
  // What has much memory, or threads, is not destroyed: the process ends next, and that takes them all at once.
  auto &listener = *new SingleListener;
  auto &settings = *new Settings(given);
  auto &helpers = *new SpareWorkers(settings, listener, jobs - 1);
  if (jobs > 1)
    settings.helpers = &helpers;
  auto &file = *new Buffer;
  if (options.input || !isatty(STDIN_FILENO))
    file = readAll(openInput(options.input), inputName(options.input), options.maxInput, "--max-input", settings.helpers);
  std::string_view text = file.view();
  if (text.find_first_not_of(" \t\r\n") == text.npos)
    text = "{}"; // as AWS takes no input
  if (hasMap(*settings.program) && showsProgress(options))
    settings.items = &listener.progress.emplace(Counted::Items).items;
  auto &worker = *new Worker(settings, listener);
  Execution::Pointer execution = worker.begin(0);
  ReadError error;
  if (!execution->read(text, error, worker.readMemory))
    refuseInput(inputName(options.input), text, error);
  Output output(options.output); // before anything is done that cannot be undone
  listener.output = &output;
  if (maySuspend(*settings.program))
    drainOnSignal(options.drainTimeout);
  counts.started = 1;
  worker.run(std::move(execution));
  worker.drain();
  if (!listener.succeeded) {
    waitIfStopping();
    listener.failure += '\n';
    [[maybe_unused]] ssize_t written = write(STDERR_FILENO, listener.failure.data(), listener.failure.size());
    return 1;
  }
  output.commit();
  return 0;
}

int runMany(Settings settings, const Options &options, unsigned jobs) {
  settings.numbered = true;
  settings.borrowInput = settings.virtualTime || !mayWait(*settings.program, 1);
  settings.maxWaiting = std::max<size_t>(1, options.maxWaiting / jobs);
  LineReader reader(openInput(options.input), inputName(options.input), options.maxInput, jobs);
  Output output(options.output);
  drainOnSignal(options.drainTimeout);
  std::optional<Progress> progress;
  if (showsProgress(options) && !(isatty(STDOUT_FILENO) && output.isStdout()))
    progress.emplace(Counted::Executions);
  std::optional<uint64_t> firstNotRun = runLines(settings, jobs, reader, options.maxInput, output);
  progress.reset();
  output.commit();
  endDrain(firstNotRun);
  return counts.failed ? 1 : 0;
}

int print(std::string_view text) {
  Output(std::nullopt).write(text);
  return 0;
}

std::string versionText(const Program &program) {
  return std::string(program.name.view()) + ", compiled by " + std::string(program.compiler.view()) + ", digest " +
         std::string(program.digest.view()) + '\n';
}

int run(const Program &program, int argc, char **argv) {
  Options options;
  options.limits = limitsOf(program.dialect);
  if (std::string message = parseOptions(std::max(argc - 1, 0), argv + 1, options); !message.empty())
    fatal(message);
  if (program.version != abiVersion)
    fatal("compiled for another version of the runtime");
  if (program.profile.size && !options.coverage)
    options.coverage = program.profile.view();
  if (options.help)
    return print(helpText(programName(), program.name.view(), limitsOf(program.dialect)));
  if (options.version)
    return print(versionText(program));
  Bindings bindings = bindHandlers(program, options);
  if (options.describe)
    return print(describeProgram(program, bindings));
  unsigned jobs = jobsOf(options);
  Settings settings = settingsOf(program, options);
  Records records(program, options);
  settings.recording = records.recording();
  std::unique_ptr<TaskService> tasks = makeTasks(program, options, std::move(bindings));
  settings.tasks = tasks.get();
  return options.ndjson ? runMany(settings, options, jobs) : runOne(settings, options, jobs);
}

} // namespace

int runProduct(const Program &program, int argc, char **argv) {
  setProgramName(argc > 0 ? argv[0] : nullptr);
  try {
    return run(program, argc, argv);
  } catch (const std::bad_alloc &) {
    fatal("out of memory");
  } catch (const StateError &error) {
    fatal(error.cause);
  } catch (const LimitExceeded &limit) {
    fatal(limit.message);
  }
}

} // namespace aslrt
