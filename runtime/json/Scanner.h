// The masks. What is right but rare is not judged here: white space between tokens, exponents, escapes in keys, the end of the text.
// There, and at whatever is wrong, scanning ends, and the reader of single tokens begins anew. So it alone tells what is wrong, and
// where.
//
// What decides whether a comma is followed by a key is the innermost open bracket, which only a walk over brackets knows. But every
// bracket tells what it stands in itself: a closing one by its kind, an opening one by whether a colon stands before it. So the bytes
// before it, up to the last bracket, are checked against that here; whether it is true is for the walk to see.
//
// This file is compiled once for each set of instructions, ASLRT_TARGET, that the processor may have.
#pragma once

#include "runtime/json/Scan.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <immintrin.h>

namespace aslrt {

namespace {

constexpr size_t blockSize = Scan::blockSize, longestWord = 5;

using Block = char __attribute__((vector_size(blockSize)));
using Marks = bool __attribute__((ext_vector_type(blockSize)));

// Into the function that is compiled for newer processors.
#define ASLRT_INLINE [[gnu::always_inline, ASLRT_TARGET]] inline

template <typename Condition> ASLRT_INLINE uint64_t maskOf(const Condition &condition) {
  return __builtin_bit_cast(uint64_t, __builtin_convertvector(condition, Marks));
}

/// Bit i: the parity of bits 0 to i.
ASLRT_INLINE uint64_t parities(uint64_t bits) {
  return uint64_t(_mm_cvtsi128_si64(_mm_clmulepi64_si128(_mm_set_epi64x(0, int64_t(bits)), _mm_set1_epi8(-1), 0)));
}

ASLRT_INLINE uint64_t behind(Carried &carried, uint64_t mask) {
  uint64_t shifted = mask << 1 | carried.last;
  carried.last = mask >> 63;
  return shifted;
}

/// The runs with the marked ones taken away, and the bits behind their ends set instead. A mark stands at the first bit of its run.
ASLRT_INLINE uint64_t carry(CarriedRun &carried, uint64_t runs, uint64_t marked) {
  uint64_t sum;
  bool over = __builtin_add_overflow(runs, marked, &sum);
  bool overToo = __builtin_add_overflow(sum, carried.goesOn, &sum);
  carried.goesOn = over | overToo;
  return sum;
}

/// What the bytes of a block are; but for quotes, only outside of strings.
struct Kinds {
  uint64_t strings; // from the opening quote up to the closing one, which is excluded
  uint64_t openQuotes, closeQuotes, opens, closes, braces, commas, colons, digits, zeros, minus, points;
  uint64_t words;           // what is none of these
  uint64_t scalars, starts; // numbers and words, and their first bytes
};

class Scanner {
public:
  ASLRT_INLINE explicit Scanner(Scan &scan) : scan(scan), state(scan.state), at(scan.at), count(scan.count) {}

  ASLRT_INLINE void run() {
    const char *stop = at + std::min(size_t(scan.end - at), Scan::blocks * blockSize);
    uint64_t notAscii = 0;
    for (; at < stop && !scan.ended; at += blockSize)
      notAscii |= block();
    scan.ranOff |= !scan.ended && at >= scan.end;
    scan.notAscii |= notAscii != 0;
    scan.state = state;
    scan.at = at;
    scan.count = count;
  }

private:
  ASLRT_INLINE uint64_t block() {
    char last[blockSize + longestWord];
    source = at;
    if (size_t left = size_t(scan.end - at); left < sizeof last) [[unlikely]] { // what follows the text is blank, which is never right
      std::memset(last, ' ', sizeof last);
      std::memcpy(last, at, left);
      source = last;
    }
    Block bytes;
    std::memcpy(&bytes, source, blockSize);
    uint64_t notAscii = maskOf(bytes < 0), wrong = maskOf(bytes < ' ') & ~notAscii;
    uint64_t quotes = maskOf(bytes == '"'), backslashes = maskOf(bytes == '\\');
    uint64_t odd = 0;
    if (backslashes | state.escaped) [[unlikely]]
      wrong |= checkEscapes(backslashes, quotes, odd);
    Kinds kinds = classify(bytes, quotes);
    uint64_t mayBeKeys;
    wrong |= checkTokens(kinds, backslashes, mayBeKeys) | checkNumbers(kinds) | checkWords(kinds);
    if (scan.spelling)
      odd |= findOddNumbers(kinds);
    uint64_t events = kinds.opens | kinds.closes | (mayBeKeys & wanted(bytes));
    if (wrong) {
      events &= (wrong & -wrong) - 1;
      scan.ended = true;
      scan.stop = at + std::countr_zero(wrong);
      scan.ranOff = scan.stop >= scan.end;
    }
    add(events);
    if (odd && scan.spelling) [[unlikely]]
      for (uint32_t base = uint32_t(at - scan.begin); odd; odd &= odd - 1)
        scan.odd[scan.oddCount++] = base + uint32_t(std::countr_zero(odd));
    return notAscii;
  }

  /// Takes quotes that belong to escapes away. Returns the places of escapes that are none, and adds those that the writer would not write.
  ASLRT_INLINE uint64_t checkEscapes(uint64_t backslashes, uint64_t &quotes, uint64_t &odd) {
    uint64_t escaped = state.escaped, wrong = 0;
    state.escaped = 0;
    for (uint64_t left = backslashes & ~escaped; left; left &= ~escaped & (left - 1)) {
      uint64_t bit = left & -left;
      const char *escape = at + std::countr_zero(bit);
      if (!isEscape(escape))
        wrong |= bit;
      else if (escape[1] == '/' || escape[1] == 'u')
        odd |= bit;
      escaped |= bit << 1;
      state.escaped |= bit >> 63;
    }
    quotes &= ~escaped;
    return wrong;
  }

  ASLRT_INLINE bool isEscape(const char *p) const {
    if (scan.end - p < 6) // not judged
      return false;
    if (p[1] != 'u')
      return std::memchr("\"\\/bfnrt", p[1], 8);
    for (int i = 2; i < 6; ++i)
      if (uint8_t(p[i] - '0') > 9 && uint8_t((p[i] | 0x20) - 'a') > 5)
        return false;
    return scan.loneSurrogates || (p[2] | 0x20) != 'd';
  }

  ASLRT_INLINE Kinds classify(const Block &bytes, uint64_t quotes) {
    Kinds kinds;
    kinds.strings = parities(quotes) ^ state.inString;
    state.inString = uint64_t(int64_t(kinds.strings) >> 63);
    kinds.openQuotes = quotes & kinds.strings;
    kinds.closeQuotes = quotes & ~kinds.strings;
    uint64_t outside = ~(kinds.strings | quotes);
    Block lower = bytes | 0x20; // brackets become braces
    kinds.opens = maskOf(lower == '{') & outside;
    kinds.closes = maskOf(lower == '}') & outside;
    kinds.braces = maskOf(bytes << 2 < 0);
    kinds.commas = maskOf(bytes == ',') & outside;
    kinds.colons = maskOf(bytes == ':') & outside;
    kinds.scalars = outside & ~(kinds.opens | kinds.closes | kinds.commas | kinds.colons);
    kinds.starts = kinds.scalars & ~behind(state.behindScalar, kinds.scalars);
    kinds.digits = maskOf((bytes >= '0') & (bytes <= '9')) & outside;
    kinds.zeros = maskOf(bytes == '0') & outside;
    kinds.minus = maskOf(bytes == '-') & outside;
    kinds.points = maskOf(bytes == '.') & outside;
    kinds.words = kinds.scalars & ~(kinds.digits | kinds.minus | kinds.points);
    return kinds;
  }

  /// Which bytes stand where they must not, but for what numbers and words are like inside. Finds the opening quotes of strings that
  /// are keys if a colon follows.
  ASLRT_INLINE uint64_t checkTokens(const Kinds &kinds, uint64_t backslashes, uint64_t &mayBeKeys) {
    uint64_t afterComma = behind(state.behindComma, kinds.commas), afterColon = behind(state.behindColon, kinds.colons);
    uint64_t afterBrace = behind(state.behindBrace, kinds.opens & kinds.braces),
             afterBracket = behind(state.behindBracket, kinds.opens & ~kinds.braces);
    // Values begin there, or an empty container ends, and nowhere else.
    uint64_t begins = afterComma | afterColon | afterBrace | afterBracket;
    uint64_t wrong = begins ^ (kinds.openQuotes | kinds.opens | kinds.starts | (kinds.closes & (afterBrace | afterBracket)));
    wrong |= afterBrace & ~(kinds.openQuotes | kinds.closes);
    mayBeKeys = kinds.openQuotes & (afterBrace | afterComma);
    uint64_t carried = carry(state.keyRun, kinds.strings, mayBeKeys);
    if (backslashes) [[unlikely]]
      wrong |= backslashes & kinds.strings & ~carried;
    uint64_t afterKeys = behind(state.behindString, carried & ~kinds.strings);
    wrong |= kinds.colons & ~afterKeys;
    return wrong | checkContext(kinds, afterColon, (afterKeys & ~kinds.colons) | (kinds.starts & afterComma));
  }

  /// Colons stand in objects, and what is `lone`, a value without a key, in arrays, as far as the next bracket tells.
  ASLRT_INLINE uint64_t checkContext(const Kinds &kinds, uint64_t afterColon, uint64_t lone) {
    uint64_t brackets = kinds.opens | kinds.closes, members = kinds.colons | state.tailMembers;
    lone |= state.tailLone;
    // Those that stand in an object, and the first bytes behind the brackets before them.
    uint64_t inner = (kinds.closes & kinds.braces) | (kinds.opens & afterColon);
    uint64_t firsts = _pdep_u64(_pext_u64(inner, brackets), brackets << 1 | 1);
    uint64_t inObject = (inner - firsts) | inner;
    uint64_t known = _bzhi_u64(~uint64_t(0), unsigned(64 - _lzcnt_u64(brackets)));
    state.tailMembers = (members & ~known) != 0;
    state.tailLone = (lone & ~known) != 0;
    return ((members & ~inObject) | (lone & inObject)) & known;
  }

  /// Wrong signs, points and zeros. Blocks of nothing but digits, too: such a number may be out of range.
  ASLRT_INLINE uint64_t checkNumbers(const Kinds &kinds) {
    uint64_t digits = kinds.digits;
    afterMinus = behind(state.behindMinus, kinds.minus);
    afterPoint = behind(state.behindPoint, kinds.points);
    afterFraction = carry(state.fraction, digits, afterPoint & digits);
    uint64_t wrong = (kinds.minus & ~kinds.starts) | (kinds.points & kinds.starts) | ((afterMinus | afterPoint) & ~digits);
    wrong |= kinds.points & afterFraction;
    wrong |= digits & behind(state.behindZero, kinds.zeros & (kinds.starts | afterMinus));
    return digits == ~uint64_t(0) ? digits : wrong;
  }

  /// Numbers that JavaScript prints in another way: with a last zero behind the point, -0, below 1e-6, or of more than 15 digits.
  ASLRT_INLINE uint64_t findOddNumbers(const Kinds &kinds) {
    uint64_t odd = afterFraction & ~kinds.digits & behind(state.behindAnyZero, kinds.zeros);
    odd |= behind(state.behindMinusZero, kinds.zeros & afterMinus) & ~kinds.points;
    for (uint64_t left = afterPoint & kinds.zeros; left; left &= left - 1) {
      const char *p = at + std::countr_zero(left);
      if (scan.end - p < 6 || std::memcmp(p, "000000", 6) == 0)
        odd |= left & -left;
    }
    // A number of 15 bytes fills 8 in a row of which the first stands at a multiple of 8 here.
    constexpr uint64_t ones = 0x0101010101010101, highs = ones << 7;
    for (uint64_t full = (~kinds.scalars - ones) & kinds.scalars & highs; full; full &= full - 1)
      if (isLong(at + std::countr_zero(full)))
        odd |= full & -full;
    return odd;
  }

  /// Whether the number around p has more than 15 digits.
  bool isLong(const char *p) const {
    auto isPart = [](char c) { return uint8_t(c - '0') <= 9 || c == '.'; };
    unsigned digits = 0;
    for (const char *q = p; q < scan.end && isPart(*q); ++q) // p may stand behind the end of the text
      digits += *q != '.';
    for (const char *q = std::min(p, scan.end); q-- != scan.begin && isPart(*q);)
      digits += *q != '.';
    return digits > 15;
  }

  ASLRT_INLINE uint64_t checkWords(const Kinds &kinds) {
    uint64_t expected = state.restOfWord;
    state.restOfWord = 0;
    for (uint64_t left = kinds.words & kinds.starts; left; left &= left - 1) {
      unsigned i = unsigned(std::countr_zero(left));
      uint64_t bits = (uint64_t(1) << lengthOfWord(source + i)) - 1;
      expected |= bits << i;
      state.restOfWord = bits >> 1 >> (63 - i);
    }
    return (kinds.words ^ expected) | (kinds.scalars & ~kinds.words & behind(state.behindWord, kinds.words));
  }

  /// 0 if it is none.
  ASLRT_INLINE static unsigned lengthOfWord(const char *p) {
    if (std::memcmp(p, "true", 4) == 0 || std::memcmp(p, "null", 4) == 0)
      return 4;
    return std::memcmp(p, "false", 5) == 0 ? 5 : 0;
  }

  /// Quotes behind which a key may stand that is wanted.
  ASLRT_INLINE uint64_t wanted(const Block &bytes) const {
    if (scan.anyKey)
      return ~uint64_t(0);
    uint64_t found = 0;
    for (unsigned i = 0; i < scan.firstByteCount; ++i)
      found |= maskOf(bytes == scan.firstBytes[i]);
    return found >> 1 | uint64_t(1) << 63;
  }

  ASLRT_INLINE void add(uint64_t events) {
    uint32_t *out = scan.events + count, base = uint32_t(at - scan.begin);
    unsigned size = unsigned(std::popcount(events));
    count += size;
#ifdef ASLRT_COMPRESS
    const __m512i offsets = _mm512_set_epi8(ASLRT_COMPRESS);
    __m512i chosen = _mm512_maskz_compress_epi8(events, offsets);
    for (unsigned i = 0;; i += 16) {
      _mm512_storeu_si512(out + i, _mm512_add_epi32(_mm512_cvtepu8_epi32(_mm512_castsi512_si128(chosen)), _mm512_set1_epi32(int(base))));
      if (size <= i + 16)
        return;
      chosen = _mm512_alignr_epi64(chosen, chosen, 2);
    }
#else
    constexpr unsigned usual = 8; // at most: they are stored without asking
    for (unsigned i = 0; i < usual; ++i, events &= events - 1) {
      out[i] = base + uint32_t(std::countr_zero(events));
      asm("" : "+r"(events)); // else it is done by vectors, which takes twice as long
    }
    for (unsigned i = usual; i < size; ++i, events &= events - 1)
      out[i] = base + uint32_t(std::countr_zero(events));
#endif
  }

  Scan &scan;
  ScanState state;
  const char *at, *source = nullptr; // source: of the bytes of the block at `at`
  uint32_t count;
  uint64_t afterMinus = 0, afterPoint = 0, afterFraction = 0; // of the block at hand; the latter with other digits
};

} // namespace

} // namespace aslrt
