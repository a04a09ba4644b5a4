// One run of a test case, and what was not as expected.
#pragma once

#include "Interrupt.h"
#include "TestCases.h"

#include "llvm/Support/Error.h"

namespace aslc {

/// How the program ended.
struct TestOutcome {
  std::string status; // SUCCEEDED, FAILED, TIMED_OUT; empty: it could not run as it should, and `trouble` says why
  std::string output; // JSON, if it succeeded
  std::optional<std::string> error, cause;
  std::vector<std::string> path; // names of states as they were entered, those of branches and iterations among them
  ChildPaths children;           // of the executions that distributed Map states have started: by run of the state, then by item or batch
  std::string trouble;
  double seconds = 0;
};

/// Something that is not as expected. Values are JSON, nothing where there is none; of a path, the names of states a line.
struct TestDifference {
  std::string what; // "status", "output at $.total", "path"
  std::optional<std::string> expected, actual;
};

/// What was expected but is not so. Empty: the case has passed.
std::vector<TestDifference> differences(const TestCase &test, const TestOutcome &outcome);

class TestRunner {
public:
  /// `folder` is for files of a run; a run that takes more seconds is ended.
  TestRunner(std::string program, std::string folder, bool coverage, unsigned seconds, const Interrupt &interrupt)
      : program(std::move(program)), folder(std::move(folder)), coverage(coverage), seconds(seconds), interrupt(interrupt) {}
  TestOutcome run(const TestCase &test);
  /// What the last run used, as its --coverage tells; empty if it could not say.
  std::string lastCoverage() const;

private:
  std::string file(llvm::StringRef name) const { return folder + "/" + name.str(); }
  std::vector<std::string> commandLine(const TestCase &test) const;
  std::string execute(const std::vector<std::string> &words, int &status) const;
  void readEnding(int status, TestOutcome &outcome) const;
  bool readHistories(TestOutcome &outcome) const;

  std::string program, folder;
  bool coverage;
  unsigned seconds;
  const Interrupt &interrupt;
};

} // namespace aslc
