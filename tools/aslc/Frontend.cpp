#include "Frontend.h"

#include "Explanations.h"

#include "frontend/asl/References.h"

#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/raw_ostream.h"

using namespace aslc;

bool Session::configure() {
  auto bytes = arguments.number("max-definition-size", documentOptions.maxBytes, 1, UINT32_MAX - 1);
  auto nesting = arguments.number("max-nesting", documentOptions.maxDepth, 1, 1000);
  auto terms = arguments.number("max-terms", semaOptions.maxTerms, 1, 10'000'000);
  if (!bytes || !nesting || !terms)
    return false;
  semaOptions.maxTerms = *terms;
  machineType = arguments.get("type") == "EXPRESS" ? asl::MachineType::Express : asl::MachineType::Standard;
  for (const std::string &word : arguments.all("W"))
    if (!setWarning(word))
      return false;
  if (arguments.has("dialect"))
    semaOptions.dialect = arguments.get("dialect") == "aws" ? sema::Dialect::Aws : sema::Dialect::Jsonata;
  documentOptions.maxBytes = *bytes;
  documentOptions.maxDepth = *nesting;
  semaOptions.maxDepth = *nesting;
  for (const std::string &definition : arguments.all("define")) {
    auto [name, value] = llvm::StringRef(definition).split('=');
    if (name.empty() || name.size() == definition.size()) {
      complain("--define takes NAME=VALUE, not '" + definition + "'");
      return false;
    }
    documentOptions.substitutions.push_back({name.str(), value.str()});
  }
  return true;
}

/// One -W option: NAME, no-NAME, error, error=NAME, no-error=NAME.
bool Session::setWarning(llvm::StringRef word) {
  if (word == "error" || word == "no-error") {
    diagnostics.setWarningsAsErrors(word == "error");
    return true;
  }
  llvm::StringRef name = word;
  WarningLevel level = WarningLevel::Warning;
  if (name.consume_front("error="))
    level = WarningLevel::Error;
  else if (!name.consume_front("no-error=") && name.consume_front("no-"))
    level = WarningLevel::Ignored;
  if (diagnostics.setWarning(name, level))
    return true;
  llvm::StringRef best = closest(name, warningNames());
  complain("no warning is named '" + name + "'", best.empty() ? "" : "did you mean '" + best.str() + "'?");
  return false;
}

FileId Session::open(const std::string &path, const std::string &stdinName) {
  auto buffer = llvm::MemoryBuffer::getFileOrSTDIN(path, /*IsText=*/false, /*RequiresNullTerminator=*/false);
  if (!buffer) {
    diagnostics.report(DiagId::CannotRead, {}, path, buffer.getError().message());
    return {};
  }
  return sources.add(std::move(*buffer), path != "-" ? path : stdinName.empty() ? "<stdin>" : stdinName);
}

Definition Session::load(const std::string &path) {
  Definition definition;
  this->definition = path == "-" ? "<stdin>" : path;
  references.reset();
  definition.file = open(path);
  if (!definition.file.valid())
    return definition;
  definition.document = document::parse(definition.file, documentOptions, diagnostics);
  if (!definition.document)
    return definition;
  size_t before = diagnostics.errorCount();
  definition.machine = asl::read(*definition.document, diagnostics, machineType);
  if (!definition.machine)
    return definition;
  references = asl::variableReferences(*definition.machine);
  // Also after errors of structure: all that is wrong is said in one run.
  definition.checked = sema::check(*definition.machine, semaOptions, diagnostics);
  if (diagnostics.errorCount() != before)
    definition.checked = nullptr;
  return definition;
}

static llvm::StringRef pageOf(llvm::StringRef code) {
  const Explanation *explanation = findExplanation(code);
  return explanation ? explanation->text : "";
}

/// Points at `aslc explain`, for the first error.
static void hintAtPage(const DiagnosticEngine &diagnostics) {
  for (const Diagnostic &diagnostic : diagnostics.diagnostics())
    if (diagnostic.severity == Severity::Error && findExplanation(diagnostic.code)) {
      llvm::errs() << "`aslc explain " << diagnostic.code << "` tells more\n";
      return;
    }
}

int Session::finish() {
  diagnostics.finish();
  std::string format = arguments.get("format", "text");
  if (format == "json") {
    if (definition.empty())
      printJson(diagnostics, llvm::errs());
    else
      printValidation(diagnostics, llvm::errs(), definition, references ? &*references : nullptr);
  } else if (format == "sarif") {
    printSarif(diagnostics, llvm::errs(), ASLC_VERSION, pageOf);
  } else {
    std::string when = arguments.get("color", "auto");
    bool terminal = llvm::sys::Process::StandardErrHasColors() && !getenv("NO_COLOR");
    printText(diagnostics, llvm::errs(), {.colour = when == "always" || (when == "auto" && terminal)});
    // Who reads along may ask; a log or another program will not.
    if (llvm::sys::Process::StandardErrIsDisplayed() && !std::exchange(hinted, true))
      hintAtPage(diagnostics);
  }
  return diagnostics.hasErrors() ? InputErrors : Ok;
}
