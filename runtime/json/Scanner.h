// The masks. What is right but rare is not judged here: white space between tokens, exponents, escapes in keys, the end of the text.
// There, and at whatever is wrong, scanning ends, and the reader of single tokens begins anew. So it alone tells what is wrong, and
// where.
//
// Of the bytes of a block there is a word of bits for each kind of them (Raw). All else is done with vectors of the words of a group of
// eight blocks: shifts and sums carry from each word to the next, as if they were one number of 512 bits.
//
// What decides whether a comma is followed by a key is the innermost open bracket, which only a walk over brackets knows. But every
// bracket tells what it stands in itself: a closing one by its kind, an opening one by whether a colon stands before it. So the bytes
// before it, up to the last bracket, are checked against that here; whether it is true is for the walk to see.
//
// This file is compiled once for each set of instructions, ASLRT_TARGET, that the processor may have. What depends on these stands before
// it is included: readBytes, parities and putEvents.
#pragma once

#include "runtime/json/ScannerWords.h"

namespace aslrt {

namespace {

ASLRT_INLINE Bits behind(Carried &carried, const Bits &mask) {
  Bits before = __builtin_shufflevector(carried.last, mask, 7, 8, 9, 10, 11, 12, 13, 14);
  carried.last = mask;
  return mask << 1 | before >> 63;
}

/// The bits that stand two places behind those of a mask.
ASLRT_INLINE Bits twoBehind(Carried &carried, const Bits &mask) {
  Bits before = __builtin_shufflevector(carried.last, mask, 7, 8, 9, 10, 11, 12, 13, 14);
  carried.last = mask;
  return mask << 2 | before >> 62;
}

/// The runs with the marked ones taken away from the mark on, and the bits behind their ends set instead. In a run that is marked twice,
/// the marks that are not the first are set.
ASLRT_INLINE Bits carry(CarriedRun &carried, const Bits &runs, const Bits &marked) {
  Bits sum = runs + marked;
  uint32_t over = lanesOf(sum < runs) << 1 | carried.goesOn, full = lanesOf(sum == ~uint64_t(0));
  asm("" : "+r"(over), "+r"(full));     // else the sums of several are made in a vector, which takes longer
  uint32_t into = (over + full) ^ full; // through words of ones, it goes on to the next
  carried.goesOn = into >> lanes & 1;
  return sum + onesIn(into);
}

/// What they are; but for quotes, only outside of strings.
struct Kinds {
  Bits strings; // from the opening quote up to the closing one, which is excluded
  Bits lineEnds; // if texts may follow
  Bits openQuotes, closeQuotes, opens, closes, braces, commas, colons, digits, zeros, minus, points;
  Bits words;           // what is none of these
  Bits scalars, starts; // numbers and words, and their first bytes
};

class Scanner {
public:
  ASLRT_INLINE explicit Scanner(Scan &scan) : scan(scan), state(scan.state), at(scan.at), count(scan.count) {}

  ASLRT_INLINE void run() {
    const char *stop = at + std::min(size_t(scan.end - at), Scan::blocks * blockSize);
    for (; at < stop && !scan.ended; at += groupSize)
      group();
    scan.ranOff |= !scan.ended && at >= scan.end;
    scan.state = state;
    scan.at = at;
    scan.count = count;
  }

private:
  ASLRT_INLINE void group() {
    char last[groupSize + longestWord];
    source = at;
    if (size_t left = size_t(scan.end - at); left < sizeof last) [[unlikely]] { // what follows the text is blank, which is never right
      std::memset(last, ' ', sizeof last);
      std::memcpy(last, at, left);
      source = last;
    }
    Raw raw = readBytes(scan, source);
    if (!raw.ascii)
      scan.notAscii = at + groupSize;
    Words escapes = {}, odd = {}; // wrong ones; what the writer would not write
    if (lanesWithAny(raw.backslashes) | state.escaped) [[unlikely]]
      checkEscapes(raw, escapes, odd);
    Kinds kinds = classify(raw);
    Bits controls = scan.lines ? raw.controls & ~kinds.lineEnds : raw.controls;
    Bits wrong = controls | load(escapes) | checkTokens(kinds, raw.backslashes) | checkNumbers(kinds) | checkWords(kinds);
    if (scan.spelling)
      findOddNumbers(kinds, odd);
    Bits wanted = scan.anyKey ? kinds.colons : kinds.colons & twoBehind(state.behindLasts, raw.lasts);
    Words events = store(kinds.opens | kinds.closes | kinds.lineEnds | wanted), members = store(memberOpens);
    if (uint32_t wrongLanes = lanesWithAny(wrong)) [[unlikely]]
      end(store(wrong), uint32_t(std::countr_zero(wrongLanes)), events);
    uint32_t total = count, place = offsetOf(0);
    const char *block = source;
#pragma clang loop unroll(disable)
    for (size_t lane = 0; lane < lanes; ++lane, block += blockSize, place += blockSize)
      total += putEvents(scan, total, block, place, events.of[lane], members.of[lane]);
    count = total;
    if (scan.spelling)
      addOdd(odd);
  }

  /// Takes quotes that belong to escapes away. Notes the places of escapes that are none, and of those that the writer would not write.
  ASLRT_INLINE void checkEscapes(Raw &raw, Words &wrong, Words &odd) {
    Words backslashes = store(raw.backslashes), quotes = store(raw.quotes);
    for (size_t lane = 0; lane < lanes; ++lane) {
      uint64_t escaped = state.escaped;
      state.escaped = 0;
      for (uint64_t left = backslashes.of[lane] & ~escaped; left; left &= ~escaped & (left - 1)) {
        uint64_t bit = left & -left;
        const char *escape = at + lane * blockSize + std::countr_zero(bit);
        if (!isEscape(escape))
          wrong.of[lane] |= bit;
        else if (escape[1] == '/' || escape[1] == 'u')
          odd.of[lane] |= bit;
        escaped |= bit << 1;
        state.escaped |= uint32_t(bit >> 63);
      }
      quotes.of[lane] &= ~escaped;
    }
    raw.quotes = load(quotes);
  }

  ASLRT_INLINE bool isEscape(const char *p) const {
    if (scan.end - p < 2)
      return false;
    if (p[1] != 'u')
      return std::memchr("\"\\/bfnrt", p[1], 8);
    if (scan.end - p < 6) // not judged
      return false;
    for (int i = 2; i < 6; ++i)
      if (uint8_t(p[i] - '0') > 9 && uint8_t((p[i] | 0x20) - 'a') > 5)
        return false;
    return scan.loneSurrogates || (p[2] | 0x20) != 'd';
  }

  ASLRT_INLINE Kinds classify(const Raw &raw) {
    Kinds kinds;
    Bits quotes = raw.quotes;
    kinds.strings = parities(state.inString, quotes);
    kinds.openQuotes = quotes & kinds.strings;
    kinds.closeQuotes = quotes & ~kinds.strings;
    Bits outside = ~(kinds.strings | quotes);
    kinds.opens = raw.opens & outside;
    kinds.closes = raw.closes & outside;
    kinds.braces = raw.braces;
    kinds.commas = raw.commas & outside;
    kinds.colons = raw.colons & outside;
    kinds.lineEnds = scan.lines ? raw.newlines & outside : Bits{};
    kinds.scalars = outside & ~(kinds.opens | kinds.closes | kinds.commas | kinds.colons | kinds.lineEnds);
    kinds.starts = kinds.scalars & ~behind(state.behindScalar, kinds.scalars);
    kinds.digits = raw.digits & outside;
    kinds.zeros = raw.zeros & outside;
    kinds.minus = raw.minus & outside;
    kinds.points = raw.points & outside;
    kinds.words = kinds.scalars & ~(kinds.digits | kinds.minus | kinds.points);
    return kinds;
  }

  /// Which bytes stand where they must not, but for what numbers and words are like inside.
  ASLRT_INLINE Bits checkTokens(const Kinds &kinds, const Bits &backslashes) {
    Bits afterComma = behind(state.behindComma, kinds.commas), afterColon = behind(state.behindColon, kinds.colons);
    Bits afterBrace = behind(state.behindBrace, kinds.opens & kinds.braces),
         afterBracket = behind(state.behindBracket, kinds.opens & ~kinds.braces);
    Bits afterLine = {}, wrong = {};
    if (scan.lines) {
      afterLine = behind(state.behindLine, kinds.lineEnds);
      wrong = (kinds.lineEnds & ~behind(state.behindClose, kinds.closes)) | (afterLine & ~kinds.opens);
    }
    // Values begin there, or an empty container ends, and nowhere else.
    Bits begins = afterComma | afterColon | afterBrace | afterBracket | afterLine;
    wrong |= begins ^ (kinds.openQuotes | kinds.opens | kinds.starts | (kinds.closes & (afterBrace | afterBracket)));
    wrong |= afterBrace & ~(kinds.openQuotes | kinds.closes);
    // Strings that are keys if a colon follows.
    Bits carried = carry(state.keyRun, kinds.strings, kinds.openQuotes & (afterBrace | afterComma));
    wrong |= backslashes & kinds.strings & ~carried;
    Bits afterKeys = behind(state.behindString, carried & ~kinds.strings);
    wrong |= kinds.colons & ~afterKeys;
    return wrong | checkContext(kinds, afterColon, (afterKeys & ~kinds.colons) | (kinds.starts & afterComma));
  }

  /// Colons stand in objects, and what is `lone`, a value without a key, in arrays, as far as the next bracket tells.
  ASLRT_INLINE Bits checkContext(const Kinds &kinds, const Bits &afterColon, const Bits &lone) {
    Bits brackets = kinds.opens | kinds.closes, others = ~brackets;
    memberOpens = kinds.opens & afterColon;
    Bits inObject = (kinds.closes & kinds.braces) | memberOpens;
    Bits behindColons = carry(state.tailMembers, others, kinds.colons), behindLone = carry(state.tailLone, others, lone & others) | lone;
    return brackets & ((behindColons & ~inObject) | (behindLone & inObject));
  }

  /// Wrong signs, points and zeros. Blocks of nothing but digits, too: such a number may be out of range.
  ASLRT_INLINE Bits checkNumbers(const Kinds &kinds) {
    const Bits &digits = kinds.digits;
    afterMinus = behind(state.behindMinus, kinds.minus);
    afterPoint = behind(state.behindPoint, kinds.points);
    afterFraction = carry(state.fraction, digits, afterPoint & digits);
    Bits wrong = (kinds.minus & ~kinds.starts) | (kinds.points & kinds.starts) | ((afterMinus | afterPoint) & ~digits);
    wrong |= kinds.points & afterFraction;
    wrong |= digits & behind(state.behindZero, kinds.zeros & (kinds.starts | afterMinus));
    return wrong | onesIn(lanesOf(digits == ~uint64_t(0)));
  }

  /// Numbers that JavaScript prints in another way: with a last zero behind the point, -0, below 1e-6, or of more than 15 digits.
  ASLRT_INLINE void findOddNumbers(const Kinds &kinds, Words &odd) {
    Bits found = load(odd) | (afterFraction & ~kinds.digits & behind(state.behindAnyZero, kinds.zeros));
    odd = store(found | (behind(state.behindMinusZero, kinds.zeros & afterMinus) & ~kinds.points));
    // A number of 15 bytes fills 8 in a row of which the first stands at a multiple of 8 here.
    constexpr uint64_t ones = 0x0101010101010101, highs = ones << 7;
    Bits full = (~kinds.scalars - ones) & kinds.scalars & highs, small = afterPoint & kinds.zeros;
    if (!lanesWithAny(full | small))
      return;
    Words fulls = store(full), smalls = store(small);
    for (size_t lane = 0; lane < lanes; ++lane) {
      const char *block = at + lane * blockSize;
      for (uint64_t left = smalls.of[lane]; left; left &= left - 1)
        if (const char *p = block + std::countr_zero(left); scan.end - p < 6 || std::memcmp(p, "000000", 6) == 0)
          odd.of[lane] |= left & -left;
      for (uint64_t left = fulls.of[lane]; left; left &= left - 1)
        if (isLong(block + std::countr_zero(left), scan.begin, scan.end))
          odd.of[lane] |= left & -left;
    }
  }

  /// Whether the number around p has more than 15 digits.
  static bool isLong(const char *p, const char *begin, const char *end) {
    auto isPart = [](char c) { return uint8_t(c - '0') <= 9 || c == '.'; };
    unsigned digits = 0;
    for (const char *q = p; q < end && isPart(*q); ++q) // p may stand behind the end of the text
      digits += *q != '.';
    for (const char *q = std::min(p, end); q-- != begin && isPart(*q);)
      digits += *q != '.';
    return digits > 15;
  }

  ASLRT_INLINE Bits checkWords(const Kinds &kinds) {
    Words expected = {{state.restOfWord}};
    state.restOfWord = 0;
    Words starts = store(kinds.words & kinds.starts);
    for (uint32_t some = lanesWithAny(load(starts)); some; some &= some - 1) {
      auto lane = size_t(std::countr_zero(some));
      for (uint64_t left = starts.of[lane]; left; left &= left - 1) {
        unsigned i = unsigned(std::countr_zero(left));
        uint64_t bits = (uint64_t(1) << lengthOfWord(source + lane * blockSize + i)) - 1;
        expected.of[lane] |= bits << i;
        (lane + 1 == lanes ? state.restOfWord : expected.of[lane + 1]) |= bits >> 1 >> (63 - i);
      }
    }
    return (kinds.words ^ load(expected)) | (kinds.scalars & ~kinds.words & behind(state.behindWord, kinds.words));
  }

  /// 0 if it is none.
  ASLRT_INLINE static unsigned lengthOfWord(const char *p) {
    if (std::memcmp(p, "true", 4) == 0 || std::memcmp(p, "null", 4) == 0)
      return 4;
    return std::memcmp(p, "false", 5) == 0 ? 5 : 0;
  }

  /// Scanning ends at the first of what is wrong.
  ASLRT_INLINE void end(const Words &wrong, size_t lane, Words &events) {
    uint64_t first = wrong.of[lane];
    events.of[lane] &= (first & -first) - 1;
    std::fill(events.of + lane + 1, events.of + lanes, 0);
    scan.ended = true;
    scan.stop = at + lane * blockSize + std::countr_zero(first);
    scan.ranOff = scan.stop >= scan.end;
  }

  ASLRT_INLINE uint32_t offsetOf(size_t lane) const { return uint32_t(at - scan.begin) + uint32_t(lane * blockSize); }

  ASLRT_INLINE void addOdd(const Words &odd) {
    for (size_t lane = 0; lane < lanes; ++lane)
      for (uint64_t left = odd.of[lane]; left; left &= left - 1)
        scan.odd[scan.oddCount++] = offsetOf(lane) + uint32_t(std::countr_zero(left));
  }

  Scan &scan;
  ScanState state;
  const char *at, *source = nullptr; // source: of the bytes of the group at `at`
  uint32_t count;
  Bits memberOpens, afterMinus, afterPoint, afterFraction; // of the group at hand; the latter with other digits
};

} // namespace

} // namespace aslrt
