// Scanning on processors of 2013 and later: bytes are compared with one kind after another.
#define ASLRT_TARGET gnu::target("avx2,bmi,bmi2,lzcnt,popcnt")
// A group is two registers wide here, which would matter to calls; but all that takes one is inlined.
#pragma clang diagnostic ignored "-Wpsabi"
#include "runtime/json/ScannerWords.h"

namespace aslrt {

namespace {

/// The masks of a group, word by word.
struct RawWords {
  Words controls, quotes, backslashes, opens, closes, braces, commas, colons, digits, zeros, minus, points, lasts, newlines;
};

ASLRT_INLINE void compare(RawWords &raw, const Scan &scan, const Block &bytes, size_t lane) {
  using Unsigned = uint8_t __attribute__((vector_size(blockSize)));
  auto codes = (Unsigned)bytes;
  raw.controls.of[lane] = maskOf(codes < ' ');
  raw.quotes.of[lane] = maskOf(bytes == '"');
  raw.backslashes.of[lane] = maskOf(bytes == '\\');
  Block lower = bytes | 0x20; // brackets become braces
  raw.opens.of[lane] = maskOf(lower == '{');
  raw.closes.of[lane] = maskOf(lower == '}');
  raw.braces.of[lane] = maskOf(bytes << 2 < 0);
  raw.commas.of[lane] = maskOf(bytes == ',');
  raw.colons.of[lane] = maskOf(bytes == ':');
  raw.digits.of[lane] = maskOf(codes - '0' <= 9);
  raw.zeros.of[lane] = maskOf(bytes == '0');
  raw.minus.of[lane] = maskOf(bytes == '-');
  raw.points.of[lane] = maskOf(bytes == '.');
  raw.newlines.of[lane] = maskOf(bytes == '\n');
  uint64_t lasts = 0;
  for (unsigned i = 0; i < scan.lastByteCount; ++i)
    lasts |= maskOf(bytes == scan.lastBytes[i]);
  raw.lasts.of[lane] = lasts;
}

ASLRT_INLINE Raw readBytes(const Scan &scan, const char *source) {
  RawWords raw;
  Block all = {};
#pragma clang loop unroll(disable)
  for (size_t lane = 0; lane < lanes; ++lane) {
    Block bytes;
    std::memcpy(&bytes, source + lane * blockSize, blockSize);
    all |= bytes;
    compare(raw, scan, bytes, lane);
  }
  return {load(raw.controls), load(raw.quotes),  load(raw.backslashes), load(raw.opens), load(raw.closes),
          load(raw.braces),   load(raw.commas),  load(raw.colons),      load(raw.digits), load(raw.zeros),
          load(raw.minus),    load(raw.points),  load(raw.lasts),       load(raw.newlines),    maskOf(all < 0) == 0};
}

/// Bit i: the parity of bits 0 to i, and of what was before.
ASLRT_INLINE Bits parities(uint32_t &before, Bits bits) {
  for (unsigned distance = 1; distance < 64; distance *= 2)
    bits ^= bits << distance;
  return bits ^ oddLanes(before, lanesOf(bits >> 63 != 0));
}

/// Appends the events of a block. Returns how many.
ASLRT_INLINE uint32_t putEvents(Scan &scan, uint32_t count, const char *block, uint32_t base, uint64_t events, uint64_t members) {
  uint32_t *out = scan.events + count;
  uint8_t *kinds = scan.kinds + count;
  auto size = unsigned(std::popcount(events));
  auto put = [&](unsigned i) {
    auto k = unsigned(std::countr_zero(events));
    out[i] = base + k;
    kinds[i] = uint8_t(block[k]) | uint8_t((members >> (k & 63) & 1) * Scan::ofMember);
    events &= events - 1;
  };
  constexpr unsigned usual = 8; // at most: they are stored without asking
  for (unsigned i = 0; i < usual; ++i) {
    put(i);
    asm("" : "+r"(events)); // else it is done by vectors, which takes twice as long
  }
  for (unsigned i = usual; i < size; ++i)
    put(i);
  return size;
}

} // namespace

} // namespace aslrt

#include "runtime/json/Scanner.h"

[[ASLRT_TARGET]] void aslrt::scanOnAvx2(Scan &scan) { Scanner(scan).run(); }
