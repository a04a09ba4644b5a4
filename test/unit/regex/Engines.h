// A pattern compiled as the compiler does it, and searched for as the runtime does it.
#pragma once

#include "frontend/regex/Regex.h"
#include "runtime/builtins/Matches.h"

#include <string>

namespace aslc::regex::test {

class Subject {
public:
  /// A pattern that is one; `engine` as for compile().
  Subject(llvm::StringRef pattern, llvm::StringRef flags, Engine engine = Engine::Any);
  Subject(const Subject &) = delete;
  ~Subject();

  /// Places of the first match from `from` on, in code units, and of the groups: "0-2 0-1 ?", ? for one that took no part;
  /// or "none".
  std::string search(aslrt::Context *c, std::string_view text, size_t from = 0);
  bool isPcre2() const { return compiled.pcre2.has_value(); }
  const Compiled &code() const { return compiled; }
  /// The pattern as a function value, for as long as this lives.
  aslrt::Value value();

private:
  std::string source;
  Compiled compiled;
  aslrt::Regex regex{};
};

} // namespace aslc::regex::test
