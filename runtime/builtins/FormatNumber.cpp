// $formatNumber. The digits come as JavaScript's toFixed gives them and are then padded, grouped and dressed by the picture. Positions
// that a picture names may lie outside the digits; where then a separator lands was found by trying the reference.
#include "runtime/builtins/NumberPicture.h"
#include "runtime/builtins/NumberText.h"
#include "runtime/builtins/Text.h"
#include "runtime/json/Fixed.h"
#include "runtime/json/Json.h"

#include <algorithm>
#include <cmath>

namespace aslrt {
namespace {

constexpr uint32_t mostPlaces = 100; // that toFixed gives

/// JavaScript's toFixed of any number that is not negative, into 160 bytes.
size_t digitsOf(double number, uint32_t places, char *out) {
  if (!std::isfinite(number)) {
    std::string_view text = std::isnan(number) ? "NaN" : "Infinity";
    return text.copy(out, text.size());
  }
  return number >= 1e21 ? formatNumber(number, out) : toFixed(number, places, out);
}

/// Rounds as $round does, and knows no better where that leaves the range of a double.
double roundPlaces(double number, uint32_t places) {
  if (!std::isfinite(number))
    return places == 0 ? number : NAN;
  return roundTo(number, places);
}

/// A number as mantissa * 10^exponent with the picture's digits in front of the point.
struct Scaled {
  double mantissa;
  int exponent = 0;
};

Scaled scale(double number, const NumberPicture &picture) {
  if (picture.percent)
    return {number * 100};
  if (picture.perMille)
    return {number * 1000};
  Scaled result{number};
  if (picture.minExponent == 0 || number == 0)
    return result;
  double most = std::pow(10, picture.scale), least = std::pow(10, double(picture.scale) - 1);
  for (; std::abs(result.mantissa) < least; --result.exponent)
    result.mantissa *= 10;
  for (; std::abs(result.mantissa) > most; ++result.exponent)
    result.mantissa /= 10;
  return result;
}

/// A number being dressed.
class Formatter {
public:
  Formatter(Context *c, const Symbols &symbols, const NumberPicture &picture) : context(c), symbols(symbols), picture(picture) {}
  Value format(double number);

private:
  Units digits(double number, uint32_t places);
  Units repeatZero(ptrdiff_t count);
  Units insertSeparator(Units text, ptrdiff_t at);
  ptrdiff_t point(Units text) const { return ptrdiff_t(text.find(symbols[Symbol::DecimalSeparator])); }
  Units trim(Units text) const;
  Units pad(Units text);
  Units groupInteger(Units text);
  Units groupFraction(Units text);
  Units dropPoint(Units text) const;
  Units exponent(int exponent);

  Context *context;
  const Symbols &symbols;
  const NumberPicture &picture;
};

/// toFixed in the digits of the picture; the point is JavaScript's. Of an empty zero-digit there are none.
Units Formatter::digits(double number, uint32_t places) {
  char text[160];
  size_t size = digitsOf(std::abs(number), places, text), used = 0;
  Units zero = symbols[Symbol::ZeroDigit];
  auto *units = static_cast<char16_t *>(allocate(context, size * sizeof(char16_t)));
  for (char c : std::string_view(text, size)) {
    bool digit = c >= '0' && c <= '9';
    if (!digit || !zero.empty())
      units[used++] = digit ? char16_t(zero[0] + (c - '0')) : char16_t(c);
  }
  return {units, used};
}

Units Formatter::repeatZero(ptrdiff_t count) {
  Units zero = symbols[Symbol::ZeroDigit];
  size_t size = count > 0 ? size_t(count) * zero.size() : 0;
  auto *units = static_cast<char16_t *>(allocate(context, size * sizeof(char16_t)));
  for (size_t i = 0; i < size; i += zero.size())
    std::copy(zero.begin(), zero.end(), units + i);
  return {units, size};
}

/// At a position as JavaScript's slice takes it: a negative one counts from the end.
Units Formatter::insertSeparator(Units text, ptrdiff_t at) {
  ptrdiff_t size = ptrdiff_t(text.size());
  size_t cut = size_t(std::clamp<ptrdiff_t>(at < 0 ? size + at : at, 0, size));
  return concat(context, {text.substr(0, cut), symbols[Symbol::GroupingSeparator], text.substr(cut)});
}

Units Formatter::trim(Units text) const {
  while (!text.empty() && symbols.is(text.front(), Symbol::ZeroDigit))
    text.remove_prefix(1);
  while (!text.empty() && symbols.is(text.back(), Symbol::ZeroDigit))
    text.remove_suffix(1);
  return text;
}

Units Formatter::pad(Units text) {
  ptrdiff_t at = point(text), left = ptrdiff_t(picture.minInteger) - at;
  ptrdiff_t right = ptrdiff_t(picture.minFraction) - (ptrdiff_t(text.size()) - at - 1);
  return concat(context, {repeatZero(left), text, repeatZero(right)});
}

Units Formatter::groupInteger(Units text) {
  ptrdiff_t at = point(text), size = picture.groupSize;
  if (size > 0) {
    for (ptrdiff_t place = at - size; place > 0; place -= size)
      text = insertSeparator(text, place);
    return text;
  }
  for (ptrdiff_t group : picture.integerGroups)
    text = insertSeparator(text, at++ - group);
  return text;
}

Units Formatter::groupFraction(Units text) {
  ptrdiff_t at = point(text);
  for (ptrdiff_t group : picture.fractionGroups)
    text = insertSeparator(text, group + at + 1);
  return text;
}

/// Without the point if the picture has none, or if no digit follows it.
Units Formatter::dropPoint(Units text) const {
  bool last = point(text) == ptrdiff_t(text.size()) - 1;
  if (!text.empty() && (last || picture.text.find(symbols[Symbol::DecimalSeparator]) == Units::npos))
    text.remove_suffix(1);
  return text;
}

Units Formatter::exponent(int exponent) {
  Units text = digits(exponent, 0), sign = exponent < 0 ? symbols[Symbol::MinusSign] : Units();
  Units zeros = repeatZero(ptrdiff_t(picture.minExponent) - ptrdiff_t(text.size()));
  return concat(context, {symbols[Symbol::ExponentSeparator], sign, zeros, text});
}

Value Formatter::format(double number) {
  Scaled scaled = scale(number, picture);
  Units text = digits(roundPlaces(scaled.mantissa, picture.maxFraction), picture.maxFraction);
  size_t point = std::min(text.find(u'.'), text.size());
  Units behind = text.substr(std::min(point + 1, text.size()));
  text = concat(context, {text.substr(0, point), symbols[Symbol::DecimalSeparator], behind});
  text = dropPoint(groupFraction(groupInteger(pad(trim(text)))));
  TextBuilder result(context, picture.prefix.size() + text.size() + picture.suffix.size());
  for (Units part : {picture.prefix, text, picture.minExponent ? exponent(scaled.exponent) : Units(), picture.suffix})
    for (char16_t unit : part)
      result.appendPoint(unit); // joins halves of pairs
  return result.finish();
}

} // namespace

Value aslrt_fn_FormatNumber(Context *c, uint32_t position, Value number, Value picture, Value options) {
  if (isUndefined(number))
    return number;
  if (isUndefined(picture))
    raiseArgument(c, position, "formatNumber", 2, picture);
  Symbols symbols(c, position, options);
  NumberPictures pictures = readNumberPictures(c, position, picture, symbols);
  double value = numberOf(number);
  const NumberPicture &chosen = value >= 0 ? pictures.positive : pictures.negative;
  if (chosen.maxFraction > mostPlaces)
    raiseArgument(c, position, "formatNumber", 2, picture);
  return Formatter(c, symbols, chosen).format(value);
}

} // namespace aslrt
