// $number, and reading numbers.
#include "runtime/builtins/NumberText.h"
#include "runtime/builtins/Text.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace aslrt {
namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }

/// Parts of a decimal text.
struct DecimalText {
  std::string_view integer, fraction, exponent; // exponent with its sign
  bool valid = false;
};

std::string_view takeDigits(std::string_view &text) {
  auto end = std::find_if_not(text.begin(), text.end(), isDigit);
  auto digits = text.substr(0, size_t(end - text.begin()));
  text.remove_prefix(digits.size());
  return digits;
}

DecimalText splitDecimal(std::string_view text) {
  DecimalText parts;
  if (text.starts_with('-'))
    text.remove_prefix(1);
  parts.integer = takeDigits(text);
  bool valid = !parts.integer.empty();
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    parts.fraction = takeDigits(text);
    valid = valid && !parts.fraction.empty();
  }
  if (text.starts_with('e') || text.starts_with('E')) {
    text.remove_prefix(1);
    parts.exponent = text;
    if (text.starts_with('-') || text.starts_with('+'))
      text.remove_prefix(1);
    valid = valid && !takeDigits(text).empty();
  }
  parts.valid = valid && text.empty();
  return parts;
}

/// Whether a number that no double holds is too small, rather than too large.
bool isTiny(const DecimalText &parts) {
  auto zeros = [](std::string_view digits) { return std::min(digits.find_first_not_of('0'), digits.size()); };
  size_t leading = zeros(parts.integer);
  // Power of ten of the first digit that is not 0
  double magnitude =
      leading < parts.integer.size() ? double(parts.integer.size() - leading) : -double(zeros(parts.fraction));
  double exponent = 0;
  for (char c : parts.exponent)
    if (isDigit(c))
      exponent = std::min(exponent * 10 + (c - '0'), 1e15);
  return magnitude + (parts.exponent.starts_with('-') ? -exponent : exponent) < 0;
}

/// Digits of a power of two as a double, rounded to nearest, half to even: the bits that do not fit leave a mark.
bool accumulate(std::string_view digits, unsigned bitsPerDigit, double &number) {
  uint64_t bits = 0;
  double dropped = 0; // bits
  for (char c : digits) {
    unsigned digit = isDigit(c) ? unsigned(c - '0') : unsigned((c | 0x20) - 'a' + 10);
    if (digit >> bitsPerDigit)
      return false;
    if (bits >> 58) {
      bits |= digit != 0;
      dropped += bitsPerDigit;
    } else {
      bits = bits << bitsPerDigit | digit;
    }
  }
  number = dropped > 1100 && bits ? INFINITY : std::ldexp(double(bits), int(std::min(dropped, 1100.0)));
  return !digits.empty() && std::isfinite(number);
}

bool isHexDigit(char c) { return isDigit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f'); }

/// The text without the blanks that the reference lets stand. Its check is three alternatives of which only the first
/// is tied to the start and only the last to the end, and what passes it JavaScript trims: "0x1F ", " 0o17 " and
/// " 0b11" are numbers.
std::string_view trimRadix(std::string_view text) {
  constexpr std::string_view blanks = " \t\n\v\f\r";
  size_t begin = std::min(text.find_first_not_of(blanks), text.size());
  size_t end = text.find_last_not_of(blanks) + 1;
  char letter = begin + 1 < end ? char(text[begin + 1] | 0x20) : '\0';
  bool allowed = (letter != 'x' || begin == 0) && (letter != 'b' || end == text.size());
  return allowed && begin < end ? text.substr(begin, end - begin) : std::string_view();
}

} // namespace

bool parseDecimal(std::string_view text, double &number) {
  DecimalText parts = splitDecimal(text);
  if (!parts.valid)
    return false;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error == std::errc::result_out_of_range && isTiny(parts)) {
    number = 0;
    return true;
  }
  return error == std::errc();
}

bool parseRadix(std::string_view text, double &number) {
  text = trimRadix(text);
  if (text.size() < 3 || text[0] != '0' || !std::all_of(text.begin() + 2, text.end(), isHexDigit))
    return false;
  switch (text[1] | 0x20) {
  case 'x': return accumulate(text.substr(2), 4, number);
  case 'o': return accumulate(text.substr(2), 3, number);
  case 'b': return accumulate(text.substr(2), 1, number);
  default: return false;
  }
}

Value aslrt_fn_Number(Context *c, uint32_t position, Value value) {
  if (isUndefined(value) || isNumber(value))
    return value;
  if (value.is(Tag::Boolean))
    return numberValue(value.boolean());
  double number;
  if (value.is(Tag::String) && (parseDecimal(value.string(), number) || parseRadix(value.string(), number)))
    return numberValue(number);
  raise(c, ErrorCode::D3030, position, {.value = value});
}

} // namespace aslrt
