// Reads bytes as a template, in JSON and in YAML, takes each state machine out of it, checks it, and prints what was found in all
// formats. Every place that a diagnostic names has to lie in a file that a person has before them.
#include "frontend/asl/Model.h"
#include "frontend/template/Template.h"

#include <cstdlib>

using namespace aslc;

static void requirePlace(const SourceManager &sources, SourceRange range) {
  if (range.valid() && (range != sources.origin(range) || range.begin > range.end || range.end > sources.text(range.file).size()))
    abort();
}

static void print(DiagnosticEngine &diagnostics) {
  diagnostics.finish();
  for (const Diagnostic &diagnostic : diagnostics.diagnostics()) {
    requirePlace(diagnostics.sourceManager(), diagnostic.range);
    for (const Remark &remark : diagnostic.remarks)
      requirePlace(diagnostics.sourceManager(), remark.range);
  }
  std::string out;
  llvm::raw_string_ostream stream(out);
  printText(diagnostics, stream, {.colour = true});
  printJson(diagnostics, stream);
  printSarif(diagnostics, stream, "0");
}

static void read(llvm::StringRef bytes, document::Format format, bool keepsOpaque) {
  SourceManager sources;
  DiagnosticEngine diagnostics(sources);
  document::Options reading;
  reading.format = format;
  reading.maxBytes = 1 << 16;
  reading.substitutions = {{"A", "value"}, {"Number", "3"}, {"Empty", ""}};
  FileId file = sources.add(llvm::MemoryBuffer::getMemBufferCopy(bytes), "input");
  std::unique_ptr<document::Node> root = document::parseAsWritten(file, reading, diagnostics);
  if (!root || !templates::isTemplate(*root))
    return;
  llvm::StringSet<> used;
  // All files that are named are the same small one.
  auto open = [&](llvm::StringRef path, SourceRange) {
    llvm::StringRef text =
        "{\"StartAt\": \"${A}\", \"States\": {\"value\": {\"Type\": \"Wait\", \"Seconds\": ${Number}, \"End\": ${End}}}}";
    return sources.add(llvm::MemoryBuffer::getMemBufferCopy(text), path.str());
  };
  templates::Options options{reading, keepsOpaque, open, used};
  for (const templates::StateMachine &machine : templates::findStateMachines(*root)) {
    diagnostics.setMachine(machine.name);
    size_t before = diagnostics.diagnostics().size();
    std::unique_ptr<document::Node> definition = templates::takeDefinition(machine, options, diagnostics);
    if (!definition && diagnostics.diagnostics().size() == before)
      abort();
    if (definition)
      asl::read(*definition, diagnostics);
  }
  print(diagnostics);
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  llvm::StringRef bytes(reinterpret_cast<const char *>(data), size);
  for (document::Format format : {document::Format::Json, document::Format::Yaml})
    for (bool keepsOpaque : {true, false})
      read(bytes, format, keepsOpaque);
  return 0;
}
