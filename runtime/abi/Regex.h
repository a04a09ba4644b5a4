// Regular expressions: what the compiler makes of a literal, and what the runtime needs of it.
//
// A literal is one object of the program's data (codegen/Translate.cpp builds it field by field) and at once a function
// value, flagged `Pattern`. What it matches is said in one of two forms, each for its engine:
//   - a pattern of PCRE2, which means the same as JavaScript's pattern (frontend/regex/Pcre2Pattern.cpp);
//   - a program of our own backtracking matcher (RegexOps.def), for patterns where PCRE2's meaning differs.
// Both see a string as JavaScript does: as UTF-16 code units, in which positions and lengths are counted.
#pragma once

#include "runtime/abi/Value.h"

#include <atomic>
#include <cstddef>

namespace aslrt {

struct Regex;

/// Position of a group that took no part in a match.
inline constexpr size_t noPosition = SIZE_MAX;

/// Finds the first match at or after `from`. On success `offsets` holds begin and end of the match and of each group in
/// order, noPosition for groups that took no part. Raises U1001 if the limit on backtracking is broken.
using RegexSearch = bool (*)(Context *, Regex *, const char16_t *text, size_t length, size_t from, size_t *offsets);

enum RegexFlag : uint32_t { IgnoreCase = 1 };

/// A literal. The first members are a Closure's (BuiltinEntry.h tells why they are written out).
struct Regex {
  Code code; // aslrt_regex_call
  uint32_t arity, captureCount;
  const char *signature;
  Value context;

  RegexSearch search;           // aslrt_regex_pcre2 or aslrt_regex_backtrack
  const void *pattern;          // char of a pattern of PCRE2, or uint32_t of a program
  uint64_t size;                // of them
  const char *source;           // the pattern as written, WTF-8, for messages
  uint64_t sourceSize;
  uint32_t groups;              // capturing groups
  uint32_t flags;               // RegexFlag
  uint64_t position;            // in the expression, of the literal
  std::atomic<void *> compiled; // what PCRE2 has made of it; null before the first use
};
static_assert(offsetof(Regex, arity) == offsetof(Closure, arity) && offsetof(Regex, captureCount) == offsetof(Closure, captureCount) &&
              offsetof(Regex, signature) == offsetof(Closure, signature) && offsetof(Regex, context) == offsetof(Closure, context) &&
              offsetof(Regex, search) == sizeof(Closure));

/// Opcodes of programs. A word is an opcode with its RegexOpFlags; the words after it are its operands.
enum class RegexOp : uint32_t {
#define REGEX_OP(Id, Operands, Doc) Id,
#include "runtime/abi/RegexOps.def"
};
enum RegexOpFlag : uint32_t {
  Backwards = 0x100, // consumes the code unit before the place, as inside a lookbehind
  Folded = 0x200,    // BackReference: ignores case
};
/// A program begins with the number of its registers; its first instruction follows.
inline constexpr size_t regexHeaderWords = 1;

extern "C" {
/// The code of a regular expression as a function: (string, from?) gives JSONata's match object, or nothing.
Value aslrt_regex_call(Context *, const Closure *self, const Value *args, uint32_t count);
bool aslrt_regex_pcre2(Context *, Regex *, const char16_t *text, size_t length, size_t from, size_t *offsets);
bool aslrt_regex_backtrack(Context *, Regex *, const char16_t *text, size_t length, size_t from, size_t *offsets);
}

} // namespace aslrt
