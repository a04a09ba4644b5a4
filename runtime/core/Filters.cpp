// Operators of JSONPath's filters, as Jayway's library defines them on Jackson's nodes, and comparisons of choice rules that are not
// in Hot.cpp.
#include "runtime/abi/JsonPath.h"
#include "runtime/core/Failure.h"
#include "runtime/core/FindText.h"
#include "runtime/core/Inline.h"
#include "runtime/core/Operators.h"
#include "runtime/core/Time.h"

#include <algorithm>
#include <charconv>

namespace aslrt {

namespace {

/// A string behind a number is read as one.
bool equalsNumber(Value string, double number) {
  std::string_view text = string.string();
  double read;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), read);
  return error == std::errc() && end == text.data() + text.size() && read == number;
}

/// A number behind a string is its text.
bool equalsText(Value string, Value number) {
  if (number.is(Tag::Decimal))
    return string.string() == std::string_view(number.pointer<DecimalData>()->text, number.length());
  char text[400]; // 1e308 and a sign
  auto [end, error] = std::to_chars(text, text + sizeof text, number.number(), std::chars_format::fixed);
  return string.string() == std::string_view(text, size_t(end - text));
}

bool looselyEqual(Value a, Value b) {
  if (a.is(Tag::String) && isNumber(b))
    return equalsText(a, b);
  if (isNumber(a) && b.is(Tag::String))
    return equalsNumber(b, numberOf(a));
  return deepEqual(a, b);
}

bool sameType(Value a, Value b) { return isNumber(a) ? isNumber(b) : a.tag() == b.tag(); }

/// Order of two numbers or two strings; 2 if there is none.
int order(Value a, Value b) {
  if (isNumber(a) && isNumber(b))
    return numberOf(a) < numberOf(b) ? -1 : numberOf(a) > numberOf(b);
  return a.is(Tag::String) && b.is(Tag::String) ? compareStrings(a, b) < 0 ? -1 : compareStrings(a, b) > 0 : 2;
}

bool holds(Value array, Value item) {
  return array.is(Tag::Array) && std::ranges::any_of(itemsOf(array), [&](Value each) { return looselyEqual(item, each); });
}

bool contains(Value a, Value b) {
  if (a.is(Tag::String))
    return b.is(Tag::String) && findText(a.string(), b.string()) != std::string_view::npos;
  return holds(a, b);
}

/// How many items of `a` are in `b`; SIZE_MAX if one of both is no array.
size_t shared(Value a, Value b) {
  if (!a.is(Tag::Array) || !b.is(Tag::Array))
    return SIZE_MAX;
  return size_t(std::ranges::count_if(itemsOf(a), [&](Value each) { return holds(b, each); }));
}

/// Units of UTF-16, as Java counts: each code point has one byte that is no continuation, those above U+FFFF count twice.
size_t unitsOf(std::string_view text) {
  return size_t(std::ranges::count_if(text, [](char c) { return (c & 0xc0) != 0x80; }) +
                std::ranges::count_if(text, [](char c) { return uint8_t(c) >= 0xf0; }));
}

bool hasSize(Value a, Value b) {
  if (!isNumber(b) || !(a.is(Tag::Array) || a.is(Tag::String)))
    return false;
  return double(a.is(Tag::String) ? unitsOf(a.string()) : a.length()) == numberOf(b);
}

bool isEmpty(Value a, Value b) {
  bool sized = a.is(Tag::Array) || a.is(Tag::String) || a.is(Tag::Object);
  return sized && b.is(Tag::Boolean) && (a.length() == 0) == b.boolean();
}

bool compare(Value a, Value b, FilterOperator op) {
  size_t count;
  switch (op) {
  case FilterOperator::Equal: return looselyEqual(a, b);
  case FilterOperator::SameType: return sameType(a, b) && deepEqual(a, b);
  case FilterOperator::Less: return order(a, b) == -1;
  case FilterOperator::LessEqual: return order(a, b) <= 0;
  case FilterOperator::Greater: return order(a, b) == 1;
  case FilterOperator::GreaterEqual: return order(a, b) == 0 || order(a, b) == 1;
  case FilterOperator::In: return holds(b, a);
  case FilterOperator::Contains: return contains(a, b);
  case FilterOperator::All: return shared(b, a) == b.length() && b.is(Tag::Array);
  case FilterOperator::Size: return hasSize(a, b);
  case FilterOperator::Empty: return isEmpty(a, b);
  case FilterOperator::SubsetOf: return shared(a, b) == a.length() && a.is(Tag::Array);
  case FilterOperator::AnyOf: return (count = shared(a, b)) != 0 && count != SIZE_MAX;
  case FilterOperator::NoneOf: return shared(a, b) == 0;
  default: return false; // Matches goes by regular expressions; negations below
  }
}

} // namespace

bool aslrt_filter_compare(Value a, Value b, uint32_t op) {
  auto filter = FilterOperator(op);
  bool defined = !a.is(Tag::Undefined) && !b.is(Tag::Undefined);
  switch (filter) {
  case FilterOperator::NotEqual: return !(defined && compare(a, b, FilterOperator::Equal));
  case FilterOperator::NotSameType: return !(defined && compare(a, b, FilterOperator::SameType));
  case FilterOperator::NotIn: return !(defined && compare(a, b, FilterOperator::In));
  default: return defined && compare(a, b, filter);
  }
}

// Choice rules

bool aslrt_is_timestamp(Value v) {
  Instant instant;
  return v.is(Tag::String) && parseTimestamp(v.string(), instant);
}

bool aslrt_timestamp_order(Value a, Value b, uint32_t order) {
  Instant x, y;
  if (!a.is(Tag::String) || !b.is(Tag::String) || !parseTimestamp(a.string(), x) || !parseTimestamp(b.string(), y))
    return false;
  int difference = x.seconds != y.seconds ? (x.seconds < y.seconds ? -1 : 1) : int(x.nanoseconds > y.nanoseconds) - int(x.nanoseconds < y.nanoseconds);
  return aslrt_number_order(numberValue(difference), numberValue(0), order);
}

namespace {

/// A pattern of StringMatches: `*` is any characters, a backslash takes `*` or a backslash as it is.
class MatchPattern {
public:
  MatchPattern(Context *c, std::string_view text) : text(text) {
    size_t backslashes = text.size() - std::min(text.find_last_not_of('\\') + 1, text.size());
    if (backslashes % 2)
      throw StateError{"States.Runtime", stateCause(c, "The pattern of StringMatches ends with a single backslash.")};
  }

  /// Goes on at the last star with one more character in it when what follows does not fit: no backtracking beyond that is needed.
  bool fits(std::string_view subject) const {
    size_t at = 0, star = std::string_view::npos, i = 0, resume = 0;
    while (i < subject.size()) {
      if (at < text.size() && text[at] == '*') {
        star = ++at;
        resume = i;
        continue;
      }
      bool escaped = at + 1 < text.size() && text[at] == '\\';
      if (at < text.size() && text[at + escaped] == subject[i]) {
        at += 1 + escaped;
        ++i;
      } else if (star != std::string_view::npos) {
        at = star;
        i = ++resume;
      } else {
        return false;
      }
    }
    while (at < text.size() && text[at] == '*')
      ++at;
    return at == text.size();
  }

private:
  std::string_view text;
};

} // namespace

bool aslrt_string_matches(Context *c, Value v, Value pattern) {
  return v.is(Tag::String) && pattern.is(Tag::String) && MatchPattern(c, pattern.string()).fits(v.string());
}

} // namespace aslrt
