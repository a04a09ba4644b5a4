#include "Profile.h"

#include "Command.h"

#include "llvm/Support/JSON.h"
#include "llvm/Support/MemoryBuffer.h"

#include <numeric>

using namespace aslc;

/// A count; nothing for what is none.
static std::optional<uint64_t> countOf(const llvm::json::Value *value) { return value ? value->getAsUINT64() : std::nullopt; }

bool Profile::read(const std::string &path) {
  auto refuse = [&](const llvm::Twine &why) {
    complain("cannot use the profile '" + path + "': " + why, "a program compiled with --profile-generate, or any with --coverage FILE, writes one");
    return false;
  };
  auto buffer = llvm::MemoryBuffer::getFile(path, /*IsText=*/false, /*RequiresNullTerminator=*/false);
  if (!buffer)
    return refuse(buffer.getError().message());
  auto parsed = llvm::json::parse((*buffer)->getBuffer());
  if (!parsed)
    return refuse(llvm::toString(parsed.takeError()));
  const llvm::json::Object *whole = parsed->getAsObject();
  const llvm::json::Array *list = whole ? whole->getArray("states") : nullptr;
  if (!list)
    return refuse("it has no array 'states'");
  for (const llvm::json::Value &each : *list) {
    const llvm::json::Object *state = each.getAsObject();
    auto name = state ? state->getString("name") : std::nullopt;
    auto entered = state ? countOf(state->get("entered")) : std::nullopt;
    const llvm::json::Array *rules = state ? state->getArray("rules") : nullptr;
    if (!name || !entered || !rules)
      return refuse("a state lacks 'name', 'entered' or 'rules'");
    Counts &counts = states[name->str()];
    counts.entered += *entered;
    counts.rules.resize(std::max(counts.rules.size(), rules->size()));
    for (size_t i = 0; i < rules->size(); ++i) {
      auto count = countOf(&(*rules)[i]);
      if (!count)
        return refuse("'rules' of state '" + *name + "' has what is no count");
      counts.rules[i] += *count;
    }
  }
  return true;
}

lower::ChoiceCounts Profile::choices(const asl::Machine &machine, DiagnosticEngine &diagnostics) const {
  lower::ChoiceCounts result;
  for (const auto &state : machine.states) {
    auto known = states.find(state->name);
    if (known != states.end()) {
      const Counts &counts = known->second;
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
