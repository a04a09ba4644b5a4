#include "Profile.h"

#include "Command.h"

#include "llvm/Support/MemoryBuffer.h"

#include <numeric>

using namespace aslc;

bool Profile::read(const std::string &path) {
  auto refuse = [&](const llvm::Twine &why) {
    complain("cannot use the profile '" + path + "': " + why, "a program compiled with --profile-generate, or any with --coverage FILE, writes one");
    return false;
  };
  auto buffer = llvm::MemoryBuffer::getFile(path, /*IsText=*/false, /*RequiresNullTerminator=*/false);
  if (!buffer)
    return refuse(buffer.getError().message());
  auto told = parseCoverage((*buffer)->getBuffer());
  if (!told)
    return refuse(llvm::toString(told.takeError()));
  for (const auto &[name, counts] : *told) {
    StateCounts &sum = states[name];
    sum.entered += counts.entered;
    sum.rules.resize(std::max(sum.rules.size(), counts.rules.size()));
    for (size_t i = 0; i < counts.rules.size(); ++i)
      sum.rules[i] += counts.rules[i];
  }
  return true;
}

lower::ChoiceCounts Profile::choices(const asl::Machine &machine, DiagnosticEngine &diagnostics) const {
  lower::ChoiceCounts result;
  for (const auto &state : machine.states) {
    auto known = states.find(state->name);
    if (known != states.end()) {
      const StateCounts &counts = known->second;
      uint64_t taken = std::accumulate(counts.rules.begin(), counts.rules.end(), uint64_t(0));
      if (counts.rules.size() > state->choices.size()) {
        diagnostics.report(DiagId::StaleProfile, state->nameRange, state->name, std::to_string(counts.rules.size()), std::to_string(state->choices.size()));
      } else if (!state->choices.empty()) {
        std::vector<uint64_t> &all = result[state->name] = counts.rules;
        all.resize(state->choices.size());
        all.push_back(counts.entered - std::min(counts.entered, taken));
      }
    }
    for (const auto &branch : state->branches)
      result.merge(choices(*branch, diagnostics));
  }
  return result;
}
