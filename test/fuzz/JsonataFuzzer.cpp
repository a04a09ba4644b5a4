// Any bytes as an expression: what parses prints to a text with the same print, and both have the same path form or
// fault. The first byte chooses the version of the grammar.
#include "frontend/jsonata/Paths.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/ErrorHandling.h"
#include "llvm/Support/raw_ostream.h"

using namespace aslc::jsonata;

namespace {
/// What the path form of an expression comes to: its dump without the ranges (they differ), or its fault.
std::string outcome(const Expression &expression) {
  std::optional<SyntaxError> error;
  auto form = toPaths(expression, error);
  if (error)
    return error->code;
  std::string text;
  llvm::raw_string_ostream out(text);
  dump(*form->root, out);
  llvm::erase_if(text, llvm::isDigit);
  return text;
}
} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size == 0)
    return 0;
  ParseOptions options;
  options.coalescing = data[0] != '-';
  llvm::StringRef text(reinterpret_cast<const char *>(data) + 1, size - 1);
  std::optional<SyntaxError> error;
  auto expression = parse(text, options, error);
  if (error) {
    if (error->range.begin > error->range.end || error->range.end > text.size())
      llvm::report_fatal_error("a fault outside of the text");
    return 0;
  }
  std::string tree;
  llvm::raw_string_ostream treeStream(tree);
  dump(*expression->root, treeStream);

  std::string printed = print(*expression->root);
  auto again = parse(printed, options, error);
  if (error)
    llvm::report_fatal_error("does not parse again");
  if (print(*again->root) != printed)
    llvm::report_fatal_error("prints differently again");
  if (outcome(*expression) != outcome(*again))
    llvm::report_fatal_error("means something else");
  return 0;
}
