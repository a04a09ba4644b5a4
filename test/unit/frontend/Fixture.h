// Texts, documents and their diagnostics for tests.
#pragma once

#include "frontend/document/Document.h"

#include <gtest/gtest.h>

namespace aslc {

class DocumentTest : public testing::Test {
protected:
  FileId addText(llvm::StringRef text, std::string name) {
    return sources.add(llvm::MemoryBuffer::getMemBufferCopy(text), std::move(name));
  }
  const document::Node *parse(llvm::StringRef text, const document::Options &options, std::string name = "in.json") {
    file = addText(text, std::move(name));
    root = document::parse(file, options, diagnostics);
    return root.get();
  }
  const document::Node *json(llvm::StringRef text) { return parse(text, {}); }
  const document::Node *yaml(llvm::StringRef text) { return parse(text, {}, "in.yaml"); }

  /// "CODE line:col" of each diagnostic, joined by spaces.
  std::string codes() {
    std::string result;
    for (const Diagnostic &d : diagnostics.diagnostics()) {
      result += (result.empty() ? "" : " ") + d.code;
      if (d.range.valid())
        result += "@" + place(d.range);
    }
    return result;
  }
  std::string place(SourceRange range) {
    LineColumn at = sources.place(range.file, range.begin);
    return std::to_string(at.line) + ":" + std::to_string(at.column);
  }
  llvm::StringRef textOf(SourceRange range) { return sources.text(range.file).slice(range.begin, range.end); }
  /// The bytes of the file that the first `needle` of a decoded text came from.
  std::string sourceOf(const MappedText &text, llvm::StringRef needle) {
    size_t at = text.text().find(needle);
    return at == llvm::StringRef::npos ? "?" : textOf(text.map(at, at + needle.size())).str();
  }
  std::string placeOf(const MappedText &text, llvm::StringRef needle) {
    size_t at = text.text().find(needle);
    return at == llvm::StringRef::npos ? "?" : place(text.map(at, at + needle.size()));
  }
  std::string printed() {
    std::string out;
    llvm::raw_string_ostream stream(out);
    printText(diagnostics, stream);
    return out;
  }

  SourceManager sources;
  DiagnosticEngine diagnostics{sources};
  FileId file;
  std::unique_ptr<document::Node> root;
};

} // namespace aslc
