// Paths as Jayway's library reads them (spec/asl.md, section 5.4). Step Functions refuses what does not parse.
#include "Support.h"

#include "gtest/gtest.h"

using namespace aslc::jsonpath;
using namespace aslc::jsonpath::test;

TEST(Paths, Roots) {
  EXPECT_EQ(pathOf("$"), "$");
  EXPECT_EQ(pathOf("$$"), "$$");
  EXPECT_EQ(pathOf("$$.Execution.Id"), "$$['Execution']['Id']");
  EXPECT_EQ(pathOf("$total"), "$total");
  EXPECT_EQ(pathOf("$größe[0]"), "$größe[0]");
  EXPECT_EQ(pathOf("$order.items"), "$order['items']");
  EXPECT_EQ(pathOf("  $.a \n"), "$['a']") << "blanks around a path";
}

TEST(Paths, Names) {
  EXPECT_EQ(pathOf("$.a.b"), "$['a']['b']");
  EXPECT_EQ(pathOf("$['a b']"), "$['a b']");
  EXPECT_EQ(pathOf("$[\"a.b\"]"), "$['a.b']");
  EXPECT_EQ(pathOf("$.['a']"), "$['a']") << "a dot may stand before a bracket";
  EXPECT_EQ(pathOf("$[ 'a' , \"b\" ]"), "$['a','b']");
  EXPECT_EQ(pathOf("$.a-b:c@d,e"), "$['a-b:c@d,e']") << "any character but . [ ( and blanks";
  EXPECT_EQ(pathOf("$.ключ.😀"), "$['ключ']['😀']");
  EXPECT_EQ(pathOf("$.$a"), "$['$a']");
  EXPECT_EQ(pathOf("$.*a"), "$['*a']") << "not alone: no wildcard";
}

// Examples of the specification of the States Language.
TEST(Paths, EscapesInNames) {
  EXPECT_EQ(pathOf(R"($.store\.book)"), "$['store.book']");
  EXPECT_EQ(pathOf(R"($.\stor\e.boo\k)"), "$['store']['book']");
  EXPECT_EQ(pathOf(R"($.foo\.bar)"), "$['foo.bar']");
  EXPECT_EQ(pathOf(R"($.foo\@bar.baz\[\[.\?pretty)"), "$['foo@bar']['baz[[']['?pretty']");
  EXPECT_EQ(pathOf(R"($.&Ж中.\uD800\uDF46)"), "$['&Ж中']['uD800uDF46']");
  EXPECT_EQ(pathOf(R"($['it\'s'])"), "$['it's']");
  EXPECT_EQ(pathOf(R"($["a\\b"])"), R"($['a\b'])");
  EXPECT_EQ(pathOf(R"($['\n\t\x'])"), "$['\n\tx']");
  EXPECT_EQ(pathOf(R"($['\u00e4\ud83d\ude00'])"), "$['ä😀']");
  EXPECT_EQ(pathOf(R"($['\ud83d\u0041\u00'])"), "$['\ufffdAu00']") << "half of a pair, and too few digits";
}

TEST(Paths, IndicesAndSlices) {
  EXPECT_EQ(pathOf("$[0]"), "$[0]");
  EXPECT_EQ(pathOf("$[-1]"), "$[-1]");
  EXPECT_EQ(pathOf("$[ 0 , 2 ,-1]"), "$[0,2,-1]");
  EXPECT_EQ(pathOf("$[1:3]"), "$[1:3]");
  EXPECT_EQ(pathOf("$[1:]"), "$[1:]");
  EXPECT_EQ(pathOf("$[:-2]"), "$[:-2]");
  EXPECT_EQ(pathOf("$[ 1:3 ]"), "$[1:3]");
  EXPECT_EQ(pathOf("$[2147483647]"), "$[2147483647]");
  EXPECT_EQ(pathOf("$[0:4:2]"), "$[0:4]") << "a step is not looked at";
}

TEST(Paths, WildcardsAndDescents) {
  EXPECT_EQ(pathOf("$.*"), "$[*]");
  EXPECT_EQ(pathOf("$[*]"), "$[*]");
  EXPECT_EQ(pathOf("$[ * ].*"), "$[*][*]");
  EXPECT_EQ(pathOf("$..a"), "$..['a']");
  EXPECT_EQ(pathOf("$..*"), "$..[*]");
  EXPECT_EQ(pathOf("$..[0]"), "$..[0]");
  EXPECT_EQ(pathOf("$..['a','b']"), "$..['a','b']");
  EXPECT_EQ(pathOf("$.a..b..c"), "$['a']..['b']..['c']");
}

// Functions but length() are looked up as names: recorded for sum().
TEST(Paths, Functions) {
  EXPECT_EQ(pathOf("$.a.length()"), "$['a'].length()");
  EXPECT_EQ(pathOf("$.length()"), "$.length()");
  EXPECT_EQ(pathOf("$.length"), "$['length']");
  EXPECT_EQ(pathOf("$.a.sum()"), "$['a']['sum()']");
  EXPECT_EQ(pathOf("$.concat($.a, (1))"), "$['concat($.a, (1))']");
}

static Path parsed(llvm::StringRef text) {
  std::optional<SyntaxError> error;
  return std::move(*parsePath(text, {}, error));
}

TEST(Paths, DefiniteOnes) {
  for (const char *text : {"$", "$.a", "$[0]", "$.a[-1].b", "$['a','b']", "$.a.length()", "$x", "$$.State"})
    EXPECT_TRUE(parsed(text).isDefinite()) << text;
  for (const char *text : {"$.*", "$[0,1]", "$[1:2]", "$[1:]", "$..a", "$[?(@.a)]", "$['a','b'].c", "$.a[*].length()"})
    EXPECT_FALSE(parsed(text).isDefinite()) << text;
}

TEST(Paths, ReferencePaths) {
  for (const char *text : {"$", "$.a", "$['a']", "$[0]", "$.a[-1].b"})
    EXPECT_FALSE(parsed(text).notOfReference()) << text;
  for (const char *text : {"$.*", "$[0,1]", "$[1:2]", "$..a", "$[?(@.a)]", "$['a','b']", "$.length()"})
    EXPECT_TRUE(parsed(text).notOfReference()) << text;
}

TEST(Paths, Ranges) {
  Path path = parsed(" $.a['b c'].*");
  EXPECT_EQ(path.range.begin, 1u);
  EXPECT_EQ(path.range.end, 13u);
  ASSERT_EQ(path.steps.size(), 3u);
  EXPECT_EQ(path.steps[0].range.begin, 2u);
  EXPECT_EQ(path.steps[1].range.begin, 4u);
  EXPECT_EQ(path.steps[1].range.end, 11u);
  EXPECT_EQ(path.steps[2].range.end, 13u);
}

TEST(Paths, Faults) {
  struct { const char *text, *fault; } cases[] = {
      {"", "0-0: found the end where '$' was expected"},
      {"a.b", "0-1: found 'a' where '$' was expected"},
      {"ä", "0-2: found 'ä' where '$' was expected"},
      {"$.", "2-2: found the end where a name was expected; a path does not end with a dot"},
      {"$.a..", "5-5: found the end where a name was expected; a path does not end with a dot"},
      {"$...a", "1-4: too many dots"},
      {"$. a", "2-3: found ' ' where a name was expected; a path does not end with a dot"},
      {"$.a b", "2-4: a name with a blank stands in brackets and quotes: ['...']"},
      {"$.items[0", "7-8: the bracket is not closed"},
      {"$['a", "2-3: the string is not closed"},
      {"$['a'", "1-2: the bracket is not closed"},
      {"$['']", "2-4: the name is empty"},
      {"$['a',]", "6-7: found ']' where a name in quotes was expected"},
      {"$['a' 'b']", "6-7: found ''' where ']' was expected"},
      {"$[]", "2-3: found ']' where a name in quotes, an index, '*', ':' or '?' was expected"},
      {"$[a]", "2-3: found 'a' where a name in quotes, an index, '*', ':' or '?' was expected"},
      {"$[1,]", "4-5: found ']' where an index was expected"},
      {"$[1.5]", "3-4: found '.' where ']' was expected"},
      {"$[:]", "2-3: a slice begins or ends somewhere; all items are '[*]'"},
      {"$[1 : 3]", "4-5: found ':' where ']' was expected"},
      {"$[1: 3]", "4-5: a slice has no blanks"},
      {"$[-]", "2-3: '-' is no index"},
      {"$[2147483648]", "2-12: '2147483648' is no index"},
      {"$[(@.length-1)]", "2-3: scripts in paths are not supported; count from the end with a negative index: [-1]"},
      {"$[?]", "3-4: found ']' where '(' was expected"},
      {"$[?", "3-3: found the end where '(' was expected"},
      {"$.a.sum(", "7-8: the parenthesis is not closed"},
      {"$.a]", "none"}, // a name: "a]"
      {"$[0]a", "4-5: found 'a' where '.', '[' or the end was expected"},
      {"$ a", "2-3: found 'a' where '.' or '[' was expected"},
  };
  for (auto &[text, fault] : cases)
    EXPECT_EQ(faultOf(text), fault) << text;
}

TEST(Paths, ManySteps) {
  std::string text = "$";
  for (int i = 0; i < 10000; ++i)
    text += ".a";
  EXPECT_EQ(parsed(text).steps.size(), 10000u);
}
