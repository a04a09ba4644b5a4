// Points in time as text: RFC 3339.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace aslrt {

/// A point in time: seconds since 1970-01-01T00:00:00Z and nanoseconds (0 to 999999999) after them. Wider than 64 bits of
/// nanoseconds, which end in the year 2262.
struct Instant {
  int64_t seconds;
  uint32_t nanoseconds;
};

/// Reads "2024-02-29T12:30:00.25+01:00" (RFC 3339 with upper-case T and Z, as the States Language asks; digits past the ninth
/// decimal are dropped). False if the text is anything else, or names a day that is none.
bool parseTimestamp(std::string_view text, Instant &out);

/// A time in nanoseconds since 1970, and one that is so much later: at most the end of 64 bits, in the year 2262.
inline int64_t later(int64_t time, int64_t nanoseconds) {
  return __builtin_add_overflow(time, nanoseconds, &time) ? INT64_MAX : time;
}

/// "2024-02-29T11:30:00.250Z": as AWS tells times, in milliseconds, and without decimals where there are none.
std::string formatTimestamp(int64_t nanoseconds);

} // namespace aslrt
