// The order in which Java's HashMap gives its keys. Step Functions keeps some objects in one: the `.$` keys of a payload template,
// what States.JsonMerge gives, and the items of a CSV file (measured: 231 recorded objects). Used by the compiler, too.
#pragma once

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <span>
#include <string_view>
#include <vector>

namespace aslrt {

/// String.hashCode of a text in WTF-8: 31-polynomial over its UTF-16 code units.
inline uint32_t javaHash(std::string_view text) {
  uint32_t hash = 0;
  for (size_t i = 0; i < text.size();) {
    auto lead = uint8_t(text[i++]);
    uint32_t point = lead < 0x80 ? lead : lead < 0xe0 ? lead & 0x1f : lead < 0xf0 ? lead & 0xf : lead & 7;
    for (; lead >= 0x80 && i < text.size() && (uint8_t(text[i]) & 0xc0) == 0x80; ++i)
      point = point << 6 | (uint8_t(text[i]) & 0x3f);
    if (point >= 0x10000) {
      hash = hash * 31 + (0xd800 + ((point - 0x10000) >> 10));
      point = 0xdc00 + (point & 0x3ff);
    }
    hash = hash * 31 + point;
  }
  return hash;
}

/// Positions of distinct names, given in the order of their insertion, as a HashMap that began empty gives them: by bucket, and by
/// insertion within a bucket. There are 16 buckets, doubled whenever more than three quarters as many keys are there.
inline std::vector<size_t> javaHashOrder(std::span<const std::string_view> names) {
  uint64_t buckets = 16;
  while (names.size() > buckets / 4 * 3)
    buckets *= 2;
  std::vector<uint32_t> bucketOf;
  for (std::string_view name : names) {
    uint32_t hash = javaHash(name);
    bucketOf.push_back((hash ^ hash >> 16) & uint32_t(buckets - 1));
  }
  std::vector<size_t> order(names.size());
  std::iota(order.begin(), order.end(), size_t(0));
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) { return bucketOf[a] < bucketOf[b]; });
  return order;
}

} // namespace aslrt
