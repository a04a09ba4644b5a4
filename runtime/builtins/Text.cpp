// Counting, cutting and joining of WTF-8.
#include "runtime/builtins/Text.h"

#include <algorithm>
#include <cmath>

namespace aslrt {
namespace {

constexpr uint64_t highBits = 0x8080808080808080;

bool isHighSurrogate(const char *at) { return at[0] == '\xed' && uint8_t(at[1]) >= 0xa0 && uint8_t(at[1]) < 0xb0; }
bool isLowSurrogate(const char *at) { return at[0] == '\xed' && uint8_t(at[1]) >= 0xb0; }
uint32_t surrogate(const char *at) { return 0xd000u | uint32_t(at[1] & 0x3f) << 6 | uint32_t(at[2] & 0x3f); }

} // namespace

bool isAscii(std::string_view text) {
  const char *at = text.data(), *end = at + text.size();
  for (; end - at >= 8; at += 8) {
    uint64_t word;
    std::memcpy(&word, at, 8);
    if (word & highBits)
      return false;
  }
  return std::all_of(at, end, [](char c) { return c >= 0; });
}

size_t codePoints(Value string) {
  if (string.has(Ascii))
    return string.length();
  auto text = string.string();
  return size_t(std::count_if(text.begin(), text.end(), isLead));
}

size_t byteOffset(Value string, size_t index) {
  if (string.has(Ascii))
    return std::min<size_t>(index, string.length());
  auto text = string.string();
  for (size_t i = 0; i < text.size(); ++i)
    if (isLead(text[i]) && index-- == 0)
      return i;
  return text.size();
}

uint32_t nextCodePoint(const char *&at, const char *end) {
  auto lead = uint8_t(*at++);
  if (lead < 0x80)
    return lead;
  int extra = lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;
  uint32_t point = lead & (0x3fu >> extra);
  for (; extra && at != end; --extra)
    point = point << 6 | (uint8_t(*at++) & 0x3f);
  return point;
}

uint32_t previousCodePoint(const char *&at, const char *begin) {
  const char *end = at--;
  while (at != begin && !isLead(*at))
    --at;
  const char *start = at;
  return nextCodePoint(start, end);
}

size_t encode(uint32_t point, char *out) {
  if (point < 0x80) {
    out[0] = char(point);
    return 1;
  }
  size_t size = point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  for (size_t i = size; i-- > 1; point >>= 6)
    out[i] = char(0x80 | (point & 0x3f));
  out[0] = char((0xf00u >> size) | point);
  return size;
}

void TextBuilder::reserve(size_t more) {
  if (more <= capacity - used)
    return;
  if (more > UINT32_MAX - used)
    throw LimitExceeded{"Expression evaluation memory limit exceeded"};
  size_t larger = std::max(used + more, std::min<size_t>(capacity * 2, UINT32_MAX));
  if (!data || !context->arena.extend(data, capacity, larger)) {
    auto *copy = static_cast<char *>(allocate(context, larger));
    if (used)
      std::memcpy(copy, data, used);
    data = copy;
  }
  capacity = larger;
}

bool TextBuilder::joinsPair(std::string_view text) const {
  return used >= 3 && text.size() >= 3 && isLowSurrogate(text.data()) && isHighSurrogate(data + used - 3);
}

void TextBuilder::appendPair(std::string_view text) {
  uint32_t high = surrogate(data + used - 3), low = surrogate(text.data());
  used -= 3;
  char pair[4];
  appendBytes({pair, encode(0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00), pair)});
  appendBytes(text.substr(3));
}

size_t Utf16Cursor::length() {
  if (string.has(Ascii))
    return string.length();
  if (units == SIZE_MAX) {
    auto text = string.string();
    units = size_t(std::count_if(text.begin(), text.end(), isLead)) +
            size_t(std::count_if(text.begin(), text.end(), [](char c) { return uint8_t(c) >= 0xf0; }));
  }
  return units;
}

Utf16Cursor::Place Utf16Cursor::seek(size_t target) {
  if (string.has(Ascii))
    return {target, false};
  const char *text = string.pointer<char>();
  if (target < unit / 2)
    unit = byte = 0;
  while (unit > target) {
    do
      --byte;
    while (!isLead(text[byte]));
    unit -= uint8_t(text[byte]) >= 0xf0 ? 2 : 1;
  }
  while (unit < target) {
    auto lead = uint8_t(text[byte]);
    if (lead >= 0xf0 && unit + 1 == target)
      return {byte, true};
    unit += lead >= 0xf0 ? 2 : 1;
    byte += lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  }
  return {byte, false};
}

Value Utf16Cursor::substring(Context *c, double from, double to) {
  auto clamped = [&](double at) { return at > 0 ? size_t(std::min(at, double(length()))) : 0; }; // NaN: 0
  size_t begin = clamped(from), end = clamped(to);
  if (begin > end)
    std::swap(begin, end);
  if (begin == end)
    return emptyString();
  Place first = seek(begin), last = seek(end);
  if (!first.middle && !last.middle)
    return slice(string, first.byte, last.byte);
  TextBuilder result(c);
  auto half = [&](size_t byte, bool second) {
    const char *at = string.pointer<char>() + byte;
    uint32_t offset = nextCodePoint(at, at + 4) - 0x10000;
    result.appendPoint(second ? 0xdc00 | (offset & 0x3ff) : 0xd800 + (offset >> 10));
  };
  size_t whole = first.byte;
  if (first.middle) {
    half(first.byte, true);
    whole += 4;
  }
  result.append(string.string().substr(whole, last.byte - whole));
  if (last.middle)
    half(last.byte, false);
  return result.finish();
}

std::string toUtf8(Value string) {
  std::string bytes;
  const char *at = string.pointer<char>(), *end = at + string.length();
  while (at != end) {
    const char *begin = at;
    uint32_t point = nextCodePoint(at, end);
    if (point >= 0xd800 && point < 0xe000)
      bytes += '?';
    else
      bytes.append(begin, at);
  }
  return bytes;
}

} // namespace aslrt
