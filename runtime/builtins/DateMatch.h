// Finds the parts of a date in a text.
#pragma once

#include "runtime/builtins/DatePicture.h"

namespace aslrt {

/// What each component of `parts` is in `text`, in their order (nothing for text between them); an empty span of no data if the
/// text does not match. Raises D3130 for a component whose picture is a Sequence, D3133 for one that cannot be read.
///
/// The match is that of the reference, which makes a regular expression of the parts and ignores case.
std::span<const std::string_view> matchDate(Context *c, uint32_t position, std::string_view text, std::span<const DatePart> parts);

/// What stands between hours and minutes of a time zone; 0 if nothing does.
uint32_t zoneSeparator(const DatePart &part);

} // namespace aslrt
