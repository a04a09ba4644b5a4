// What the builtins of dates share.
#pragma once

#include "runtime/builtins/Support.h"

namespace aslrt {

/// Milliseconds since 1970, rounded down; the same all through the evaluation of an expression.
int64_t evaluationMillis(Context *c);

/// $fromMillis. Picture and time zone ("+0530") are strings or Undefined: ISO 8601, UTC. Raises what pictures raise; D3133 for
/// names of a component that has none, D3134 for a time zone of more than four digits, D1001 where the invalid moment needs a name.
Value formatDate(Context *c, uint32_t position, double millis, Value picture, Value timezone);

/// What reading a text by a picture gave. NaN and Infinity are values of the reference's; in AWS's dialect, D3030.
Value parsedNumber(Context *c, uint32_t position, Value text, double number);

/// $toMillis by a picture. Undefined if the text does not match; D3130, D3133 for components that cannot be read, D3136 if a part
/// is missing between others; as parsedNumber if the parts give no moment.
Value parseDate(Context *c, uint32_t position, Value text, std::string_view picture);

} // namespace aslrt
