// Trees and faults of the parser. Codes and messages are those of jsonata 2.2.2.
#include "Support.h"

#include "llvm/Support/raw_ostream.h"
#include "gtest/gtest.h"

using namespace aslc::jsonata;
using namespace aslc::jsonata::test;

TEST(Parser, BindsByPower) {
  EXPECT_EQ(treeOf("1 + 2 * 3"), "number 1\n  add\n    number 2\n      multiply\n        number 3\n");
  EXPECT_EQ(treeOf("-a.b + 1"), "negate\n  name \"a\"\n    map\n      name \"b\"\n  add\n    number 1\n");
  EXPECT_EQ(treeOf("a or b and c"), "name \"a\"\n  or\n    name \"b\"\n      and\n        name \"c\"\n");
  EXPECT_EQ(treeOf("a ?? b + 1"), "name \"a\"\n  coalesce\n    name \"b\"\n      add\n        number 1\n")
      << "?? takes all that follows";
  EXPECT_EQ(treeOf("$x := $y := 1"), "variable \"x\"\n  bind\n    variable \"y\"\n      bind\n        number 1\n");
}

TEST(Parser, ReadsAmbiguousTokensByPlace) {
  EXPECT_EQ(treeOf("** * **"), "descendants\n  multiply\n    descendants\n");
  EXPECT_EQ(treeOf("* * *"), "wildcard\n  multiply\n    wildcard\n");
  EXPECT_EQ(treeOf("% % %"), "parent\n  modulo\n    parent\n");
  EXPECT_EQ(treeOf("f(?)"), "name \"f\"\n  call\n    placeholder\n");
  EXPECT_EQ(treeOf("a ? b ? 1 : 2"),
            "name \"a\"\n  condition\n    name \"b\"\n      condition\n        number 1\n        number 2\n");
}

TEST(Parser, GivesRanges) {
  std::optional<SyntaxError> error;
  auto expression = parse("a.b[0] + $f(1)", {}, error);
  ASSERT_FALSE(error);
  std::string text;
  llvm::raw_string_ostream out(text);
  dump(*expression->root, out);
  EXPECT_EQ(text, "name \"a\" 0-1\n"
                  "  map 0-6\n"
                  "    name \"b\" 2-3\n"
                  "      predicate 2-6\n"
                  "        number 0 4-5\n"
                  "  add 0-14\n"
                  "    variable \"f\" 9-11\n"
                  "      call 9-14\n"
                  "        number 1 12-13\n");
}

TEST(Parser, ReadsLambdas) {
  EXPECT_EQ(treeOf("\xCE\xBB($x, $y)< s- n? :b >{$x}"), "lambda $x $y \"<s-n?:b>\"\n  variable \"x\"\n");
  EXPECT_EQ(treeOf("`function`($x){1}"), "lambda $x\n  number 1\n");
  EXPECT_EQ(codeOf("function($x)<a<n>f<s:n>(sn)+x-?>{1}"), "");
  EXPECT_EQ(faultOf("function($x, y){1}"),
            "S0208 13-14 Parameter 2 of function definition must be a variable name (start with $)");
  EXPECT_EQ(codeOf("function($x)<s<n>>{1}"), "S0401");
  EXPECT_EQ(codeOf("function($x)<(sa<n>)>{1}"), "S0402");
  EXPECT_EQ(codeOf("function($x)<s{1}"), "S0202");
  EXPECT_EQ(codeOf("function($x)<s?+>{1}"), "S0201") << "an invalid regular expression in the reference";
  EXPECT_EQ(codeOf("function($x)<(s-n)>{1}"), "S0201");
  EXPECT_EQ(codeOf("function($x)<(s-n)s<n>>{1}"), "S0401") << "found while the signature is still being read";
}

struct Fault {
  const char *text;
  const char *fault;
};

TEST(Parser, TellsFaults) {
  const Fault faults[] = {
      {"", "S0207 0-0 Unexpected end of expression"},
      {"1 +", "S0207 3-3 Unexpected end of expression"},
      {"(1 +", "S0203 4-4 Expected \")\" before end of expression"},
      {"[1, 2", R"(S0203 5-5 Expected "]" before end of expression)"},
      {"[1; 2]", R"(S0202 2-3 Expected "]", got ";")"},
      {"[1 true]", R"(S0202 3-7 Expected "]", got true)"},
      {"{\"a\" 1}", R"(S0202 5-6 Expected ":", got 1)"},
      {"a \"foo\"", R"(S0201 2-7 Syntax error: "foo")"},
      {"$x $y", R"(S0201 3-5 Syntax error: "y")"},
      {"a.)", "S0211 2-3 The symbol \")\" cannot be used as a unary operator"},
      {"f(,)", R"(S0211 2-3 The symbol "," cannot be used as a unary operator)"},
      {"a := 1", "S0212 0-1 The left side of := must be a variable name (start with $)"},
      {"a@b", R"(S0214 2-3 The right side of "@" must be a variable name (start with $))"},
      {"a#", R"(S0214 2-2 The right side of "#" must be a variable name (start with $))"},
      {"a^b", R"(S0202 2-3 Expected "(", got "b")"},
      {"|a|b", R"(S0203 4-4 Expected "|" before end of expression)"},
      {"a[1..2]", R"(S0202 3-5 Expected "]", got "..")"},
      {"5.a + ", "S0213 0-1 The literal value 5 cannot be used as a step within a path expression"},
  };
  for (const Fault &each : faults)
    EXPECT_EQ(faultOf(each.text), each.fault) << each.text;
}

TEST(Parser, KnowsNoCoalescingInOlderVersions) {
  ParseOptions older;
  older.coalescing = false;
  EXPECT_EQ(faultOf("a ?? b", older), R"(S0211 3-4 The symbol "?" cannot be used as a unary operator)");
  EXPECT_EQ(faultOf("a ?: b", older), R"(S0211 3-4 The symbol ":" cannot be used as a unary operator)");
  EXPECT_EQ(codeOf("function($x)<s?:n>{$x}", older), "");
  EXPECT_EQ(codeOf("a ?? b"), "");
}

static std::string repeat(llvm::StringRef part, unsigned count) {
  std::string text;
  for (unsigned i = 0; i < count; ++i)
    text += part;
  return text;
}

TEST(Parser, BoundsNesting) {
  for (llvm::StringRef open : {"(", "[", "{\"a\":", "-", "$x:=", "a?", "a??", "f(", "a[", "function(){", "|a|", "a^("})
    EXPECT_EQ(codeOf(repeat(open, 100'000)), "U1001") << open.str();
  ParseOptions options;
  options.maxDepth = 3;
  EXPECT_EQ(codeOf("((1))", options), "");
  EXPECT_EQ(faultOf("(((1)))", options), "U1001 3-4 The expression is nested deeper than 3 levels (--max-nesting)");
}

TEST(Parser, TakesChainsOfAnyLength) {
  for (llvm::StringRef part : {"+1", ".a", "[0]", "()", "^(a)", "#$i", "[]", " and b", "~>f", " = 1"}) {
    std::string text = "a" + repeat(part, 30'000); // more frames than a stack of 8 MB holds
    std::optional<SyntaxError> error;
    auto expression = parse(text, {}, error);
    ASSERT_FALSE(error) << part.str();
    EXPECT_EQ(print(*expression->root).substr(0, 1), "a");
    llvm::raw_null_ostream nowhere;
    dump(*expression->root, nowhere);
    auto form = toPaths(*expression, error);
    ASSERT_FALSE(error) << part.str();
    dump(*form->root, nowhere);
  }
}
