// Syntax errors point inside the expression, where they stand in the file.
#include "Check.h"

#include <gtest/gtest.h>

using namespace aslc;
using namespace aslc::sema;
using namespace aslc::sema::test;

namespace {

TEST(Syntax, ErrorsHaveTheCodeAndTextOfJsonata) {
  EXPECT_EQ(output("[1,2)"), (Lines{"2:9 S0202 Expected \"]\", got \")\" [)]"}));
  EXPECT_EQ(output("1 +"), (Lines{"2:8 S0207 Unexpected end of expression []"}));
}

TEST(Syntax, PlacesAreThoseOfTheFileBehindEscapes) {
  // `\"a\"` is two bytes longer in the file than in the expression.
  EXPECT_EQ(output("\"a\" & [1,2)"), (Lines{"2:17 S0202 Expected \"]\", got \")\" [)]"}));
}

TEST(Syntax, LaterOperatorsHaveAHintInTheDialectOfAws) {
  EXPECT_EQ(output("$total ?? 1"),
            (Lines{"2:13 S0211 The symbol \"?\" cannot be used as a unary operator [?]",
                   "help: AWS's JSONata (2.0.6) has no `??`: for `a ?? b` write `$exists(a) ? a : b`"}));
  EXPECT_EQ(output("$total ?: 1"), (Lines{"2:13 S0211 The symbol \":\" cannot be used as a unary operator [:]",
                                          "help: AWS's JSONata (2.0.6) has no `?:`: for `a ?: b` write `a ? a : b`"}));
  EXPECT_EQ(eval("a ?? 1"), Lines());
  EXPECT_EQ(eval("a ?: 1"), Lines());
}

TEST(Syntax, FaultsOfThePathFormAreReported) {
  EXPECT_EQ(output("$total.1"),
            (Lines{"2:12 S0213 The literal value 1 cannot be used as a step within a path expression [1]"}));
}

TEST(Syntax, NestingIsBounded) {
  std::string deep(3000, '(');
  EXPECT_EQ(output(deep).size(), 1u);
  EXPECT_NE(output(deep)[0].find("U1001"), std::string::npos);
}

TEST(Syntax, ChainsMayBeOfAnyLength) {
  std::string sum = "1", calls = "$f", sorts = "$s", paths = "$s";
  for (unsigned i = 0; i < 100000; ++i) {
    sum += "+1";
    calls += "()";
    sorts += "^(a)(1)";
    paths += ".a";
  }
  EXPECT_EQ(output(sum), Lines());
  EXPECT_EQ(output("($f := function(){1}; " + calls + ")"), Lines());
  EXPECT_EQ(output("($s := 1; " + sorts + ")"), Lines());
  EXPECT_EQ(output("($s := 1; " + paths + ")"), Lines());
}

TEST(Syntax, TheFieldIsNamed) {
  Checked checked(R"({"QueryLanguage": "JSONata", "StartAt": "S", "States": {"S": {"Type": "Pass", "End": true,
    "Output": {"a": [1, {"b/c": "{% 1 + %}"}]}}}})");
  ASSERT_EQ(checked.diagnostics.diagnostics().size(), 1u);
  EXPECT_EQ(checked.diagnostics.diagnostics()[0].pointer, "/States/S/Output/a/1/b~1c");
}

} // namespace
