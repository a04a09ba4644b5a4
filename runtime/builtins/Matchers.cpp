// JSONata's matcher protocol: matcher(string) gives the first match as {match, start, end, groups, next}, or nothing;
// next() gives the one after it in the same way. start and end count UTF-16 code units.
//
// The reference takes any object for a match that has one of those members in its right type, and then works on with
// what JavaScript makes of the others. Here a match needs all that is used of it. There are at most as many matches as
// places in the string, so that a matcher whose `next` never ends is an error and not an endless loop.
#include "runtime/builtins/Matchers.h"
#include "runtime/builtins/Text.h"
#include "runtime/core/Inline.h"
#include "runtime/json/Text.h"

#include <cmath>
#include <string>

namespace aslrt {
namespace {

/// Digits of a group's number after a $, as many as the highest group has.
size_t groupDigits(size_t groups) {
  size_t digits = 1;
  for (; groups >= 10; groups /= 10)
    ++digits;
  return digits;
}

class Matches {
public:
  Matches(Context *c, uint32_t position, std::string_view name, Value string, Value matcher)
      : cursor(string), c(c), position(position), name(name), left(cursor.length() + 1) {
    accept(Callback(c, position, name, matcher)({&string, 1}));
  }

  explicit operator bool() const { return !isUndefined(match); }
  void advance() {
    if (left-- == 0)
      refuse();
    Value next = lookup(match, "next");
    if (!next.is(Tag::Function))
      refuse();
    accept(Callback(c, position, name, next)({}));
  }
  Value value() const { return match; }
  double start() const { return number("start"); }
  double end() const { return number("end"); }
  Value text() const {
    Value text = lookup(match, "match");
    if (!text.is(Tag::String))
      refuse();
    return text;
  }
  std::span<const Value> groups() const {
    Value groups = lookup(match, "groups");
    if (!groups.is(Tag::Array))
      refuse();
    return itemsOf(groups);
  }

  /// As $string.
  std::string textOf(Value value) const {
    std::string text;
    appendText(c, position, text, value);
    return text;
  }
  Utf16Cursor cursor; // over the string

private:
  void accept(Value result) {
    match = result;
    if (!isUndefined(match) && !match.is(Tag::Object))
      refuse();
  }
  double number(std::string_view member) const {
    Value value = lookup(match, member);
    if (!isNumber(value))
      refuse();
    return numberOf(value);
  }
  [[noreturn]] void refuse() const { raise(c, ErrorCode::T1010, position, {.token = name}); }

  Context *c;
  uint32_t position;
  std::string_view name;
  size_t left;
  Value match = undefinedValue();
};

/// Puts group `index` (from 1) in; a group that took no part in the match, or does not exist, is empty.
void appendGroup(TextBuilder &out, const Matches &matches, size_t index) {
  auto groups = matches.groups();
  if (index > 0 && index <= groups.size())
    out.append(matches.textOf(groups[index - 1]));
}

/// Number of a group at the front of `text`, of at most `digits` digits; the number of digits read goes to `length`.
size_t readIndex(std::string_view text, size_t digits, size_t &length) {
  size_t index = 0;
  for (length = 0; length < digits && length < text.size() && text[length] >= '0' && text[length] <= '9'; ++length)
    index = index * 10 + size_t(text[length] - '0');
  return index;
}

/// Appends a replacement text with its $$, $0 and $n filled in; a $ before anything else stands for itself.
void appendReplacement(TextBuilder &out, std::string_view text, const Matches &matches) {
  for (size_t dollar; (dollar = text.find('$')) != std::string_view::npos;) {
    out.append(text.substr(0, dollar));
    text.remove_prefix(dollar + 1);
    if (text.starts_with('$') || text.starts_with('0')) {
      text[0] == '$' ? out.append("$") : out.append(matches.text());
      text.remove_prefix(1);
      continue;
    }
    auto groups = matches.groups();
    size_t digits = groupDigits(groups.size()), length;
    size_t index = readIndex(text, digits, length);
    if (digits > 1 && index > groups.size())
      index = readIndex(text, digits - 1, length);
    if (length)
      appendGroup(out, matches, index);
    else
      out.append("$");
    text.remove_prefix(length);
  }
  out.append(text);
}

} // namespace

bool matchesAnywhere(Context *c, uint32_t position, Value string, Value matcher) {
  return bool(Matches(c, position, "contains", string, matcher));
}

Value splitByMatcher(Context *c, uint32_t position, Value string, Value matcher, double limit) {
  Matches matches(c, position, "split", string, matcher);
  SequenceBuilder parts{};
  double start = 0;
  while (matches && parts.count < limit) {
    pushInline(c, parts, matches.cursor.substring(c, start, matches.start()));
    start = matches.end();
    matches.advance();
  }
  if (parts.count < limit)
    pushInline(c, parts, matches.cursor.substring(c, start, INFINITY));
  return arrayAt(parts.items, parts.count, Data);
}

Value replaceByMatcher(Context *c, uint32_t position, Value string, Value matcher, Value replacement, double limit) {
  Matches matches(c, position, "replace", string, matcher);
  if (!matches)
    return string;
  TextBuilder result(c, string.length());
  double place = 0;
  for (double count = 0; matches && count < limit; ++count) {
    result.append(matches.cursor.substring(c, place, matches.start()));
    if (replacement.is(Tag::String)) {
      appendReplacement(result, replacement.string(), matches);
    } else {
      Value match = matches.value(), text = Callback(c, position, "replace", replacement)({&match, 1});
      if (!text.is(Tag::String))
        raise(c, ErrorCode::D3012, position, {.value = text});
      result.append(text);
    }
    place = matches.start() + double(Utf16Cursor(matches.text()).length());
    matches.advance();
  }
  result.append(matches.cursor.substring(c, place, INFINITY));
  return result.finish();
}

} // namespace aslrt
