// What does not depend on the processor, and which of the scanners it can run.
#include "runtime/json/Scan.h"

#include <cstring>
#define _Bool bool // the next header is C
#include <sys/platform/x86.h>
#undef _Bool

namespace aslrt {

/// By what the processor has and the system keeps when it switches threads, as the C library found out at the start: to ask the processor
/// again takes microseconds where it is a virtual one.
static ScanBlocks bestScan() {
  if (!CPU_FEATURE_ACTIVE(POPCNT) || !CPU_FEATURE_ACTIVE(LZCNT) || !CPU_FEATURE_ACTIVE(BMI1) || !CPU_FEATURE_ACTIVE(BMI2) ||
      !CPU_FEATURE_ACTIVE(AVX2))
    return nullptr;
  bool of512 = CPU_FEATURE_ACTIVE(AVX512F) && CPU_FEATURE_ACTIVE(AVX512BW) && CPU_FEATURE_ACTIVE(AVX512DQ) &&
               CPU_FEATURE_ACTIVE(AVX512VL) && CPU_FEATURE_ACTIVE(AVX512_VBMI) && CPU_FEATURE_ACTIVE(AVX512_VBMI2) &&
               CPU_FEATURE_ACTIVE(GFNI) && CPU_FEATURE_ACTIVE(VPCLMULQDQ);
  return of512 ? scanOnAvx512 : scanOnAvx2;
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
