#include "Explanations.h"

#include <vector>

using namespace aslc;

extern "C" const char aslc_error_pages[], aslc_error_pages_end[];

static std::vector<Explanation> readPages() {
  llvm::StringRef rest(aslc_error_pages, size_t(aslc_error_pages_end - aslc_error_pages));
  std::vector<Explanation> all;
  constexpr llvm::StringLiteral heading = "\n## ";
  for (size_t at = rest.find(heading); at != rest.npos; at = rest.find(heading)) {
    auto [line, text] = rest.drop_front(at + heading.size()).split('\n');
    auto [code, title] = line.split(": ");
    // Up to the next section, or the title of the next page
    size_t end = std::min({text.find(heading), text.find("\n# "), text.size()});
    all.push_back({code, title, text.take_front(end).trim('\n')});
    rest = text.drop_front(end);
  }
  return all;
}

llvm::ArrayRef<Explanation> aslc::explanations() {
  static const std::vector<Explanation> all = readPages();
  return all;
}

const Explanation *aslc::findExplanation(llvm::StringRef code) {
  for (const Explanation &explanation : explanations())
    if (explanation.code.equals_insensitive(code))
      return &explanation;
  return nullptr;
}
