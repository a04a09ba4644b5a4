// Stepping over what is not wanted of a container, 64 bytes at a time.
//
// A block becomes masks of a bit for each byte: quotes, brackets, digits and so on. The grammar of compact JSON tells which kinds of
// bytes may stand side by side, so that most of it is checked by shifts and sums of masks for all tokens of a block at once; only
// brackets are visited one by one, for what they enclose decides whether a comma is followed by a key. What is right but rare is not
// judged here: bytes that are not ASCII, escapes, white space between tokens, exponents, deep nesting, the end of the text. There,
// and at whatever is wrong, this gives up, and the readers of single tokens go on from the last key known to be right. So they
// alone tell what is wrong, and where.
#include "runtime/json/Reader.h"

#include "runtime/json/Demand.h"

#include <algorithm>
#include <cpuid.h>
#include <cstring>

namespace aslrt {

namespace {

constexpr size_t blockSize = 64, longestWord = 5;

using Block = char __attribute__((vector_size(blockSize)));
using Marks = bool __attribute__((ext_vector_type(blockSize)));

// Into the function that is compiled for newer processors.
#define ASLRT_INLINE [[gnu::always_inline]] inline

template <typename Condition> ASLRT_INLINE uint64_t maskOf(const Condition &condition) {
  return __builtin_bit_cast(uint64_t, __builtin_convertvector(condition, Marks));
}

/// Bit i: the parity of bits 0 to i.
ASLRT_INLINE uint64_t parities(uint64_t bits) {
  for (int shift = 1; shift < 64; shift *= 2)
    bits ^= bits << shift;
  return bits;
}

/// A property of each byte that the byte behind it asks for; that of the last in a block is kept for the next block.
struct Carried {
  uint64_t last = 0;
  ASLRT_INLINE uint64_t behind(uint64_t mask) {
    uint64_t shifted = mask << 1 | last;
    last = mask >> 63;
    return shifted;
  }
};

/// For runs of ones, some of which are marked at their first bit: the bits behind the ends of these.
struct CarriedRun {
  uint64_t goesOn = 0; // whether a marked run reaches the end of the block
  ASLRT_INLINE uint64_t behind(uint64_t runs, uint64_t marked) {
    uint64_t sum;
    bool over = __builtin_add_overflow(runs, marked, &sum);
    bool overToo = __builtin_add_overflow(sum, goesOn, &sum);
    goesOn = over | overToo;
    return sum & ~runs;
  }
};

/// What the bytes of a block are; but for quotes, only outside of strings.
struct Kinds {
  uint64_t strings; // from the opening quote up to the closing one, which is excluded
  uint64_t openQuotes, closeQuotes, openBraces, openBrackets, closeBraces, closeBrackets, commas, colons, digits, zeros, minus, points;
  uint64_t words; // what is none of these
  uint64_t scalars, starts; // numbers and words, and their first bytes
  ASLRT_INLINE uint64_t opens() const { return openBraces | openBrackets; }
  ASLRT_INLINE uint64_t closes() const { return closeBraces | closeBrackets; }
};

class BlockSkipper {
public:
  ASLRT_INLINE BlockSkipper(const ReadCursor &cursor, size_t depth, bool object, const Demand *demand)
      : at(cursor.at), end(cursor.end), safe(cursor.at), demand(demand), enclosing(object) {
    size_t limit = cursor.context->limits.jsonDepth;
    deepest = limit > depth ? unsigned(std::min<size_t>(limit - depth + 1, 64)) : 1;
    behindSeparator.last = 1;
    keyStart.last = object;
  }

  /// Whether it came to a key that is wanted, or to the bracket that closes the container; that is the place then. Else the place is
  /// the last key of the container that was seen, or where it began.
  ASLRT_INLINE bool run() {
    char last[blockSize + longestWord];
    for (; at < end; at += blockSize) {
      source = at;
      if (size_t left = size_t(end - at); left < sizeof last) { // what follows the text is blank, which is never right
        std::memset(last, ' ', sizeof last);
        std::memcpy(last, at, left);
        source = last;
      }
      Block bytes;
      std::memcpy(&bytes, source, blockSize);
      Kinds kinds = classify(bytes);
      // As signed numbers, bytes that are not ASCII are below the blank, too.
      uint64_t wrong = maskOf((bytes < ' ') | (bytes == '\\'));
      if (!walkBrackets(kinds))
        return false;
      uint64_t keys = 0;
      wrong |= checkTokens(kinds, keys) | checkNumbers(kinds) | checkWords(kinds);
      keys &= shallow;
      if (demand)
        findWanted(bytes, keys);
      if (wrong & ~uint64_t(0) >> (63 - std::min(stop, 63u)))
        return false;
      if (stop != none) {
        safe = at + stop;
        return true;
      }
      if (keys)
        safe = at + 63 - std::countl_zero(keys);
    }
    return false;
  }

  const char *place() const { return safe; }

private:
  static constexpr unsigned none = 64;

  ASLRT_INLINE Kinds classify(const Block &bytes) {
    Kinds kinds;
    uint64_t quotes = maskOf(bytes == '"');
    kinds.strings = parities(quotes) ^ inString;
    inString = uint64_t(int64_t(kinds.strings) >> 63);
    kinds.openQuotes = quotes & kinds.strings;
    kinds.closeQuotes = quotes & ~kinds.strings;
    uint64_t outside = ~(kinds.strings | quotes);
    kinds.openBraces = maskOf(bytes == '{') & outside;
    kinds.openBrackets = maskOf(bytes == '[') & outside;
    kinds.closeBraces = maskOf(bytes == '}') & outside;
    kinds.closeBrackets = maskOf(bytes == ']') & outside;
    kinds.commas = maskOf(bytes == ',') & outside;
    kinds.colons = maskOf(bytes == ':') & outside;
    kinds.scalars = outside & ~(kinds.opens() | kinds.closes() | kinds.commas | kinds.colons);
    kinds.starts = kinds.scalars & ~behindScalar.behind(kinds.scalars);
    kinds.digits = maskOf((bytes >= '0') & (bytes <= '9')) & outside;
    kinds.zeros = maskOf(bytes == '0') & outside;
    kinds.minus = maskOf(bytes == '-') & outside;
    kinds.points = maskOf(bytes == '.') & outside;
    kinds.words = kinds.scalars & ~(kinds.digits | kinds.minus | kinds.points);
    return kinds;
  }

  /// Finds what lies in objects and what directly in the container, and where that closes. False if brackets do not match.
  ASLRT_INLINE bool walkBrackets(const Kinds &kinds) {
    stop = none;
    inObjects = shallow = 0;
    uint64_t opens = kinds.opens(), braces = kinds.openBraces | kinds.closeBraces, seen = 0; // the bits below the last bracket
    if (level + unsigned(std::popcount(opens)) > deepest)
      return false;
    uint64_t mismatches = 0;
    for (uint64_t left = opens | kinds.closes(); left; left &= left - 1) { // no branches: which bracket comes is hard to predict
      uint64_t below = (left & -left) - 1, bracket = below + 1;
      enter(below & ~seen);
      seen = below;
      uint64_t isOpen = -uint64_t((bracket & opens) != 0), isBrace = (bracket & braces) != 0;
      mismatches |= (isBrace ^ enclosing) & ~isOpen;
      enclosing = ((enclosing * 2 + isBrace) & isOpen) | (enclosing / 2 & ~isOpen);
      level += (unsigned(isOpen) & 2) - 1;
      if (level == 0) [[unlikely]] {
        stop = unsigned(std::countr_zero(bracket));
        break;
      }
    }
    if (level != 0)
      enter(~seen);
    return (mismatches & 1) == 0;
  }

  ASLRT_INLINE void enter(uint64_t bytes) {
    inObjects |= bytes & -(enclosing & 1);
    shallow |= bytes & -uint64_t(level == 1);
  }

  /// Which bytes stand where they must not, but for what numbers and words are like inside. Finds the opening quotes of keys.
  ASLRT_INLINE uint64_t checkTokens(const Kinds &kinds, uint64_t &keys) {
    uint64_t separators = kinds.commas | kinds.colons, opens = kinds.opens(), closes = kinds.closes();
    uint64_t mayEnd = behindValue.behind(kinds.closeQuotes | kinds.scalars | closes);
    uint64_t wrong = (kinds.openQuotes | kinds.starts | opens) & ~behindSeparator.behind(separators | opens);
    wrong |= separators & ~mayEnd;
    wrong |= closes & ~(mayEnd | behindOpen.behind(opens));
    uint64_t starts = keyStart.behind((kinds.commas & inObjects) | kinds.openBraces);
    wrong |= starts & ~(kinds.openQuotes | closes);
    keys = starts & kinds.openQuotes;
    return wrong | (kinds.colons ^ behindKey.behind(keyRun.behind(kinds.strings, keys)));
  }

  /// Wrong signs, points and zeros. Blocks of nothing but digits, too: such a number may be out of range.
  ASLRT_INLINE uint64_t checkNumbers(const Kinds &kinds) {
    uint64_t digits = kinds.digits, afterMinus = behindMinus.behind(kinds.minus), afterPoint = behindPoint.behind(kinds.points);
    uint64_t wrong = (kinds.minus & ~kinds.starts) | ((afterMinus | afterPoint) & ~digits);
    wrong |= kinds.points & (~behindDigit.behind(digits) | fraction.behind(digits, afterPoint & digits));
    wrong |= digits & behindZero.behind(kinds.zeros & (kinds.starts | afterMinus));
    return digits == ~uint64_t(0) ? digits : wrong;
  }

  ASLRT_INLINE uint64_t checkWords(const Kinds &kinds) {
    uint64_t behind = behindWord.behind(kinds.words), expected = restOfWord;
    restOfWord = 0;
    for (uint64_t left = kinds.words & ~behind; left; left &= left - 1) {
      unsigned i = unsigned(std::countr_zero(left));
      uint64_t bits = (uint64_t(1) << lengthOfWord(source + i)) - 1;
      expected |= bits << i;
      restOfWord = bits >> 1 >> (63 - i);
    }
    return (kinds.words ^ expected) | (kinds.words & ~behind & ~kinds.starts) | (kinds.scalars & ~kinds.words & behind);
  }

  /// 0 if it is none.
  ASLRT_INLINE static unsigned lengthOfWord(const char *p) {
    if (std::memcmp(p, "true", 4) == 0 || std::memcmp(p, "null", 4) == 0)
      return 4;
    return std::memcmp(p, "false", 5) == 0 ? 5 : 0;
  }

  /// Stops at the first of the keys that is wanted.
  ASLRT_INLINE void findWanted(const Block &bytes, uint64_t keys) {
    for (const Demand::Member *member = demand->members; member != demand->members + demand->count; ++member) {
      std::string_view key = member->key;
      uint64_t alike = maskOf(bytes == (key.empty() ? '"' : key[0])) >> 1 | uint64_t(1) << 63;
      for (uint64_t left = keys & alike; left; left &= left - 1) {
        unsigned i = unsigned(std::countr_zero(left));
        if (i >= stop)
          break;
        std::string_view text(at + i + 1, end);
        if (text.starts_with(key) && text.size() > key.size() && text[key.size()] == '"') {
          stop = i;
          break;
        }
      }
    }
  }

  const char *at, *end, *safe, *source = nullptr; // source: of the bytes of the block at `at`
  const Demand *demand;
  uint64_t enclosing; // of each open container from the outermost on, whether it is an object; the innermost is the lowest bit
  unsigned level = 1, deepest, stop = none;
  uint64_t inObjects = 0, shallow = 0, inString = 0, restOfWord = 0;
  Carried behindSeparator, behindValue, behindOpen, behindKey, keyStart, behindScalar, behindMinus, behindPoint, behindDigit, behindZero,
      behindWord;
  CarriedRun keyRun, fraction;
};

[[gnu::target("avx2,bmi,bmi2")]] bool skip(ReadCursor &cursor, size_t depth, bool object, const Demand *demand) {
  BlockSkipper skipper(cursor, depth, object, demand);
  bool found = skipper.run();
  cursor.at = skipper.place();
  return found;
}

/// Whether the processor has what skip takes, and the system keeps its registers when it switches threads. Processors that do not read
/// token by token; another form of skip for them would add 5 KB to every executable.
bool canSkip() {
  unsigned a, b = 0, c, d, kept, high;
  if (!__get_cpuid(1, &a, &b, &c, &d) || !(c & bit_OSXSAVE) || !__get_cpuid_count(7, 0, &a, &b, &c, &d))
    return false;
  asm("xgetbv" : "=a"(kept), "=d"(high) : "c"(0));
  constexpr unsigned registers = 6, features = bit_AVX2 | bit_BMI | bit_BMI2;
  return (kept & registers) == registers && (b & features) == features;
}

} // namespace

bool skipBlocks(ReadCursor &cursor, size_t depth, bool object, const Demand *demand) {
  constexpr uint32_t pause = 32, never = UINT32_MAX;
  if (cursor.pausing) {
    cursor.pausing -= cursor.pausing != never;
    return false;
  }
  static const bool able = canSkip();
  const char *start = cursor.at;
  bool found = able && skip(cursor, depth, object, demand);
  if (!found && cursor.at == start)
    cursor.pausing = able ? pause : never;
  return found;
}

} // namespace aslrt
