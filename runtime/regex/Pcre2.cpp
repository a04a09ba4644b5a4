// PCRE2, interpreted at first and then as machine code that it makes, where the system allows memory that is writable and
// executable.
//
// A pattern is compiled when it is first used, once a process. Of two threads that come first at once both compile, and the later
// one throws its own away; so it is with machine code, which is made for a copy, since others may be using the original. What a
// search needs besides (offsets, settings, a stack) is kept for the next search of the pattern; a second thread that searches
// meanwhile makes its own.

#define PCRE2_CODE_UNIT_WIDTH 16
#include "runtime/regex/Pcre2.h"
#include "runtime/regex/Limits.h"

#include <pcre2.h>

#include <algorithm>
#include <memory>
#include <new>

namespace aslrt {
namespace {

/// Dots stand for any code unit, and a group that took no part is matched by nothing. Neither UTF nor Unicode properties: a
/// character is a code unit, and the case of others than ASCII letters is written out in the pattern.
constexpr uint32_t commonOptions = PCRE2_DOTALL | PCRE2_MATCH_UNSET_BACKREF | PCRE2_NEVER_UTF | PCRE2_NEVER_UCP |
                                   PCRE2_USE_OFFSET_LIMIT;

/// Machine code costs as much to make as some hundred interpreted searches of short texts.
constexpr uint32_t searchesBeforeJit = 16;
constexpr size_t lengthForJit = 2048;
constexpr size_t firstJitStack = size_t(256) << 10;

[[noreturn]] void raiseNoMemory() { throw LimitExceeded{"Expression evaluation memory limit exceeded"}; }

/// What one search after another needs.
struct Search {
  pcre2_match_data *offsets;
  pcre2_match_context *settings;
  pcre2_jit_stack *stack = nullptr; // made when the 32 KB that machine code has of its own do not suffice

  explicit Search(const pcre2_code *code)
      : offsets(pcre2_match_data_create_from_pattern(code, nullptr)), settings(pcre2_match_context_create(nullptr)) {
    if (!offsets || !settings)
      raiseNoMemory();
    pcre2_set_heap_limit(settings, uint32_t(maxRegexStack >> 10));
  }
  Search(const Search &) = delete;
  ~Search() {
    pcre2_match_data_free(offsets);
    pcre2_match_context_free(settings);
    pcre2_jit_stack_free(stack);
  }
};

struct Compiled {
  explicit Compiled(pcre2_code *code) : code(code) {}
  Compiled(const Compiled &) = delete;

  pcre2_code *code;
  std::atomic<pcre2_code *> machineCode = nullptr;
  std::atomic<pcre2_code *> watched = nullptr; // the same, but calls lookAtClock() at each of its parts
  std::atomic<uint32_t> searches = 0;
  std::atomic<Search *> spare = nullptr;

  ~Compiled() {
    for (pcre2_code *each : {code, machineCode.load(), watched.load()})
      pcre2_code_free(each);
    delete spare.load();
  }
};

/// A search's needs, taken from the pattern and given back.
class BorrowedSearch {
public:
  explicit BorrowedSearch(Compiled &pattern) : pattern(pattern), search(pattern.spare.exchange(nullptr)) {
    if (!search)
      search = new Search(pattern.code);
  }
  BorrowedSearch(const BorrowedSearch &) = delete;
  ~BorrowedSearch() { delete pattern.spare.exchange(search); }
  Search *operator->() { return search; }
  Search &operator*() { return *search; }

private:
  Compiled &pattern;
  Search *search;
};

pcre2_code *compile(std::string_view pattern, uint32_t flags, uint32_t moreOptions = 0) {
  std::unique_ptr<char16_t[]> units(new char16_t[pattern.size()]);
  std::copy(pattern.begin(), pattern.end(), units.get());
  int error;
  size_t offset;
  uint32_t options = commonOptions | moreOptions | (flags & IgnoreCase ? PCRE2_CASELESS : 0);
  return pcre2_compile(reinterpret_cast<PCRE2_SPTR>(units.get()), pattern.size(), options, &error, &offset, nullptr);
}

Compiled &compiledOnce(Regex *regex) {
  if (void *known = regex->compiled.load(std::memory_order_acquire))
    return *static_cast<Compiled *>(known);
  pcre2_code *code = compile({static_cast<const char *>(regex->pattern), regex->size}, regex->flags);
  if (!code)
    raiseNoMemory(); // nothing else is left: the compiler has seen that PCRE2 takes the pattern
  auto own = std::make_unique<Compiled>(code);
  void *other = nullptr;
  bool first = regex->compiled.compare_exchange_strong(other, own.get(), std::memory_order_acq_rel);
  return first ? *own.release() : *static_cast<Compiled *>(other);
}

/// Makes code machine code and puts it into `place`, unless another thread has been there first.
const pcre2_code *publish(std::atomic<pcre2_code *> &place, pcre2_code *code) {
  if (!code)
    raiseNoMemory();
  pcre2_jit_compile(code, PCRE2_JIT_COMPLETE); // if that is refused, the code is interpreted
  pcre2_code *other = nullptr;
  if (place.compare_exchange_strong(other, code, std::memory_order_acq_rel))
    return code;
  pcre2_code_free(code);
  return other;
}

/// The pattern as machine code if that is worth while, else as it was.
const pcre2_code *codeFor(Compiled &pattern, size_t length) {
  if (pcre2_code *known = pattern.machineCode.load(std::memory_order_acquire))
    return known;
  if (pattern.searches.fetch_add(1, std::memory_order_relaxed) < searchesBeforeJit && length < lengthForJit)
    return pattern.code;
  return publish(pattern.machineCode, pcre2_code_copy(pattern.code));
}

const pcre2_code *watchedCode(const Regex *regex, Compiled &pattern) {
  if (pcre2_code *known = pattern.watched.load(std::memory_order_acquire))
    return known;
  return publish(pattern.watched, compile({static_cast<const char *>(regex->pattern), regex->size}, regex->flags, PCRE2_AUTO_CALLOUT));
}

/// A larger stack for machine code; false if it has one already.
bool enlargeStack(Search &search) {
  if (search.stack)
    return false;
  search.stack = pcre2_jit_stack_create(firstJitStack, maxRegexStack, nullptr);
  if (!search.stack)
    raiseNoMemory();
  pcre2_jit_stack_assign(search.settings, nullptr, search.stack);
  return true;
}

int match(const pcre2_code *code, Search &search, std::u16string_view text, size_t from) {
  int result;
  do
    result = pcre2_match(code, reinterpret_cast<PCRE2_SPTR>(text.data()), text.size(), from, 0, search.offsets, search.settings);
  while (result == PCRE2_ERROR_JIT_STACKLIMIT && enlargeStack(search));
  return result;
}

// Searches that must end in time (--max-evaluation-time). PCRE2 cannot be interrupted, but it can be given little to do at a time:
// - From each place of the text a search may run to its end. Places are tried in pieces, and between them one looks at the clock. Each
//   piece is twice as long as the one before, for their number to be small.
// - At one place, what counts as one way to match may run to the end as well. So there are fewer of them, the longer the text is; if
//   these are not enough, watched code is run instead, which is slower.

/// Code units that may be looked at before one looks at the clock.
constexpr uint64_t workBetweenChecks = 1 << 28;
constexpr uint64_t watchedWorkBetweenChecks = 1 << 20;

struct Watch {
  Context *context;
  uint64_t interval, calls = 0;
};

/// Ends a search whose time is over. No exception: it could not unwind PCRE2's machine code.
int lookAtClock(pcre2_callout_block *, void *data) {
  auto &watch = *static_cast<Watch *>(data);
  if (++watch.calls % watch.interval)
    return 0;
  try {
    watch.context->arena.checkTime();
    return 0;
  } catch (const LimitExceeded &) {
    return PCRE2_ERROR_CALLOUT;
  }
}

int matchWatched(Context *c, const pcre2_code *code, Search &search, std::u16string_view text, size_t from) {
  Watch watch{c, std::max<uint64_t>(watchedWorkBetweenChecks / (text.size() + 1), 1)};
  pcre2_set_callout(search.settings, lookAtClock, &watch);
  pcre2_set_match_limit(search.settings, uint32_t(c->limits.backtracking));
  return match(code, search, text, from);
}

int matchInTime(Context *c, const Regex *regex, Compiled &pattern, Search &search, std::u16string_view text, size_t from) {
  constexpr size_t firstPiece = 256;
  const pcre2_code *code = codeFor(pattern, text.size());
  auto ways = std::min(std::max<uint64_t>(workBetweenChecks / (text.size() + 1), 1000), c->limits.backtracking);
  for (size_t piece = firstPiece;; piece *= 2) {
    bool last = text.size() - from <= piece;
    pcre2_set_offset_limit(search.settings, last ? PCRE2_UNSET : from + piece - 1);
    pcre2_set_match_limit(search.settings, uint32_t(ways));
    int result = match(code, search, text, from);
    if (result == PCRE2_ERROR_MATCHLIMIT && ways < c->limits.backtracking)
      result = matchWatched(c, watchedCode(regex, pattern), search, text, from);
    if (result == PCRE2_ERROR_CALLOUT)
      c->arena.checkTime(); // throws now, too
    if (result != PCRE2_ERROR_NOMATCH || last)
      return result;
    from += piece;
    c->arena.checkTime();
  }
}

int matchFreely(Context *c, Compiled &pattern, Search &search, std::u16string_view text, size_t from) {
  pcre2_set_offset_limit(search.settings, PCRE2_UNSET);
  pcre2_set_match_limit(search.settings, uint32_t(c->limits.backtracking));
  return match(codeFor(pattern, text.size()), search, text, from);
}

} // namespace

bool isPcre2Pattern(std::string_view pattern, uint32_t flags) {
  pcre2_code *code = compile(pattern, flags);
  pcre2_code_free(code);
  return code;
}

void forgetRegex(Regex *regex) { delete static_cast<Compiled *>(regex->compiled.exchange(nullptr)); }

bool aslrt_regex_pcre2(Context *c, Regex *regex, const char16_t *text, size_t length, size_t from, size_t *offsets) {
  Compiled &pattern = compiledOnce(regex);
  BorrowedSearch search(pattern);
  std::u16string_view subject(text, length);
  switch (int result = c->limits.milliseconds ? matchInTime(c, regex, pattern, *search, subject, from)
                                              : matchFreely(c, pattern, *search, subject, from)) {
  case PCRE2_ERROR_NOMATCH:
    return false;
  case PCRE2_ERROR_MATCHLIMIT:
    raiseBacktracking(c, regex);
  case PCRE2_ERROR_DEPTHLIMIT:
  case PCRE2_ERROR_HEAPLIMIT:
  case PCRE2_ERROR_JIT_STACKLIMIT:
    raiseRegexStack(c, regex);
  default:
    if (result < 0)
      raiseNoMemory();
  }
  static_assert(noPosition == PCRE2_UNSET);
  std::copy_n(pcre2_get_ovector_pointer(search->offsets), 2 * (size_t(regex->groups) + 1), offsets);
  return true;
}

} // namespace aslrt
