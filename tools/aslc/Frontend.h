// From a file to a checked machine, and what was wrong with it to stderr.
#pragma once

#include "Command.h"

#include "frontend/asl/Model.h"
#include "frontend/basic/Diagnostics.h"
#include "frontend/document/Document.h"
#include "frontend/sema/Sema.h"

#include <memory>

namespace aslc {

/// A definition on its way through the frontend. Later members are null if an earlier phase failed.
struct Definition {
  FileId file;
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
  /// All phases as far as they go.
  Definition load(const std::string &path);
  /// Prints what was found; Ok or InputErrors.
  int finish();

  const Arguments &arguments;
  SourceManager sources;
  DiagnosticEngine diagnostics;
  document::Options documentOptions;
  sema::Options semaOptions;
  asl::MachineType machineType = asl::MachineType::Standard;

private:
  bool setWarning(llvm::StringRef word);

  std::string definition; // the file loaded last
  std::optional<VariableReferences> references; // of its machine
  bool hinted = false;    // at `aslc explain`: once a run
};

} // namespace aslc
