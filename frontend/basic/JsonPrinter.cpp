#include "frontend/basic/Diagnostics.h"

#include <nlohmann/json.hpp>

namespace aslc {

using Json = nlohmann::ordered_json;

static constexpr const char *severityNames[] = {"note", "warning", "error"};
static constexpr const char *remarkKinds[] = {"label", "note", "hint"};

static void addPlace(Json &object, const SourceManager &sources, SourceRange range) {
  if (!range.valid())
    return;
  LineColumn begin = sources.place(range.file, range.begin), end = sources.place(range.file, range.end);
  object["file"] = sources.name(range.file).str();
  object["line"] = begin.line;
  object["column"] = begin.column;
  object["endLine"] = end.line;
  object["endColumn"] = end.column;
}

static Json remarkToJson(const Remark &remark, const SourceManager &sources) {
  Json object;
  object["kind"] = remarkKinds[remark.kind];
  object["message"] = remark.text;
  addPlace(object, sources, remark.range);
  if (!remark.replacement.empty())
    object["replacement"] = remark.replacement;
  return object;
}

/// Where it is, and what belongs to it.
static void addDetails(Json &object, const Diagnostic &diagnostic, const SourceManager &sources) {
  addPlace(object, sources, diagnostic.range);
  if (!diagnostic.pointer.empty())
    object["pointer"] = diagnostic.pointer;
  if (!diagnostic.machine.empty())
    object["stateMachine"] = diagnostic.machine;
  object["remarks"] = Json::array();
  for (const Remark &remark : diagnostic.remarks)
    object["remarks"].push_back(remarkToJson(remark, sources));
}

static void print(const Json &root, llvm::raw_ostream &out) {
  // A message may quote what is not UTF-8: `replace` instead of the exception that dump() throws otherwise.
  out << root.dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
}

void printJson(const DiagnosticEngine &engine, llvm::raw_ostream &out) {
  Json list = Json::array();
  for (const Diagnostic &diagnostic : engine.diagnostics()) {
    Json object;
    object["severity"] = severityNames[static_cast<size_t>(diagnostic.severity)];
    object["code"] = diagnostic.code;
    object["message"] = diagnostic.message;
    addDetails(object, diagnostic, engine.sourceManager());
    list.push_back(std::move(object));
  }
  Json root;
  root["diagnostics"] = std::move(list);
  print(root, out);
}

static constexpr llvm::StringLiteral noJson = "INVALID_JSON_DESCRIPTION";

/// `broken`: the text is no JSON, and of that alone Step Functions speaks.
static Json validationDiagnostic(const Diagnostic &diagnostic, const SourceManager &sources, bool broken) {
  const AwsRefusal none, &aws = broken && diagnostic.aws.code != noJson ? none : diagnostic.aws;
  Json object;
  object["severity"] = diagnostic.severity == Severity::Error ? "ERROR" : "WARNING";
  object["code"] = aws.code.empty() ? diagnostic.code : aws.code;
  object["message"] = aws.message.empty() ? diagnostic.message : aws.message;
  if (std::string location = aws.code.empty() && !diagnostic.pointer.empty() ? awsLocation(diagnostic.pointer) : aws.location; !location.empty())
    object["location"] = location;
  object["aslc"] = {{"code", diagnostic.code}, {"message", diagnostic.message}};
  if (llvm::StringRef name = warningNameOfCode(diagnostic.code); !name.empty())
    object["aslc"]["flag"] = ("-W" + name).str();
  addDetails(object, diagnostic, sources);
  return object;
}

void printValidation(const DiagnosticEngine &engine, llvm::raw_ostream &out, llvm::StringRef file, const VariableReferences *references) {
  Json root;
  root["file"] = file.str();
  root["result"] = engine.hasErrors() ? "FAIL" : "OK";
  root["diagnostics"] = Json::array();
  bool broken = llvm::any_of(engine.diagnostics(), [](const Diagnostic &diagnostic) { return diagnostic.aws.code == noJson; });
  for (const Diagnostic &diagnostic : engine.diagnostics())
    root["diagnostics"].push_back(validationDiagnostic(diagnostic, engine.sourceManager(), broken));
  root["truncated"] = false;
  if (references)
    root["variableReferences"] = *references;
  print(root, out);
}

} // namespace aslc
