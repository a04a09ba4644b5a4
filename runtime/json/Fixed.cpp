// Exact decimals by multiplication of the binary fraction, nine digits at a time. printf could do it, for 60 KB in every executable, and
// rounds ties to even where JavaScript rounds them up; to_chars with a precision has 105 KB of tables.
#include "runtime/json/Fixed.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cstdint>
#include <cstring>

namespace aslrt {

namespace {

constexpr uint64_t mantissaBits = 52;
constexpr uint64_t hiddenBit = uint64_t(1) << mantissaBits;

/// mantissa * 2^exponent
struct Binary {
  explicit Binary(double number) {
    auto bits = std::bit_cast<uint64_t>(number);
    auto biased = int(bits >> mantissaBits);
    mantissa = (bits & (hiddenBit - 1)) | (biased ? hiddenBit : 0);
    exponent = std::max(biased, 1) - 1075;
  }
  uint64_t mantissa;
  int exponent;
};

/// What stands behind the point: the words are digits of base 2^32, the last is the first behind the point.
class Fraction {
public:
  explicit Fraction(Binary number) {
    if (number.exponent >= 0)
      return;
    auto bits = unsigned(-number.exponent);
    count = (bits + 31) / 32;
    uint64_t behind = bits < 64 ? number.mantissa & ((uint64_t(1) << bits) - 1) : number.mantissa;
    auto rest = static_cast<unsigned __int128>(behind) << (count * 32 - bits);
    for (unsigned i = 0; i < count; ++i, rest >>= 32)
      words[i] = uint32_t(rest);
  }

  /// The next nine digits.
  uint32_t next() {
    while (first < count && words[first] == 0)
      ++first;
    uint64_t carry = 0;
    for (unsigned i = first; i < count; ++i) {
      carry += uint64_t(words[i]) * 1'000'000'000;
      words[i] = uint32_t(carry);
      carry >>= 32;
    }
    return uint32_t(carry);
  }

private:
  uint32_t words[34]; // of 1074 bits
  unsigned count = 0, first = 0;
};

/// Nine digits, with zeros in front.
void writeNine(char *out, uint32_t digits) {
  for (int i = 9; i-- > 0; digits /= 10)
    out[i] = char('0' + digits % 10);
}

/// What stands before the point; below 1e21.
char *writeWhole(char *out, Binary number) {
  if (number.exponent <= 0)
    return std::to_chars(out, out + 22, number.exponent > -64 ? number.mantissa >> -number.exponent : 0).ptr;
  constexpr uint64_t low = 1'000'000'000;
  auto whole = static_cast<unsigned __int128>(number.mantissa) << number.exponent;
  out = std::to_chars(out, out + 22, uint64_t(whole / low)).ptr;
  writeNine(out, uint32_t(whole % low));
  return out + 9;
}

/// Adds one to the last digit of a text that begins with a 0.
void increment(char *last) {
  for (; *last == '9' || *last == '.'; --last)
    if (*last == '9')
      *last = '0';
  ++*last;
}

} // namespace

size_t toFixed(double number, unsigned places, char *out) {
  Binary binary(number);
  *out = '0'; // for a carry
  char *point = writeWhole(out + 1, binary), *end = point;
  *point = '.';
  Fraction fraction(binary);
  char chunk[9];
  unsigned missing = places;
  if (places > 0)
    ++end;
  for (;; missing -= 9) {
    writeNine(chunk, fraction.next());
    unsigned taken = std::min(missing, 9u);
    end = std::copy_n(chunk, taken, end);
    if (missing < 9)
      break;
  }
  if (chunk[missing] >= '5')
    increment(end - 1);
  auto size = size_t(end - out);
  if (*out != '0')
    return size;
  std::memmove(out, out + 1, size - 1);
  return size - 1;
}

} // namespace aslrt
