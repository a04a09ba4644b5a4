// Reads bytes as JSON and as YAML, prints what was found in all formats, and checks what the phases after it rely on:
// ranges lie in the file and inside their parents', and every byte of a decoded text has a place.
#include "frontend/document/Document.h"

#include <cstdlib>

using namespace aslc;
using namespace aslc::document;

namespace {

class Checker {
public:
  explicit Checker(const SourceManager &sources) : sources(sources) {}
  void check(const Node &node, bool isCopy = false);

private:
  void require(bool condition) {
    if (!condition)
      abort();
  }
  void checkRange(SourceRange range) {
    require(range.valid() && range.begin <= range.end && range.end <= sources.text(range.file).size());
  }
  void checkInside(SourceRange inner, SourceRange outer) {
    require(inner.file == outer.file && inner.begin >= outer.begin && inner.end <= outer.end);
  }
  void checkText(const MappedText &text);

  const SourceManager &sources;
};

} // namespace

void Checker::checkText(const MappedText &text) {
  uint32_t size = text.text().size(), before = 0;
  for (uint32_t i = 0; i <= size; ++i) {
    SourceRange range = text.map(i, std::min(i + 1, size));
    checkRange(range);
    require(range.begin >= before);
    before = range.begin;
  }
  checkRange(text.map(0, size));
  MappedText half = text.slice(size / 2, size);
  require(half.text() == text.text().substr(size / 2));
  if (!half.text().empty())
    require(half.map(0, 1) == text.map(size / 2, size / 2 + 1));
}

void Checker::check(const Node &node, bool isCopy) {
  checkRange(node.range);
  isCopy |= node.alias;
  if (node.is(Kind::String))
    checkText(node.string);
  for (const auto &item : node.items) {
    require(item != nullptr);
    if (!isCopy)
      checkInside(item->range, node.range);
    check(*item, isCopy);
  }
  for (const Member &member : node.members) {
    require(member.value != nullptr);
    checkRange(member.keyRange);
    checkText(member.key);
    if (!isCopy && !member.merged) {
      checkInside(member.keyRange, node.range);
      checkInside(member.value->range, node.range);
    }
    check(*member.value, isCopy || member.merged);
  }
}

static void read(llvm::StringRef bytes, Format format) {
  SourceManager sources;
  DiagnosticEngine diagnostics(sources);
  Options options;
  options.format = format;
  options.maxBytes = 1 << 16;
  options.substitutions = {{"A", "value"}, {"Empty", ""}};
  FileId file = sources.add(llvm::MemoryBuffer::getMemBufferCopy(bytes), "input");
  std::unique_ptr<Node> root = parse(file, options, diagnostics);
  if (!root && !diagnostics.hasErrors())
    abort();
  for (const Diagnostic &diagnostic : diagnostics.diagnostics())
    if (diagnostic.range.valid() && diagnostic.range.end > bytes.size())
      abort();
  diagnostics.finish();
  std::string out;
  llvm::raw_string_ostream stream(out);
  printText(diagnostics, stream, {.colour = true});
  printJson(diagnostics, stream);
  printSarif(diagnostics, stream, "0");
  if (!root)
    return;
  Checker(sources).check(*root);
  // What was read without a fault is JSON again, and the same.
  if (diagnostics.hasErrors())
    return;
  std::string text = toJson(*root);
  SourceManager again;
  DiagnosticEngine none(again);
  options.maxBytes = UINT32_MAX;
  options.format = Format::Json;
  options.substitutions.clear();
  std::unique_ptr<Node> copy = parse(again.add(llvm::MemoryBuffer::getMemBufferCopy(text), "copy"), options, none);
  if (!copy || toJson(*copy) != text)
    abort();
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  llvm::StringRef bytes(reinterpret_cast<const char *>(data), size);
  read(bytes, Format::Json);
  read(bytes, Format::Yaml);
  return 0;
}
