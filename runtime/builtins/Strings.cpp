// $string, $length, $substring and friends, $trim, $pad, $join.
#include "runtime/builtins/Text.h"
#include "runtime/core/FindText.h"
#include "runtime/json/Text.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace aslrt {
namespace {

constexpr std::string_view blanks = " \t\n\r"; // what $trim calls white space

/// An index as JavaScript's slice() takes it: without its fraction, from the end if negative, within 0 and `count`.
size_t sliceIndex(double index, size_t count) {
  index = std::isnan(index) ? 0 : std::trunc(index);
  if (index < 0)
    index = std::max(index + double(count), 0.0);
  return size_t(std::min(index, double(count)));
}

} // namespace

Value aslrt_fn_String(Context *c, uint32_t position, Value value, Value prettify) {
  if (isUndefined(value) || value.is(Tag::String))
    return value;
  if (value.is(Tag::Number) && std::isfinite(value.number()))
    return textOfNumber(c, value.number());
  std::string text;
  if (prettify.is(Tag::Boolean) && prettify.boolean())
    appendPrettyText(c, position, text, value);
  else
    appendText(c, position, text, value);
  checkText(c, text);
  return makeString(c, text);
}

Value aslrt_fn_Length(Context *, uint32_t, Value string) {
  return isUndefined(string) ? string : numberValue(double(codePoints(string)));
}

Value aslrt_fn_Substring(Context *c, uint32_t, Value string, Value start, Value length) {
  if (isUndefined(string))
    return string;
  double from = isUndefined(start) ? 0 : integerArgument(c, start);
  bool bounded = !isUndefined(length);
  double most = bounded ? integerArgument(c, length) : 0;
  if (bounded && (isUndefined(start) || most <= 0)) // from nowhere on there is nothing
    return emptyString();
  if (from >= 0 && !bounded)
    return slice(string, byteOffset(string, sliceIndex(from, string.length())), string.length());
  size_t count = codePoints(string);
  if (double(count) + from < 0)
    from = 0;
  // Start and length are added before the fraction goes, so that 1.5 and 1.5 end at 3.
  double to = !bounded ? double(count) : (from >= 0 ? from : double(count) + from) + most;
  size_t begin = sliceIndex(from, count), end = sliceIndex(to, count);
  if (begin >= end)
    return emptyString();
  size_t first = byteOffset(string, begin);
  Value rest = slice(string, first, string.length());
  return slice(rest, 0, byteOffset(rest, end - begin));
}

Value aslrt_fn_SubstringBefore(Context *, uint32_t, Value string, Value characters) {
  if (isUndefined(string) || isUndefined(characters))
    return string;
  size_t at = findText(string.string(), characters.string());
  return at == std::string_view::npos ? string : slice(string, 0, at);
}

Value aslrt_fn_SubstringAfter(Context *, uint32_t, Value string, Value characters) {
  if (isUndefined(string) || isUndefined(characters))
    return string;
  size_t at = findText(string.string(), characters.string());
  return at == std::string_view::npos ? string : slice(string, at + characters.length(), string.length());
}

Value aslrt_fn_Trim(Context *c, uint32_t, Value string) {
  if (isUndefined(string))
    return string;
  auto text = string.string();
  size_t begin = text.find_first_not_of(blanks);
  if (begin == std::string_view::npos)
    return emptyString();
  string = slice(string, begin, text.find_last_not_of(blanks) + 1);
  text = string.string();
  auto isBlank = [](char character) { return blanks.find(character) != std::string_view::npos; };
  auto needsWork = [&](char a, char b) { return isBlank(a) && (a != ' ' || isBlank(b)); };
  if (std::adjacent_find(text.begin(), text.end(), needsWork) == text.end())
    return string;
  auto *out = static_cast<char *>(allocate(c, text.size()));
  char *end = out;
  for (size_t i = 0; i < text.size(); ++i)
    if (!isBlank(text[i]))
      *end++ = text[i];
    else if (!isBlank(text[i - 1]))
      *end++ = ' ';
  return stringAt(out, size_t(end - out), string.has(Ascii) ? Ascii : 0);
}

Value aslrt_fn_Pad(Context *c, uint32_t, Value string, Value width, Value filler) {
  if (isUndefined(string) || isUndefined(width))
    return string;
  double wanted = std::trunc(integerArgument(c, width)), missing = std::abs(wanted) - double(codePoints(string));
  if (!(missing > 0)) // nor of NaN
    return string;
  if (isUndefined(filler) || filler.length() == 0)
    filler = literal(" ");
  if (missing > UINT32_MAX)
    raiseMemoryLimit();
  size_t fillerPoints = codePoints(filler), whole = size_t(missing) / fillerPoints;
  Value part = slice(filler, 0, byteOffset(filler, size_t(missing) % fillerPoints));
  TextBuilder result(c, string.length() + whole * filler.length() + part.length());
  if (wanted > 0)
    result.append(string);
  for (size_t i = 0; i < whole; ++i)
    result.append(filler);
  result.append(part);
  if (wanted < 0)
    result.append(string);
  return result.finish();
}

Value aslrt_fn_Join(Context *c, uint32_t position, Value strings, Value separator) {
  if (isUndefined(strings))
    return strings;
  auto items = itemsOf(strings);
  size_t expected = 0, between = isUndefined(separator) ? 0 : separator.length();
  for (Value item : items) {
    if (!item.is(Tag::String))
      raiseItems(c, position, "join", strings, "strings");
    expected += item.length() + between;
  }
  if (items.size() == 1)
    return items[0];
  TextBuilder result(c, expected);
  for (size_t i = 0; i < items.size(); ++i) {
    if (i && between)
      result.append(separator);
    result.append(items[i]);
  }
  return result.finish();
}

} // namespace aslrt
