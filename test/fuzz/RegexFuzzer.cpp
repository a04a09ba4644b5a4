// Any bytes as flags, a regular expression and a text: where a pattern goes to PCRE2, our own matcher finds the same matches and
// groups. The first byte chooses the flags; the text stands behind the last line break.
#include "frontend/regex/Regex.h"
#include "runtime/abi/Regex.h"
#include "runtime/builtins/Matches.h"
#include "runtime/regex/Pcre2.h"

#include "llvm/Support/ErrorHandling.h"

using namespace aslc::regex;

namespace {

struct Outcome {
  bool limited = false, found = false;
  std::vector<size_t> offsets;
};

Outcome search(const Compiled &compiled, llvm::StringRef pattern, const aslrt::Utf16Text &text) {
  aslrt::Context context;
  context.limits.backtracking = 20000;
  aslrt::Regex regex{};
  bool pcre2 = compiled.pcre2.has_value();
  regex.search = pcre2 ? aslrt::aslrt_regex_pcre2 : aslrt::aslrt_regex_backtrack;
  regex.pattern = pcre2 ? static_cast<const void *>(compiled.pcre2->data()) : compiled.program.data();
  regex.size = pcre2 ? compiled.pcre2->size() : compiled.program.size();
  regex.source = pattern.data();
  regex.sourceSize = pattern.size();
  regex.groups = compiled.groups;
  regex.flags = compiled.flags;
  Outcome outcome;
  outcome.offsets.resize(2 * (size_t(compiled.groups) + 1));
  try {
    outcome.found = regex.search(&context, &regex, text.data(), text.size(), 0, outcome.offsets.data());
  } catch (const aslrt::Error &) {
    outcome.limited = true;
  }
  aslrt::forgetRegex(&regex);
  return outcome;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size == 0 || size > 2000)
    return 0;
  static constexpr const char *allFlags[] = {"", "i", "m", "im"};
  const char *flags = allFlags[data[0] & 3];
  auto [pattern, text] = llvm::StringRef(reinterpret_cast<const char *>(data) + 1, size - 1).rsplit('\n');
  Compiled chosen, own;
  if (auto fault = compile(pattern, flags, chosen)) {
    if (fault->begin > fault->end || fault->end > pattern.size() || fault->message.empty())
      llvm::report_fatal_error("a fault outside of the pattern");
    return 0;
  }
  compile(pattern, flags, own, Engine::Backtracker);
  aslrt::Utf16Text units(aslrt::stringAt(text.data(), text.size()));
  Outcome first = search(chosen, pattern, units), second = search(own, pattern, units);
  if (first.limited || second.limited)
    return 0;
  if (first.found != second.found || (first.found && first.offsets != second.offsets))
    llvm::report_fatal_error("the engines disagree");
  return 0;
}
