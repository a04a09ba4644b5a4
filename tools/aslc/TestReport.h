// What `aslc test` says of its cases.
#pragma once

#include "TestRun.h"

#include "llvm/Support/raw_ostream.h"

namespace aslc {

struct TestResult {
  const TestCase *test;
  TestOutcome outcome;
  std::vector<TestDifference> differences; // none: passed
};

/// A case for a reader, with what differs: `-` expected, `+` what there is.
void printTestText(llvm::raw_ostream &out, const SourceManager &sources, const TestResult &result, bool colour);
/// {"passed", "failed", "cases": [{"name", "file", "line", "passed", "seconds", "status", "path", "children",
///  "differences": [{"what", "expected", "actual"}]}]}
void printTestJson(llvm::raw_ostream &out, const SourceManager &sources, llvm::ArrayRef<TestResult> results);
/// JUnit's XML, as CI servers read it.
void printTestJunit(llvm::raw_ostream &out, const SourceManager &sources, llvm::StringRef workflow, llvm::ArrayRef<TestResult> results);

} // namespace aslc
