#include "Engines.h"

#include "runtime/regex/Pcre2.h"

using namespace aslrt;

namespace aslc::regex::test {

Subject::Subject(llvm::StringRef pattern, llvm::StringRef flags, Engine engine) : source(pattern.str()) {
  if (auto fault = compile(pattern, flags, compiled, engine))
    compiled.program = {0, uint32_t(RegexOp::Fail)};
  regex.code = aslrt_regex_call;
  regex.arity = 2;
  regex.context = undefinedValue();
  regex.search = isPcre2() ? aslrt_regex_pcre2 : aslrt_regex_backtrack;
  regex.pattern = isPcre2() ? static_cast<const void *>(compiled.pcre2->data()) : compiled.program.data();
  regex.size = isPcre2() ? compiled.pcre2->size() : compiled.program.size();
  regex.source = source.data();
  regex.sourceSize = source.size();
  regex.groups = compiled.groups;
  regex.flags = compiled.flags;
}

Subject::~Subject() { forgetRegex(&regex); }

Value Subject::value() { return {makeHead(Tag::Function, Static | aslrt::Pattern), reinterpret_cast<uint64_t>(&regex)}; }

std::string Subject::search(Context *c, std::string_view text, size_t from) {
  Utf16Text units(stringAt(text.data(), text.size()));
  std::vector<size_t> offsets(2 * (size_t(compiled.groups) + 1));
  if (!regex.search(c, &regex, units.data(), units.size(), from, offsets.data()))
    return "none";
  std::string result;
  for (size_t i = 0; i < offsets.size(); i += 2) {
    result += i ? " " : "";
    result += offsets[i] == noPosition ? "?" : std::to_string(offsets[i]) + "-" + std::to_string(offsets[i + 1]);
  }
  return result;
}

} // namespace aslc::regex::test
