// UUIDs of version 4 (RFC 4122).
#pragma once

#include <cstdint>

namespace aslrt {

/// Writes a version 4 UUID, 36 bytes.
void formatUuid(uint64_t high, uint64_t low, char *out);

} // namespace aslrt
