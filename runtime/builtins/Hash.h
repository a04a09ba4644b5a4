#pragma once

#include "runtime/core/Context.h"

#include <string_view>

namespace aslrt {

/// The digest of bytes, in lower-case hexadecimal. Undefined unless the algorithm is MD5, SHA-1, SHA-256, SHA-384 or SHA-512.
Value hexDigest(Context *c, std::string_view bytes, std::string_view algorithm);

} // namespace aslrt
