// Search for a text in another.
#pragma once

#include <cstddef>
#include <string_view>

namespace aslrt {

/// As text.find(part, from): where `part` first stands at or behind `from`, in bytes, or npos. In time of the sum of their sizes.
size_t findText(std::string_view text, std::string_view part, size_t from = 0);

} // namespace aslrt
