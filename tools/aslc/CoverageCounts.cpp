#include "CoverageCounts.h"

#include "llvm/Support/JSON.h"

using namespace aslc;

/// An array of counts; false if it is none.
static bool readCounts(const llvm::json::Array *array, std::vector<uint64_t> &counts) {
  for (size_t i = 0; array && i < array->size(); ++i) {
    auto count = (*array)[i].getAsUINT64();
    if (!count)
      return false;
    counts.push_back(*count);
  }
  return array;
}

llvm::Expected<std::map<std::string, StateCounts>> aslc::parseCoverage(llvm::StringRef json) {
  auto parsed = llvm::json::parse(json);
  if (!parsed)
    return parsed.takeError();
  const llvm::json::Object *whole = parsed->getAsObject();
  const llvm::json::Array *list = whole ? whole->getArray("states") : nullptr;
  if (!list)
    return llvm::createStringError("it has no array 'states'");
  std::map<std::string, StateCounts> states;
  for (const llvm::json::Value &each : *list) {
    const llvm::json::Object *state = each.getAsObject();
    auto name = state ? state->getString("name") : std::nullopt;
    if (!name)
      return llvm::createStringError("a state has no 'name'");
    StateCounts &counts = states[name->str()];
    auto count = [&](llvm::StringRef key, uint64_t &into) {
      const llvm::json::Value *value = state->get(key);
      auto number = value ? value->getAsUINT64() : std::nullopt;
      into = number.value_or(0);
      return number.has_value();
    };
    if (!count("entered", counts.entered) || !count("default", counts.fallback) || !readCounts(state->getArray("rules"), counts.rules) ||
        !readCounts(state->getArray("retriers"), counts.retriers) || !readCounts(state->getArray("catchers"), counts.catchers))
      return llvm::createStringError("state '" + *name + "' lacks a count, or has what is none");
  }
  return states;
}
