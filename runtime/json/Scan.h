// The first of two steps of reading a part of a text: 64 bytes at a time become masks of a bit for each byte, by which almost all of
// the grammar is checked at once, and a list of the places that the second step (PartReader.cpp) visits.
#pragma once

#include "runtime/abi/Demand.h"

#include <cstddef>
#include <cstdint>

namespace aslrt {

/// A bit for each byte of a group of blocks.
using Bits = uint64_t __attribute__((ext_vector_type(8)));

/// A property of each byte that the byte behind it asks for; that of the last in a group is kept for the next group.
struct Carried {
  Bits last = 0; // of which the last bit counts
};

/// For runs of ones, some of which are marked: whether a marked run reaches the end of the group.
struct CarriedRun {
  uint32_t goesOn = 0;
};

/// What a group leaves for the next one. As it stands here: behind a value.
struct ScanState {
  Carried behindComma, behindColon, behindBrace, behindBracket, behindString, behindScalar, behindMinus, behindPoint, behindZero,
      behindWord, behindAnyZero, behindMinusZero, behindLasts, behindClose, behindLine;
  uint64_t restOfWord = 0;
  uint32_t inString = 0;                              // 1 if a string goes on
  uint32_t escaped = 0;                               // 1 if the first byte belongs to an escape
  CarriedRun keyRun, fraction, tailMembers, tailLone; // of the latter see Scanner::checkContext
};

struct Scan {
  static constexpr uint32_t none = UINT32_MAX;
  static constexpr uint8_t ofMember = 0x80; // set in kinds: this bracket opens behind a colon
  static constexpr size_t blockSize = 64, groupSize = 8 * blockSize, blocks = 64, mostLastBytes = 4, mostKept = 512;

  /// Sets what the events are for. `spells`: texts of objects that are passed on may be kept.
  void expect(const Demand &demand, bool spells);
  /// Begins with a text, whose first byte is a bracket. `asLines`: texts may follow, each behind the end of a line at once; such ends are
  /// events, wherever they stand behind a closing and before an opening bracket.
  void start(const char *textBegin, const char *textEnd, bool asLines);
  /// Scans on from a place that stands behind a value. No events are left.
  void restart(const char *place);
  /// Whether scanning has come to a place without having ended before.
  bool reaches(const char *place) const { return ended ? place <= stop : place <= at; }
  /// Fills `events` from the next blocks. False if there are no more.
  bool fill();
  /// Fills them with the last ones, from these places in the lists on, before the new ones: at most `mostKept` of each. False if there are
  /// no new ones.
  bool fillBehind(uint32_t firstEvent, uint32_t firstOdd);

  const char *begin = nullptr, *at = nullptr, *end = nullptr; // the text; the block that comes next
  bool loneSurrogates = true;   // whether escapes may give them
  bool ended = false;           // something that is wrong, or is not judged here, has been met
  const char *stop = nullptr;   // there
  bool ranOff = false;          // it was the end of the text
  bool lines = false;
  const char *notAscii = nullptr; // a place behind the last such byte that was seen, in a string; whether it is UTF-8 is not judged here
  bool spelling = false;        // whether `odd` is asked for
  bool anyKey = false;          // so many keys are wanted that all are events
  uint8_t lastByteCount = 0;
  char lastBytes[mostLastBytes] = {}; // of keys that are wanted, else
  ScanState state;
  uint32_t count = 0;
  /// Offsets of brackets, of the colons behind keys that may be wanted, and of ends of lines; and these bytes, 0 behind the last.
  uint32_t events[mostKept + blocks * blockSize + 16];
  uint8_t kinds[mostKept + blocks * blockSize + blockSize];
  uint32_t oddCount = 0;
  /// Offsets at or just behind numbers and escapes that the writer would write in another way; perhaps others. Behind the last, `none`.
  uint32_t odd[mostKept + blocks * blockSize + 2];

private:
  void want(const Demand &demand, bool spells, unsigned depth);
  void wantKeyBefore(char last);
};

/// Scans the next blocks into `events` from `count` on.
using ScanBlocks = void (*)(Scan &scan);
void scanOnAvx2(Scan &scan);
void scanOnAvx512(Scan &scan);
/// The one that is used: the best that this processor can run, or null if it is too old; then texts are read token by token. Tests set it.
ScanBlocks &scanBlocks();

} // namespace aslrt
