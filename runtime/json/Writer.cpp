// Values to JSON text. An explicit stack holds the open arrays and objects: depth is the user's.
#include "runtime/json/Writer.h"

#include "runtime/core/Inline.h"
#include "runtime/core/Stack.h"
#include "runtime/json/Json.h"
#include "runtime/json/Swar.h"
#include "runtime/json/Text.h"

namespace aslrt {

namespace {

constexpr char hexDigits[] = "0123456789abcdef";

/// First byte from `i` on that may need an escape: quote, backslash, control, or 0xed, the lead byte of surrogates.
size_t findEscape(std::string_view text, size_t i) {
  auto special = [](uint64_t word) {
    return swar::below(word, 0x20) | swar::equal(word, '"') | swar::equal(word, '\\') | swar::equal(word, 0xed);
  };
  for (; i + 8 <= text.size(); i += 8)
    if (uint64_t marks = special(loadWord(text.data() + i)))
      return i + swar::firstMark(marks);
  while (i < text.size()) {
    auto c = uint8_t(text[i]);
    if (c < 0x20 || c == '"' || c == '\\' || c == 0xed)
      break;
    ++i;
  }
  return i;
}

void appendUnit(std::string &out, uint32_t unit) {
  const char escape[] = {'\\', 'u', hexDigits[unit >> 12], hexDigits[unit >> 8 & 15], hexDigits[unit >> 4 & 15], hexDigits[unit & 15]};
  out.append(escape, sizeof escape);
}

/// Writes what stands at i, where findEscape stopped, and returns what follows.
size_t appendEscape(std::string &out, std::string_view text, size_t i) {
  auto c = uint8_t(text[i]);
  if (c == 0xed) {
    if (i + 2 < text.size() && uint8_t(text[i + 1]) >= 0xa0)
      appendUnit(out, 0xd000 | uint32_t(text[i + 1] & 0x3f) << 6 | uint32_t(text[i + 2] & 0x3f));
    else
      out.append(text, i, 3);
    return i + 3;
  }
  constexpr std::string_view shortForms = "\bb\tt\nn\ff\rr\"\"\\\\";
  for (size_t form = 0; form < shortForms.size(); form += 2)
    if (shortForms[form] == char(c)) {
      out.push_back('\\');
      out.push_back(shortForms[form + 1]);
      return i + 1;
    }
  appendUnit(out, c);
  return i + 1;
}

void appendString(std::string &out, std::string_view text) {
  out.push_back('"');
  for (size_t i = 0; i < text.size();) {
    size_t plain = findEscape(text, i);
    out.append(text, i, plain - i);
    i = plain < text.size() ? appendEscape(out, text, plain) : plain;
  }
  out.push_back('"');
}

/// An Array or Object being written.
struct Open {
  Value container;
  uint32_t next;
  bool any; // something has been written in it
};

struct Writer {
  std::string &out;
  WriteStyle style;
  Stack<Open> open;

  void run(Value value) {
    begin(value);
    while (!open.empty()) {
      Open &top = open.top();
      if (top.next == top.container.length())
        end();
      else
        item(top);
    }
  }

private:
  void item(Open &top) {
    uint32_t i = top.next++;
    if (top.container.is(Tag::Array)) {
      separate(top);
      begin(itemsOf(top.container)[i]);
      return;
    }
    const Member &member = membersOf(top.container)[i];
    if (member.value.is(Tag::Undefined))
      return;
    separate(top);
    appendString(out, member.key.string());
    out.append(style.indent ? ": " : ":");
    begin(member.value);
  }

  void separate(Open &top) {
    if (top.any)
      out.push_back(',');
    top.any = true;
    newLine();
  }

  void newLine() {
    if (style.indent)
      out.append(1, '\n').append(open.size() * style.indent, ' ');
  }

  void end() {
    Open done = open.top();
    open.pop();
    if (done.any)
      newLine();
    out.push_back(done.container.is(Tag::Array) ? ']' : '}');
  }

  /// Writes a scalar, or opens a container.
  void begin(Value v) {
    switch (v.tag()) {
    case Tag::Undefined:
    case Tag::Null:
      out.append("null");
      break;
    case Tag::Boolean:
      out.append(v.boolean() ? "true" : "false");
      break;
    case Tag::Number:
      number(v.number());
      break;
    case Tag::Decimal:
      if (style.rounded)
        number(numberOf(v));
      else
        out.append(v.pointer<DecimalData>()->text, v.length());
      break;
    case Tag::String:
      appendString(out, v.string());
      break;
    case Tag::Function:
      out.append("\"\"");
      break;
    case Tag::Array:
    case Tag::Object:
      out.push_back(v.is(Tag::Array) ? '[' : '{');
      open.push({v, 0, false});
      break;
    }
  }

  void number(double value) {
    char text[32];
    out.append(text, style.rounded ? formatRounded(value, text) : formatNumber(value, text));
  }
};

} // namespace

void write(std::string &out, Value value, WriteStyle style) { Writer{out, style, {}}.run(value); }

void writeJson(std::string &out, Value value) { write(out, value, {}); }
void writeJsonPretty(std::string &out, Value value, unsigned indent) { write(out, value, {.indent = indent}); }

} // namespace aslrt
