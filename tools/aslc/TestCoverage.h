// What of a definition the runs of test cases used: states, rules of Choices, catchers and retriers, with their lines.
#pragma once

#include "frontend/asl/Model.h"

#include <string>
#include <vector>

namespace aslc {

struct CoveredPart {
  enum Kind : uint8_t { Rule, Default, Retrier, Catcher } kind;
  size_t place; // from 0, among those of its kind in the state
  uint32_t line;
  uint64_t count = 0;
};

struct CoveredState {
  std::string name;
  uint32_t line;
  uint64_t count = 0; // how often it was entered
  std::vector<CoveredPart> parts;
};

class TestCoverage {
public:
  /// `file` is how messages call the definition.
  TestCoverage(const asl::Machine &machine, const SourceManager &sources, std::string file);
  /// Adds what a run has used: the JSON of --coverage.
  void add(llvm::StringRef json);

  /// Totals, and what was not used.
  std::string text() const;
  /// {"file", "totals": {"states": {"used", "total"}, ...},
  ///  "states": [{"name", "line", "count", "parts": [{"kind", "place", "line", "count"}]}]}
  std::string json() const;
  /// lcov's tracefile: lines of states and parts, and on the line of its state each part as a branch.
  std::string lcov() const;

private:
  void collect(const asl::Machine &machine, const SourceManager &sources);

  std::string file;
  std::vector<CoveredState> states; // in the order of the definition, those inside a state behind it
};

} // namespace aslc
