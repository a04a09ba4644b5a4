// What $contains, $match, $split and $replace do with the matches of a pattern that is a function.
//
// The reference takes any object for a match that has one of the protocol's members in its right type, and then works on
// with what JavaScript makes of the others. Here a match needs all that is used of it.
#include "runtime/builtins/Matchers.h"
#include "runtime/builtins/Matches.h"
#include "runtime/core/Inline.h"
#include "runtime/json/Text.h"

#include <cmath>
#include <optional>
#include <string>

namespace aslrt {
namespace {

/// The matches of whatever function a pattern is.
class MatchesOf {
public:
  MatchesOf(Context *c, uint32_t position, std::string_view name, Value string, Value matcher) {
    if (matcher.has(Pattern))
      matches = &regex.emplace(c, matcher, string, 0);
    else
      matches = &protocol.emplace(c, position, name, string, matcher);
  }
  explicit operator bool() const { return bool(*matches); }
  Matches &operator*() { return *matches; }
  Matches *operator->() { return matches; }

private:
  std::optional<RegexMatches> regex;
  std::optional<ProtocolMatches> protocol;
  Matches *matches;
};

/// Digits of a group's number after a $, as many as the highest group has.
size_t groupDigits(size_t groups) {
  size_t digits = 1;
  for (; groups >= 10; groups /= 10)
    ++digits;
  return digits;
}

/// Puts group `index` (from 1) in; a group that took no part in the match, or does not exist, is empty.
void appendGroup(Context *c, uint32_t position, TextBuilder &out, std::span<const Value> groups, size_t index) {
  if (index == 0 || index > groups.size())
    return;
  std::string text;
  appendText(c, position, text, groups[index - 1]);
  out.append(text);
}

/// Number of a group at the front of `text`, of at most `digits` digits; the number of digits read goes to `length`.
size_t readIndex(std::string_view text, size_t digits, size_t &length) {
  size_t index = 0;
  for (length = 0; length < digits && length < text.size() && text[length] >= '0' && text[length] <= '9'; ++length)
    index = index * 10 + size_t(text[length] - '0');
  return index;
}

/// Appends a replacement text with its $$, $0 and $n filled in; a $ before anything else stands for itself.
void appendReplacement(Context *c, uint32_t position, TextBuilder &out, std::string_view text, Matches &matches) {
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
      appendGroup(c, position, out, groups, index);
    else
      out.append("$");
    text.remove_prefix(length);
  }
  out.append(text);
}

} // namespace

bool matchesAnywhere(Context *c, uint32_t position, Value string, Value matcher) {
  return bool(MatchesOf(c, position, "contains", string, matcher));
}

Value allMatches(Context *c, uint32_t position, Value string, Value matcher, double limit) {
  MatchesOf matches(c, position, "match", string, matcher);
  SequenceBuilder items{};
  while (matches && items.count < limit) {
    pushInline(c, items, matches->item());
    matches->advance();
  }
  return arrayAt(items.items, items.count, Sequence);
}

Value splitByMatcher(Context *c, uint32_t position, Value string, Value matcher, double limit) {
  MatchesOf matches(c, position, "split", string, matcher);
  SequenceBuilder parts{};
  double start = 0;
  while (matches && parts.count < limit) {
    pushInline(c, parts, matches->between(start, matches->start()));
    start = matches->end();
    matches->advance();
  }
  if (parts.count < limit)
    pushInline(c, parts, matches->between(start, INFINITY));
  return arrayAt(parts.items, parts.count, Data);
}

Value replaceByMatcher(Context *c, uint32_t position, Value string, Value matcher, Value replacement, double limit) {
  MatchesOf matches(c, position, "replace", string, matcher);
  if (!matches)
    return string;
  if (isUndefined(replacement)) // only now: the reference fails where it would use it
    raiseArgument(c, position, "replace", 3, replacement);
  TextBuilder result(c, string.length());
  double place = 0;
  for (double count = 0; matches && count < limit; ++count) {
    if (replacement.is(Tag::String)) {
      result.append(matches->between(place, matches->start()));
      appendReplacement(c, position, result, replacement.string(), *matches);
    } else { // which is called before anything else is asked of the match
      Value match = matches->object(), text = Callback(c, position, "replace", replacement)({&match, 1});
      if (!text.is(Tag::String))
        raise(c, ErrorCode::D3012, position, {.value = text});
      result.append(matches->between(place, matches->start()));
      result.append(text);
    }
    place = matches->start() + double(Utf16Cursor(matches->text()).length());
    matches->advance();
  }
  result.append(matches->between(place, INFINITY));
  return result.finish();
}

} // namespace aslrt
