// Files of test cases for `aslc test`: what each is given and what it expects (docs/testing.md).
#pragma once

#include "Frontend.h"

#include <map>
#include <optional>

namespace aslc {

/// Names of states as they were entered, by child, by the name of the distributed Map state.
using ChildPaths = std::map<std::string, std::vector<std::vector<std::string>>>;

struct Expectation {
  std::string status = "SUCCEEDED";  // or FAILED, TIMED_OUT
  std::optional<std::string> output; // JSON
  std::optional<std::string> error, cause;
  std::optional<std::vector<std::string>> path; // names of states
  ChildPaths children;                          // of those that are named
};

struct TestCase {
  std::string name;
  SourceRange place;
  std::string input = "{}"; // JSON
  std::string inputFile;    // or this path
  std::string mocks;        // text of a mock configuration file with one test case; empty: none
  std::string mockFile, testCase, stateMachine;
  std::vector<std::string> options; // of the program
  Expectation expect;
};

/// Reads the cases of a file, JSON or YAML, for a workflow of that name. Faults are diagnostics.
std::vector<TestCase> readTestCases(Session &session, const std::string &path, const asl::Machine &machine, llvm::StringRef workflow);

} // namespace aslc
