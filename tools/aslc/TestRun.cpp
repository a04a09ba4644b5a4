#include "TestRun.h"

#include "JsonDifferences.h"
#include "Output.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace aslc;

static std::string contentOf(const std::string &path) {
  auto buffer = llvm::MemoryBuffer::getFile(path, /*IsText=*/false, /*RequiresNullTerminator=*/false);
  return buffer ? (*buffer)->getBuffer().str() : "";
}

std::string TestRunner::lastCoverage() const { return contentOf(file("coverage.json")); }

std::vector<std::string> TestRunner::commandLine(const TestCase &test) const {
  std::vector<std::string> words{program,
                                 "--virtual-time",
                                 "--history",
                                 file("history.json"),
                                 "--history-children",
                                 "--input",
                                 test.inputFile.empty() ? file("input.json") : test.inputFile};
  words.insert(words.end(), test.options.begin(), test.options.end());
  auto add = [&](const char *option, const std::string &value) {
    if (!value.empty())
      words.insert(words.end(), {option, value});
  };
  add("--mock", test.mocks.empty() ? test.mockFile : file("mocks.json"));
  if (test.mocks.empty() && !test.mockFile.empty()) {
    add("--test-case", test.testCase);
    add("--state-machine", test.stateMachine);
  }
  add("--coverage", coverage ? file("coverage.json") : "");
  return words;
}

/// Whether the process has ended before the time (milliseconds) is up, or the other descriptor can be read.
static bool waitFor(int process, int other, int time) {
  pollfd waiting[] = {{process, POLLIN, 0}, {other, POLLIN, 0}};
  while (poll(waiting, 2, time) < 0 && errno == EINTR)
    ;
  return waiting[0].revents != 0;
}

/// Ends a program, which takes its handlers along: the first signal lets it drain, the second does not.
static void stop(pid_t child, int descriptor) {
  constexpr int patience = 5000; // milliseconds; it gives its handlers two seconds
  kill(child, SIGTERM);
  kill(child, SIGINT);
  if (descriptor < 0 || !waitFor(descriptor, -1, patience))
    kill(child, SIGKILL);
}

/// Runs it to its end; gives what prevented that, or nothing. By hand, since LLVM's ExecuteAndWait counts time by SIGALRM, which interrupts
/// the main thread, while this is another.
std::string TestRunner::execute(const std::vector<std::string> &words, int &status) const {
  std::vector<char *> arguments;
  for (const std::string &word : words)
    arguments.push_back(const_cast<char *>(word.c_str()));
  arguments.push_back(nullptr);
  std::string out = file("output"), errors = file("errors");
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, 1, out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  posix_spawn_file_actions_addopen(&actions, 2, errors.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  pid_t child;
  int error = posix_spawn(&child, program.c_str(), &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (error)
    return "the program could not be started: " + std::string(strerror(error));
  int descriptor = int(syscall(SYS_pidfd_open, child, 0)), unwatched = descriptor < 0 ? errno : 0;
  bool ended = !unwatched && waitFor(descriptor, interrupt.descriptor(), int(seconds * 1000));
  if (!ended)
    stop(child, descriptor);
  while (waitpid(child, &status, 0) < 0 && errno == EINTR)
    ;
  if (unwatched)
    return "the system cannot watch the program: " + std::string(strerror(unwatched));
  close(descriptor);
  return !ended ? "it did not end within " + std::to_string(seconds) + " s (--timeout), and was stopped" : "";
}

static std::optional<std::string> stringIn(const llvm::json::Object *object, llvm::StringRef name) {
  std::optional<llvm::StringRef> value = object ? object->getString(name) : std::nullopt;
  return value ? std::optional(value->str()) : std::nullopt;
}

static std::vector<std::string> pathOf(const llvm::json::Array &events) {
  std::vector<std::string> path;
  for (const llvm::json::Value &event : events)
    if (auto name = stringIn(event.getAsObject()->getObject("stateEnteredEventDetails"), "name"))
      path.push_back(*name);
  return path;
}

static void readLastEvent(const llvm::json::Object &last, TestOutcome &outcome) {
  llvm::StringRef type = last.getString("type").value_or("");
  outcome.status = type == "ExecutionSucceeded" ? "SUCCEEDED" : type == "ExecutionTimedOut" ? "TIMED_OUT" : "FAILED";
  const auto *failure = last.getObject(outcome.status == "TIMED_OUT" ? "executionTimedOutEventDetails" : "executionFailedEventDetails");
  outcome.error = stringIn(failure, "error");
  outcome.cause = stringIn(failure, "cause");
}

/// One history follows another: those of children, which tell of which Map Run they are, and last that of the execution. False if that is
/// not there.
bool TestRunner::readHistories(TestOutcome &outcome) const {
  constexpr llvm::StringLiteral end = "\n]}\n";
  struct Run {
    std::string arn, state;
    std::map<int64_t, std::vector<std::string>> paths; // by place
  };
  std::vector<Run> runs;
  std::string text = contentOf(file("history.json"));
  for (llvm::StringRef rest = text; rest.contains(end); rest = rest.substr(rest.find(end) + end.size())) {
    auto history = llvm::json::parse(rest.take_front(rest.find(end) + end.size()));
    const llvm::json::Object *object = history ? history->getAsObject() : nullptr;
    if (!history)
      llvm::consumeError(history.takeError());
    const llvm::json::Array *events = object ? object->getArray("events") : nullptr;
    if (!events || events->empty())
      return false;
    auto arn = stringIn(object, "mapRunArn");
    if (!arn) {
      outcome.path = pathOf(*events);
      readLastEvent(*events->back().getAsObject(), outcome);
      continue;
    }
    auto run = llvm::find_if(runs, [&](const Run &each) { return each.arn == *arn; });
    if (run == runs.end())
      run = runs.insert(runs.end(), Run{*arn, stringIn(object, "mapState").value_or(""), {}});
    run->paths[object->getInteger("place").value_or(0)] = pathOf(*events);
  }
  for (Run &run : runs)
    for (auto &[place, path] : run.paths)
      outcome.children[run.state].push_back(std::move(path));
  return !outcome.status.empty();
}

/// Status, failure and path are in the history; the output is taken as it was written.
void TestRunner::readEnding(int status, TestOutcome &outcome) const {
  if (!WIFEXITED(status) || WEXITSTATUS(status) > 1) {
    bool exited = WIFEXITED(status);
    std::string how = exited ? "exit status " + std::to_string(WEXITSTATUS(status)) : "signal " + std::to_string(WTERMSIG(status));
    outcome.trouble = "the program ended with " + how + ": " + llvm::StringRef(contentOf(file("errors"))).trim().str();
    return;
  }
  if (!readHistories(outcome)) {
    outcome.trouble = "the program wrote no history";
    return;
  }
  outcome.output = llvm::StringRef(contentOf(file("output"))).trim().str();
}

TestOutcome TestRunner::run(const TestCase &test) {
  auto start = std::chrono::steady_clock::now();
  TestOutcome outcome;
  for (llvm::StringRef name : {"history.json", "coverage.json"})
    llvm::sys::fs::remove(file(name));
  for (auto [name, text] : {std::pair{"input.json", &test.input}, {"mocks.json", &test.mocks}})
    if (llvm::Error error = writeWhole(file(name), *text)) {
      outcome.trouble = "cannot write '" + file(name) + "': " + llvm::toString(std::move(error));
      return outcome;
    }
  int status = 0;
  outcome.trouble = execute(commandLine(test), status);
  if (outcome.trouble.empty())
    readEnding(status, outcome);
  outcome.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return outcome;
}

static std::string quoted(const std::string &text) {
  std::string json;
  llvm::raw_string_ostream(json) << llvm::json::Value(llvm::json::fixUTF8(text));
  return json;
}

static std::optional<std::string> quoted(const std::optional<std::string> &text) {
  return text ? std::optional(quoted(*text)) : std::nullopt;
}

static std::string lines(llvm::ArrayRef<std::string> names) {
  std::string text;
  for (const std::string &name : names)
    text += name + '\n';
  return text;
}

/// A child a line: "Check, Ship".
static std::string childLines(const ChildPaths::mapped_type &paths) {
  std::string text;
  for (const std::vector<std::string> &path : paths)
    text += llvm::join(path, ", ") + '\n';
  return text;
}

std::vector<TestDifference> aslc::differences(const TestCase &test, const TestOutcome &outcome) {
  const Expectation &expect = test.expect;
  std::vector<TestDifference> all;
  if (outcome.status.empty())
    return {{"run", std::nullopt, quoted(outcome.trouble)}};
  bool failed = outcome.status != "SUCCEEDED", surprise = expect.status != outcome.status;
  if (surprise)
    all.push_back({"status", expect.status, outcome.status});
  // What there is instead is told, too, where something else was expected
  auto compare = [&](const char *what, const std::optional<std::string> &expected, const std::optional<std::string> &actual) {
    if (expected != actual && (expected || surprise))
      all.push_back({what, quoted(expected), quoted(actual)});
  };
  compare("error", expect.error, outcome.error);
  compare("cause", expect.cause, outcome.cause);
  if (surprise && !failed)
    all.push_back({"output", expect.output, outcome.output});
  if (expect.output && !failed && !surprise) {
    auto found = jsonDifferences(*expect.output, outcome.output);
    if (!found)
      all.push_back({"output", expect.output, outcome.output});
    for (JsonDifference &difference : found.value_or(std::vector<JsonDifference>()))
      all.push_back({"output at " + difference.path, std::move(difference.expected), std::move(difference.actual)});
  }
  if (expect.path && *expect.path != outcome.path)
    all.push_back({"path", lines(*expect.path), lines(outcome.path)});
  for (const auto &[state, paths] : expect.children) {
    auto found = outcome.children.find(state);
    if (found == outcome.children.end() ? !paths.empty() : paths != found->second)
      all.push_back({"children of " + state, childLines(paths),
                     childLines(found == outcome.children.end() ? ChildPaths::mapped_type() : found->second)});
  }
  return all;
}
