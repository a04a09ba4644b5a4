#include "runtime/builtins/JavaText.h"

#include "runtime/core/Inline.h"
#include "runtime/core/Stack.h"
#include "runtime/json/Json.h"
#include "runtime/json/Shortest.h"
#include "runtime/json/Text.h"

#include <cmath>

namespace aslrt {
namespace {

/// Double.toString: at least one digit on both sides of the point, an exponent below 10^-3 and from 10^7 on.
void appendJavaDouble(std::string &out, double number) {
  if (!isFinite(number)) {
    out += std::isnan(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity";
    return;
  }
  if (std::signbit(number))
    out += '-';
  if (number == 0) {
    out += "0.0";
    return;
  }
  Decimal10 decimal = shortestDecimal(std::abs(number));
  std::string digits = std::to_string(decimal.digits);
  int point = int(digits.size()) + decimal.exponent; // digits before the decimal point
  digits.resize(digits.find_last_not_of('0') + 1);
  bool plain = point > -3 && point <= 7;
  int place = plain ? point : 1;
  if (place <= 0)
    digits.insert(0, size_t(1 - place), '0');
  place = std::max(place, 1);
  if (int(digits.size()) <= place)
    digits.resize(size_t(place) + 1, '0');
  out.append(digits.insert(size_t(place), "."));
  if (!plain)
    out.append("E").append(std::to_string(point - 1));
}

/// A value that names another one often is much longer as text than in memory.
void checkSize(Context *c, const std::string &out) {
  if (out.size() > c->limits.memory)
    raiseMemoryLimit();
}

void appendNumber(std::string &out, Value value) {
  char buffer[32];
  std::string_view text(buffer, value.is(Tag::Number) && isFinite(value.number()) ? formatNumber(value.number(), buffer) : 0);
  if (value.is(Tag::Decimal))
    text = {value.pointer<DecimalData>()->text, value.length()};
  if (text.empty() || text.find_first_of(".eE") != text.npos)
    appendJavaDouble(out, numberOf(value));
  else
    out += text == "-0" ? "0" : text;
}

struct Open {
  Value container;
  uint32_t next;
};

/// Writes a scalar, or opens a container.
void begin(std::string &out, Stack<Open> &open, Value value) {
  switch (value.tag()) {
  case Tag::Boolean: out += value.boolean() ? "true" : "false"; break;
  case Tag::Number:
  case Tag::Decimal: appendNumber(out, value); break;
  case Tag::String: appendWtf8(out, value.string()); break;
  case Tag::Array:
  case Tag::Object:
    out += value.is(Tag::Array) ? '[' : '{';
    open.push({value, 0});
    break;
  default: out += "null";
  }
}

} // namespace

Value aslrt_java_text(Context *c, Value value) {
  if (value.is(Tag::String))
    return value;
  std::string text;
  appendJavaText(c, text, value);
  return makeString(c, text);
}

void appendJavaText(Context *c, std::string &out, Value value) {
  Stack<Open> open;
  begin(out, open, value);
  for (;;) {
    checkSize(c, out);
    if (open.empty())
      return;
    Open &top = open.top();
    bool array = top.container.is(Tag::Array);
    if (top.next == top.container.length()) {
      out += array ? ']' : '}';
      open.pop();
      continue;
    }
    if (top.next)
      out += ", ";
    uint32_t i = top.next++;
    if (array) {
      begin(out, open, itemsOf(top.container)[i]);
      continue;
    }
    const Member &member = membersOf(top.container)[i];
    appendWtf8(out, member.key.string());
    out += '=';
    begin(out, open, member.value);
  }
}

} // namespace aslrt
