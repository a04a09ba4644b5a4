// The checks of a definition's structure. Reader calls those of single objects as it walks the document, and those of
// whole machines when it has the model.
#pragma once

#include "frontend/asl/Fields.h"

namespace aslc::asl {

/// The fields that an object has, by Field, in the rows that fit its owner and query language.
using FieldMap = llvm::DenseMap<uint8_t, const document::Member *>;
const document::Node *get(const FieldMap &fields, Field field);

/// An object at work: what it is, and where it stands.
struct Place {
  Owner owner;
  QueryLanguage language;
  std::string pointer; // JSON pointer; "" at the top
};
/// The pointer of a member or an item.
std::string pointerTo(llvm::StringRef pointer, llvm::StringRef key);
std::string pointerTo(llvm::StringRef pointer, size_t index);
/// As a diagnostic names it: the top is "/".
std::string shown(llvm::StringRef pointer);

/// Recognises the fields of an object. Reports unknown, misplaced and missing ones, those of the other query language,
/// and broken groups.
FieldMap checkFields(const document::Node &object, const Place &place, DiagnosticEngine &diagnostics);
/// The same for an object whose owner is unknown, without reports: what any state could mean by its fields.
FieldMap guessFields(const document::Node &object, QueryLanguage language);

/// Checks a value against the kind and the limits of its field. False if it cannot be read as such (reported).
bool checkValue(const FieldInfo &field, const document::Node &value, QueryLanguage language, llvm::StringRef pointer,
                DiagnosticEngine &diagnostics);
/// Reports a value of the wrong type; `expected` as in "a string". Always false.
bool reportWrongType(llvm::StringRef name, const document::Node &value, llvm::StringRef expected,
                     llvm::StringRef pointer, DiagnosticEngine &diagnostics);
/// Whether a string holds `${...}` that is filled in later (by CloudFormation, say), so that its text says nothing yet.
bool hasPlaceholder(llvm::StringRef text);

/// `{% ... %}` strings. A string is an expression only if it begins and ends with exactly these.
enum class Delimiters : uint8_t { None, Both, OpeningOnly, ClosingOnly };
Delimiters delimitersOf(llvm::StringRef text);
/// Reads a payload. In JSONata states strings with one of the two delimiters are reported.
Template readTemplate(const document::Node &node, QueryLanguage language, std::string path, llvm::StringRef pointer,
                      DiagnosticEngine &diagnostics);
/// Reads a path, a call of an intrinsic function, or null.
Template readPath(const document::Node &node, std::string path);

/// Whether a text has the form of a path or of a call of an intrinsic function, or a placeholder may give it that.
bool isPathOrCall(llvm::StringRef text);
/// Payload of a JSONPath state: members `name.$`.
void checkPayload(const document::Node &payload, llvm::StringRef pointer, DiagnosticEngine &diagnostics);
/// Whether a text that is no expression was likely meant to be one: "$.x", "$$.Execution.Id", "States.UUID()".
bool looksLikePath(llvm::StringRef text);
/// Result of a Pass state, which is never evaluated.
void checkStaticResult(const document::Node &result, llvm::StringRef pointer, DiagnosticEngine &diagnostics);
/// Names that Assign sets.
void checkVariables(const document::Node &assign, QueryLanguage language, llvm::StringRef pointer,
                    DiagnosticEngine &diagnostics);
/// Whether a text is RFC 3339's date-time, with the upper-case T and Z that Step Functions asks for.
bool isTimestamp(llvm::StringRef text);
/// Why a text is no ARN that a Task could name; "" if it is one.
std::string faultOfArn(llvm::StringRef text);

/// Task: whether there is such an integration, and whether a workflow of that type can use it.
void checkResource(const document::Node &resource, llvm::StringRef pointer, MachineType type, DiagnosticEngine &diagnostics);

/// One rule of a Choice state: what goes with what.
void checkRule(const FieldMap &rule, llvm::StringRef pointer, DiagnosticEngine &diagnostics);
/// All retriers or all catchers of a state: States.ALL stands alone and last, each has a name that can reach it.
void checkErrorNames(const document::Node &handlers, llvm::StringRef noun, llvm::StringRef pointer,
                     DiagnosticEngine &diagnostics);
/// Task: the heartbeat is shorter than the timeout.
void checkTimeouts(const FieldMap &state, llvm::StringRef pointer, DiagnosticEngine &diagnostics);
/// Map: what only one mode of processing has, and the combinations of readers and writers.
void checkMap(const FieldMap &state, llvm::StringRef pointer, MachineType type, DiagnosticEngine &diagnostics);

/// Names, targets, reachability and the end of a machine and of those inside it.
void checkMachine(const Machine &machine, DiagnosticEngine &diagnostics);

} // namespace aslc::asl
