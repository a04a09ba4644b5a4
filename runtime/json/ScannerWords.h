// Groups of blocks as vectors of words, and what a scanner (Scanner.h) makes of their bytes before it looks at what stands where.
//
// This file is compiled once for each set of instructions, ASLRT_TARGET, that the processor may have.
#pragma once

#include "runtime/json/Scan.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <immintrin.h>

namespace aslrt {

namespace {

constexpr size_t blockSize = Scan::blockSize, groupSize = Scan::groupSize, lanes = groupSize / blockSize, longestWord = 5;

using Block = char __attribute__((vector_size(blockSize)));
using Marks = bool __attribute__((ext_vector_type(blockSize)));
using Lanes = bool __attribute__((ext_vector_type(lanes)));

/// The words of a group, one by one.
struct Words {
  alignas(sizeof(Bits)) uint64_t of[lanes];
};

// Into the function that is compiled for newer processors.
#define ASLRT_INLINE [[gnu::always_inline, ASLRT_TARGET]] inline

template <typename Condition> ASLRT_INLINE uint64_t maskOf(const Condition &condition) {
  return __builtin_bit_cast(uint64_t, __builtin_convertvector(condition, Marks));
}

/// A bit for each word for which a condition holds.
template <typename Condition> ASLRT_INLINE uint32_t lanesOf(const Condition &condition) {
  return __builtin_bit_cast(uint8_t, __builtin_convertvector(condition, Lanes));
}
ASLRT_INLINE uint32_t lanesWithAny(const Bits &bits) { return lanesOf(bits != 0); }

/// 1 in each word whose bit is set.
ASLRT_INLINE Bits onesIn(uint32_t marked) { return __builtin_convertvector(__builtin_bit_cast(Lanes, uint8_t(marked)), Bits); }

ASLRT_INLINE Bits load(const Words &words) { return __builtin_bit_cast(Bits, words); }
ASLRT_INLINE Words store(const Bits &bits) { return __builtin_bit_cast(Words, bits); }

/// All ones in each word before and in which an odd number of words are marked, of those in earlier groups too.
ASLRT_INLINE Bits oddLanes(uint32_t &before, uint32_t marked) {
  uint32_t odd = marked << 1 | before;
  for (unsigned distance = 1; distance <= lanes; distance *= 2)
    odd ^= odd << distance;
  before = odd >> lanes & 1;
  return Bits(0) - onesIn(odd);
}

/// What the bytes of a group are by themselves.
struct Raw {
  Bits controls, quotes, backslashes, opens, closes, braces, commas, colons, digits, zeros, minus, points;
  Bits lasts; // as keys that are wanted end
  Bits newlines;
  bool ascii;
};

} // namespace

} // namespace aslrt
