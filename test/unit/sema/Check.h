// Checks definitions and expressions from strings, and tells what was reported line by line.
#pragma once

#include "frontend/sema/Sema.h"

#include "llvm/Support/MemoryBuffer.h"

namespace aslc::sema::test {

/// What aslc makes of a definition. Members stand in the order in which they depend on each other.
struct Checked {
  SourceManager sources;
  DiagnosticEngine diagnostics{sources};
  std::unique_ptr<document::Node> root;
  std::unique_ptr<asl::Machine> machine;
  std::unique_ptr<CheckedMachine> result;
  VariableReferences references;

  explicit Checked(llvm::StringRef text, llvm::StringRef name = "test.asl.json") {
    FileId file = sources.add(llvm::MemoryBuffer::getMemBufferCopy(text), name.str());
    root = document::parse(file, {}, diagnostics);
    if (root)
      machine = asl::read(*root, diagnostics);
    if (machine && !diagnostics.hasErrors())
      result = check(*machine, {}, diagnostics, references);
    diagnostics.finish();
  }
};

/// "2:5 A303 nothing assigns the variable `$x` [$x]", with the text that is pointed at; below it notes and hints.
inline std::vector<std::string> lines(const DiagnosticEngine &diagnostics) {
  std::vector<std::string> result;
  SourceManager &sources = diagnostics.sourceManager();
  for (const Diagnostic &each : diagnostics.diagnostics()) {
    LineColumn place = sources.place(each.range.file, each.range.begin);
    llvm::StringRef at = sources.text(each.range.file).slice(each.range.begin, each.range.end);
    result.push_back(std::to_string(place.line) + ":" + std::to_string(place.column) + " " + each.code + " " +
                     each.message + " [" + at.str() + "]");
    for (const Remark &remark : each.remarks)
      result.push_back((remark.kind == Remark::Hint ? "help: " : "note: ") + remark.text);
  }
  return result;
}
using Lines = std::vector<std::string>;

inline Lines machine(llvm::StringRef text) { return lines(Checked(text).diagnostics); }

/// An expression as the Output of a Pass state where $total and $name are assigned, and read later. It begins at line 2,
/// column 5.
inline Lines output(llvm::StringRef expression) {
  std::string escaped;
  for (char c : expression)
    escaped += (c == '"' || c == '\\' ? std::string("\\") : "") + c;
  return machine(("{\"QueryLanguage\": \"JSONata\", \"StartAt\": \"A\", \"States\": {"
                  "\"A\": {\"Type\": \"Pass\", \"Assign\": {\"total\": 1, \"name\": 2}, \"Next\": \"S\"}, \"S\": {\"Type\": \"Pass\", "
                  "\"Output\":\n\"{% " +
                  escaped +
                  " %}\",\n\"Next\": \"Z\"}, \"Z\": {\"Type\": \"Pass\", \"Output\": \"{% $total & $name %}\", \"End\": true}}}"));
}

/// An expression of JSONata itself (`aslc eval`), on line 1.
inline Lines eval(llvm::StringRef expression, llvm::ArrayRef<std::string> bindings = {}) {
  SourceManager sources;
  DiagnosticEngine diagnostics(sources);
  FileId file = sources.add(llvm::MemoryBuffer::getMemBufferCopy(expression), "expression");
  checkExpression(MappedText::verbatim(file, expression.str(), 0), bindings, {.dialect = Dialect::Jsonata},
                  diagnostics);
  diagnostics.finish();
  return lines(diagnostics);
}

} // namespace aslc::sema::test
