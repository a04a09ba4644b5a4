// What does not depend on the processor, and which of the scanners it can run.
#include "runtime/json/Scan.h"

#include <cpuid.h>
#include <cstring>

namespace aslrt {

static unsigned keptRegisters() {
  unsigned low, high;
  asm("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
  return low;
}

/// By what the processor has, and which registers the system keeps when it switches threads.
static ScanBlocks bestScan() {
  unsigned a, b = 0, c = 0, d, more = 0, extended = 0;
  constexpr unsigned base = bit_OSXSAVE | bit_POPCNT, of256 = bit_AVX2 | bit_BMI | bit_BMI2;
  constexpr unsigned of512 = bit_AVX512F | bit_AVX512BW | bit_AVX512DQ | bit_AVX512VL, kept256 = 0x06, kept512 = 0xe6;
  if (!__get_cpuid(1, &a, &b, &c, &d) || (c & base) != base || !__get_cpuid_count(7, 0, &a, &b, &more, &d) || (b & of256) != of256 ||
      !__get_cpuid(0x80000001, &a, &d, &extended, &d) || !(extended & bit_LZCNT))
    return nullptr;
  unsigned kept = keptRegisters();
  constexpr unsigned moreOf512 = bit_AVX512VBMI | bit_AVX512VBMI2 | bit_GFNI | bit_VPCLMULQDQ;
  if ((b & of512) == of512 && (more & moreOf512) == moreOf512 && (kept & kept512) == kept512)
    return scanOnAvx512;
  return (kept & kept256) == kept256 ? scanOnAvx2 : nullptr;
}

ScanBlocks &scanBlocks() {
  static ScanBlocks best = bestScan();
  return best;
}

void Scan::expect(const Demand &demand, bool spells) {
  spelling = anyKey = false;
  lastByteCount = 0;
  want(demand, spells, 0);
}

void Scan::start(const char *textBegin, const char *textEnd, bool asLines) {
  begin = textBegin;
  end = textEnd;
  lines = asLines;
  notAscii = nullptr;
  restart(begin);
  state.behindComma.last[7] = uint64_t(1) << 63; // as if it were an item
}

/// Keys are wanted that end so.
void Scan::wantKeyBefore(char last) {
  if (std::memchr(lastBytes, last, lastByteCount))
    return;
  anyKey = lastByteCount == mostLastBytes;
  if (!anyKey)
    lastBytes[lastByteCount++] = last;
}

void Scan::want(const Demand &demand, bool spells, unsigned depth) {
  constexpr unsigned deepest = 64;
  bool passes = demand.kept == Kept::Passed || demand.others == Kept::Passed;
  bool spellsHere = spells && (passes || depth > deepest); // a demand may be without end
  spelling |= spellsHere;
  anyKey |= spellsHere || demand.others != Kept::Nothing || depth > deepest; // to see whether keys are distinct, and to have others
  if (anyKey && (spelling || !spells))
    return;
  for (const Demand::Member *member = demand.members; member != demand.members + demand.count; ++member) {
    if (!anyKey)
      wantKeyBefore(member->key().empty() ? '"' : member->key().back());
    if (member->demand)
      want(*member->demand, spells, depth + 1);
  }
}

void Scan::restart(const char *place) {
  at = place;
  count = oddCount = 0;
  state = {};
  ended = ranOff = false;
  kinds[0] = 0;
  odd[0] = none;
}

bool Scan::fill() { return fillBehind(count, oddCount); }

bool Scan::fillBehind(uint32_t firstEvent, uint32_t firstOdd) {
  uint32_t kept = count -= firstEvent, keptOdd = oddCount -= firstOdd;
  std::memmove(events, events + firstEvent, kept * sizeof(uint32_t));
  std::memmove(kinds, kinds + firstEvent, kept);
  std::memmove(odd, odd + firstOdd, keptOdd * sizeof(uint32_t));
  ScanBlocks scan = scanBlocks();
  while (count == kept && !ended && at < end) {
    scan(*this);
    if (count == kept && oddCount > keptOdd) { // no value ends between them: one will do
      odd[keptOdd] = odd[oddCount - 1];
      oddCount = keptOdd + 1;
    }
  }
  kinds[count] = 0;
  odd[oddCount] = none;
  return count > kept;
}

} // namespace aslrt
