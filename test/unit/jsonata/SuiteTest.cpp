// All expressions of a cases.jsonl of the JSONata suite: each parses and prints back to the same tree, or gives the
// S code that the case expects. ASLC_JSONATA_CASES names the file; by default it is sought beside the source tree.
#include "Support.h"

#include "llvm/Support/JSON.h"
#include "llvm/Support/MemoryBuffer.h"
#include "gtest/gtest.h"

#include <cstdlib>

using namespace aslc::jsonata;
using namespace aslc::jsonata::test;

static std::string casesFile() {
  if (const char *path = std::getenv("ASLC_JSONATA_CASES"))
    return path;
  return ASLC_SOURCE_DIR "/../shared/conformance/jsonata/cases.jsonl";
}

/// The code that the parser must give: that of the case if it begins with S, the codes of parsing.
static std::string expectedCode(const llvm::json::Object &record) {
  const llvm::json::Object *expect = record.getObject("expect");
  llvm::StringRef code = expect->getString("error_code").value_or("");
  return code.starts_with("S") ? code.str() : "";
}

TEST(Suite, ParsesAndPrintsBack) {
  auto file = llvm::MemoryBuffer::getFile(casesFile());
  if (!file)
    GTEST_SKIP() << "no " << casesFile() << "; set ASLC_JSONATA_CASES to a cases.jsonl of the JSONata suite";
  llvm::SmallVector<llvm::StringRef> lines;
  (*file)->getBuffer().split(lines, '\n', -1, /*KeepEmpty=*/false);
  EXPECT_FALSE(lines.empty());
  for (llvm::StringRef line : lines) {
    auto value = llvm::json::parse(line);
    ASSERT_TRUE(static_cast<bool>(value)) << llvm::toString(value.takeError());
    const llvm::json::Object &record = *value->getAsObject();
    llvm::StringRef id = *record.getString("id"), text = *record.getString("expr");
    EXPECT_EQ(codeOf(text), expectedCode(record)) << id.str() << ": " << text.str();
    EXPECT_EQ(roundTripFault(text), "") << id.str() << ": " << text.str();
  }
}
