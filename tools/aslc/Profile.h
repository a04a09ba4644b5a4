// Profiles of workflows: what --coverage counts, as `aslc compile --profile-use` takes it.
#pragma once

#include "frontend/asl/Model.h"
#include "frontend/basic/Diagnostics.h"
#include "frontend/lower/Lower.h"

#include <map>
#include <string>
#include <vector>

namespace aslc {

class Profile {
public:
  /// Adds the counts of a file; false after a complaint.
  bool read(const std::string &path);
  /// How often rules were taken, for Choice states that are as they were when it was counted. Warns of the others (A601).
  lower::ChoiceCounts choices(const asl::Machine &machine, DiagnosticEngine &diagnostics) const;

private:
  struct Counts {
    uint64_t entered = 0;
    std::vector<uint64_t> rules; // up to the last one that was taken
  };
  std::map<std::string, Counts> states;
};

} // namespace aslc
