#include "runtime/builtins/Matches.h"
#include "runtime/builtins/NumberText.h"
#include "runtime/core/Inline.h"
#include "runtime/core/Stack.h"
#include "runtime/json/Json.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <new>
#include <string>
#include <utility>

namespace aslrt {

//===--- Functions of the user ---===//

ProtocolMatches::ProtocolMatches(Context *c, uint32_t position, std::string_view name, Value string, Value matcher)
    : Matches(c, string), position(position), name(name), left(cursor.length() + 1) {
  accept(Callback(c, position, name, matcher)({&string, 1}));
}

void ProtocolMatches::advance() {
  if (left-- == 0)
    refuse();
  Value next = lookup(match, "next");
  if (!next.is(Tag::Function))
    refuse();
  accept(Callback(context, position, name, next)({}));
}

Value ProtocolMatches::text() {
  Value text = lookup(match, "match");
  if (!text.is(Tag::String))
    refuse();
  return text;
}

std::span<const Value> ProtocolMatches::groups() {
  Value groups = lookup(match, "groups");
  if (!groups.is(Tag::Array))
    refuse();
  return itemsOf(groups);
}

Value ProtocolMatches::item() {
  constexpr std::pair<std::string_view, std::string_view> members[] = {{"match", "match"}, {"index", "start"}, {"groups", "groups"}};
  Member given[std::size(members)];
  size_t count = 0;
  for (auto [key, from] : members)
    if (Value value = lookup(match, from); !isUndefined(value))
      given[count++] = {stringAt(key.data(), key.size(), Static | Ascii), value};
  return makeObject(context, {given, count});
}

/// What JavaScript takes for no object at all is a match of which nothing can be used.
static bool isFalsy(Value v) {
  return v.is(Tag::Null) || (v.is(Tag::Boolean) && !v.boolean()) || (v.is(Tag::String) && v.length() == 0) ||
         (isNumber(v) && !(std::abs(numberOf(v)) > 0));
}

void ProtocolMatches::accept(Value result) {
  match = result;
  found = !isUndefined(match);
  if (!found || isFalsy(match))
    return;
  bool isMatch = isNumber(lookup(match, "start")) || isNumber(lookup(match, "end")) || lookup(match, "groups").is(Tag::Array) ||
                 lookup(match, "next").is(Tag::Function);
  if (!isMatch)
    refuse();
}

double ProtocolMatches::number(std::string_view member) {
  Value value = lookup(match, member);
  if (!isNumber(value))
    refuse();
  return numberOf(value);
}

void ProtocolMatches::refuse() { raise(context, ErrorCode::T1010, position, {.token = name}); }

//===--- Regular expressions ---===//

Utf16Text::Utf16Text(Value string) {
  const char *at = string.pointer<char>(), *end = at + string.length();
  if (string.length() > std::size(small)) {
    large.reset(new (std::nothrow) char16_t[string.length()]);
    if (!large)
      raiseMemoryLimit();
    units = large.get();
  }
  char16_t *out = units;
  if (string.has(Ascii)) {
    count = string.length();
    std::copy(at, end, out);
    return;
  }
  while (at != end) {
    uint32_t point = nextCodePoint(at, end);
    if (point > 0xffff) {
      *out++ = char16_t(0xd7c0 + (point >> 10));
      point = 0xdc00 | (point & 0x3ff);
    }
    *out++ = char16_t(point);
  }
  count = size_t(out - units);
}

RegexMatches::RegexMatches(Context *c, Value regex, Value string, size_t from, bool following)
    : Matches(c, string), regex(regex), string(string), pattern(reinterpret_cast<Regex *>(regex.payload)), units(string), offsets(few) {
  size_t places = 2 * (size_t(pattern->groups) + 1);
  if (places > std::size(few))
    offsets = static_cast<size_t *>(allocate(c, places * sizeof(size_t)));
  if (following) {
    offsets[1] = from;
    advance();
  } else {
    search(from);
  }
}

void RegexMatches::search(size_t from) {
  found = from <= units.size() && pattern->search(context, pattern, units.data(), units.size(), from, offsets);
}

void RegexMatches::advance() {
  size_t from = offsets[1];
  if (from >= units.size())
    return void(found = false);
  search(from);
  if (found && offsets[0] == offsets[1])
    raise(context, ErrorCode::D1004, uint32_t(pattern->position), {.value = stringAt(pattern->source, pattern->sourceSize, Static)});
}

Value RegexMatches::group(size_t index) {
  size_t begin = offsets[2 * index], end = offsets[2 * index + 1];
  return begin == noPosition ? undefinedValue() : cursor.substring(context, double(begin), double(end));
}

Value RegexMatches::groupsArray() {
  Value *items = allocateItems(context, pattern->groups);
  bool all = true;
  for (size_t i = 0; i < pattern->groups; ++i) {
    items[i] = group(i + 1);
    all = all && !isUndefined(items[i]);
  }
  return arrayAt(items, pattern->groups, all ? Data : 0);
}

std::span<const Value> RegexMatches::groups() { return itemsOf(groupsArray()); }

Value RegexMatches::item() {
  Value match = text(); // before the groups, whose places follow its own
  const Member members[] = {{literal("match"), match}, {literal("index"), numberValue(start())}, {literal("groups"), groupsArray()}};
  return makeObject(context, members);
}

/// The `next` of a match. Captures: the regular expression, the string, where the match ended.
static Value runNext(Context *c, const Closure *self, const Value *, uint32_t) {
  RegexMatches next(c, self->captures[0], self->captures[1], size_t(self->captures[2].number()), /*following=*/true);
  return next ? next.object() : undefinedValue();
}

Value RegexMatches::object() {
  Value next = aslrt_closure(context, reinterpret_cast<void *>(runNext), 0, 3, nullptr);
  aslrt_closure_capture(next, 0, regex);
  aslrt_closure_capture(next, 1, string);
  aslrt_closure_capture(next, 2, numberValue(end()));
  Value match = text();
  const Member members[] = {{literal("match"), match},
                            {literal("start"), numberValue(start())},
                            {literal("end"), numberValue(end())},
                            {literal("groups"), groupsArray()},
                            {literal("next"), next}};
  return makeObject(context, members);
}

/// What JavaScript makes a string of, for a pattern that is called with something else: items of arrays stand with commas
/// between, null and undefined among them as nothing.
static Value subjectOf(Context *c, Value value) {
  TextBuilder out(c);
  auto append = [&](Value scalar) {
    char digits[32];
    if (scalar.is(Tag::String))
      out.append(scalar);
    else if (scalar.is(Tag::Boolean))
      out.append(scalar.boolean() ? "true" : "false");
    else if (isNumber(scalar))
      out.append({digits, formatNumber(numberOf(scalar), digits)});
    else
      out.append("[object Object]");
  };
  if (value.is(Tag::Undefined) || value.is(Tag::Null))
    return value.is(Tag::Null) ? literal("null") : literal("undefined");
  if (!value.is(Tag::Array)) {
    append(value);
    return out.finish();
  }
  struct Items {
    const Value *next, *end;
    bool first;
  };
  Stack<Items> pending;
  auto open = [&](Value array) { pending.push({itemsOf(array).data(), itemsOf(array).data() + array.length(), true}); };
  for (open(value); !pending.empty();) {
    Items &items = pending.top();
    if (items.next == items.end) {
      pending.pop();
      continue;
    }
    if (!std::exchange(items.first, false))
      out.append(",");
    Value item = *items.next++;
    if (item.is(Tag::Array))
      open(item);
    else if (!item.is(Tag::Undefined) && !item.is(Tag::Null))
      append(item);
  }
  return out.finish();
}

/// What JavaScript makes a number of, for the place to search from: $map and others give an index, an item or an object.
static double placeOf(Context *c, Value value) {
  if (isNumber(value))
    return numberOf(value);
  if (value.is(Tag::Boolean))
    return value.boolean();
  double number = 0;
  return (value.is(Tag::String) || value.is(Tag::Array)) && parseDecimal(subjectOf(c, value).string(), number) ? number : 0;
}

Value aslrt_regex_call(Context *c, const Closure *self, const Value *args, uint32_t count) {
  Value string = count ? args[0] : undefinedValue();
  if (!string.is(Tag::String))
    string = subjectOf(c, string);
  double from = count > 1 ? std::fmax(placeOf(c, args[1]), 0) : 0;
  RegexMatches match(c, {makeHead(Tag::Function, Static | Pattern), reinterpret_cast<uint64_t>(self)}, string, size_t(std::min(from, 0x1p53)));
  return match ? match.object() : undefinedValue();
}

} // namespace aslrt
