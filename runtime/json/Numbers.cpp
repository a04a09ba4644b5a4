// Numbers as JavaScript prints them (ECMA-262, Number::toString) and as JSONata's $string rounds them.
#include "runtime/json/Shortest.h"
#include "runtime/json/Text.h"

#include <charconv>
#include <cmath>
#include <cstdio>
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

/// d.ddde+dd with so many digits after the point. By printf, which the C library brings along anyway: to_chars with a precision
/// would add 105 KB of tables to every executable.
int exactDigits(char *out, size_t size, double number, int precision) { return snprintf(out, size, "%.*e", precision, number); }

/// Whether a positive number lies half-way between two numbers of 15 digits: its 16th and last digit is a 5.
bool isTie(double number) {
  char text[96]; // "d.ddd": from the second on, digit i stands at i
  exactDigits(text, sizeof text, number, 15);
  if (text[16] != '5')
    return false;
  exactDigits(text, sizeof text, number, 60);
  return text[16] == '5' && std::strspn(text + 17, "0") == 45;
}

/// Number(number.toPrecision(15)). JavaScript rounds a tie away from zero, printf to the even digit.
double roundTo15Digits(double number) {
  double magnitude = std::fabs(number);
  if (isTie(magnitude))
    magnitude = std::nextafter(magnitude, INFINITY);
  char text[32];
  const char *end = text + exactDigits(text, sizeof text, magnitude, 14);
  if (std::from_chars(text, end, magnitude).ec != std::errc()) // the largest double, rounded up
    return number;
  return std::copysign(magnitude, number);
}

size_t format(double number, char *out, bool rounded) {
  constexpr double exact = 1e15; // integers below have their own digits
  if (number > -exact && number < exact && double(int64_t(number)) == number)
    return size_t(std::to_chars(out, out + 32, int64_t(number)).ptr - out); // also -0, which is 0
  Digits digits = shortestDigits(std::fabs(number));
  if (rounded && digits.count > 15 && std::floor(number) != number)
    return format(roundTo15Digits(number), out, false);
  char *p = out;
  if (number < 0)
    *p++ = '-';
  int point = digits.exponent + 1;
  p = point > -6 && point <= 21 ? appendPlain(p, digits, point) : appendExponential(p, digits);
  return size_t(p - out);
}

} // namespace

size_t formatNumber(double number, char *out) { return format(number, out, false); }
size_t formatRounded(double number, char *out) { return format(number, out, true); }

} // namespace aslrt
