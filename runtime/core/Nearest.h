// Which of several names was meant by one that is none of them.
#pragma once

#include <span>
#include <string_view>

namespace aslrt {

/// The candidate that the fewest insertions, deletions and replacements make of `word`; "" if none is near enough to be meant: a third of
/// its bytes, or two. Texts of more than 80 bytes are no names.
std::string_view nearest(std::string_view word, std::span<const std::string_view> candidates);

} // namespace aslrt
