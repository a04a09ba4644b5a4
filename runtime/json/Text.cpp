#include "runtime/json/Text.h"

#include "runtime/abi/EntryPoints.h"
#include "runtime/core/Inline.h"
#include "runtime/json/Appender.h"
#include "runtime/json/Json.h"
#include "runtime/json/Writer.h"

#include <algorithm>

namespace aslrt {

namespace {

/// Bytes that a text may have at most: a UTF-16 unit takes up to 3.
size_t longestText(const Context *c) { return std::min(c->arena.limit, size_t(c->limits.text) * 3); }

void append(Context *c, uint32_t position, std::string &out, Value value, unsigned indent) {
  if (value.is(Tag::String))
    out.append(value.string());
  else if (value.is(Tag::Number) && !isFinite(value.number()))
    raise(c, ErrorCode::D3001, position, {.value = value});
  else if (!value.is(Tag::Undefined) && !value.is(Tag::Function) &&
           !write(out, value, {.indent = indent, .rounded = true, .longest = longestText(c)}))
    raise(c, ErrorCode::D1001, position, {.value = nullValue()});
}

/// The surrogate that these 3 bytes encode if its kind (0xa0 high, 0xb0 low) is right, else 0.
uint32_t surrogate(std::string_view bytes, uint8_t kind) {
  if (bytes.size() < 3 || uint8_t(bytes[0]) != 0xed || (uint8_t(bytes[1]) & 0xf0) != kind)
    return 0;
  return 0xd000 | uint32_t(bytes[1] & 0x3f) << 6 | uint32_t(bytes[2] & 0x3f);
}

bool joins(std::string_view left, std::string_view right) {
  return left.size() >= 3 && surrogate(left.substr(left.size() - 3), 0xa0) && surrogate(right, 0xb0);
}

} // namespace

void appendText(Context *c, uint32_t position, std::string &out, Value value) { append(c, position, out, value, 0); }
Value textOfNumber(Context *c, double number) {
  constexpr size_t most = 32; // bytes, of which it may use more than it needs
  auto *text = static_cast<char *>(allocate(c, most));
  size_t size = formatRounded(number, text);
  c->arena.extend(text, most, size);
  return stringAt(text, size, Ascii | Verbatim);
}

void appendPrettyText(Context *c, uint32_t position, std::string &out, Value value) { append(c, position, out, value, 2); }

void appendWtf8(std::string &out, std::string_view text) {
  if (!joins(out, text)) {
    out.append(text);
    return;
  }
  uint32_t high = surrogate(std::string_view(out).substr(out.size() - 3), 0xa0), low = surrogate(text, 0xb0);
  uint32_t point = 0x10000 + ((high & 0x3ff) << 10) + (low & 0x3ff);
  out.resize(out.size() - 3);
  for (int shift = 18; shift >= 0; shift -= 6)
    out.push_back(char(shift == 18 ? 0xf0 | point >> 18 : 0x80 | (point >> shift & 0x3f)));
  out.append(text.substr(3));
}

static bool isFiniteNumber(Value v) { return v.is(Tag::Number) && isFinite(v.number()); }

/// What a string has if all parts of it have it.
static constexpr uint8_t commonFlags = Ascii | Verbatim;

// Two strings, the usual case, are copied once, straight into the arena.
Value aslrt_concat(Context *c, Value left, Value right, uint32_t position) {
  std::string a, b;
  if (isFiniteNumber(right)) [[unlikely]]
    right = textOfNumber(c, right.number());
  if (isFiniteNumber(left)) [[unlikely]]
    left = textOfNumber(c, left.number());
  auto textOf = [&](Value v, std::string &buffer) -> std::string_view {
    if (v.is(Tag::String))
      return v.string();
    appendText(c, position, buffer, v);
    return buffer;
  };
  std::string_view x = textOf(left, a), y = textOf(right, b);
  if (joins(x, y)) {
    std::string joined(x);
    appendWtf8(joined, y);
    checkText(c, joined);
    return makeString(c, joined);
  }
  size_t size = x.size() + y.size();
  if (size > UINT32_MAX)
    raiseMemoryLimit();
  auto *text = static_cast<char *>(c->arena.grow(x.data(), x.size(), size));
  y.copy(text + x.size(), y.size());
  checkText(c, {text, size});
  bool strings = left.is(Tag::String) && right.is(Tag::String);
  return stringAt(text, size, strings ? uint8_t(commonFlags & left.head >> 8 & right.head >> 8) : uint8_t(0));
}

/// A short string, made of short ones, all of ASCII; undefined if these are others.
static Value concatShort(Context *c, std::span<const Value> parts) {
  constexpr uint64_t kind = makeHead(Tag::String, Ascii), kindBits = makeHead(Tag(0xff), Ascii);
  // What begins with a longer one may be made in place
  size_t room = std::min(Arena::leastGrowing, c->arena.unused());
  if (room < Appender::copySlack || c->limits.text < Arena::leastGrowing)
    return undefinedValue();
  room -= Appender::copySlack;
  char *text = c->arena.next(), *out = text;
  uint64_t heads = ~uint64_t(0);
  for (Value part : parts) {
    if ((part.head & kindBits) != kind || part.length() > room - size_t(out - text))
      return undefinedValue();
    Appender::copyBytes(out, part.string().data(), part.length());
    out += part.length();
    heads &= part.head;
  }
  auto size = size_t(out - text);
  return stringAt(static_cast<char *>(allocate(c, size)), size, uint8_t(commonFlags & heads >> 8));
}

// Strings of ASCII, the usual case, and numbers need no look at what comes to stand beside what.
Value aslrt_concat_all(Context *c, void *values, void *positions, uint32_t count) {
  std::span<Value> parts(static_cast<Value *>(values), count); // those of this call
  if (Value made = concatShort(c, parts); !made.is(Tag::Undefined))
    return made;
  uint64_t size = 0;
  bool ascii = true;
  uint64_t heads = ~uint64_t(0);
  for (Value &part : parts) {
    if (isFiniteNumber(part)) [[unlikely]]
      part = textOfNumber(c, part.number());
    ascii &= part.is(Tag::String) && part.has(Ascii);
    heads &= part.head;
    size += part.length();
  }
  bool easy = ascii && size <= UINT32_MAX;
  if (!easy && !positions) {
    std::string all;
    for (Value part : parts)
      appendWtf8(all, part.string());
    return makeString(c, all);
  }
  if (!easy) {
    Value all = parts[0];
    for (uint32_t i = 1; i < count; ++i)
      all = aslrt_concat(c, all, parts[i], static_cast<const uint32_t *>(positions)[i - 1]);
    return all;
  }
  if (positions && size > c->limits.text)
    raiseMemoryLimit();
  auto *text = static_cast<char *>(c->arena.grow(parts[0].string().data(), parts[0].length(), size)), *out = text + parts[0].length();
  for (Value part : parts.subspan(1))
    out += part.string().copy(out, part.length());
  return stringAt(text, size, uint8_t(commonFlags & heads >> 8));
}

} // namespace aslrt
