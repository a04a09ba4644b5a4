// Strings of JSONPath states.
#include "runtime/abi/FormatTemplate.h"
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

} // namespace

Value aslrt_states_Format(Context *c, const Value *arguments, uint32_t count) {
  IntrinsicCall call("Format", arguments, count);
  std::string text;
  uint32_t places = 0;
  auto putPlace = [&] {
    if (++places < count)
      appendJavaText(c, text, call[places]);
  };
  splitTemplate(call.string(0).string(), [&](std::string_view piece) { appendWtf8(text, piece); }, putPlace);
  if (places != count - 1)
    call.fail("the template has " + std::to_string(places) + " {}, values given: " + std::to_string(count - 1));
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
