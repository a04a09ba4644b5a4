// Numbers. Most are short: up to 15 digits are exact in a double, and dividing by an exact power of ten rounds once, which is
// right (Clinger). Such a text is also the one that JavaScript prints, unless it has a needless zero or exponent.
#include "runtime/json/Reader.h"
#include "runtime/json/ShortNumber.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace aslrt {

namespace {

/// What a scan of the text finds.
struct Scan {
  uint64_t mantissa = 0; // the digits as an integer, if there are at most 15
  uint32_t digits = 0;   // from the first that is not 0
  uint32_t decimals = 0;
  bool negative = false, exponent = false;
};

bool isDigit(const ReadCursor &cursor) { return cursor.at != cursor.end && uint8_t(*cursor.at - '0') < 10; }

/// Digits, at least one. Returns how many.
uint32_t scanDigits(ReadCursor &cursor, Scan &scan) {
  const char *start = cursor.at;
  for (; isDigit(cursor); ++cursor.at) {
    scan.mantissa = scan.mantissa * 10 + uint64_t(*cursor.at - '0');
    scan.digits += scan.digits || *cursor.at != '0';
  }
  if (start == cursor.at)
    cursor.fail("expected a digit");
  return uint32_t(cursor.at - start);
}

bool scanNumber(ReadCursor &cursor, Scan &scan) {
  scan.negative = *cursor.at == '-';
  cursor.at += scan.negative;
  if (cursor.at != cursor.end && *cursor.at == '0') {
    ++cursor.at;
    if (isDigit(cursor))
      return cursor.fail("a number must not begin with 0");
  } else if (!scanDigits(cursor, scan)) {
    return false;
  }
  if (cursor.at != cursor.end && *cursor.at == '.') {
    ++cursor.at;
    scan.decimals = scanDigits(cursor, scan);
    if (!scan.decimals)
      return false;
  }
  if (cursor.at != cursor.end && (*cursor.at | 0x20) == 'e') {
    scan.exponent = true;
    ++cursor.at;
    if (cursor.at != cursor.end && (*cursor.at == '+' || *cursor.at == '-'))
      ++cursor.at;
    Scan ignored;
    return scanDigits(cursor, ignored) != 0;
  }
  return true;
}

/// Whether a number that is no double is too large for one, rather than too small: its first digit that counts stands before the
/// decimal point, once the exponent has moved that.
bool isTooLarge(std::string_view text) {
  size_t mark = std::min(text.find_first_of("eE"), text.size());
  std::string_view mantissa = text.substr(0, mark);
  size_t point = std::min(mantissa.find('.'), mantissa.size());
  size_t first = mantissa.find_first_of("123456789");
  if (first == mantissa.npos)
    return false;
  int64_t magnitude = first < point ? int64_t(point - first) : -int64_t(first - point - 1);
  int64_t exponent = 0;
  bool negative = mark + 1 < text.size() && text[mark + 1] == '-';
  for (char c : text.substr(mark))
    if (c >= '0' && c <= '9' && exponent < INT64_C(1) << 40)
      exponent = exponent * 10 + (c - '0');
  return magnitude + (negative ? -exponent : exponent) > 0;
}

/// The double nearest to a number's text; infinite if out of range. Not by strtod, which would add 40 KB to every executable.
double convert(std::string_view text) {
  double number;
  if (std::from_chars(text.data(), text.data() + text.size(), number).ec == std::errc())
    return number;
  double limit = isTooLarge(text) ? INFINITY : 0.0;
  return text.front() == '-' ? -limit : limit;
}

Value makeDecimal(Context *c, double number, std::string_view text) {
  if (text.size() > UINT32_MAX)
    throw LimitExceeded{"Expression evaluation memory limit exceeded"};
  auto *data = static_cast<DecimalData *>(allocate(c, sizeof(DecimalData) + text.size()));
  data->number = number;
  text.copy(data->text, text.size());
  return {makeHead(Tag::Decimal, 0, uint32_t(text.size())), reinterpret_cast<uint64_t>(data)};
}

bool isCanonical(double number, std::string_view text) {
  char canonical[32];
  return text == std::string_view(canonical, formatNumber(number, canonical));
}

} // namespace

bool readShortNumber(ReadCursor &cursor, Value &out) {
  constexpr unsigned most = 15;
  if (cursor.end - cursor.at < 24)
    return false;
  if (ShortNumber shortest = readShortest(cursor.at); shortest.size) {
    cursor.at += shortest.size;
    out = numberValue(shortest.number);
    return true;
  }
  uint64_t mantissa = 0;
  const char *start = cursor.at, *p = start, *point = nullptr;
  for (uint8_t digit; (digit = uint8_t(*p - '0')) <= 9 && p - start <= most; ++p)
    mantissa = mantissa * 10 + digit;
  if (*p == '.') {
    point = ++p;
    for (uint8_t digit; (digit = uint8_t(*p - '0')) <= 9 && p - start <= most + 1; ++p)
      mantissa = mantissa * 10 + digit;
  }
  if (p - start > (point ? most + 1 : most) || (*p | 0x20) == 'e' || p == start)
    return false;
  cursor.at = p;
  auto number = double(int64_t(mantissa));
  out = numberValue(point ? number / powersOfTen[p - point] : number);
  return true;
}

bool readNumber(ReadCursor &cursor, Value &out) {
  const char *start = cursor.at;
  Scan scan;
  if (!scanNumber(cursor, scan))
    return false;
  std::string_view text(start, size_t(cursor.at - start));
  double number;
  bool canonical;
  if (scan.digits <= 15 && scan.decimals <= 20 && !scan.exponent) {
    number = double(scan.mantissa) / powersOfTen[scan.decimals];
    // "0.000000123" is printed as 1.23e-7, "1.50" as 1.5, "-0" as 0.
    canonical = scan.decimals ? text.back() != '0' && number >= 1e-6 : number != 0 || !scan.negative || !cursor.options.negativeZero;
    number = scan.negative ? -number : number;
  } else {
    number = convert(text);
    if (std::isinf(number)) {
      cursor.at = start;
      return cursor.fail("the number is out of range");
    }
    canonical = cursor.options.keepNumberText && isCanonical(number, text);
  }
  out = canonical || !cursor.options.keepNumberText ? numberValue(number) : makeDecimal(cursor.context, number, text);
  return true;
}

} // namespace aslrt
