// Numbers out of text, and rounded as their text.
#pragma once

#include <string_view>

namespace aslrt {

/// Reads a whole text "-12.5e+3" (JSON's grammar, leading zeros allowed), correctly rounded; too small is 0. False if
/// it is no such text or the number is too large for a double.
bool parseDecimal(std::string_view text, double &number);

/// Reads what $number reads beside decimals: 0x1F, 0o17, 0b101 in either case.
bool parseRadix(std::string_view text, double &number);

/// $round: to `precision` decimals, half to even on the decimal text. NaN if that leaves the range of a double, or for a fraction of a digit.
double roundTo(double number, double precision);

} // namespace aslrt
