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

TEST(Syntax, ChainsThatWouldExhaustTheCompilerAreRefused) {
  auto repeat = [](std::string text, const std::string &part, unsigned times) {
    while (times--)
      text += part;
    return text;
  };
  EXPECT_EQ(output(repeat("1", "+1", 4000)), Lines());
  EXPECT_EQ(output("($f := function(){1}; " + repeat("$f", "()", 900) + ")"), Lines());
  for (const std::string &text : {repeat("1", "+1", 100000), "($f := function(){1}; " + repeat("$f", "()", 1100) + ")",
                                  "($s := {}; " + repeat("$s", ".a@$x", 501) + ")", "($s := {}; " + repeat("$s", ".a", 501) + repeat("", ".%", 501) + ")",
                                  "($s := 1; " + repeat("$s", "^(a)(1)", 100000) + ")", "($s := 1; " + repeat("$s", ".a", 100000) + ")"}) {
    Lines lines = output(text);
    ASSERT_EQ(lines.size(), 1u);
    EXPECT_TRUE(lines[0].find(" A315 ") != lines[0].npos || lines[0].find(" A316 ") != lines[0].npos || lines[0].find(" A318 ") != lines[0].npos)
        << lines[0].substr(0, 200);
  }
}

TEST(Syntax, TheFieldIsNamed) {
  Checked checked(R"({"QueryLanguage": "JSONata", "StartAt": "S", "States": {"S": {"Type": "Pass", "End": true,
    "Output": {"a": [1, {"b/c": "{% 1 + %}"}]}}}})");
  ASSERT_EQ(checked.diagnostics.diagnostics().size(), 1u);
  EXPECT_EQ(checked.diagnostics.diagnostics()[0].pointer, "/States/S/Output/a/1/b~1c");
}

} // namespace
