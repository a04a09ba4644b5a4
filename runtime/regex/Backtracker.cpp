// Our own matcher, for patterns that PCRE2 cannot match with JavaScript's meaning. It follows the definition of ECMA-262.
//
// A program is tried from each place of the text on. Where there is a choice, the alternative is pushed on a stack, with the
// place; what fails takes up the latest one. Slots (ends of groups, registers of loops) are overwritten in place; each
// overwriting is noted on a trail, by which going back restores them. Nothing recurses, so nesting costs no stack; steps and
// memory are bounded.

#include "runtime/builtins/Text.h"
#include "runtime/core/Stack.h"
#include "runtime/regex/Limits.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace aslrt {
namespace {

bool isWord(char16_t unit) {
  return (unit >= 'a' && unit <= 'z') || (unit >= 'A' && unit <= 'Z') || (unit >= '0' && unit <= '9') || unit == '_';
}
bool isLineTerminator(char16_t unit) { return unit == '\n' || unit == '\r' || unit == 0x2028 || unit == 0x2029; }

/// Code units and choices looked at before one looks at the clock (--max-evaluation-time).
constexpr uint64_t workBetweenChecks = 1 << 20;

class Backtracker {
public:
  Backtracker(Context *c, const Regex *regex, const char16_t *text, size_t length)
      : context(c), regex(regex), program(static_cast<const uint32_t *>(regex->pattern)), text(text), length(length),
        registers(2 * (size_t(regex->groups) + 1)), slotCount(registers + program[0]), slots(new size_t[slotCount]) {}

  bool matchAt(size_t start);
  const size_t *offsets() const { return slots.get(); }

private:
  /// What to try when the rest fails: an instruction at a place; or, unless `last` is noPosition, to end a repetition (Greedy,
  /// Lazy) that ended there one unit nearer to `last`.
  struct Choice {
    uint32_t instruction, trail;
    size_t place, last;
  };
  struct Change {
    size_t slot, value;
  };

  bool run(uint32_t at);
  bool step(const uint32_t *&at);
  void setWorking(uint32_t number, size_t value) { set(registers + number, value); }
  void set(size_t slot, size_t value) {
    size_t old = std::exchange(slots[slot], value);
    if (choices.empty())
      return; // nothing to go back to
    trail.push({slot, old});
    if (trail.size() > maxRegexStack / sizeof(Change)) [[unlikely]]
      raiseRegexStack(context, regex);
  }
  void push(uint32_t instruction, size_t last = noPosition) {
    choices.push({instruction, uint32_t(trail.size()), place, last});
    if (choices.size() > maxRegexStack / sizeof(Choice)) [[unlikely]]
      raiseRegexStack(context, regex);
  }
  bool goBack(const uint32_t *&at);
  void spend(uint64_t more) {
    if ((work += more) >= workBetweenChecks) [[unlikely]] {
      context->arena.checkTime();
      work = 0;
    }
  }

  bool take(bool backwards, auto &&accepts) {
    if (backwards ? place == 0 : place == length)
      return false;
    if (!accepts(text[backwards ? place - 1 : place]))
      return false;
    backwards ? --place : ++place;
    return true;
  }
  bool contains(uint32_t set, char16_t unit) const {
    const uint32_t *first = program + set + 1, *last = first + program[set];
    auto *range = std::partition_point(first, last, [&](uint32_t r) { return r >> 16 < unit; });
    return range != last && (*range & 0xffff) <= unit;
  }
  bool atWordEdge() const { return (place > 0 && isWord(text[place - 1])) != (place < length && isWord(text[place])); }
  bool backReference(uint32_t group, bool backwards, bool folded);
  bool repeat(const uint32_t *&at, bool greedy, bool backwards);
  bool repeatOtherwise(const uint32_t *&at, size_t last);
  void loop(const uint32_t *&at, const uint32_t *op, bool greedy);
  bool holds(RegexOp assertion) const;
  bool control(const uint32_t *&at);
  size_t &working(uint32_t number) { return slots[registers + number]; }

  Context *context;
  const Regex *regex;
  const uint32_t *program;
  const char16_t *text;
  size_t length;
  size_t registers, slotCount;
  std::unique_ptr<size_t[]> slots;
  Stack<Choice> choices;
  Stack<Change> trail;
  size_t place = 0;
  uint64_t steps = 0, work = 0;
};

} // namespace

bool Backtracker::matchAt(size_t start) {
  std::fill_n(slots.get(), slotCount, noPosition);
  choices.shrink(0);
  trail.shrink(0);
  steps = 0;
  spend(1);
  place = start;
  if (!run(regexHeaderWords))
    return false;
  slots[0] = start;
  slots[1] = place;
  return true;
}

bool Backtracker::run(uint32_t start) {
  const uint32_t *at = program + start;
  while (RegexOp(*at & 0xff) != RegexOp::Match)
    if (!step(at) && !goBack(at))
      return false;
  return true;
}

/// Takes up the latest choice.
bool Backtracker::goBack(const uint32_t *&at) {
  while (!choices.empty()) {
    if (++steps > context->limits.backtracking)
      raiseBacktracking(context, regex);
    spend(1);
    Choice choice = choices.top();
    for (; trail.size() > choice.trail; trail.pop())
      slots[trail.top().slot] = trail.top().value;
    choices.pop();
    place = choice.place;
    at = program + choice.instruction;
    if (choice.last == noPosition || repeatOtherwise(at, choice.last))
      return true;
  }
  return false;
}

/// A repetition goes on with one unit fewer, or one more, and stays a choice up to `last`.
bool Backtracker::repeatOtherwise(const uint32_t *&at, size_t last) {
  bool greedy = RegexOp(*at & 0xff) == RegexOp::Greedy;
  bool up = greedy == bool(*at & Backwards);
  if (!greedy && !contains(at[1], text[up ? place : place - 1]))
    return false;
  up ? ++place : --place;
  if (place != last)
    push(uint32_t(at - program), last);
  at += 4;
  return true;
}

bool Backtracker::repeat(const uint32_t *&at, bool greedy, bool backwards) {
  size_t room = backwards ? place : length - place;
  size_t min = at[2], max = std::min<size_t>(at[3], room);
  if (min > room)
    return false;
  size_t count = 0, wanted = greedy ? max : min;
  auto unit = [&] { return text[backwards ? place - 1 - count : place + count]; };
  while (count < wanted && contains(at[1], unit()))
    ++count;
  spend(count);
  if (count < min)
    return false;
  auto placeAfter = [&](size_t n) { return backwards ? place - n : place + n; };
  size_t other = greedy ? min : max, last = placeAfter(other);
  place = placeAfter(count);
  if (count != other)
    push(uint32_t(at - program), last);
  at += 4;
  return true;
}

bool Backtracker::backReference(uint32_t group, bool backwards, bool folded) {
  size_t begin = slots[2 * group], end = slots[2 * group + 1];
  if (begin == noPosition || end == noPosition)
    return true;
  size_t size = end - begin;
  if (size > (backwards ? place : length - place))
    return false;
  spend(size);
  size_t from = backwards ? place - size : place;
  auto same = [&](char16_t a, char16_t b) { return a == b || (folded && equalIgnoringCase(a, b)); };
  if (!std::equal(text + begin, text + end, text + from, same))
    return false;
  place = backwards ? from : from + size;
  return true;
}

/// Another repetition, which stands behind the op, or what follows the loop; the other of them is a choice if the count of
/// repetitions leaves one.
void Backtracker::loop(const uint32_t *&at, const uint32_t *op, bool greedy) {
  size_t count = working(op[1]);
  const uint32_t *after = program + op[4], *again = at;
  bool mayRepeat = count < op[3], mayLeave = count >= op[2];
  at = mayRepeat && (greedy || !mayLeave) ? again : after;
  if (mayRepeat && mayLeave)
    push(uint32_t((at == again ? after : again) - program));
}

bool Backtracker::holds(RegexOp assertion) const {
  switch (assertion) {
  case RegexOp::InputStart:
    return place == 0;
  case RegexOp::InputEnd:
    return place == length;
  case RegexOp::LineStart:
    return place == 0 || isLineTerminator(text[place - 1]);
  case RegexOp::LineEnd:
    return place == length || isLineTerminator(text[place]);
  case RegexOp::WordEdge:
    return atWordEdge();
  default:
    return !atWordEdge();
  }
}

/// Runs one instruction and moves on behind it; false if it fails.
bool Backtracker::step(const uint32_t *&at) {
  const uint32_t *op = at;
  bool backwards = *op & Backwards;
  switch (RegexOp code = RegexOp(*op & 0xff)) {
  case RegexOp::Unit:
    at += 2;
    return take(backwards, [&](char16_t unit) { return unit == op[1]; });
  case RegexOp::Set:
    at += 2;
    return take(backwards, [&](char16_t unit) { return contains(op[1], unit); });
  case RegexOp::Greedy:
  case RegexOp::Lazy:
    return repeat(at, code == RegexOp::Greedy, backwards);
  case RegexOp::BackReference:
    at += 2;
    return backReference(op[1], backwards, *op & Folded);
  case RegexOp::InputStart:
  case RegexOp::InputEnd:
  case RegexOp::LineStart:
  case RegexOp::LineEnd:
  case RegexOp::WordEdge:
  case RegexOp::NoWordEdge:
    at += 1;
    return holds(code);
  default:
    return control(at);
  }
}

/// The same for what consumes nothing.
bool Backtracker::control(const uint32_t *&at) {
  const uint32_t *op = at;
  static constexpr uint8_t operands[] = {
#define REGEX_OP(Id, Operands, Doc) Operands,
#include "runtime/abi/RegexOps.def"
  };
  auto code = RegexOp(*op & 0xff);
  at += 1 + operands[size_t(code)];
  switch (code) {
  case RegexOp::Save:
    set(op[1], place);
    return true;
  case RegexOp::Clear:
    for (size_t slot = op[1]; slot <= op[2]; ++slot)
      if (slots[slot] != noPosition)
        set(slot, noPosition);
    return true;
  case RegexOp::Jump:
    at = program + op[1];
    return true;
  case RegexOp::Fork:
    push(op[1]);
    return true;
  case RegexOp::LoopStart:
    setWorking(op[1], 0);
    return true;
  case RegexOp::LoopGreedy:
  case RegexOp::LoopLazy:
    loop(at, op, code == RegexOp::LoopGreedy);
    return true;
  case RegexOp::LoopEnter:
    setWorking(op[1], working(op[1]) + 1);
    setWorking(op[1] + 1, place);
    return true;
  case RegexOp::LoopEnd:
    at = program + op[3];
    return working(op[1]) <= op[2] || working(op[1] + 1) != place;
  case RegexOp::Ahead:
    setWorking(op[1], choices.size());
    setWorking(op[1] + 1, place);
    return true;
  case RegexOp::AheadEnd:
    choices.shrink(working(op[1]));
    place = working(op[1] + 1);
    return true;
  case RegexOp::Not:
    setWorking(op[1], choices.size());
    push(op[2]);
    return true;
  case RegexOp::NotEnd:
    choices.shrink(working(op[1]));
    return false;
  default: // Fail
    return false;
  }
}

bool aslrt_regex_backtrack(Context *c, Regex *regex, const char16_t *text, size_t length, size_t from, size_t *offsets) {
  Backtracker matcher(c, regex, text, length);
  for (size_t start = from; start <= length; ++start) {
    if (!matcher.matchAt(start))
      continue;
    std::copy_n(matcher.offsets(), 2 * (size_t(regex->groups) + 1), offsets);
    return true;
  }
  return false;
}

} // namespace aslrt
