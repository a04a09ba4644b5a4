// Numbers with a fixed count of decimals.
#pragma once

#include <cstddef>

namespace aslrt {

/// JavaScript's number.toFixed(places), without its limit on places: exact, a tie is rounded up. `number` is from 0 on and below 1e21.
/// `out` has room for `places` and 24 bytes more. Gives the size.
size_t toFixed(double number, unsigned places, char *out);

} // namespace aslrt
