// Scanning on processors whose vectors hold a block, and which can choose bytes from a table, turn bits about and gather what a mask chooses.
//
// A byte's kinds are looked up: a bit for each in two bytes. Eight of these bytes are a square of bits, which is turned about, so that each
// byte then is of one kind; and the words of a group are turned about once more to be vectors of one kind.
#define ASLRT_TARGET                                                                                                                       \
  gnu::target("avx2,bmi,bmi2,lzcnt,popcnt,avx512f,avx512bw,avx512dq,avx512vl,avx512vbmi,avx512vbmi2,gfni,vpclmulqdq")
#include "runtime/json/ScannerWords.h"

#include <array>

namespace aslrt {

namespace {

using KindTable = std::array<uint8_t, 128>;

/// A bit for each of these tests that holds of a byte.
template <typename... Tests> consteval KindTable kindTable(Tests... tests) {
  KindTable table{};
  for (size_t i = 0; i < table.size(); ++i) {
    unsigned bit = 0;
    ((table[i] |= uint8_t(tests(char(i)) << bit++)), ...);
  }
  return table;
}

template <char... C> constexpr auto isOneOf = [](char c) { return ((c == C) || ...); };

constexpr KindTable structure =
    kindTable([](char c) { return c < ' '; }, isOneOf<'"'>, isOneOf<'\\'>, isOneOf<'{', '['>, isOneOf<'}', ']'>, isOneOf<','>, isOneOf<':'>,
              [](char c) { return c >= '0' && c <= '9'; });
constexpr KindTable details = kindTable(isOneOf<'0'>, isOneOf<'-'>, isOneOf<'.'>, [](char c) { return (c & 0x20) != 0; }, isOneOf<'\n'>);
constexpr uint8_t noKind = 0x7f; // DEL, which stands for all that is not ASCII
constexpr char lastKind = 0x20; // a sixth, which a demand tells: of bytes as keys that are wanted end

constexpr auto countedUp = [] {
  std::array<uint8_t, blockSize> made{};
  for (size_t i = 0; i < blockSize; ++i)
    made[i] = uint8_t(i);
  return made;
}();

struct Table {
  __m512i low, high;

  ASLRT_INLINE explicit Table(const KindTable &table) : low(_mm512_loadu_si512(&table[0])), high(_mm512_loadu_si512(&table[64])) {}
  ASLRT_INLINE void add(uint8_t byte, char kind) {
    const __m512i places = _mm512_loadu_si512(countedUp.data());
    __m512i &half = byte < blockSize ? low : high;
    half = _mm512_or_si512(half, _mm512_maskz_set1_epi8(_mm512_cmpeq_epi8_mask(places, _mm512_set1_epi8(byte % blockSize)), kind));
  }
  /// Bytes are below 128.
  ASLRT_INLINE __m512i at(const __m512i &bytes) const { return _mm512_permutex2var_epi8(low, bytes, high); }
};

/// Of 64 bytes of eight kinds each, in words of eight from the last to the first: a word of a bit for each byte, for each kind.
ASLRT_INLINE Bits wordsOfKinds(const __m512i &kinds) {
  const __m512i bit = _mm512_set1_epi64(int64_t(0x8040201008040201));
  alignas(64) static constexpr auto places = [] { // byte k of each word
    std::array<uint8_t, blockSize> made{};
    for (size_t i = 0; i < blockSize; ++i)
      made[i] = uint8_t(i % 8 * 8 + i / 8);
    return made;
  }();
  return (Bits)_mm512_permutexvar_epi8(_mm512_load_si512(places.data()), _mm512_gf2p8affine_epi64_epi8(bit, kinds, 0));
}

/// Word i of vector k becomes word k of vector i.
ASLRT_INLINE void turn(Bits (&rows)[lanes]) {
  Bits pairs[lanes], fours[lanes];
  for (size_t k = 0; k < lanes; k += 2) {
    pairs[k] = __builtin_shufflevector(rows[k], rows[k + 1], 0, 8, 2, 10, 4, 12, 6, 14);
    pairs[k + 1] = __builtin_shufflevector(rows[k], rows[k + 1], 1, 9, 3, 11, 5, 13, 7, 15);
  }
  for (size_t k : {0, 1, 4, 5}) {
    fours[k] = __builtin_shufflevector(pairs[k], pairs[k + 2], 0, 1, 8, 9, 4, 5, 12, 13);
    fours[k + 2] = __builtin_shufflevector(pairs[k], pairs[k + 2], 2, 3, 10, 11, 6, 7, 14, 15);
  }
  for (size_t k = 0; k < 4; ++k) {
    rows[k] = __builtin_shufflevector(fours[k], fours[k + 4], 0, 1, 2, 3, 8, 9, 10, 11);
    rows[k + 4] = __builtin_shufflevector(fours[k], fours[k + 4], 4, 5, 6, 7, 12, 13, 14, 15);
  }
}

ASLRT_INLINE Raw readBytes(const Scan &scan, const char *source) {
  const __m512i backwards = _mm512_set4_epi32(0x08090a0b, 0x0c0d0e0f, 0x00010203, 0x04050607); // in each word
  const Table ofStructure(structure);
  Table ofDetails(details);
  for (unsigned i = 0; i < scan.lastByteCount; ++i)
    ofDetails.add(std::min(uint8_t(scan.lastBytes[i]), noKind), lastKind);
  Bits a[lanes], b[lanes];
  __m512i all = _mm512_setzero_si512();
#pragma clang loop unroll(full)
  for (size_t lane = 0; lane < lanes; ++lane) {
    __m512i bytes = _mm512_loadu_si512(source + lane * blockSize);
    all = _mm512_or_si512(all, bytes);
    bytes = _mm512_shuffle_epi8(_mm512_min_epu8(bytes, _mm512_set1_epi8(noKind)), backwards);
    a[lane] = wordsOfKinds(ofStructure.at(bytes));
    b[lane] = wordsOfKinds(ofDetails.at(bytes));
  }
  turn(a);
  turn(b);
  return {a[0], a[1], a[2], a[3], a[4], b[3], a[5], a[6], a[7], b[0], b[1], b[2], b[5], b[4], _mm512_movepi8_mask(all) == 0};
}

/// Bit i: the parity of bits 0 to i, and of what was before.
ASLRT_INLINE Bits parities(uint32_t &before, Bits bits) {
  const __m512i ones = _mm512_set1_epi64(-1);
  auto even = (Bits)_mm512_clmulepi64_epi128((__m512i)bits, ones, 0x00), odd = (Bits)_mm512_clmulepi64_epi128((__m512i)bits, ones, 0x01);
  bits = __builtin_shufflevector(even, odd, 0, 8, 2, 10, 4, 12, 6, 14);
  return bits ^ oddLanes(before, lanesOf(bits >> 63 != 0));
}

/// Appends the events of a block. Returns how many.
ASLRT_INLINE uint32_t putEvents(Scan &scan, uint32_t count, const char *block, uint32_t base, uint64_t events, uint64_t members) {
  uint32_t *out = scan.events + count;
  auto size = unsigned(std::popcount(events));
  __m512i bytes = _mm512_loadu_si512(block);
  bytes = _mm512_or_si512(bytes, _mm512_maskz_set1_epi8(members, char(Scan::ofMember)));
  _mm512_storeu_si512(scan.kinds + count, _mm512_maskz_compress_epi8(events, bytes));
  __m512i chosen = _mm512_maskz_compress_epi8(events, _mm512_loadu_si512(countedUp.data()));
  for (unsigned i = 0;; i += 16) {
    _mm512_storeu_si512(out + i, _mm512_add_epi32(_mm512_cvtepu8_epi32(_mm512_castsi512_si128(chosen)), _mm512_set1_epi32(int(base))));
    if (size <= i + 16)
      return size;
    chosen = _mm512_alignr_epi64(chosen, chosen, 2);
  }
}

} // namespace

} // namespace aslrt

#include "runtime/json/Scanner.h"

[[ASLRT_TARGET]] void aslrt::scanOnAvx512(Scan &scan) { Scanner(scan).run(); }
