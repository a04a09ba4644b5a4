// Diagnostics: what is wrong, where, and what to do about it. Collected by an engine, printed as text, JSON or SARIF.
#pragma once

#include "frontend/basic/Source.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/raw_ostream.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace aslc {

enum class Severity : uint8_t { Note, Warning, Error };

/// Ids of the table Diagnostics.def.
enum class DiagId : uint16_t {
#define DIAG(Id, Severity, Code, Message) Id,
#define RETIRED_DIAG(Id, Code)
#include "frontend/basic/Diagnostics.def"
};

/// A second place that belongs to a diagnostic, or a hint (`help: did you mean 'Next'?`) with what to write instead.
struct Remark {
  enum Kind : uint8_t { Label, Note, Hint } kind;
  SourceRange range; // may be invalid for Note and Hint
  std::string text;
  std::string replacement; // Hint: text for `range`; empty when there is none
};

/// What Step Functions says where it refuses a definition: "INVALID_JSONATA_EXPRESSION: Unexpected end of expression at
/// /States/Main/Output".
struct AwsRefusal {
  std::string code;     // "": it says nothing
  std::string message;  // "": its words are not known
  std::string location; // "": it gives none
  bool noted = true;    // printed as a note of texts, too
};

/// A JSON pointer as Step Functions writes it: "/States/a~1b/Choices/0" is "/States/a/b/Choices[0]", the top is "/".
std::string awsLocation(llvm::StringRef pointer);

struct Diagnostic {
  Severity severity;
  std::string code; // "A201", "S0201"
  SourceRange range; // invalid: about the whole command
  std::string message;
  std::vector<Remark> remarks;
  // Where in the definition: "/States/Route/Next" (JSON pointer), empty outside.
  std::string pointer;
  AwsRefusal aws; // empty: it would say nothing of this
  enum class AwsPlace : uint8_t { Here, Around, None } awsPlace = AwsPlace::None; // of `pointer`, once it is known
  bool ignored = false; // a warning that is turned off; finish() drops it
  std::string machine = ""; // the state machine of a template that this is about
};

/// What becomes of a warning: -Wno-name, -Wname, -Werror=name.
enum class WarningLevel : uint8_t { Ignored, Warning, Error };

class DiagnosticEngine;

/// Adds to a diagnostic just reported: report(...).note(...).hint(...).
class DiagnosticBuilder {
public:
  DiagnosticBuilder &label(SourceRange range, llvm::Twine text);
  DiagnosticBuilder &note(llvm::Twine text, SourceRange range = {});
  DiagnosticBuilder &hint(llvm::Twine text, SourceRange range = {}, llvm::Twine replacement = "");
  DiagnosticBuilder &at(llvm::Twine pointer);
  DiagnosticBuilder &aws(AwsRefusal refusal);

  /// Of the refusal that the table AwsTexts.def gives to this diagnostic, other words than those of the table.
  DiagnosticBuilder &awsText(llvm::Twine message);

private:
  friend class DiagnosticEngine;
  DiagnosticBuilder(DiagnosticEngine &engine, size_t index) : engine(engine), index(index) {}
  DiagnosticEngine &engine;
  size_t index;
};

class DiagnosticEngine {
public:
  explicit DiagnosticEngine(SourceManager &sources) : sources(sources) {}

  /// Reports a diagnostic of the table. Arguments are strings or numbers.
  template <typename... Args> DiagnosticBuilder report(DiagId id, SourceRange range, const Args &...args) {
    return reportFormatted(id, range, {argument(args)...});
  }
  /// Reports an error of JSONata, whose code and message come from runtime/abi/Errors.def.
  DiagnosticBuilder reportError(llvm::StringRef code, SourceRange range, llvm::Twine message);

  SourceManager &sourceManager() const { return sources; }
  llvm::ArrayRef<Diagnostic> diagnostics() const { return all; }
  size_t errorCount() const { return errors; }
  size_t warningCount() const { return warnings; }
  bool hasErrors() const { return errors != 0; }
  /// -Werror: of all warnings that no other option speaks of.
  void setWarningsAsErrors(bool on) { warningsAsErrors = on; }
  /// False if no warning has that name.
  bool setWarning(llvm::StringRef name, WarningLevel level);
  /// Gives a refusal to the diagnostic that stands first in its file, of those from the one with the index `since` on.
  void refuseFirst(size_t since, AwsRefusal refusal);
  /// What is reported from now on is about this state machine of a template; empty: about none.
  void setMachine(llvm::StringRef name) { machine = name.str(); }
  /// Sorts by file and place, and drops exact repetitions.
  void finish();
  /// Forgets all, once it is printed.
  void clear();

private:
  friend class DiagnosticBuilder;
  static std::string argument(llvm::StringRef text) { return text.str(); }
  static std::string argument(const char *text) { return text; }
  static std::string argument(const std::string &text) { return text; }
  static std::string argument(uint64_t number) { return std::to_string(number); }
  static std::string argument(int64_t number) { return std::to_string(number); }
  static std::string argument(uint32_t number) { return std::to_string(number); }
  static std::string argument(int number) { return std::to_string(number); }
  DiagnosticBuilder reportFormatted(DiagId id, SourceRange range, std::vector<std::string> args);
  /// `decided`: an option has spoken of this warning already.
  DiagnosticBuilder add(Diagnostic diagnostic, bool decided = false);

  SourceManager &sources;
  std::vector<Diagnostic> all;
  size_t errors = 0, warnings = 0;
  std::string machine;
  bool warningsAsErrors = false;
  llvm::StringMap<WarningLevel> levels; // by name, of those that an option speaks of
};

/// The names of warnings, "unread-variable", in alphabetical order.
llvm::ArrayRef<llvm::StringRef> warningNames();
/// The name of the warning of that code, or "".
llvm::StringRef warningNameOfCode(llvm::StringRef code);

/// The message of a code as its table has it, with its placeholders: for the rules of SARIF. Empty: there is no such code.
llvm::StringRef messageOfCode(llvm::StringRef code);

/// `file:line:col: error: message [code]`, the line, a caret with labels, then notes and hints. As clang prints.
struct TextOptions {
  bool colour = false;
};
void printText(const DiagnosticEngine &engine, llvm::raw_ostream &out, TextOptions options = {});
/// One JSON object: {"diagnostics":[{severity, code, message, file, line, column, endLine, endColumn, pointer, remarks}]}.
void printJson(const DiagnosticEngine &engine, llvm::raw_ostream &out);
/// What was found in a definition, as an answer of ValidateStateMachineDefinition with members of our own beside:
/// {"file", "result", "diagnostics": [{severity, code, message, location, aslc: {code, message}, file, line, column, endLine,
/// endColumn, pointer, remarks}], "truncated", "variableReferences"}. Where Step Functions has no code or words, ours stand in their
/// place. `references`, if there is a machine: what DescribeStateMachine tells, variables by the state that reads them.
using VariableReferences = std::map<std::string, std::set<std::string>>;
void printValidation(const DiagnosticEngine &engine, llvm::raw_ostream &out, llvm::StringRef file, const VariableReferences *references);
/// SARIF 2.1.0. `explain` gives the page of a code, in Markdown, or "".
void printSarif(const DiagnosticEngine &engine, llvm::raw_ostream &out, llvm::StringRef toolVersion,
                llvm::StringRef (*explain)(llvm::StringRef code) = nullptr);

/// The candidate most like `word` (edit distance, transpositions count once), if it is close enough to be meant; else "".
llvm::StringRef closest(llvm::StringRef word, llvm::ArrayRef<llvm::StringRef> candidates);

} // namespace aslc
