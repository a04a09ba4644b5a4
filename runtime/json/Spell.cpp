// Objects that are made as text at once: those that are only written (ir/passes/SpellOutputs.cpp), and what ResultPath adds to. What is not
// written easily, containers, functions and strings with escapes among the members, gets an object as any other: that is written later.
#include "runtime/json/Spell.h"
#include "runtime/abi/EntryPoints.h"
#include "runtime/core/Inline.h"
#include "runtime/core/Objects.h"
#include "runtime/core/Sequences.h"
#include "runtime/core/Spelling.h"
#include "runtime/core/Stack.h"
#include "runtime/json/Appender.h"
#include "runtime/json/Json.h"
#include "runtime/json/Text.h"

#include <algorithm>

namespace aslrt {

namespace {

constexpr size_t longest = 4096; // bytes: longer objects would be copied for nothing
constexpr size_t longestOfMore = 16 << 10; // for a few members, reading an object whole costs more than copying so much for each
constexpr size_t none = SIZE_MAX / 2;
constexpr size_t slack = std::max<size_t>(32, Appender::copySlack); // formatNumber may use more than it needs, as may copies

bool isVerbatim(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) { return uint8_t(c) < ' ' || c == '"' || c == '\\' || c == '\xed'; });
}

/// Most bytes that a value takes, or `none`.
size_t most(Value v) {
  switch (v.tag()) {
  case Tag::Null:
  case Tag::Boolean: return 5;
  case Tag::Number: return isFinite(v.number()) ? 25 : none;
  case Tag::Decimal: return v.length();
  case Tag::String: return v.has(Verbatim) || isVerbatim(v.string()) ? v.length() + size_t(2) : none;
  case Tag::Object: return v.has(Spelled) ? spellingOf(v).size : none;
  default: return none;
  }
}

char *put(char *at, std::string_view text) {
  Appender::copyBytes(at, text.data(), text.size());
  return at + text.size();
}

char *putString(char *at, std::string_view string) {
  *at = '"';
  at = put(at + 1, string);
  *at = '"';
  return at + 1;
}

[[gnu::noinline]] char *putOther(char *at, Value v) {
  switch (v.tag()) {
  case Tag::Boolean: return put(at, v.boolean() ? std::string_view("true") : std::string_view("false"));
  case Tag::Number: return at + formatNumber(v.number(), at);
  case Tag::Decimal: return put(at, {v.pointer<DecimalData>()->text, v.length()});
  case Tag::Object: return put(at, {spellingOf(v).text, spellingOf(v).size});
  case Tag::String: return putString(at, v.string());
  default: return put(at, std::string_view("null"));
  }
}

/// What is to be written: `,"key":` before each value, known members `,"key":value` before that or at the end, and a bracket there.
struct Parts {
  std::string_view piece(uint32_t i) const { return pieces[i].string(); }
  std::string_view end() const { return piece(count); }

  const Value *pieces, *values;
  uint32_t count; // of values
};

/// The object's text, where there is room for so many bytes, with a bracket and the end at least, and `slack`. What follows it; null if it
/// takes more, or has no such text. Most values are plain strings and small integers.
char *write(char *text, size_t room, const Parts &parts) {
  std::string_view close = parts.end();
  char *at = text, *end = text + room - 1 - close.size();
  for (uint32_t i = 0; i < parts.count; ++i) {
    Value v = parts.values[i];
    if (v.is(Tag::Undefined))
      continue;
    std::string_view piece = parts.piece(i);
    auto left = size_t(end - at);
    if (v.is(Tag::String) && v.has(Verbatim)) {
      if (piece.size() + v.length() + 2 > left)
        return nullptr;
      at = putString(put(at, piece), v.string());
    } else if (v.is(Tag::Number) && isSmall(v.number())) {
      if (piece.size() + sizeof(uint64_t) > left)
        return nullptr;
      at = put(at, piece);
      at += formatSmall(uint32_t(v.number()), at);
    } else {
      if (piece.size() + most(v) > left)
        return nullptr;
      at = putOther(put(at, piece), v);
    }
  }
  at = put(at + (at == text && close == "}"), close);
  *text = '{'; // in place of the first comma
  return at;
}

Value spelled(Spelling *spelling, size_t size) {
  auto *text = reinterpret_cast<char *>(spelling + 1);
  *spelling = {text, uint32_t(size), false, false};
  return {makeHead(Tag::Object, Data | Spelled | SpelledHere), reinterpret_cast<uint64_t>(text)};
}

/// Members of an object, in their order.
class Members {
public:
  explicit Members(Context *c) : c(c) {}

  void add(Value key, Value value) {
    if (value.is(Tag::Undefined))
      return;
    members.push({key, value});
    data &= isDataInside(value);
  }
  /// Those that are known: `,"key":value`.
  void addKnown(std::string_view text) {
    if (text.empty())
      return;
    auto *object = static_cast<char *>(allocate(c, text.size() + 1));
    *object = '{';
    *std::copy(text.begin() + 1, text.end(), object + 1) = '}';
    struct AnyDepth { // for what the definition has
      Limits &limits;
      decltype(Limits::jsonDepth) depth = std::exchange(limits.jsonDepth, decltype(depth)(-1));
      ~AnyDepth() { limits.jsonDepth = depth; }
    } anyDepth{c->limits};
    ReadError none;
    for (const Member &member : membersOf(readJson(c, {object, text.size() + 1}, {.outlives = false}, none)))
      add(member.key, member.value);
  }
  Value make() {
    Member *made = allocateMembers(c, members.size());
    std::copy_n(&members[0], members.size(), made);
    return finishDistinct(c, made, uint32_t(members.size()), data ? Data : 0);
  }

private:
  Context *c;
  Stack<Member> members;
  bool data = true;
};

Value makeMembers(Context *c, const Parts &parts) {
  Members members(c);
  for (uint32_t i = 0; i < parts.count; ++i) {
    std::string_view piece = parts.piece(i), key = piece.substr(piece.rfind('"', piece.size() - 3) - 1); // no quote is in a key
    members.addKnown(piece.substr(0, piece.size() - key.size()));
    members.add(stringAt(key.data() + 2, key.size() - 4, Static | Verbatim), parts.values[i]);
  }
  members.addKnown(parts.end().substr(0, parts.end().size() - 1));
  return members.make();
}

} // namespace

/// Where the arena has too little room at hand for all that such texts may be.
[[gnu::noinline]] static Value spellElsewhere(Context *c, const Parts &parts) {
  size_t bytes = 1 + parts.end().size();
  for (uint32_t i = 0; i < parts.count && bytes <= longest; ++i)
    bytes += parts.values[i].is(Tag::Undefined) ? 0 : parts.piece(i).size() + most(parts.values[i]);
  if (bytes > longest)
    return makeMembers(c, parts);
  size_t taken = sizeof(Spelling) + bytes + slack;
  auto *spelling = static_cast<Spelling *>(allocate(c, taken));
  char *text = reinterpret_cast<char *>(spelling + 1);
  auto size = size_t(write(text, bytes, parts) - text);
  c->arena.extend(spelling, taken, sizeof(Spelling) + size); // down to what it takes
  return spelled(spelling, size);
}

Value aslrt_spell(Context *c, void *pieces, void *values, uint32_t count) {
  Parts parts{static_cast<const Value *>(pieces), static_cast<const Value *>(values), count};
  size_t around = sizeof(Spelling) + slack, room = std::min(c->arena.unused(), longest + around);
  if (room < around + 1 + parts.end().size()) [[unlikely]]
    return spellElsewhere(c, parts);
  char *text = c->arena.next() + sizeof(Spelling), *end = write(text, room - around, parts);
  if (!end) [[unlikely]]
    return spellElsewhere(c, parts);
  auto size = size_t(end - text);
  return spelled(static_cast<Spelling *>(allocate(c, sizeof(Spelling) + size)), size);
}

Value spellMore(Context *c, Value object, Value key, Value value) {
  const Spelling &before = spellingOf(object);
  uint32_t count = object.length(); // of those that are looked at
  size_t around = before.size + key.length() + std::string_view(R"(,"":})").size(), ofValue = most(value);
  bool isEasy = ofValue != none;
  if (before.size > longestOfMore || count == scanLimit || !isVerbatim(key.string()) ||
      (isEasy ? ofValue : payloadSize(*c, value, longestOfMore)) > longestOfMore)
    return undefinedValue();
  std::string written;
  if (!isEasy) {
    writePayload(*c, written, value);
    ofValue = written.size();
  }
  size_t taken = around + ofValue + slack;
  auto *text = static_cast<char *>(allocate(c, taken));
  char *at = put(text, {before.text, before.size - 1});
  if (before.size > 2)
    *at++ = ',';
  at = putString(at, key.string());
  *at++ = ':';
  at = isEasy ? putOther(at, value) : put(at, written);
  *at++ = '}';
  c->arena.extend(text, taken, size_t(at - text)); // down to what it takes

  auto *spelling = static_cast<Spelling *>(allocate(c, sizeof(Spelling) + (count + 1) * sizeof(Member)));
  *spelling = {text, uint32_t(at - text), false, before.indicesFirst};
  auto *members = reinterpret_cast<Member *>(spelling + 1);
  std::copy_n(object.pointer<Member>(), count, members);
  members[count] = {key, value};
  return {makeHead(Tag::Object, Data | Spelled, count + 1), reinterpret_cast<uint64_t>(members)};
}

} // namespace aslrt
