// The size of a JSON text that is not written: limits ask for it at every state.
#include "runtime/core/Stack.h"
#include "runtime/json/Json.h"
#include "runtime/core/Spelling.h"

#include <cmath>

namespace aslrt {
namespace {

/// With its quotes. An escape has two bytes or six; a lone surrogate, which WTF-8 has in three bytes, six.
uint64_t sizeOfString(std::string_view text) {
  uint64_t size = text.size() + 2;
  for (size_t i = 0; i < text.size(); ++i) {
    auto byte = uint8_t(text[i]);
    if (byte == '"' || byte == '\\')
      ++size;
    else if (byte < 0x20)
      size += byte == '\b' || byte == '\t' || byte == '\n' || byte == '\f' || byte == '\r' ? 1 : 5;
    else if (byte == 0xed && i + 1 < text.size() && uint8_t(text[i + 1]) >= 0xa0)
      size += 3;
  }
  return size;
}

uint64_t sizeOfNumber(double number, bool spelled) {
  if (!std::isfinite(number))
    return !spelled ? 4 : std::isnan(number) ? 5 : number > 0 ? 10 : 11;
  char text[32];
  return formatNumber(number, text);
}

/// Of a scalar; of an array or object, its brackets.
uint64_t sizeOfStart(Value value, bool spelled) {
  switch (value.tag()) {
  case Tag::Undefined: case Tag::Null: return 4;
  case Tag::Boolean: return value.boolean() ? 4 : 5;
  case Tag::Number: return sizeOfNumber(value.number(), spelled);
  case Tag::Decimal: return value.length();
  case Tag::String: return sizeOfString(value.string());
  case Tag::Function: case Tag::Array: return 2;
  case Tag::Object: return value.has(Spelled) ? spellingOf(value).size : 2;
  }
  return 0;
}

struct Open {
  Value container;
  uint32_t next, written;
};

} // namespace

uint64_t payloadSize(const Context &context, Value value, uint64_t most) {
  bool spelled = context.dialect == Dialect::Aws;
  uint64_t size = 0;
  Stack<Open> open;
  auto visit = [&](Value part) {
    size += sizeOfStart(part, spelled);
    if (part.is(Tag::Array) || (part.is(Tag::Object) && !part.has(Spelled)))
      open.push({part, 0, 0});
  };
  visit(value);
  while (!open.empty() && size <= most) {
    Open &top = open.top();
    if (top.next == top.container.length()) {
      open.pop();
      continue;
    }
    uint32_t i = top.next++;
    bool isArray = top.container.is(Tag::Array);
    Value part = isArray ? itemsOf(top.container)[i] : membersOf(top.container)[i].value;
    if (!isArray && part.is(Tag::Undefined))
      continue;
    size += top.written++ > 0;
    if (!isArray)
      size += sizeOfString(membersOf(top.container)[i].key.string()) + 1;
    visit(part);
  }
  return size;
}

} // namespace aslrt
