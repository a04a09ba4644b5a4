// Whether PCRE2 takes a pattern: asked by the compiler, before it puts the pattern into a program.
#pragma once

#include <cstdint>
#include <string_view>

namespace aslrt {

/// `pattern` is ASCII, `flags` are RegexFlags.
bool isPcre2Pattern(std::string_view pattern, uint32_t flags);

} // namespace aslrt
