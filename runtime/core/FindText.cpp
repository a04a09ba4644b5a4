#include "runtime/core/FindText.h"

#include <bit>
#include <cstdint>
#include <cstring>
#include <emmintrin.h>

namespace aslrt {

namespace {
constexpr std::ptrdiff_t block = 16; // bytes that are looked at together
/// Up to so many bytes, comparing each place where the first and the last one are right is quick in any case.
constexpr size_t shortPart = 64;

/// Where a part of two bytes and more begins, from `at` on; null if that is in no whole block of places before `bound`, to which `at` goes.
const char *findInBlocks(const char *&at, const char *bound, std::string_view part) {
  size_t last = part.size() - 1;
  const __m128i firsts = _mm_set1_epi8(part.front()), lasts = _mm_set1_epi8(part.back());
  auto load = [](const char *p) { return _mm_loadu_si128(reinterpret_cast<const __m128i *>(p)); };
  for (; bound - at >= block; at += block) {
    __m128i both = _mm_and_si128(_mm_cmpeq_epi8(load(at), firsts), _mm_cmpeq_epi8(load(at + last), lasts));
    for (auto places = uint32_t(_mm_movemask_epi8(both)); places; places &= places - 1)
      if (const char *p = at + std::countr_zero(places); std::memcmp(p + 1, part.data() + 1, last - 1) == 0)
        return p;
  }
  return nullptr;
}
} // namespace

size_t findText(std::string_view text, std::string_view part, size_t from) {
  if (from > text.size() || part.size() > text.size() - from)
    return std::string_view::npos;
  if (part.empty())
    return from;
  const char *at = text.data() + from, *end = text.data() + text.size();
  const char *found = nullptr;
  if (part.size() > 1 && part.size() <= shortPart)
    found = findInBlocks(at, end - (part.size() - 1), part);
  if (!found)
    found = static_cast<const char *>(memmem(at, size_t(end - at), part.data(), part.size()));
  return found ? size_t(found - text.data()) : std::string_view::npos;
}

} // namespace aslrt
