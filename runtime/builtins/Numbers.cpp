// $abs, $floor, $ceil, $round, $power, $sqrt, $formatBase. $number is in NumberText.cpp.
#include "runtime/builtins/NumberText.h"
#include "runtime/builtins/Text.h"
#include "runtime/json/Json.h"
#include "runtime/json/ShortNumber.h"

#include <cmath>
#include <iterator>
#include <utility>

namespace aslrt {
namespace {

/// JavaScript's Math.round, half up, then half to even. Adding 0.5 first would carry 0.49999999999999994 up.
double roundHalfEven(double number) {
  double down = std::floor(number), rest = number - down;
  double result = rest >= 0.5 ? down + 1 : down;
  if (rest == 0.5 && std::fmod(result, 2) != 0)
    --result;
  return result;
}

/// The number whose decimal text is that of `number` with the point moved by `places`. Exact where a multiplication by
/// a power of ten would not be: 1.005 by 2 is 100.5. NaN where the text would be none: a fraction as the power of ten, or one that
/// has a power of ten itself.
double shiftDecimal(double number, double places) {
  char text[64];
  size_t size = formatNumber(number, text);
  std::string_view digits(text, size);
  size_t e = digits.find('e');
  double exponent = places;
  if (e != std::string_view::npos) {
    double written = 0;
    parseDecimal(digits.substr(e + (digits[e + 1] == '+' ? 2 : 1)), written);
    exponent += written;
    size = e;
  }
  if (exponent != std::floor(exponent) || std::abs(exponent) >= 1e21)
    return NAN;
  if (number == 0 || exponent < -400) // all numbers lie between the powers -324 and 308
    return 0;
  if (exponent > 400)
    return INFINITY;
  text[size++] = 'e';
  size += formatNumber(exponent, text + size);
  double result = 0;
  return parseDecimal({text, size}, result) ? result : INFINITY;
}

/// Rounds `number` to `places` decimals without its text, if that is the same: its digits with the point moved, and the product with the power
/// of ten, are each off by half a unit of the last bit at most, which matters only near a half. NaN otherwise.
double roundByProduct(double number, double places) {
  if (!(places >= 1 && places < double(std::size(powersOfTen)) && places == double(int(places))))
    return NAN;
  constexpr double largest = 0x1p48;
  double scale = powersOfTen[int(places)], product = std::abs(number) * scale;
  if (!(product < largest))
    return NAN;
  auto nearest = double(int64_t(product + 0.5));
  if (std::abs(product - nearest) > 0.5 - product * 0x1p-50)
    return NAN;
  double rounded = nearest / scale; // of two exact numbers: the double nearest to the decimal
  return number < 0 && rounded != 0 ? -rounded : rounded;
}

double withoutSign(double result) { return result == 0 ? 0 : result; } // JSON has no -0

double roundedNumber(Value number) { return withoutSign(roundHalfEven(numberOf(number))); }

/// Step Functions rounds a fraction of a digit down. In the reference the text of a number with the point moved by it is none.
double roundedNumber(Context *c, double number, double precision) {
  if (c->dialect == Dialect::Jsonata)
    return withoutSign(roundTo(number, precision));
  double result = roundTo(number, std::floor(precision));
  return withoutSign(std::isnan(result) ? number : result); // has no digit that far behind the point
}

/// An integer in another radix, as V8's toString(radix) has it: of one far above 2^53, digits that the double does not
/// tell are 0. ECMA-262 leaves them open; where V8 begins was found by trying.
Value formatRadix(Context *c, double number, double radix) {
  constexpr std::string_view digits = "0123456789abcdefghijklmnopqrstuvwxyz";
  char text[1100]; // 1024 binary digits and a sign
  char *at = std::end(text);
  double integer = std::abs(number);
  for (; integer / radix >= 0x1p53; integer /= radix)
    *--at = '0';
  do {
    double digit = std::fmod(integer, radix);
    *--at = digits[size_t(digit)];
    integer = (integer - digit) / radix;
  } while (integer > 0);
  if (number < 0)
    *--at = '-';
  return makeString(c, {at, size_t(std::end(text) - at)});
}

} // namespace

double roundTo(double number, double precision) {
  if (precision == 0 || std::isnan(precision))
    return roundHalfEven(number);
  if (double rounded = roundByProduct(number, precision); !std::isnan(rounded))
    return rounded;
  double shifted = std::isfinite(number) ? shiftDecimal(number, precision) : NAN;
  if (!std::isfinite(shifted))
    return NAN;
  return shiftDecimal(roundHalfEven(shifted), -precision);
}

Value aslrt_fn_Abs(Context *, uint32_t, Value number) { return isUndefined(number) ? number : numberValue(std::abs(numberOf(number))); }
Value aslrt_fn_Floor(Context *, uint32_t, Value number) { return isUndefined(number) ? number : numberValue(std::floor(numberOf(number))); }
Value aslrt_fn_Ceil(Context *, uint32_t, Value number) { return isUndefined(number) ? number : numberValue(std::ceil(numberOf(number))); }
Value aslrt_fn_Round(Context *c, uint32_t, Value number, Value precision) {
  return isUndefined(number) ? number : numberValue(roundedNumber(c, numberOf(number), isUndefined(precision) ? 0 : numberOf(precision)));
}

Value aslrt_fn_Power(Context *c, uint32_t position, Value base, Value exponent) {
  if (isUndefined(base))
    return base;
  double x = numberOf(base), y = isUndefined(exponent) ? NAN : numberOf(exponent);
  // Of 1, C's pow gives 1 also where JavaScript's and Java's give NaN
  double result = std::abs(x) == 1 && !std::isfinite(y) ? NAN : std::pow(x, y);
  if (!std::isfinite(result))
    raise(c, ErrorCode::D3061, position, {.value = base, .exp = exponent});
  return numberValue(result);
}

Value aslrt_fn_Sqrt(Context *c, uint32_t position, Value number) {
  if (isUndefined(number))
    return number;
  if (numberOf(number) < 0)
    raise(c, ErrorCode::D3060, position, {.value = number});
  return numberValue(std::sqrt(numberOf(number)));
}

Value aslrt_fn_FormatBase(Context *c, uint32_t position, Value number, Value radix) {
  if (isUndefined(number))
    return number;
  double value = roundedNumber(number);
  double base = isUndefined(radix) ? 10 : withoutSign(roundHalfEven(integerArgument(c, radix)));
  if (!(base >= 2 && base <= 36)) // nor NaN
    raise(c, ErrorCode::D3100, position, {.value = numberValue(base)});
  if (!std::isfinite(value))
    return makeString(c, std::isnan(value) ? "NaN" : value < 0 ? "-Infinity" : "Infinity");
  if (base != 10)
    return formatRadix(c, value, base);
  char text[32];
  return makeString(c, {text, formatNumber(value, text)});
}

} // namespace aslrt
