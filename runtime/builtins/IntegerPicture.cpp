// Reading pictures of integers.
#include "runtime/builtins/IntegerPicture.h"

#include <algorithm>

namespace aslrt {
namespace {

/// Digits 0 of the families that pictures may be written in: those of the Basic Multilingual Plane, as the reference
/// has them.
constexpr uint32_t zeros[] = {0x30,   0x660,  0x6F0,  0x7C0,  0x966,  0x9E6,  0xA66,  0xAE6,  0xB66,  0xBE6,  0xC66,  0xCE6,  0xD66,
                              0xDE6,  0xE50,  0xED0,  0xF20,  0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50,
                              0x1BB0, 0x1C40, 0x1C50, 0xA620, 0xA8D0, 0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0, 0xFF10};

/// Digit 0 of the family of a digit; 0 if it is none.
uint32_t familyOf(uint32_t point) {
  if (point < 0x80)
    return point >= '0' && point <= '9' ? '0' : 0;
  auto *after = std::upper_bound(std::begin(zeros), std::end(zeros), point);
  return after != std::begin(zeros) && point <= after[-1] + 9 ? after[-1] : 0;
}

struct NamedPicture {
  std::string_view text;
  IntegerPicture::Kind kind;
  IntegerPicture::Case letterCase;
};
constexpr NamedPicture namedPictures[] = {
    {"A", IntegerPicture::Letters, IntegerPicture::Upper}, {"a", IntegerPicture::Letters, IntegerPicture::Lower},
    {"I", IntegerPicture::Roman, IntegerPicture::Upper},   {"i", IntegerPicture::Roman, IntegerPicture::Lower},
    {"W", IntegerPicture::Words, IntegerPicture::Upper},   {"w", IntegerPicture::Words, IntegerPicture::Lower},
    {"Ww", IntegerPicture::Words, IntegerPicture::Title},
};

/// Digits between separators if these are alike and stand at every multiple of that number, up to the last; otherwise
/// 0. Their positions grow, so the i-th must be i times the first.
uint32_t intervalOf(std::span<const Separator> separators) {
  for (size_t i = 0; i < separators.size(); ++i)
    if (separators[i].point != separators[0].point || separators[i].position != separators[0].position * (i + 1))
      return 0;
  return separators.empty() ? 0 : separators[0].position;
}

/// Reads digits, #s and separators from the right. No digit: it is no decimal picture.
class DecimalReader {
public:
  DecimalReader(Context *c, uint32_t position, IntegerPicture &picture) : context(c), position(position), picture(picture) {}

  void run() {
    auto text = picture.text;
    auto *separators = static_cast<Separator *>(allocate(context, text.size() * sizeof(Separator)));
    size_t count = 0;
    for (const char *at = text.data() + text.size(); at != text.data();)
      if (uint32_t point = previousCodePoint(at, text.data()); !takeDigit(point))
        separators[count++] = {mandatory + optional, point};
    if (mandatory == 0)
      return;
    picture.kind = IntegerPicture::Decimal;
    picture.mandatoryDigits = mandatory;
    picture.optionalDigits = optional;
    picture.separators = {separators, count};
    picture.interval = intervalOf(picture.separators);
  }

private:
  bool takeDigit(uint32_t point) {
    uint32_t zero = familyOf(point);
    if (zero) {
      if (mandatory++ == 0)
        picture.zero = zero;
      else if (zero != picture.zero)
        raise(context, ErrorCode::D3131, position);
    } else if (point == '#') {
      ++optional;
    }
    return zero || point == '#';
  }

  Context *context;
  uint32_t position;
  IntegerPicture &picture;
  uint32_t mandatory = 0, optional = 0;
};

} // namespace

IntegerPicture readIntegerPicture(Context *c, uint32_t position, std::string_view text) {
  size_t semicolon = text.rfind(';');
  if (semicolon == std::string_view::npos)
    return readIntegerPicture(c, position, text, false);
  return readIntegerPicture(c, position, text.substr(0, semicolon), text.substr(semicolon + 1).starts_with('o'));
}

IntegerPicture readIntegerPicture(Context *c, uint32_t position, std::string_view text, bool ordinal) {
  IntegerPicture picture{.kind = IntegerPicture::Sequence, .ordinal = ordinal, .text = text};
  for (const NamedPicture &named : namedPictures)
    if (named.text == text) {
      picture.kind = named.kind;
      picture.letterCase = named.letterCase;
      return picture;
    }
  DecimalReader(c, position, picture).run();
  return picture;
}

void raiseSequence(Context *c, uint32_t position, const IntegerPicture &picture) {
  raise(c, ErrorCode::D3130, position, {.value = makeString(c, picture.text)});
}

} // namespace aslrt
