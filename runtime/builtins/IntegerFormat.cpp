// Integers by a picture, to text and back: $formatInteger and $parseInteger.
#include "runtime/builtins/IntegerWords.h"
#include "runtime/builtins/NumberText.h"
#include "runtime/json/Json.h"

#include <algorithm>

namespace aslrt {
namespace {

//===--- To text ---===//

/// Appends `count` characters, `text` having 16 of them.
void appendRepeated(TextBuilder &out, std::string_view text, double count) {
  if (count > UINT32_MAX)
    raiseMemoryLimit();
  for (; count > 0; count -= double(text.size()))
    out.append(text.substr(0, size_t(std::min(count, double(text.size())))));
}

/// UTF-16 that grows from its end to its start.
struct BackwardText {
  char16_t *begin, *end;

  BackwardText(Context *c, size_t capacity)
      : begin(static_cast<char16_t *>(allocate(c, capacity * sizeof(char16_t))) + capacity), end(begin) {}
  size_t size() const { return size_t(end - begin); }
  void prependUnits(const char16_t *from, const char16_t *to) { begin = std::copy_backward(from, to, begin); }
  void prependPoint(uint32_t point) {
    if (point >= 0x10000) {
      *--begin = char16_t(0xdc00 | (point & 0x3ff));
      point = 0xd800 + ((point - 0x10000) >> 10);
    }
    *--begin = char16_t(point);
  }
};

/// Decimal digits with separators between them, in UTF-16, by which the reference counts.
class GroupedDigits {
public:
  GroupedDigits(Context *c, std::string_view digits, size_t padding, const IntegerPicture &picture)
      : context(c), picture(picture), text(c, padding + digits.size() + 2 * picture.separators.size()) {
    for (size_t i = digits.size(); i-- > 0;)
      text.prependPoint(uint32_t(digits[i]) - '0' + picture.zero);
    std::fill_n(text.begin -= padding, padding, char16_t(picture.zero));
  }

  void run() {
    if (picture.interval)
      return insert((text.size() - 1) / picture.interval,
                    [&](size_t i) { return Separator{uint32_t(i + 1) * picture.interval, picture.separators[0].point}; });
    size_t count = picture.separators.size();
    while (count && picture.separators[count - 1].position > text.size())
      putBeforeStart(picture.separators[--count]);
    insert(count, [&](size_t i) { return picture.separators[i]; });
  }

  std::basic_string_view<char16_t> units() const { return {text.begin, text.size()}; }

private:
  /// A separator for which there are too few digits goes in front of the text that JavaScript's substr(-missing) gives
  /// the reference: the last digits only, as many as are missing.
  void putBeforeStart(Separator separator) {
    text.begin = text.end - std::min(separator.position - text.size(), text.size());
    text.prependPoint(separator.point);
  }

  /// Puts separators between the digits, in one go from the right.
  template <typename Get> void insert(size_t count, Get separatorAt) {
    if (count == 0)
      return;
    BackwardText result(context, text.size() + 2 * count);
    const char16_t *end = text.end;
    for (size_t i = 0; i < count; ++i) {
      Separator separator = separatorAt(i);
      const char16_t *start = text.end - separator.position;
      result.prependUnits(start, end);
      result.prependPoint(separator.point);
      end = start;
    }
    result.prependUnits(text.begin, end);
    text = result;
  }

  Context *context;
  const IntegerPicture &picture;
  BackwardText text;
};

/// "st" of 1st.
template <typename Text> std::string_view ordinalSuffix(const Text &text) {
  auto last = text.back();
  if (text.size() > 1 && text[text.size() - 2] == '1')
    return "th";
  return last == '1' ? "st" : last == '2' ? "nd" : last == '3' ? "rd" : "th";
}

void formatDecimal(Context *c, TextBuilder &out, double value, const IntegerPicture &picture) {
  char buffer[32];
  std::string_view name = std::isnan(value) ? "NaN" : "Infinity";
  std::string_view digits = std::isfinite(value) ? std::string_view(buffer, formatNumber(value, buffer)) : name;
  double padding = std::fmax(picture.mandatoryDigits - double(digits.size()), 0);
  if (picture.separators.empty() && picture.zero == '0') {
    appendRepeated(out, "0000000000000000", padding);
    out.append(digits);
    if (picture.ordinal)
      out.append(ordinalSuffix(digits));
    return;
  }
  if (padding > UINT32_MAX)
    raiseMemoryLimit();
  GroupedDigits grouped(c, digits, size_t(padding), picture);
  grouped.run();
  for (char16_t unit : grouped.units())
    out.appendPoint(unit);
  if (picture.ordinal)
    out.append(ordinalSuffix(grouped.units()));
}

struct RomanNumeral {
  double value;
  std::string_view lower, upper;
};
constexpr RomanNumeral romanNumerals[] = {{900, "cm", "CM"}, {500, "d", "D"}, {400, "cd", "CD"}, {100, "c", "C"},
                                          {90, "xc", "XC"},  {50, "l", "L"},  {40, "xl", "XL"},  {10, "x", "X"},
                                          {9, "ix", "IX"},   {5, "v", "V"},   {4, "iv", "IV"},   {1, "i", "I"}};

void formatRoman(TextBuilder &out, double value, bool upper) {
  appendRepeated(out, upper ? "MMMMMMMMMMMMMMMM" : "mmmmmmmmmmmmmmmm", std::floor(value / 1000));
  value = std::fmod(value, 1000);
  for (const RomanNumeral &numeral : romanNumerals)
    for (; value >= numeral.value; value -= numeral.value)
      out.append(upper ? numeral.upper : numeral.lower);
}

/// a to z, aa to zz, ... as columns of spreadsheets.
void formatLetters(TextBuilder &out, double value, char first) {
  char text[256]; // 218 letters are the largest double
  char *at = std::end(text);
  for (; value > 0; value = std::floor((value - 1) / 26))
    *--at = char(first + int(std::fmod(value - 1, 26)));
  out.append({at, size_t(std::end(text) - at)});
}

//===--- From text ---===//

double valueOfRoman(char letter) {
  switch (letter) {
  case 'M': return 1000;
  case 'D': return 500;
  case 'C': return 100;
  case 'L': return 50;
  case 'X': return 10;
  case 'V': return 5;
  case 'I': return 1;
  default: return NAN;
  }
}

/// From the right: what is less than the largest so far is taken off.
double parseRoman(std::string_view text, bool upper) {
  double number = 0, largest = 1;
  for (size_t i = text.size(); i-- > 0;) {
    bool raises = !upper && text[i] >= 'a' && text[i] <= 'z';
    double value = valueOfRoman(raises ? char(text[i] & ~0x20) : text[i]);
    largest = value < largest ? largest : value;
    number += value < largest ? -value : value;
  }
  return number;
}

/// Any character counts by its UTF-16 units, as in the reference.
double parseLetters(std::string_view text, char first) {
  double number = 0, place = 0;
  auto add = [&](uint32_t letter) { number += (double(letter) - first + 1) * std::pow(26, place++); };
  for (const char *at = text.data() + text.size(); at != text.data();) {
    uint32_t point = previousCodePoint(at, text.data());
    if (point >= 0x10000)
      add(0xdc00 | (point & 0x3ff));
    add(point >= 0x10000 ? 0xd800 + ((point - 0x10000) >> 10) : point);
  }
  return number;
}

/// `text` without the last two UTF-16 units, where st, nd, rd or th stand.
std::string_view withoutSuffix(std::string_view text) {
  const char *end = text.data() + text.size();
  for (int units = 2; units > 0 && end != text.data();)
    units -= previousCodePoint(end, text.data()) >= 0x10000 ? 2 : 1;
  return {text.data(), size_t(end - text.data())};
}

/// The digits as those of ASCII, without separators, which the reference takes for commas if they are regular. Empty if
/// there is a character below the picture's digits.
std::string_view plainDigits(Context *c, std::string_view text, const IntegerPicture &picture) {
  auto *separators = static_cast<uint32_t *>(allocate(c, picture.separators.size() * sizeof(uint32_t)));
  auto *last = std::transform(picture.separators.begin(), picture.separators.end(), separators,
                              [&](Separator s) { return picture.interval ? uint32_t(',') : s.point; });
  std::sort(separators, last);
  TextBuilder digits(c, text.size());
  for (const char *at = text.data(), *end = at + text.size(); at != end;) {
    uint32_t point = nextCodePoint(at, end);
    if (std::binary_search(separators, last, point))
      continue;
    if (point + '0' < picture.zero)
      return {};
    digits.appendPoint(point + '0' - picture.zero);
  }
  return digits.finish().string();
}

double parseDigits(Context *c, std::string_view text, const IntegerPicture &picture) {
  if (picture.ordinal)
    text = withoutSuffix(text);
  bool plain = picture.separators.empty() && picture.zero == '0';
  return parseLeadingInteger(plain ? text : plainDigits(c, text, picture));
}

} // namespace

void formatInteger(Context *c, uint32_t position, TextBuilder &out, double value, const IntegerPicture &picture) {
  if (value < 0)
    out.append('-');
  value = std::abs(value);
  bool upper = picture.letterCase == IntegerPicture::Upper;
  // Letters, numerals and words of Infinity would have no end.
  if (picture.kind != IntegerPicture::Decimal && (std::isinf(value) || (std::isnan(value) && picture.kind == IntegerPicture::Words)))
    raise(c, ErrorCode::D1001, position, {.value = makeString(c, std::isnan(value) ? "NaN" : "Infinity")});
  switch (picture.kind) {
  case IntegerPicture::Decimal: return formatDecimal(c, out, value, picture);
  case IntegerPicture::Letters: return formatLetters(out, value, upper ? 'A' : 'a');
  case IntegerPicture::Roman: return formatRoman(out, value, upper);
  case IntegerPicture::Words: return appendWords(out, value, picture.ordinal, picture.letterCase);
  case IntegerPicture::Sequence: raiseSequence(c, position, picture);
  }
}

double parseInteger(Context *c, std::string_view text, const IntegerPicture &picture) {
  bool upper = picture.letterCase == IntegerPicture::Upper;
  switch (picture.kind) {
  case IntegerPicture::Letters: return parseLetters(text, upper ? 'A' : 'a');
  case IntegerPicture::Roman: return parseRoman(text, upper);
  case IntegerPicture::Words: return readWords(text);
  default: return parseDigits(c, text, picture);
  }
}

bool isSpace(uint32_t point) {
  return (point >= 9 && point <= 13) || point == ' ' || point == 0xa0 || point == 0x1680 || (point >= 0x2000 && point <= 0x200a) ||
         point == 0x2028 || point == 0x2029 || point == 0x202f || point == 0x205f || point == 0x3000 || point == 0xfeff;
}

double parseLeadingInteger(std::string_view text) {
  const char *at = text.data(), *end = at + text.size();
  for (const char *next = at; next != end && isSpace(nextCodePoint(next, end));)
    at = next;
  text = {at, size_t(end - at)};
  bool negative = text.starts_with('-');
  if (negative || text.starts_with('+'))
    text.remove_prefix(1);
  bool hex = text.starts_with("0x") || text.starts_with("0X");
  size_t size = text.find_first_not_of(hex ? "0123456789abcdefABCDEF" : "0123456789", hex ? 2 : 0);
  text = text.substr(0, size);
  if (text.size() <= (hex ? 2 : 0))
    return NAN;
  double number;
  if (!(hex ? parseRadix(text, number) : parseDecimal(text, number)))
    number = INFINITY;
  return negative ? -number : number;
}

} // namespace aslrt
