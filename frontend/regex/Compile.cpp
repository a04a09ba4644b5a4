#include "frontend/regex/Regex.h"

#include "runtime/abi/Regex.h"
#include "runtime/regex/Pcre2.h"

using namespace aslc::regex;

std::optional<Fault> aslc::regex::compile(llvm::StringRef text, llvm::StringRef flags, Compiled &result, Engine engine) {
  Pattern pattern;
  if (auto fault = parse(text, flags, pattern))
    return fault;
  result.groups = pattern.groups;
  result.flags = pattern.ignoreCase ? uint32_t(aslrt::IgnoreCase) : 0;
  if (engine == Engine::Any && hasPcre2Meaning(pattern)) {
    result.pcre2 = writePcre2(pattern);
    // PCRE2 has limits that JavaScript has not: on counts of repetitions, and on the size of what it makes of a pattern.
    if (aslrt::isPcre2Pattern(*result.pcre2, result.flags))
      return std::nullopt;
    result.pcre2.reset();
  }
  result.program = writeProgram(pattern);
  return std::nullopt;
}
