// Profiles of workflows: what --coverage counts, as `aslc compile --profile-use` takes it.
#pragma once

#include "CoverageCounts.h"

#include "frontend/asl/Model.h"
#include "frontend/basic/Diagnostics.h"
#include "frontend/lower/Lower.h"

namespace aslc {

class Profile {
public:
  /// Adds the counts of a file; false after a complaint.
  bool read(const std::string &path);
  /// How often rules were taken, for Choice states that are as they were when it was counted. Warns of the others (A601).
  lower::ChoiceCounts choices(const asl::Machine &machine, DiagnosticEngine &diagnostics) const;

private:
  std::map<std::string, StateCounts> states; // of all files; how often states were entered, and rules taken
};

} // namespace aslc
