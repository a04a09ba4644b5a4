// aslc test: runs files of cases over a workflow, compiled once, in virtual time.

#include "Build.h"
#include "Commands.h"
#include "Handlers.h"
#include "Interrupt.h"
#include "Output.h"
#include "TestCoverage.h"
#include "TestReport.h"

#include "frontend/sema/Targets.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/raw_ostream.h"

using namespace aslc;

llvm::ArrayRef<OptionSpec> TestCommand::options() const {
  static const OptionSpec specs[] = {
      {OptionSpec::Value, "filter", "TEXT", "", "run the cases whose names contain TEXT"},
      {OptionSpec::Flag, "verbose,v", "", "", "name the cases that pass, too"},
      {OptionSpec::Value, "format", "FORMAT", "text|json|junit", "how results are printed (default: text)"},
      {OptionSpec::Optional, "coverage", "FORMAT", "text|json|lcov",
       "tell which states, rules of Choices, retriers and catchers the cases have used"},
      {OptionSpec::Value, "coverage-output", "FILE", "", "where to write that; - is stdout (default: behind the results)"},
      {OptionSpec::Value, "timeout", "SECONDS", "", "stop a case that takes longer (default: 60)"},
      {OptionSpec::Value, "handlers", "FILE", "", "bind Resources of Task states that a case does not mock to programs (exec:)"},
      common::define,
      common::machine,
      common::dialect,
      common::colour,
      common::werror,
      common::warnings,
      common::type,
      common::maxDefinition,
      common::maxNesting,
      common::maxTerms};
  return specs;
}

namespace {

/// A folder of its own, gone with everything in it at the end.
class Folder {
public:
  Folder() { trouble = llvm::sys::fs::createUniqueDirectory("aslc-test", path); }
  ~Folder() {
    if (!trouble)
      llvm::sys::fs::remove_directories(path);
  }
  llvm::SmallString<128> path;
  std::error_code trouble;
};

class Tester {
public:
  Tester(const Arguments &arguments, Session &session)
      : arguments(arguments), session(session), workflow(arguments.positional[0]), format(arguments.get("format", "text")) {}

  bool configure() {
    auto limit = arguments.number("timeout", 60, 1, 1'000'000);
    seconds = unsigned(limit.value_or(0));
    std::string when = arguments.get("color", "auto");
    colour = when == "always" || (when == "auto" && llvm::sys::Process::StandardOutHasColors() && !getenv("NO_COLOR"));
    return limit.has_value();
  }

  int run() {
    if (!load())
      return std::max<int>(session.finish(), InputErrors);
    if (int status = session.finish())
      return status;
    llvm::erase_if(cases, [&](const TestCase &test) { return !llvm::StringRef(test.name).contains(arguments.get("filter")); });
    if (cases.empty())
      return complain(arguments.has("filter") ? "no case has '" + arguments.get("filter") + "' in its name" : "there are no cases");
    Interrupt interrupt; // outlives the folder
    Folder folder;
    if (folder.trouble)
      return complain("cannot make a folder for temporary files: " + folder.trouble.message());
    codegen::LinkOptions linking;
    linking.output = (folder.path + "/" + name).str();
    codegen::ProgramInfo info = programInfo(session, definition, name, /*level=*/0, handlers ? &*handlers : nullptr);
    if (!buildExecutable(session, definition, info, /*level=*/0, linking))
      return InputErrors;
    std::string files = (folder.path + "/.run").str(); // no workflow has that name
    llvm::sys::fs::create_directory(files);
    return runCases(linking.output, files, interrupt);
  }

private:
  bool load() {
    definition = session.loadOne(workflow);
    handlers = readHandlers(session);
    if (!definition.checked)
      return false;
    sema::refuseUnknownTargets(*definition.machine, session.diagnostics);
    name = stemOf(definition.name.empty() ? workflow : definition.name);
    for (const std::string &path : llvm::ArrayRef(arguments.positional).drop_front())
      for (TestCase &test : readTestCases(session, path, *definition.machine, name))
        cases.push_back(std::move(test));
    return true;
  }

  int runCases(const std::string &program, const std::string &folder, const Interrupt &interrupt) {
    bool covers = arguments.has("coverage") || arguments.has("coverage-output");
    TestRunner runner(program, folder, covers, seconds, interrupt);
    TestCoverage coverage(*definition.machine, session.sources, session.sources.name(definition.file).str());
    std::vector<TestResult> results;
    for (const TestCase &test : cases) {
      TestOutcome outcome = runner.run(test);
      if (interrupt.signal())
        return InputErrors;
      std::vector<TestDifference> found = differences(test, outcome);
      results.push_back({&test, std::move(outcome), std::move(found)});
      if (covers)
        coverage.add(runner.lastCoverage());
      if (format == "text" && (arguments.has("verbose") || !results.back().differences.empty()))
        printTestText(llvm::outs(), session.sources, results.back(), colour);
    }
    int status = summarise(results);
    return covers ? std::max(status, writeCoverage(coverage)) : status;
  }

  int summarise(llvm::ArrayRef<TestResult> results) {
    size_t failed = llvm::count_if(results, [](const TestResult &result) { return !result.differences.empty(); });
    if (format == "json")
      printTestJson(llvm::outs(), session.sources, results);
    else if (format == "junit")
      printTestJunit(llvm::outs(), session.sources, name, results);
    else
      llvm::outs() << results.size() - failed << " passed, " << failed << " failed\n";
    return failed ? InputErrors : Ok;
  }

  int writeCoverage(const TestCoverage &coverage) {
    std::string form = arguments.get("coverage", "text"), path = arguments.get("coverage-output", "-");
    std::string text = form == "json" ? coverage.json() : form == "lcov" ? coverage.lcov() : coverage.text();
    llvm::Error error = writeWhole(path, text);
    return error ? complain("cannot write '" + path + "': " + llvm::toString(std::move(error))) : int(Ok);
  }

  const Arguments &arguments;
  Session &session;
  std::string workflow, name, format;
  Definition definition;
  std::optional<aslrt::Handlers> handlers;
  std::vector<TestCase> cases;
  unsigned seconds = 0;
  bool colour = false;
};

} // namespace

int TestCommand::run(const Arguments &arguments) const {
  if (arguments.positional.size() < 2)
    return complain(arguments.positional.empty() ? "no workflow to test" : "no file of test cases",
                    "aslc test order.asl.json order.test.yaml");
  Session session(arguments);
  if (!session.configure())
    return WrongUse;
  Tester tester(arguments, session);
  return tester.configure() ? tester.run() : int(WrongUse);
}
