// Reads a definition from a string and keeps what was reported, for tests.
#pragma once

#include "frontend/asl/Model.h"

#include "llvm/Support/MemoryBuffer.h"

namespace aslc::asl::test {

/// What aslc makes of a text. Members stand in the order in which they depend on each other.
struct Checked {
  SourceManager sources;
  DiagnosticEngine diagnostics{sources};
  std::unique_ptr<document::Node> root;
  std::unique_ptr<Machine> machine;

  explicit Checked(llvm::StringRef text, llvm::StringRef name = "test.asl.json") {
    FileId file = sources.add(llvm::MemoryBuffer::getMemBufferCopy(text), name.str());
    root = document::parse(file, {}, diagnostics);
    if (root)
      machine = read(*root, diagnostics);
    diagnostics.finish();
  }

  /// "A229 /States/A/Next 'B'" for each diagnostic: code, pointer and the text that it points at.
  std::vector<std::string> faults() const {
    std::vector<std::string> lines;
    for (const Diagnostic &diagnostic : diagnostics.diagnostics()) {
      llvm::StringRef source = sources.text(diagnostic.range.file);
      lines.push_back(diagnostic.code + " " + diagnostic.pointer + " " +
                      source.slice(diagnostic.range.begin, diagnostic.range.end).str());
    }
    return lines;
  }
  const State &state(llvm::StringRef name) const { return *machine->byName.lookup(name); }
};

} // namespace aslc::asl::test
