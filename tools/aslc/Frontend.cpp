#include "Frontend.h"

#include "Explanations.h"


#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
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
  inputs.push_back(path);
  return sources.add(std::move(*buffer), path != "-" ? path : stdinName.empty() ? "<stdin>" : stdinName);
}

/// A file that a template names, by a path from the template's folder.
FileId Session::openBeside(FileId file, llvm::StringRef path, SourceRange named) {
  llvm::SmallString<128> full = llvm::sys::path::parent_path(sources.name(file));
  llvm::sys::path::append(full, path);
  if (llvm::sys::path::is_absolute(path))
    full = path;
  llvm::sys::path::remove_dots(full);
  auto refuse = [&](const std::string &reason) {
    diagnostics.report(DiagId::CannotRead, named, full.str(), reason);
    return FileId();
  };
  if (llvm::sys::fs::exists(full) && !llvm::sys::fs::is_regular_file(full))
    return refuse("not a regular file"); // a device or a pipe might never end
  auto buffer = llvm::MemoryBuffer::getFile(full, /*IsText=*/false, /*RequiresNullTerminator=*/false);
  if (!buffer)
    return refuse(buffer.getError().message());
  inputs.push_back(full.str().str());
  return sources.add(std::move(*buffer), full.str().str());
}

Definition Session::analyse(FileId file, std::unique_ptr<document::Node> document, asl::MachineType type) {
  Definition definition;
  definition.file = file;
  definition.document = std::move(document);
  if (!definition.document)
    return definition;
  size_t before = diagnostics.errorCount();
  definition.machine = asl::read(*definition.document, diagnostics, type);
  if (!definition.machine)
    return definition;
  // Also after errors of structure: all that is wrong is said in one run.
  definition.checked = sema::check(*definition.machine, semaOptions, diagnostics, references.emplace());
  if (diagnostics.errorCount() != before)
    definition.checked = nullptr;
  return definition;
}

static std::string listed(llvm::ArrayRef<templates::StateMachine> machines) {
  std::string names;
  for (const templates::StateMachine &machine : machines)
    names += (names.empty() ? "" : ", ") + machine.name;
  return names;
}

/// Leaves the machines that are wanted. False: reported that there are none, or too many.
bool Session::select(FileId file, std::vector<templates::StateMachine> &machines, Purpose purpose) {
  SourceRange top{file, 0, 0};
  if (std::string name = arguments.get("machine"); !name.empty()) {
    std::vector<templates::StateMachine> all = std::exchange(machines, {});
    llvm::copy_if(all, std::back_inserter(machines), [&](const auto &machine) { return machine.name == name; });
    if (machines.empty())
      diagnostics.report(DiagId::NoSuchMachine, top, name)
          .note(all.empty() ? "the file is no template with state machines" : "there are " + listed(all));
    return !machines.empty();
  }
  if (purpose == Purpose::Compile && machines.size() != 1)
    diagnostics.report(DiagId::MachineNotChosen, top, uint64_t(machines.size()))
        .hint(machines.empty() ? "a state machine is a resource of type AWS::StepFunctions::StateMachine or AWS::Serverless::StateMachine"
                               : "choose one by --machine: " + listed(machines));
  else if (machines.empty())
    diagnostics.report(DiagId::NoStateMachine, top);
  return purpose == Purpose::Compile ? machines.size() == 1 : !machines.empty();
}

std::vector<Definition> Session::loadTemplate(FileId file, document::Node &root, Purpose purpose) {
  std::vector<templates::StateMachine> machines = templates::findStateMachines(root);
  if (!select(file, machines, purpose))
    return {};
  llvm::StringSet<> used;
  auto open = [&](llvm::StringRef path, SourceRange named) { return openBeside(file, path, named); };
  templates::Options options{documentOptions, purpose == Purpose::Check, open, used};
  std::vector<Definition> definitions;
  for (const templates::StateMachine &machine : machines) {
    diagnostics.setMachine(machine.name);
    size_t before = diagnostics.errorCount();
    std::unique_ptr<document::Node> document = templates::takeDefinition(machine, options, diagnostics);
    asl::MachineType type = machine.isExpress && !arguments.has("type") ? asl::MachineType::Express : machineType;
    definitions.push_back(analyse(file, std::move(document), type));
    definitions.back().name = machine.name;
    if (diagnostics.errorCount() != before)
      definitions.back().checked = nullptr;
    diagnostics.setMachine("");
  }
  if (definitions.size() != 1)
    references.reset(); // which of them they were of could not be said
  for (const auto &[name, text] : documentOptions.substitutions)
    if (!document::isUtf8(text))
      diagnostics.report(DiagId::SubstitutionNotUtf8, {}, name);
    else if (!used.contains(name))
      diagnostics.report(DiagId::UnusedSubstitution, {}, name);
  return definitions;
}

std::vector<Definition> Session::load(const std::string &path, Purpose purpose) {
  definition = path == "-" ? "<stdin>" : path;
  references.reset();
  FileId file = open(path);
  std::unique_ptr<document::Node> root = file.valid() ? document::parseAsWritten(file, documentOptions, diagnostics) : nullptr;
  if (!root)
    return {};
  if (templates::isTemplate(*root)) {
    document::Options nothing = documentOptions;
    nothing.substitutions.clear(); // those are for the definitions in it
    document::complete(*root, file, nothing, diagnostics);
    return loadTemplate(file, *root, purpose);
  }
  std::vector<templates::StateMachine> none;
  if (arguments.has("machine") && !select(file, none, purpose))
    return {};
  document::complete(*root, file, documentOptions, diagnostics);
  document::refuseTags(*root, diagnostics);
  std::vector<Definition> definitions;
  definitions.push_back(analyse(file, std::move(root), machineType));
  return definitions;
}

std::vector<Definition> Session::load(const std::string &path) { return load(path, Purpose::Check); }

Definition Session::loadOne(const std::string &path) {
  std::vector<Definition> definitions = load(path, Purpose::Compile);
  return definitions.empty() ? Definition() : std::move(definitions.front());
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
