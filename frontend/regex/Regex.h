// Regular expressions of JavaScript, made ready for the runtime (runtime/abi/Regex.h).
//
// Most patterns become patterns of PCRE2 with the same meaning. Those that cannot (Analysis.cpp tells which) become programs of our own
// matcher. Both see text as UTF-16 code units, as JavaScript does without the flag u: what is above U+FFFF in a pattern is two units.
#pragma once

#include "frontend/regex/Ast.h"

#include "llvm/ADT/StringRef.h"

#include <optional>
#include <string>

namespace aslc::regex {

/// What JavaScript refuses in a pattern; bytes of it.
struct Fault {
  std::string message; // lower case, no full stop
  uint32_t begin = 0, end = 0;
};

/// A pattern for one of the runtime's engines.
struct Compiled {
  uint32_t groups = 0;
  uint32_t flags = 0;             // aslrt::RegexFlag
  std::optional<std::string> pcre2; // in ASCII
  std::vector<uint32_t> program;  // if not that
};

/// `text` is WTF-8, `flags` of "im". Groups may nest to 250.
std::optional<Fault> parse(llvm::StringRef text, llvm::StringRef flags, Pattern &pattern);

enum class Engine { Any, Backtracker };
/// Reads a pattern and picks the engine, or takes that one.
std::optional<Fault> compile(llvm::StringRef text, llvm::StringRef flags, Compiled &result, Engine engine = Engine::Any);

// Steps of compile()

/// Whether PCRE2, given the pattern of writePcre2(), finds the same matches and groups as JavaScript.
bool hasPcre2Meaning(const Pattern &pattern);
std::string writePcre2(const Pattern &pattern);
std::vector<uint32_t> writeProgram(const Pattern &pattern);

/// Whether a match of the node may be empty.
bool isNullable(const Node &node);

} // namespace aslc::regex
