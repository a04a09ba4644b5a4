// $uppercase and $lowercase: Unicode's full case mapping as JavaScript's toUpperCase and toLowerCase have it, with no
// language.
//
// The tables are made from Debian's unicode-data when building (about 9 KB). ICU, the alternative, adds 0.9 MB to a
// static executable even without its data; libunistring is LGPL.
#include "runtime/abi/EntryPoints.h"
#include "runtime/builtins/Text.h"

#include <algorithm>
#include <iterator>

namespace aslrt {
namespace {

/// Code points first, first + step, ... whose mapping lies `delta` away.
struct CaseRange {
  uint32_t first : 20, count : 11, everyOther : 1;
  int32_t delta;
};
/// A code point whose mapping is several ones; 0 ends a shorter mapping.
struct SpecialCase {
  uint16_t point, mapped[3];
};
struct PointRange {
  uint32_t first, last;
};

#include "runtime/builtins/CaseTables.inc"

/// The entry of a table sorted by its code points that begins at or before `point`; null if none does.
template <typename T, typename First> const T *entryBefore(std::span<const T> table, uint32_t point, First first) {
  auto after =
      std::upper_bound(table.begin(), table.end(), point, [&](uint32_t p, const T &entry) { return p < first(entry); });
  return after == table.begin() ? nullptr : &*std::prev(after);
}

struct CaseTable {
  std::span<const CaseRange> ranges;
  std::span<const SpecialCase> specials;
  char firstLetter, otherFirst; // of the ASCII letters that change, and what 'a' or 'A' becomes
};
constexpr CaseTable upper{upperRanges, upperSpecials, 'a', 'A'};
constexpr CaseTable lower{lowerRanges, lowerSpecials, 'A', 'a'};

uint32_t mapSimple(const CaseTable &table, uint32_t point) {
  auto *range = entryBefore(table.ranges, point, [](const CaseRange &r) { return uint32_t(r.first); });
  if (!range)
    return point;
  uint32_t distance = point - range->first, step = range->everyOther ? 2 : 1;
  bool inside = distance % step == 0 && distance / step < range->count;
  return inside ? uint32_t(int32_t(point) + range->delta) : point;
}

/// The mapping of a code point to several ones, or null.
const SpecialCase *findSpecial(const CaseTable &table, uint32_t point) {
  auto *special = entryBefore(table.specials, point, [](const SpecialCase &s) { return uint32_t(s.point); });
  return special && special->point == point ? special : nullptr;
}

void appendMapped(TextBuilder &out, const CaseTable &table, uint32_t point) {
  auto *special = findSpecial(table, point);
  if (!special)
    return out.appendPoint(mapSimple(table, point));
  for (uint16_t mapped : special->mapped)
    if (mapped)
      out.appendPoint(mapped);
}

bool contains(std::span<const PointRange> table, uint32_t point) {
  auto *range = entryBefore(table, point, [](const PointRange &r) { return r.first; });
  return range && point <= range->last;
}

/// Whether a sigma ends a word: what went before it says `afterLetter`, and no letter comes behind it.
bool isFinalSigma(bool afterLetter, const char *behind, const char *end) {
  while (afterLetter && behind != end) {
    uint32_t point = nextCodePoint(behind, end);
    if (!contains(ignorableRanges, point))
      return !contains(casedRanges, point);
  }
  return afterLetter;
}

Value mapAscii(Context *c, Value string, const CaseTable &table) {
  auto text = string.string();
  auto changes = [&](char letter) { return uint8_t(letter - table.firstLetter) < 26; };
  auto first = std::find_if(text.begin(), text.end(), changes);
  if (first == text.end())
    return string;
  auto *out = static_cast<char *>(allocate(c, text.size()));
  std::transform(text.begin(), text.end(), out, [&](char letter) {
    return changes(letter) ? char(letter - table.firstLetter + table.otherFirst) : letter;
  });
  return stringAt(out, text.size(), string.has(Verbatim) ? Ascii | Verbatim : Ascii);
}

constexpr uint32_t capitalSigma = 0x3a3, finalSigma = 0x3c2;

Value mapFull(Context *c, Value string, const CaseTable &table) {
  const char *at = string.pointer<char>(), *end = at + string.length();
  TextBuilder out(c, string.length());
  bool afterLetter = false; // the last code point that is not ignorable is a cased letter
  while (at != end) {
    uint32_t point = nextCodePoint(at, end);
    if (&table == &lower) {
      if (point == capitalSigma && isFinalSigma(afterLetter, at, end))
        out.appendPoint(finalSigma);
      else
        appendMapped(out, table, point);
      if (!contains(ignorableRanges, point))
        afterLetter = contains(casedRanges, point);
    } else {
      appendMapped(out, table, point);
    }
  }
  return out.finish();
}

Value mapCase(Context *c, Value string, const CaseTable &table) {
  if (isUndefined(string))
    return string;
  return string.has(Ascii) || isAscii(string.string()) ? mapAscii(c, string, table) : mapFull(c, string, table);
}

} // namespace

/// ECMA-262's Canonicalize without the flag u: UTF-16 units whose upper case is one unit, and of ASCII only for ASCII.
uint32_t canonicalize(uint32_t point) {
  if (point < 0x80)
    return uint32_t(point - 'a') < 26 ? point - 'a' + 'A' : point;
  if (point >= 0x10000 || findSpecial(upper, point))
    return point;
  uint32_t mapped = mapSimple(upper, point);
  return mapped < 0x80 ? point : mapped;
}

bool equalIgnoringCase(uint32_t a, uint32_t b) { return a == b || canonicalize(a) == canonicalize(b); }

Value aslrt_fn_Uppercase(Context *c, uint32_t, Value string) { return mapCase(c, string, upper); }
Value aslrt_fn_Lowercase(Context *c, uint32_t, Value string) { return mapCase(c, string, lower); }

} // namespace aslrt
