// What others than programs ask of PCRE2.
#pragma once

#include <cstdint>
#include <string_view>

namespace aslrt {

struct Regex;

/// Whether PCRE2 takes a pattern, in ASCII: asked by the compiler, before it puts the pattern into a program. `flags` are RegexFlags.
bool isPcre2Pattern(std::string_view pattern, uint32_t flags);

/// Frees what was compiled for a regular expression that nothing uses any more. Those of a program live as long as the process.
void forgetRegex(Regex *regex);

} // namespace aslrt
