#include "frontend/regex/CharSet.h"

#include "runtime/builtins/Text.h"

#include "llvm/ADT/STLExtras.h"

#include <vector>

using namespace aslc::regex;

void CharSet::add(uint16_t first, uint16_t last) {
  // The ranges that touch the new one become one with it.
  auto begin = llvm::partition_point(content, [&](Range range) { return uint32_t(range.last) + 1 < first; });
  auto end = begin;
  for (; end != content.end() && end->first <= uint32_t(last) + 1; ++end) {
    first = std::min(first, end->first);
    last = std::max(last, end->last);
  }
  if (begin == end) {
    content.insert(begin, {first, last});
    return;
  }
  *begin = {first, last};
  content.erase(begin + 1, end);
}

CharSet CharSet::complement() const {
  CharSet result;
  uint32_t next = 0;
  for (Range range : content) {
    if (range.first > next)
      result.content.push_back({uint16_t(next), uint16_t(range.first - 1)});
    next = uint32_t(range.last) + 1;
  }
  if (next <= 0xffff)
    result.content.push_back({uint16_t(next), 0xffff});
  return result;
}

bool CharSet::contains(uint16_t unit) const {
  auto range = llvm::partition_point(content, [&](Range each) { return each.last < unit; });
  return range != content.end() && range->first <= unit;
}

namespace {
/// A code unit and what it is compared as where case is ignored, for those where these differ: sorted by the latter.
struct Folding {
  uint16_t folded, unit;
};
} // namespace

static llvm::ArrayRef<Folding> foldings() {
  static const std::vector<Folding> all = [] {
    std::vector<Folding> result;
    for (uint32_t unit = 0; unit <= 0xffff; ++unit)
      if (uint32_t folded = aslrt::canonicalize(unit); folded != unit)
        result.push_back({uint16_t(folded), uint16_t(unit)});
    llvm::sort(result, [](Folding a, Folding b) { return std::pair(a.folded, a.unit) < std::pair(b.folded, b.unit); });
    return result;
  }();
  return all;
}

CharSet CharSet::caseClosure() const {
  CharSet result = *this;
  if (content.empty() || content.back().last < 0x80) { // whose case is ASCII's own
    for (uint16_t upper = 'A', lower = 'a'; upper <= 'Z'; ++upper, ++lower)
      if (contains(upper) || contains(lower)) {
        result.add(upper, upper);
        result.add(lower, lower);
      }
    return result;
  }
  llvm::ArrayRef<Folding> rest = foldings();
  while (!rest.empty()) {
    uint16_t folded = rest.front().folded;
    auto same = rest.take_while([&](Folding each) { return each.folded == folded; });
    rest = rest.drop_front(same.size());
    if (!contains(folded) && llvm::none_of(same, [&](Folding each) { return contains(each.unit); }))
      continue;
    result.add(folded, folded);
    for (Folding each : same)
      result.add(each.unit, each.unit);
  }
  return result;
}

const CharSet &aslc::regex::digits() {
  static const CharSet set{{'0', '9'}};
  return set;
}
const CharSet &aslc::regex::wordUnits() {
  static const CharSet set{{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}};
  return set;
}
const CharSet &aslc::regex::whiteSpace() {
  static const CharSet set{{9, 13},          {' ', ' '},       {0xa0, 0xa0},     {0x1680, 0x1680}, {0x2000, 0x200a},
                           {0x2028, 0x2029}, {0x202f, 0x202f}, {0x205f, 0x205f}, {0x3000, 0x3000}, {0xfeff, 0xfeff}};
  return set;
}
const CharSet &aslc::regex::notLineTerminators() {
  static const CharSet set = CharSet{{'\n', '\n'}, {'\r', '\r'}, {0x2028, 0x2029}}.complement();
  return set;
}
