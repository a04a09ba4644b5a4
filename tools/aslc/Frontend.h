// From a file to a checked machine, and what was wrong with it to stderr.
#pragma once

#include "Command.h"

#include "frontend/asl/Model.h"
#include "frontend/basic/Diagnostics.h"
#include "frontend/document/Document.h"
#include "frontend/sema/Sema.h"
#include "frontend/template/Template.h"

#include <memory>

namespace aslc {

/// A definition on its way through the frontend. Later members are null if an earlier phase failed.
struct Definition {
  FileId file;
  std::string name; // of a state machine in a template
  std::unique_ptr<document::Node> document;
  std::unique_ptr<asl::Machine> machine;
  std::unique_ptr<sema::CheckedMachine> checked;
};

/// Sources and diagnostics of one run of aslc.
class Session {
public:
  explicit Session(const Arguments &arguments) : arguments(arguments), diagnostics(sources) {
    diagnostics.setWarningsAsErrors(arguments.has("werror"));
  }
  /// Options of reading; false after a complaint about one.
  bool configure();
  /// Reads a file whole; `-` is stdin, known by `stdinName` if there is one. Invalid after a diagnostic.
  FileId open(const std::string &path, const std::string &stdinName = "");
  /// All phases as far as they go, of the definition that a file is, or of each state machine in a template (of the one
  /// that --machine names).
  std::vector<Definition> load(const std::string &path);
  /// The same of the one definition that is to run. What is missing for that is an error.
  Definition loadOne(const std::string &path);
  /// Prints what was found; Ok or InputErrors.
  int finish();

  const Arguments &arguments;
  SourceManager sources;
  DiagnosticEngine diagnostics;
  document::Options documentOptions;
  sema::Options semaOptions;
  asl::MachineType machineType = asl::MachineType::Standard;
  std::vector<std::string> inputs; // paths of the files that were read

private:
  bool setWarning(llvm::StringRef word);
  enum class Purpose { Check, Compile };
  Definition analyse(FileId file, std::unique_ptr<document::Node> document, asl::MachineType type);
  std::vector<Definition> loadTemplate(FileId file, document::Node &root, Purpose purpose);
  std::vector<Definition> load(const std::string &path, Purpose purpose);
  bool select(FileId file, std::vector<templates::StateMachine> &machines, Purpose purpose);
  FileId openBeside(FileId file, llvm::StringRef path, SourceRange named);
  std::string definition; // the file loaded last
  std::optional<VariableReferences> references; // of its machine
  bool hinted = false;    // at `aslc explain`: once a run
};

} // namespace aslc
