// Numbers as JavaScript prints them (ECMA-262, Number::toString) and as JSONata's $string rounds them.
#include "runtime/json/Fixed.h"
#include "runtime/json/Shortest.h"
#include "runtime/json/Text.h"

#include <bit>
#include <charconv>
#include <cmath>
#include <cstring>

namespace aslrt {

namespace {

/// The digits of a number d.ddd * 10^exponent, without point.
struct Digits {
  char text[32];
  int count = 0;
  int exponent = 0;
};

/// The shortest digits that read back as the same double. `number` is positive.
Digits shortestDigits(double number) {
  Decimal10 decimal = shortestDecimal(number);
  Digits digits;
  digits.count = int(std::to_chars(digits.text, digits.text + sizeof digits.text, decimal.digits).ptr - digits.text);
  digits.exponent = decimal.exponent + digits.count - 1;
  while (digits.text[digits.count - 1] == '0')
    --digits.count;
  return digits;
}

char *append(char *out, const char *text, int size) { return static_cast<char *>(std::memcpy(out, text, size_t(size))) + size; }
char *zeros(char *out, int count) { return static_cast<char *>(std::memset(out, '0', size_t(count))) + count; }

char *appendExponential(char *out, const Digits &digits) {
  *out++ = digits.text[0];
  if (digits.count > 1) {
    *out++ = '.';
    out = append(out, digits.text + 1, digits.count - 1);
  }
  *out++ = 'e';
  *out++ = digits.exponent < 0 ? '-' : '+';
  return std::to_chars(out, out + 4, std::abs(digits.exponent)).ptr;
}

/// `point`: digits before the decimal point; from -5 to 21.
char *appendPlain(char *out, const Digits &digits, int point) {
  if (point <= 0) {
    out = zeros(append(out, "0.", 2), -point);
    return append(out, digits.text, digits.count);
  }
  if (digits.count <= point)
    return zeros(append(out, digits.text, digits.count), point - digits.count);
  out = append(out, digits.text, point);
  *out++ = '.';
  return append(out, digits.text + point, digits.count - point);
}

/// Number(number.toPrecision(15)) of a number that is no integer; `exponent` is that of its first digit.
double roundTo15Digits(double number, int exponent) {
  double magnitude = std::fabs(number);
  if (exponent > 14) { // 16 digits before the point
    auto whole = uint64_t(magnitude);
    return std::copysign(double((whole + 5) / 10 * 10), number);
  }
  char text[380];
  size_t size = toFixed(magnitude, unsigned(14 - exponent), text);
  std::from_chars(text, text + size, magnitude);
  return std::copysign(magnitude, number);
}

/// A number of one to four decimals, if it is none of many digits; else 0. What has up to 15 digits, and reads back as the same number, is
/// its shortest text: no two of these read as the same.
size_t formatFewDecimals(double number, char *out) {
  constexpr double scale = 10'000, bound = 1e8;
  double magnitude = std::fabs(number);
  if (!(magnitude < bound))
    return 0;
  auto scaled = uint64_t(magnitude * scale + 0.5);
  if (scaled == 0 || double(int64_t(scaled)) / scale != magnitude)
    return 0;
  char *p = out;
  *p = '-';
  p += number < 0;
  auto whole = uint32_t(scaled / 10'000), decimals = uint32_t(scaled % 10'000);
  p += formatSmall(whole, p);
  *p++ = '.';
  auto digits = uint32_t(eightDigits(decimals) >> 32);
  std::memcpy(p, &digits, sizeof digits);
  p += 4 - unsigned(std::countl_zero(digits ^ 0x30303030)) / 8; // the last is in the highest byte
  return size_t(p - out);
}

[[gnu::noinline]] size_t formatOther(double number, char *out, bool rounded) {
  constexpr double exact = 1e15; // integers below have their own digits
  if (number > -exact && number < exact && double(int64_t(number)) == number)
    return size_t(std::to_chars(out, out + 32, int64_t(number)).ptr - out);
  if (size_t size = formatFewDecimals(number, out))
    return size;
  Digits digits = shortestDigits(std::fabs(number));
  if (rounded && digits.count > 15 && std::floor(number) != number)
    return formatOther(roundTo15Digits(number, digits.exponent), out, false);
  char *p = out;
  if (number < 0)
    *p++ = '-';
  int point = digits.exponent + 1;
  p = point > -6 && point <= 21 ? appendPlain(p, digits, point) : appendExponential(p, digits);
  return size_t(p - out);
}

} // namespace

size_t formatNumber(double number, char *out) {
  return isSmall(number) ? formatSmall(uint32_t(number), out) : formatOther(number, out, false);
}
size_t formatRounded(double number, char *out) {
  return isSmall(number) ? formatSmall(uint32_t(number), out) : formatOther(number, out, true);
}

} // namespace aslrt
