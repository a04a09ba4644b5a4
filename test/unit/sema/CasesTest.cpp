// Files beside the checkout: the benchmark's workloads, the JSONata suite, the corpus of definitions. Skipped without
// them.
#include "Check.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

#include <gtest/gtest.h>

#include <map>

using namespace llvm;
using namespace aslc;
using namespace aslc::sema;
using namespace aslc::sema::test;

namespace {

std::string shared(StringRef path) { return (StringRef(ASLC_SOURCE_DIR) + "/../shared/" + path).str(); }

std::string read(StringRef path) {
  auto buffer = MemoryBuffer::getFile(path);
  return buffer ? (*buffer)->getBuffer().str() : "";
}

std::string errors(const DiagnosticEngine &diagnostics) {
  std::string text;
  raw_string_ostream out(text);
  for (const Diagnostic &each : diagnostics.diagnostics())
    if (each.severity == Severity::Error)
      out << "  " << each.code << ' ' << each.pointer << ": " << each.message << '\n';
  return text;
}

/// Rows of a file of JSON lines.
struct Rows {
  explicit Rows(StringRef path) : text(read(path)) {
    SmallVector<StringRef, 0> texts;
    StringRef(text).split(texts, '\n', -1, /*KeepEmpty=*/false);
    for (StringRef each : texts)
      rows.push_back(document::parse(sources.add(MemoryBuffer::getMemBufferCopy(each), "rows.json"), {}, diagnostics));
  }
  std::string text;
  SourceManager sources;
  DiagnosticEngine diagnostics{sources};
  std::vector<std::unique_ptr<document::Node>> rows;
};

StringRef field(const document::Node &row, StringRef name) {
  const document::Node *node = row.find(name);
  return node && node->is(document::Kind::String) ? node->string.text() : "";
}

TEST(Workloads, AreRight) {
  for (StringRef name : {"w1_choice_chain", "w1p_choice_chain_jsonpath", "w2_order_transform", "w3_inline_map", "w3p_inline_map_jsonpath",
                         "w4_parallel", "w4p_parallel_jsonpath", "w5_projection", "w5p_projection_jsonpath", "w6p_counter_loop_jsonpath",
                         "w7p_wait_jsonpath", "w6_counter_loop", "w7_wait", "micro/m00_const",
                         "micro/m01_path", "micro/m02_filter", "micro/m03_map", "micro/m04_aggregate", "micro/m05_sort", "micro/m06_concat", "micro/m07_regex",
                         "micro/m08_group", "micro/m09_hof", "micro/m10_recursion", "micro/m11_fmtnum", "micro/m12_datetime"}) {
    std::string text = read(shared(("bench/workloads/" + name + ".asl.json").str()));
    if (text.empty())
      GTEST_SKIP() << "no workloads at " << shared("bench");
    Checked checked(text);
    EXPECT_TRUE(checked.result) << name.str() << "\n" << errors(checked.diagnostics);
  }
}

/// What a case of the suite must not be: refused with another code than it expects.
void checkCase(const document::Node &row, std::map<std::string, unsigned> &counts) {
  SourceManager sources;
  DiagnosticEngine diagnostics(sources);
  MappedText expression = row.find("expr")->string;
  std::vector<std::string> bindings;
  for (const document::Member &member : row.find("bindings")->members)
    bindings.push_back(member.key.text().str());
  FileId file = sources.add(MemoryBuffer::getMemBufferCopy(expression.text()), "expr");
  MappedText text = MappedText::verbatim(file, expression.text().str(), 0);
  auto result = checkExpression(text, bindings, {.dialect = Dialect::Jsonata}, diagnostics);
  ++counts[result ? "accepted" : "refused"];
  StringRef expected = field(*row.find("expect"), "error_code");
  for (const Diagnostic &each : diagnostics.diagnostics())
    if (each.severity == Severity::Error && each.code != "A317") // A317: $eval
      EXPECT_EQ(each.code, expected.str()) << field(row, "id").str() << ' ' << expression.text().str() << ": " << each.message;
}

TEST(Suite, NoCaseIsRefusedWrongly) {
  Rows cases(shared("conformance/jsonata/cases.jsonl"));
  if (cases.rows.empty())
    GTEST_SKIP() << "no cases at " << shared("conformance/jsonata");
  std::map<std::string, unsigned> counts;
  for (const auto &row : cases.rows)
    checkCase(*row, counts);
  for (const auto &[what, count] : counts)
    outs() << count << ' ' << what << '\n';
}

} // namespace
