// Every definition of the corpus that is said to be valid is accepted; of the invalid ones all are refused whose fault
// is one of structure. The corpus lies beside the checkout; without it the tests are skipped.
#include "Check.h"

#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

#include <gtest/gtest.h>

#include <map>

using namespace llvm;
using namespace aslc;
using namespace aslc::asl::test;

namespace {

std::string shared(StringRef path) { return (StringRef(ASLC_SOURCE_DIR) + "/../shared/" + path).str(); }

/// A file of JSON lines.
class Lines {
public:
  explicit Lines(StringRef path) {
    auto buffer = MemoryBuffer::getFile(path);
    if (!buffer)
      return;
    SmallVector<StringRef, 0> texts;
    (*buffer)->getBuffer().split(texts, '\n', -1, /*KeepEmpty=*/false);
    for (StringRef text : texts)
      rows.push_back(document::parse(sources.add(MemoryBuffer::getMemBufferCopy(text), "line.json"), {}, diagnostics));
  }
  std::vector<std::unique_ptr<document::Node>> rows;

private:
  SourceManager sources;
  DiagnosticEngine diagnostics{sources};
};

std::string field(const document::Node &row, StringRef name) {
  const document::Node *node = row.find(name);
  return node ? node->string.text().str() : "";
}

std::string errors(const Checked &checked) {
  std::string text;
  raw_string_ostream out(text);
  for (const Diagnostic &diagnostic : checked.diagnostics.diagnostics())
    if (diagnostic.severity == Severity::Error)
      out << "  " << diagnostic.code << ' ' << diagnostic.pointer << ": " << diagnostic.message << '\n';
  return text;
}

/// Invalid definitions whose fault is not one of structure, by what will find it.
const std::map<std::string, std::string> foundLater = {
    {"083faa0bf3ff", "the list of resources: dynamodb:query"},
    {"5dac2ed45255", "the intrinsic functions: States.Default"},
    {"7ad376bf709a", "the JSONata parser"},
    {"86657ffe5d84", "the JSONata parser"},
    {"9f20a61ad523", "the parser of intrinsic functions"},
    {"a4694bd33172", "the types of intrinsic functions: States.MathAdd(1, '-1')"},
    {"a9e3788c60bc", "the parser of intrinsic functions"},
};

TEST(Corpus, EveryValidDefinitionIsAcceptedAndStructuralFaultsAreRefused) {
  Lines manifest(shared("corpus/asl/dev/manifest.jsonl"));
  if (manifest.rows.empty())
    GTEST_SKIP() << "no corpus at " << shared("corpus/asl/dev");
  unsigned valid = 0, refused = 0, invalid = 0;
  for (const auto &row : manifest.rows) {
    if (row->find("disputed") || row->find("needs_substitution"))
      continue;
    std::string file = field(*row, "file");
    auto buffer = MemoryBuffer::getFile(shared("corpus/asl/dev/" + file));
    ASSERT_TRUE(bool(buffer)) << file;
    Checked checked((*buffer)->getBuffer(), file);
    if (field(*row, "expected") == "valid") {
      ++valid;
      EXPECT_FALSE(checked.diagnostics.hasErrors()) << file << "\n" << errors(checked);
      continue;
    }
    ++invalid;
    refused += checked.diagnostics.hasErrors();
    EXPECT_NE(checked.diagnostics.hasErrors(), foundLater.count(field(*row, "id")) == 1) << file << "\n"
                                                                                         << field(*row, "why") << "\n"
                                                                                         << errors(checked);
  }
  outs() << valid << " valid definitions accepted, " << refused << " of " << invalid << " invalid ones refused\n";
}

TEST(Corpus, CreationAgreesWithAws) {
  Lines cases(shared("conformance/asl/cases.jsonl"));
  if (cases.rows.empty())
    GTEST_SKIP() << "no cases at " << shared("conformance/asl");
  for (const auto &row : cases.rows) {
    const document::Node *definition = row->find("definition"), *expect = row->find("expect");
    std::string kind = field(*row, "kind"), cause = field(*expect, "cause");
    bool judged = kind == "create" || kind == "validate";
    bool refused = field(*expect, "error") == "InvalidDefinition" || field(*expect, "result") == "FAIL";
    if (kind == "test_state" || !definition->is(document::Kind::Object))
      continue;
    // Resources and the inside of intrinsic functions are judged later.
    if (StringRef(cause).contains("is not recognized") || StringRef(cause).contains("valid intrinsic function call"))
      continue;
    Checked checked(document::toJson(*definition));
    EXPECT_EQ(checked.diagnostics.hasErrors(), judged && refused) << field(*row, "id") << "\n"
                                                                  << cause << "\n"
                                                                  << errors(checked);
  }
}

} // namespace
