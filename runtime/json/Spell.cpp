// Objects that are only written, made as text at once (ir/passes/SpellOutputs.cpp). What is not written easily, containers, functions and
// strings with escapes among the members, gets an object as any other: that is written later.
#include "runtime/abi/EntryPoints.h"
#include "runtime/core/Inline.h"
#include "runtime/core/Objects.h"
#include "runtime/core/Sequences.h"
#include "runtime/core/Spelling.h"
#include "runtime/json/Appender.h"
#include "runtime/json/Json.h"

#include <algorithm>

namespace aslrt {

namespace {

constexpr size_t longest = 4096; // bytes: longer objects would be copied for nothing
constexpr size_t none = SIZE_MAX;
constexpr size_t slack = 32; // formatNumber may use more than it needs, as may copies of words

bool isVerbatim(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) { return uint8_t(c) < ' ' || c == '"' || c == '\\' || c == '\xed'; });
}

/// Most bytes that a value takes, or `none`. Undefined takes some, too.
size_t most(Value v) {
  switch (v.tag()) {
  case Tag::Undefined:
  case Tag::Null:
  case Tag::Boolean: return 5;
  case Tag::Number: return isFinite(v.number()) ? 25 : none;
  case Tag::Decimal: return v.length();
  case Tag::String: return v.has(Verbatim) || isVerbatim(v.string()) ? v.length() + size_t(2) : none;
  case Tag::Object: return v.has(Spelled) ? v.pointer<Spelling>()[-1].size : none;
  default: return none;
  }
}

char *put(char *at, std::string_view text) {
  Appender::copyBytes(at, text.data(), text.size());
  return at + text.size();
}

char *put(char *at, Value v) {
  switch (v.tag()) {
  case Tag::Boolean: return put(at, v.boolean() ? std::string_view("true") : std::string_view("false"));
  case Tag::Number: return at + formatNumber(v.number(), at);
  case Tag::Decimal: return put(at, {v.pointer<DecimalData>()->text, v.length()});
  case Tag::Object: return put(at, {v.pointer<Spelling>()[-1].text, v.pointer<Spelling>()[-1].size});
  case Tag::String:
    *at = '"';
    at = put(at + 1, v.string());
    *at = '"';
    return at + 1;
  default: return put(at, std::string_view("null"));
  }
}

/// Begin of a member: `,"key":`
struct Piece {
  explicit Piece(Value value) : text(value.string()) {}
  /// The key needs no escapes.
  Value key() const { return stringAt(text.data() + 2, text.size() - 4, Static | Verbatim); }
  std::string_view text;
};

Value makeMembers(Context *c, const Value *pieces, const Value *values, uint32_t count) {
  Member *members = allocateMembers(c, count);
  uint32_t kept = 0;
  bool data = true;
  for (uint32_t i = 0; i < count; ++i) {
    members[kept] = {Piece(pieces[i]).key(), values[i]};
    kept += !values[i].is(Tag::Undefined);
    data &= isDataInside(values[i]);
  }
  return finishDistinct(c, members, kept, data ? Data : 0);
}

} // namespace

Value aslrt_spell(Context *c, void *p, void *v, uint32_t count) {
  const auto *pieces = static_cast<const Value *>(p), *values = static_cast<const Value *>(v);
  size_t bytes = sizeof(Spelling) + slack;
  for (uint32_t i = 0; i < count; ++i) {
    size_t more = most(values[i]);
    bytes += more + pieces[i].length();
    if (more > longest || bytes > longest) [[unlikely]]
      return makeMembers(c, pieces, values, count);
  }
  auto *spelling = static_cast<Spelling *>(allocate(c, bytes));
  char *text = reinterpret_cast<char *>(spelling + 1), *at = text;
  for (uint32_t i = 0; i < count; ++i)
    if (!values[i].is(Tag::Undefined))
      at = put(put(at, Piece(pieces[i]).text), values[i]);
  if (at == text)
    ++at;
  *text = '{'; // in place of the first comma
  *at++ = '}';
  *spelling = {text, size_t(at - text)};
  c->arena.extend(spelling, bytes, sizeof(Spelling) + spelling->size); // down to what it takes
  return {makeHead(Tag::Object, Data | Spelled | SpelledHere), reinterpret_cast<uint64_t>(text)};
}

} // namespace aslrt
