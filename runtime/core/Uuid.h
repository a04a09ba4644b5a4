// UUIDs of version 4 (RFC 4122).
#pragma once

#include <cstdint>
#include <string>

namespace aslrt {

/// Writes a version 4 UUID, 36 bytes.
void formatUuid(uint64_t high, uint64_t low, char *out);

class RandomSource;
/// A new one.
std::string makeUuid(RandomSource &random);

} // namespace aslrt
