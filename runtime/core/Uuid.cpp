#include "runtime/core/Uuid.h"

#include "runtime/core/Context.h"

#include <cstring>

namespace aslrt {

/// Writes eight hexadecimal digits. Each nibble gets a byte of a word; those over 9 move on from the digits to the letters.
static void putHex(char *out, uint32_t number) {
  constexpr uint64_t ones = 0x0101010101010101;
  uint64_t nibbles = number;
  nibbles = (nibbles | nibbles << 16) & 0x0000ffff0000ffff;
  nibbles = (nibbles | nibbles << 8) & 0x00ff00ff00ff00ff;
  nibbles = (nibbles | nibbles << 4) & 0x0f * ones;
  uint64_t letters = (nibbles + 6 * ones) >> 4 & ones;
  uint64_t text = __builtin_bswap64(nibbles + '0' * ones + letters * ('a' - '0' - 10));
  memcpy(out, &text, sizeof text);
}

void formatUuid(uint64_t high, uint64_t low, char *out) {
  high = (high & ~uint64_t(0xf000)) | 0x4000;             // version 4
  low = (low & ~(uint64_t(3) << 62)) | uint64_t(1) << 63; // variant 10
  char digits[32];
  putHex(digits, uint32_t(high >> 32));
  putHex(digits + 8, uint32_t(high));
  putHex(digits + 16, uint32_t(low >> 32));
  putHex(digits + 24, uint32_t(low));
  memcpy(out, digits, 8);
  memcpy(out + 9, digits + 8, 4);
  memcpy(out + 14, digits + 12, 4);
  memcpy(out + 19, digits + 16, 4);
  memcpy(out + 24, digits + 20, 12);
  out[8] = out[13] = out[18] = out[23] = '-';
}

std::string makeUuid(RandomSource &random) {
  std::string text(36, ' ');
  uint64_t high = random.next();
  formatUuid(high, random.next(), text.data());
  return text;
}

} // namespace aslrt
