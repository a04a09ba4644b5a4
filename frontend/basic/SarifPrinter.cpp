// SARIF 2.1.0 (OASIS): what code hosts and editors show as annotations. Columns are code points, as `columnKind` says.
#include "frontend/basic/Diagnostics.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"

#include <nlohmann/json.hpp>

namespace aslc {

using Json = nlohmann::ordered_json;

static constexpr const char *levels[] = {"note", "warning", "error"};

/// A file's name as a URI reference: characters that RFC 3986 does not allow in a path are percent-encoded.
static std::string toUri(llvm::StringRef name) {
  std::string uri = name.starts_with("/") ? "file://" : "";
  for (char c : name) {
    if (llvm::isAlnum(c) || llvm::StringRef("-._~/!$&'()*+,;=@").contains(c))
      uri += c;
    else
      uri += "%" + llvm::utohexstr(static_cast<unsigned char>(c), /*LowerCase=*/false, /*Width=*/2);
  }
  return uri;
}

static Json artifact(const SourceManager &sources, FileId file) { return {{"uri", toUri(sources.name(file))}}; }

static Json regionOf(const SourceManager &sources, SourceRange range) {
  LineColumn begin = sources.place(range.file, range.begin), end = sources.place(range.file, range.end);
  return {{"startLine", begin.line}, {"startColumn", begin.column}, {"endLine", end.line},
          {"endColumn", end.column}, {"byteOffset", range.begin},   {"byteLength", range.end - range.begin}};
}

static Json physicalLocation(const SourceManager &sources, SourceRange range) {
  return {{"artifactLocation", artifact(sources, range.file)}, {"region", regionOf(sources, range)}};
}

static Json fixOf(const SourceManager &sources, const Remark &hint) {
  Json replacement = {{"deletedRegion", regionOf(sources, hint.range)},
                      {"insertedContent", {{"text", hint.replacement}}}};
  Json change = {{"artifactLocation", artifact(sources, hint.range.file)},
                 {"replacements", Json::array({replacement})}};
  return {{"description", {{"text", hint.text}}}, {"artifactChanges", Json::array({change})}};
}

static Json relatedLocation(const SourceManager &sources, const Remark &remark, size_t id) {
  Json location = {{"id", id}, {"message", {{"text", remark.text}}}};
  if (remark.range.valid())
    location["physicalLocation"] = physicalLocation(sources, remark.range);
  return location;
}

/// Hints that say what to write become fixes, all other remarks related locations.
static void addRemarks(Json &result, const SourceManager &sources, llvm::ArrayRef<Remark> remarks) {
  Json related = Json::array(), fixes = Json::array();
  for (const Remark &remark : remarks) {
    if (remark.kind == Remark::Hint && remark.range.valid() && !remark.replacement.empty())
      fixes.push_back(fixOf(sources, remark));
    else
      related.push_back(relatedLocation(sources, remark, related.size()));
  }
  if (!related.empty())
    result["relatedLocations"] = std::move(related);
  if (!fixes.empty())
    result["fixes"] = std::move(fixes);
}

static Json resultOf(const SourceManager &sources, const Diagnostic &diagnostic, size_t ruleIndex) {
  Json result = {{"ruleId", diagnostic.code},
                 {"ruleIndex", ruleIndex},
                 {"level", levels[static_cast<size_t>(diagnostic.severity)]},
                 {"message", {{"text", diagnostic.message}}}};
  Json location = Json::object();
  if (diagnostic.range.valid())
    location["physicalLocation"] = physicalLocation(sources, diagnostic.range);
  if (!diagnostic.pointer.empty())
    location["logicalLocations"] = Json::array({{{"fullyQualifiedName", diagnostic.machine + diagnostic.pointer}, {"kind", "object"}}});
  else if (!diagnostic.machine.empty())
    location["logicalLocations"] = Json::array({{{"fullyQualifiedName", diagnostic.machine}, {"kind", "object"}}});
  result["locations"] = location.empty() ? Json::array() : Json::array({location});
  if (const AwsRefusal &aws = diagnostic.aws; !aws.code.empty())
    result["properties"] = {{"aws", {{"code", aws.code}, {"message", aws.message}, {"location", aws.location}}}};
  addRemarks(result, sources, diagnostic.remarks);
  return result;
}

static Json ruleOf(llvm::StringRef code, llvm::StringRef page) {
  Json rule = {{"id", code.str()}};
  if (llvm::StringRef message = messageOfCode(code); !message.empty())
    rule["shortDescription"] = {{"text", message.str()}};
  if (!page.empty())
    rule["help"] = {{"text", page.str()}, {"markdown", page.str()}};
  return rule;
}

void printSarif(const DiagnosticEngine &engine, llvm::raw_ostream &out, llvm::StringRef toolVersion,
                llvm::StringRef (*explain)(llvm::StringRef code)) {
  Json results = Json::array(), rules = Json::array();
  llvm::StringMap<size_t> ruleIndices;
  for (const Diagnostic &diagnostic : engine.diagnostics()) {
    auto [entry, isNew] = ruleIndices.try_emplace(diagnostic.code, rules.size());
    if (isNew)
      rules.push_back(ruleOf(diagnostic.code, explain ? explain(diagnostic.code) : ""));
    results.push_back(resultOf(engine.sourceManager(), diagnostic, entry->second));
  }
  Json driver = {{"name", "aslc"}, {"version", toolVersion.str()}, {"rules", std::move(rules)}};
  Json run = {
      {"tool", {{"driver", std::move(driver)}}}, {"columnKind", "unicodeCodePoints"}, {"results", std::move(results)}};
  Json log = {{"$schema", "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"},
              {"version", "2.1.0"},
              {"runs", Json::array({std::move(run)})}};
  out << log.dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
}

} // namespace aslc
