// Scans over arrays of numbers, several items at a time.
#pragma once

#include "runtime/abi/Value.h"

#include <span>

namespace aslrt {

/// Items that are looked at together.
inline constexpr size_t scanBlock = 8;
/// Of the items from the start on as many whole blocks as are plain Numbers, and not NaN: how many those are, and the largest or smallest
/// of `result` and them, the first of equal ones. The next block is for others to judge.
size_t scanMax(std::span<const Value> items, double &result);
size_t scanMin(std::span<const Value> items, double &result);
/// Whether a number is among the items; numbers are compared by value, whatever their text.
bool hasNumber(std::span<const Value> items, double number);

} // namespace aslrt
