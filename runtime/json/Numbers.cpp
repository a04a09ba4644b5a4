// Numbers as JavaScript prints them (ECMA-262, Number::toString) and as JSONata's $string rounds them.
#include "runtime/json/Fixed.h"
#include "runtime/json/Shortest.h"
#include "runtime/json/Text.h"

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

/// An integer below 10,000: its four digits without the zeros before them. How many, which is where what follows goes, does not wait for
/// the digits.
size_t formatSmall(uint32_t number, char *out) {
  unsigned size = 1 + (number >= 10) + (number >= 100) + (number >= 1000);
  uint32_t high = number / 100, low = number % 100;
  uint32_t digits = high / 10 | high % 10 << 8 | low / 10 << 16 | low % 10 << 24; // the first in the lowest byte
  digits = (digits | 0x30303030) >> 8 * (4 - size);
  std::memcpy(out, &digits, sizeof digits);
  return size;
}

[[gnu::noinline]] size_t formatOther(double number, char *out, bool rounded) {
  constexpr double exact = 1e15; // integers below have their own digits
  if (number > -exact && number < exact && double(int64_t(number)) == number)
    return size_t(std::to_chars(out, out + 32, int64_t(number)).ptr - out);
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

inline size_t format(double number, char *out, bool rounded) {
  if (number >= 0 && number < 10'000 && double(int32_t(number)) == number)
    return formatSmall(uint32_t(number), out); // also -0, which is 0
  return formatOther(number, out, rounded);
}

} // namespace

size_t formatNumber(double number, char *out) { return format(number, out, false); }
size_t formatRounded(double number, char *out) { return format(number, out, true); }

} // namespace aslrt
