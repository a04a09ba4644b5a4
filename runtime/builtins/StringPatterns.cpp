// $contains, $match, $split and $replace; with a function as the pattern they go on in Matchers.cpp.
#include "runtime/builtins/Matchers.h"
#include "runtime/builtins/Text.h"
#include "runtime/core/FindText.h"
#include "runtime/core/Inline.h"

#include <algorithm>
#include <cmath>

namespace aslrt {
namespace {

/// A count given as a number, as JavaScript's split takes it: modulo 2^32.
uint32_t toUint32(double number) { return std::isfinite(number) ? uint32_t(uint64_t(std::fmod(std::trunc(number), 0x1p32))) : 0; }

/// The string cut into UTF-16 code units: a code point above U+FFFF gives two lone surrogates, as in JavaScript.
Value splitUnits(Context *c, Value string, uint32_t limit) {
  Utf16Cursor cursor(string);
  size_t count = std::min<size_t>(cursor.length(), limit);
  Value *items = allocateItems(c, count);
  for (size_t i = 0; i < count; ++i)
    items[i] = cursor.substring(c, double(i), double(i + 1));
  return arrayAt(items, count, Data);
}

Value splitText(Context *c, Value string, std::string_view separator, uint32_t limit) {
  if (separator.empty())
    return splitUnits(c, string, limit);
  auto text = string.string();
  SequenceBuilder parts{};
  size_t begin = 0;
  while (parts.count < limit) {
    size_t end = findText(text, separator, begin);
    pushInline(c, parts, slice(string, begin, std::min(end, text.size())));
    if (end == std::string_view::npos)
      break;
    begin = end + separator.size();
  }
  return arrayAt(parts.items, parts.count, Data);
}

Value replaceText(Context *c, Value string, std::string_view pattern, Value replacement, double limit) {
  auto text = string.string();
  size_t at = findText(text, pattern);
  if (at == std::string_view::npos)
    return string;
  TextBuilder result(c, text.size());
  size_t begin = 0;
  for (double count = 0; at != std::string_view::npos && count < limit; ++count) {
    result.append(text.substr(begin, at - begin));
    result.append(replacement);
    begin = at + pattern.size();
    at = findText(text, pattern, begin);
  }
  result.append(text.substr(begin));
  return result.finish();
}

double limitOf(Context *c, uint32_t position, ErrorCode code, Value limit) {
  if (isUndefined(limit))
    return INFINITY;
  if (numberOf(limit) < 0)
    raise(c, code, position, {.value = limit});
  return integerArgument(c, limit);
}

} // namespace

Value aslrt_fn_Contains(Context *c, uint32_t position, Value string, Value pattern) {
  if (isUndefined(string) || isUndefined(pattern))
    return undefinedValue();
  if (pattern.is(Tag::Function))
    return booleanValue(matchesAnywhere(c, position, string, pattern));
  return booleanValue(findText(string.string(), pattern.string()) != std::string_view::npos);
}

Value aslrt_fn_Match(Context *c, uint32_t position, Value string, Value pattern, Value limit) {
  if (isUndefined(string))
    return string;
  double most = limitOf(c, position, ErrorCode::D3040, limit);
  if (most == 0)
    return arrayAt(nullptr, 0, Sequence);
  if (isUndefined(pattern))
    raiseArgument(c, position, "match", 2, pattern);
  return allMatches(c, position, string, pattern, most);
}

Value aslrt_fn_Split(Context *c, uint32_t position, Value string, Value separator, Value limit) {
  if (isUndefined(string))
    return string;
  double most = limitOf(c, position, ErrorCode::D3020, limit);
  if (most == 0)
    return arrayAt(nullptr, 0, Data);
  if (separator.is(Tag::Function))
    return splitByMatcher(c, position, string, separator, most);
  if (isUndefined(separator))
    raiseArgument(c, position, "split", 2, separator);
  return splitText(c, string, separator.string(), most == INFINITY ? UINT32_MAX : toUint32(most));
}

Value aslrt_fn_Replace(Context *c, uint32_t position, Value string, Value pattern, Value replacement, Value limit) {
  if (isUndefined(string))
    return string;
  if (pattern.is(Tag::String) && pattern.length() == 0)
    raise(c, ErrorCode::D3010, position, {.value = pattern});
  double most = limitOf(c, position, ErrorCode::D3011, limit);
  if (most == 0)
    return string;
  if (isUndefined(pattern))
    raiseArgument(c, position, "replace", 2, pattern);
  if ((pattern.is(Tag::String) && findText(string.string(), pattern.string()) == std::string_view::npos))
    return string;
  if (pattern.is(Tag::Function))
    return replaceByMatcher(c, position, string, pattern, replacement, most);
  if (isUndefined(replacement))
    raiseArgument(c, position, "replace", 3, replacement);
  // The reference would insert the JavaScript source text of the function here.
  if (replacement.is(Tag::Function))
    raise(c, ErrorCode::D3012, position, {.value = replacement});
  return replaceText(c, string, pattern.string(), replacement, most);
}

} // namespace aslrt
