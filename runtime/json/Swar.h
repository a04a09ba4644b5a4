// Tests of 8 bytes at a time. The lowest marked byte of a result is exact; those above it may be marked by a borrow.
#pragma once

#include <bit>
#include <cstdint>

namespace aslrt::swar {

inline constexpr uint64_t ones = 0x0101010101010101, highs = ones << 7;

/// Marks (bit 7) bytes that are `byte`.
constexpr uint64_t equal(uint64_t word, uint8_t byte) {
  uint64_t x = word ^ (ones * byte);
  return (x - ones) & ~x & highs;
}
/// Marks bytes below `bound`, at most 0x80.
constexpr uint64_t below(uint64_t word, uint8_t bound) { return (word - ones * bound) & ~word & highs; }
/// Index of the lowest marked byte; `marks` is not 0.
constexpr unsigned firstMark(uint64_t marks) { return unsigned(std::countr_zero(marks)) / 8; }

} // namespace aslrt::swar
