#include "Support.h"

#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/raw_ostream.h"

using namespace aslc::jsonata;

/// Ranges stand last on their lines.
static std::string withoutRanges(llvm::StringRef text) {
  std::string out;
  llvm::SmallVector<llvm::StringRef> lines;
  text.split(lines, '\n', -1, /*KeepEmpty=*/false);
  for (llvm::StringRef line : lines) {
    auto [head, range] = line.rsplit(' ');
    bool isRange = range.contains('-') && range.find_first_not_of("0123456789-") == llvm::StringRef::npos;
    out += (isRange ? head : line).str() + '\n';
  }
  return out;
}

template <typename T> static std::string dumped(const T &node) {
  std::string text;
  llvm::raw_string_ostream out(text);
  dump(node, out);
  return withoutRanges(text);
}

static std::optional<SyntaxError> fault(llvm::StringRef text, const ParseOptions &options) {
  std::optional<SyntaxError> error;
  auto expression = parse(text, options, error);
  if (!error)
    toPaths(*expression, error);
  return error;
}

std::string aslc::jsonata::test::codeOf(llvm::StringRef text, const ParseOptions &options) {
  auto error = fault(text, options);
  return error ? error->code : "";
}

std::string aslc::jsonata::test::faultOf(llvm::StringRef text, const ParseOptions &options) {
  auto error = fault(text, options);
  if (!error)
    return "";
  return error->code + " " + std::to_string(error->range.begin) + "-" + std::to_string(error->range.end) + " " +
         error->message;
}

std::string aslc::jsonata::test::treeOf(llvm::StringRef text) {
  std::optional<SyntaxError> error;
  auto expression = parse(text, {}, error);
  return error ? error->code : dumped(*expression->root);
}

std::string aslc::jsonata::test::pathsOf(llvm::StringRef text) {
  std::optional<SyntaxError> error;
  auto expression = parse(text, {}, error);
  if (error)
    return error->code;
  auto form = toPaths(*expression, error);
  return error ? error->code : dumped(*form->root);
}

std::string aslc::jsonata::test::printed(llvm::StringRef text) {
  std::optional<SyntaxError> error;
  auto expression = parse(text, {}, error);
  return error ? error->code : print(*expression->root);
}

std::string aslc::jsonata::test::roundTripFault(llvm::StringRef text) {
  std::optional<SyntaxError> error;
  auto expression = parse(text, {}, error);
  if (error)
    return "";
  std::string once = print(*expression->root);
  if (treeOf(once) != treeOf(text))
    return "another tree: " + once;
  std::string twice = printed(once);
  return twice == once ? "" : "not canonical: " + once + " / " + twice;
}
