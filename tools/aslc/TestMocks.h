// Mocks of test cases: checked where they stand, before anything runs.
#pragma once

#include "TestCases.h"

#include "runtime/tasks/Mocks.h"

namespace aslc {

/// For the cases of one workflow.
class TestMocks {
public:
  TestMocks(Session &session, const asl::Machine &machine, llvm::StringRef workflow) : session(session), workflow(workflow) {
    addStates(machine);
  }

  /// Mocked responses by the names of states, as the text of a mock configuration file.
  std::string inlined(const document::Node &mocks);
  /// The part of a mock configuration file that a case names; `named`: where it does.
  void check(const TestCase &test, SourceRange named);

private:
  void addStates(const asl::Machine &machine);
  aslrt::MockChoice choice() const { return {{}, {}, {workflow.data(), workflow.size()}, states, {}}; }

  Session &session;
  llvm::StringRef workflow;
  std::vector<aslrt::StateInfo> states; // their names are the machine's
  std::map<std::string, FileId> files;  // that were opened
};

} // namespace aslc
