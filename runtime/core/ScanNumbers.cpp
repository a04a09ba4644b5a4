#include "runtime/core/ScanNumbers.h"

#include "runtime/core/Inline.h"

#include <emmintrin.h>

namespace aslrt {

namespace {

struct Pair {
  __m128i heads;
  __m128d numbers;
};

/// Two items.
Pair load(const Value *items) {
  auto *from = reinterpret_cast<const __m128i *>(items);
  __m128i first = _mm_loadu_si128(from), second = _mm_loadu_si128(from + 1);
  return {_mm_unpacklo_epi64(first, second), _mm_castsi128_pd(_mm_unpackhi_epi64(first, second))};
}

/// `better(a, b)` is a if it is better than b, and b otherwise.
template <typename Better> size_t scan(std::span<const Value> items, double &result, Better better) {
  const __m128i number = _mm_set1_epi64x(int64_t(makeHead(Tag::Number)));
  __m128d best[scanBlock / 2];
  for (__m128d &each : best)
    each = _mm_set1_pd(result);
  size_t done = 0;
  for (; items.size() - done >= scanBlock; done += scanBlock) {
    Pair pairs[scanBlock / 2];
    __m128i others = _mm_setzero_si128(); // set where an item is no Number, or NaN
    for (size_t i = 0; i < scanBlock / 2; ++i) {
      pairs[i] = load(&items[done + 2 * i]);
      __m128i nan = _mm_castpd_si128(_mm_cmpunord_pd(pairs[i].numbers, pairs[i].numbers));
      others = _mm_or_si128(others, _mm_or_si128(nan, _mm_xor_si128(pairs[i].heads, number)));
    }
    if (_mm_movemask_epi8(_mm_cmpeq_epi8(others, _mm_setzero_si128())) != 0xffff)
      break;
    for (size_t i = 0; i < scanBlock / 2; ++i)
      best[i] = better(pairs[i].numbers, best[i]);
  }
  auto ofOne = [&](__m128d a, __m128d b) { return _mm_cvtsd_f64(better(a, b)); };
  __m128d all = better(better(best[3], best[2]), better(best[1], best[0]));
  if (double found = ofOne(_mm_unpackhi_pd(all, all), all); found != 0) {
    result = found;
  } else { // 0 or -0, whichever is the first
    for (Value item : items.first(done))
      result = ofOne(_mm_set_sd(item.number()), _mm_set_sd(result));
  }
  return done;
}

} // namespace

size_t scanMax(std::span<const Value> items, double &result) {
  return scan(items, result, [](__m128d a, __m128d b) { return _mm_max_pd(a, b); });
}

size_t scanMin(std::span<const Value> items, double &result) {
  return scan(items, result, [](__m128d a, __m128d b) { return _mm_min_pd(a, b); });
}

bool hasNumber(std::span<const Value> items, double number) {
  const __m128d wanted = _mm_set1_pd(number);
  const __m128i decimal = _mm_set1_epi64x(int64_t(makeHead(Tag::Decimal))), tag = _mm_set1_epi64x(0xff);
  auto isWanted = [&](Value item) { return isNumber(item) && numberOf(item) == number; };
  size_t done = 0;
  for (; items.size() - done >= scanBlock; done += scanBlock) {
    __m128i maybe = _mm_setzero_si128(); // set where an item may be it
    for (size_t i = 0; i < scanBlock; i += 2) {
      Pair pair = load(&items[done + i]);
      __m128i isDecimal = _mm_cmpeq_epi32(_mm_and_si128(pair.heads, tag), decimal);
      isDecimal = _mm_and_si128(isDecimal, tag); // the upper halves are equal, too
      maybe = _mm_or_si128(maybe, _mm_or_si128(isDecimal, _mm_castpd_si128(_mm_cmpeq_pd(pair.numbers, wanted))));
    }
    if (_mm_movemask_epi8(_mm_cmpeq_epi8(maybe, _mm_setzero_si128())) != 0xffff &&
        std::ranges::any_of(items.subspan(done, scanBlock), isWanted))
      return true;
  }
  return std::ranges::any_of(items.subspan(done), isWanted);
}

} // namespace aslrt
