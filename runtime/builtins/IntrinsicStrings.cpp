// Strings of JSONPath states.
#include "runtime/builtins/IntrinsicCall.h"
#include "runtime/builtins/JavaText.h"
#include "runtime/builtins/Text.h"
#include "runtime/json/Text.h"

#include <algorithm>
#include <bitset>
#include <vector>

namespace aslrt {
namespace {

/// Code points that separate. A set, since both the text and its separators may be long.
class Separators {
public:
  explicit Separators(std::string_view text) {
    for (const char *at = text.data(), *end = at + text.size(); at != end;) {
      uint32_t point = nextCodePoint(at, end);
      if (point < ascii.size())
        ascii.set(point);
      else
        others.push_back(point);
    }
    std::sort(others.begin(), others.end());
  }
  bool contain(uint32_t point) const {
    return point < ascii.size() ? ascii[point] : std::binary_search(others.begin(), others.end(), point);
  }

private:
  std::bitset<128> ascii;
  std::vector<uint32_t> others;
};

bool isEscape(std::string_view text) { return text.size() > 1 && text[0] == '\\' && std::string_view("{}\\'").find(text[1]) != text.npos; }

} // namespace

// The template of a literal comes with its escapes, so that \{\} can be told from {}. Braces and backslashes that stand otherwise are
// text: a template may also be data.
Value aslrt_states_Format(Context *c, const Value *arguments, uint32_t count) {
  IntrinsicCall call("Format", arguments, count);
  std::string_view rest = call.string(0).string();
  std::string text;
  size_t places = 0;
  for (size_t special; (special = rest.find_first_of("{\\")) != rest.npos;) {
    appendWtf8(text, rest.substr(0, special));
    rest.remove_prefix(special);
    size_t taken = 1;
    if (rest.starts_with("{}")) {
      taken = 2;
      if (++places < count)
        appendJavaText(c, text, call[uint32_t(places)]);
    } else if (isEscape(rest)) {
      taken = 2;
      text += rest[1];
    } else {
      text += rest[0];
    }
    rest.remove_prefix(taken);
  }
  if (places != count - 1)
    call.fail("the template has " + std::to_string(places) + " {}, values given: " + std::to_string(count - 1));
  appendWtf8(text, rest);
  return makeString(c, text);
}

Value aslrt_states_StringSplit(Context *c, const Value *arguments, uint32_t count) {
  IntrinsicCall call("StringSplit", arguments, count);
  Value text = call.string(0);
  Separators separators(call.string(1).string());
  SequenceBuilder pieces{};
  const char *begin = text.pointer<char>(), *end = begin + text.length(), *start = begin;
  auto finishPiece = [&](const char *stop) {
    if (start != stop)
      push(c, pieces, slice(text, size_t(start - begin), size_t(stop - begin)));
  };
  for (const char *at = begin; at != end;) {
    const char *before = at;
    if (!separators.contain(nextCodePoint(at, end)))
      continue;
    finishPiece(before);
    start = at;
  }
  finishPiece(end);
  return arrayAt(pieces.items, pieces.count, Data);
}

} // namespace aslrt
