// Sorting by keys that cannot fail.
#pragma once

#include "runtime/core/Context.h"

namespace aslrt {

/// Whether each column of the keys, rows of `terms`, of which there is one at least, holds numbers that have an order (no NaN), or strings,
/// alone: then no comparison fails, and any stable sort gives what the reference gives.
bool areUniform(const Value *keys, size_t rows, uint32_t terms);
/// Array of the items, stably sorted by such keys, a row for each; of the first `keep` of them, or the last, if `keep` is negative; 0: of all.
Value sortedByUniform(Context *c, std::span<const Value> items, const Value *keys, const bool *descending, uint32_t terms, int32_t keep = 0,
                      uint8_t flags = 0);

} // namespace aslrt
