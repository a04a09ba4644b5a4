#include "TestCoverage.h"

#include "CoverageCounts.h"

#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

#include <map>

using namespace aslc;
using asl::Field;

namespace {

/// Names of the kinds: of one in words, in the totals.
struct KindNames {
  llvm::StringLiteral one, total;
};
constexpr KindNames kinds[] = {{"rule", "choices"}, {"Default", "choices"}, {"retrier", "retriers"}, {"catcher", "catchers"}};

struct Total {
  uint64_t used = 0, all = 0;
};
using Totals = llvm::MapVector<llvm::StringRef, Total>;

Totals totalsOf(llvm::ArrayRef<CoveredState> states) {
  Totals totals;
  for (llvm::StringRef name : {"states", "choices", "retriers", "catchers"})
    totals.insert({name, {}});
  auto count = [&](llvm::StringRef name, uint64_t uses) {
    ++totals[name].all;
    totals[name].used += uses != 0;
  };
  for (const CoveredState &state : states) {
    count("states", state.count);
    for (const CoveredPart &part : state.parts)
      count(kinds[part.kind].total, part.count);
  }
  return totals;
}

} // namespace

TestCoverage::TestCoverage(const asl::Machine &machine, const SourceManager &sources, std::string file) : file(std::move(file)) {
  collect(machine, sources);
}

void TestCoverage::collect(const asl::Machine &machine, const SourceManager &sources) {
  auto lineOf = [&](SourceRange range) {
    SourceRange origin = sources.origin(range);
    return sources.place(origin.file, origin.begin).line;
  };
  for (const auto &state : machine.states) {
    CoveredState covered{state->name, lineOf(state->nameRange), 0, {}};
    for (size_t i = 0; i < state->choices.size(); ++i)
      covered.parts.push_back({CoveredPart::Rule, i, lineOf(state->choices[i].node->range)});
    if (state->defaultNext)
      covered.parts.push_back({CoveredPart::Default, 0, lineOf(state->node->findMember(asl::spelling(Field::Default))->keyRange)});
    if (const document::Node *retry = state->field(Field::Retry))
      for (size_t i = 0; i < retry->items.size(); ++i)
        covered.parts.push_back({CoveredPart::Retrier, i, lineOf(retry->items[i]->range)});
    for (size_t i = 0; i < state->catchers.size(); ++i)
      covered.parts.push_back({CoveredPart::Catcher, i, lineOf(state->catchers[i].node->range)});
    states.push_back(std::move(covered));
    for (const auto &branch : state->branches)
      collect(*branch, sources);
  }
}

/// The counts of a kind of parts.
static uint64_t countOf(const StateCounts &counts, CoveredPart::Kind kind, size_t place) {
  if (kind == CoveredPart::Default)
    return counts.fallback;
  const auto &places = kind == CoveredPart::Rule ? counts.rules : kind == CoveredPart::Retrier ? counts.retriers : counts.catchers;
  return place < places.size() ? places[place] : 0;
}

void TestCoverage::add(llvm::StringRef json) {
  auto told = parseCoverage(json);
  if (!told) // the run was stopped before it could tell
    return llvm::consumeError(told.takeError());
  for (CoveredState &state : states) {
    auto counts = told->find(state.name);
    if (counts == told->end())
      continue;
    state.count += counts->second.entered;
    for (CoveredPart &part : state.parts)
      part.count += countOf(counts->second, part.kind, part.place);
  }
}

/// "rule 2"
static std::string nameOf(const CoveredPart &part) {
  std::string name = kinds[part.kind].one.str();
  return part.kind == CoveredPart::Default ? name : name + ' ' + std::to_string(part.place + 1);
}

std::string TestCoverage::text() const {
  std::string out = "Coverage of " + file + ":\n";
  for (const auto &[name, total] : totalsOf(states))
    if (total.all)
      out += ("  " + name + std::string(10 - name.size(), ' ') + llvm::Twine(total.used) + " of " + llvm::Twine(total.all) + "\n").str();
  std::string unused;
  for (const CoveredState &state : states) {
    auto add = [&](uint32_t line, llvm::Twine what) { unused += ("  " + file + ":" + llvm::Twine(line) + ": " + what + "\n").str(); };
    if (!state.count)
      add(state.line, "state " + state.name);
    for (const CoveredPart &part : state.parts)
      if (state.count && !part.count)
        add(part.line, nameOf(part) + " of " + state.name);
  }
  return unused.empty() ? out : out + "Not used:\n" + unused;
}

std::string TestCoverage::json() const {
  std::string out;
  llvm::raw_string_ostream stream(out);
  llvm::json::OStream json(stream, 2);
  json.object([&] {
    json.attribute("file", llvm::json::fixUTF8(file));
    json.attributeObject("totals", [&] {
      for (const auto &[name, total] : totalsOf(states))
        json.attributeObject(name, [&, total = total] {
          json.attribute("used", int64_t(total.used));
          json.attribute("total", int64_t(total.all));
        });
    });
    json.attributeArray("states", [&] {
      for (const CoveredState &state : states)
        json.object([&] {
          json.attribute("name", llvm::json::fixUTF8(state.name));
          json.attribute("line", state.line);
          json.attribute("count", int64_t(state.count));
          json.attributeArray("parts", [&] {
            for (const CoveredPart &part : state.parts)
              json.object([&] {
                json.attribute("kind", kinds[part.kind].one);
                json.attribute("place", int64_t(part.place));
                json.attribute("line", part.line);
                json.attribute("count", int64_t(part.count));
              });
          });
        });
    });
  });
  return out + '\n';
}

std::string TestCoverage::lcov() const {
  llvm::SmallString<128> absolute(file);
  llvm::sys::fs::make_absolute(absolute);
  std::string out = "TN:\nSF:" + absolute.str().str() + '\n', branches;
  std::map<uint32_t, uint64_t> lines; // of several things on one line, what was used most
  std::map<uint32_t, uint32_t> blocks; // states that begin on a line
  size_t branchCount = 0, branchesTaken = 0;
  for (const CoveredState &state : states) {
    lines[state.line] = std::max(lines[state.line], state.count);
    std::string block = std::to_string(state.line) + ',' + std::to_string(blocks[state.line]++) + ',';
    for (auto [i, part] : llvm::enumerate(state.parts)) {
      lines[part.line] = std::max(lines[part.line], part.count);
      branches += "BRDA:" + block + std::to_string(i) + ',' + (state.count ? std::to_string(part.count) : "-") + '\n';
      ++branchCount;
      branchesTaken += part.count != 0;
    }
  }
  out += branches + "BRF:" + std::to_string(branchCount) + "\nBRH:" + std::to_string(branchesTaken) + '\n';
  size_t hit = 0;
  for (auto [line, count] : lines) {
    out += "DA:" + std::to_string(line) + ',' + std::to_string(count) + '\n';
    hit += count != 0;
  }
  return out + "LF:" + std::to_string(lines.size()) + "\nLH:" + std::to_string(hit) + "\nend_of_record\n";
}
