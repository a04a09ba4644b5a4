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

void printJson(const DiagnosticEngine &engine, llvm::raw_ostream &out) {
  Json list = Json::array();
  for (const Diagnostic &diagnostic : engine.diagnostics()) {
    Json object;
    object["severity"] = severityNames[static_cast<size_t>(diagnostic.severity)];
    object["code"] = diagnostic.code;
    object["message"] = diagnostic.message;
    addPlace(object, engine.sourceManager(), diagnostic.range);
    if (!diagnostic.pointer.empty())
      object["pointer"] = diagnostic.pointer;
    if (const AwsRefusal &aws = diagnostic.aws; !aws.code.empty())
      object["aws"] = {{"code", aws.code}, {"message", aws.message}, {"location", aws.location}};
    object["remarks"] = Json::array();
    for (const Remark &remark : diagnostic.remarks)
      object["remarks"].push_back(remarkToJson(remark, engine.sourceManager()));
    list.push_back(std::move(object));
  }
  Json root;
  root["diagnostics"] = std::move(list);
  // A message may quote what is not UTF-8: `replace` instead of the exception that dump() throws otherwise.
  out << root.dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
}

} // namespace aslc
