// Filters in paths, with the operators that Jayway's library documents.
#include "Support.h"

#include "gtest/gtest.h"

using namespace aslc::jsonpath;
using namespace aslc::jsonpath::test;

TEST(Filters, EveryOperator) {
#define FILTER_OPERATOR(Id, Spelling)                                                                                  \
  if (aslrt::FilterOperator::Id != aslrt::FilterOperator::Matches)                                                     \
    EXPECT_EQ(filterOf("@.a " Spelling " 1"), "(@['a'] " Spelling " 1)");
#include "runtime/abi/FilterOperators.def"
  EXPECT_EQ(filterOf("@.a=~/x/"), "(@['a'] =~ /x/)");
  EXPECT_EQ(filterOf("@.a<1"), "(@['a'] < 1)") << "blanks are needless around symbols";
  EXPECT_EQ(filterOf("@.a nin ['x']"), "(@['a'] NIN [\"x\"])") << "words in any case";
}

TEST(Filters, Precedence) {
  EXPECT_EQ(filterOf("@.a || @.b && @.c"), "(@['a'] || (@['b'] && @['c']))");
  EXPECT_EQ(filterOf("@.a && @.b || @.c"), "((@['a'] && @['b']) || @['c'])");
  EXPECT_EQ(filterOf("(@.a || @.b) && @.c"), "((@['a'] || @['b']) && @['c'])");
  EXPECT_EQ(filterOf("@.a && @.b && @.c"), "(@['a'] && @['b'] && @['c'])");
  EXPECT_EQ(filterOf("!@.a && @.b"), "(!@['a'] && @['b'])");
  EXPECT_EQ(filterOf("!(@.a == 1 || @.b)"), "!((@['a'] == 1) || @['b'])");
  EXPECT_EQ(filterOf("!!@.a"), "!!@['a']");
  EXPECT_EQ(filterOf("@.a==1&&@.b!=2"), "((@['a'] == 1) && (@['b'] != 2))");
}

TEST(Filters, Operands) {
  EXPECT_EQ(filterOf("@"), "@");
  EXPECT_EQ(filterOf("@ > 2"), "(@ > 2)");
  EXPECT_EQ(filterOf("@.a == $.b[0]"), "(@['a'] == $['b'][0])");
  EXPECT_EQ(filterOf("@.a == $limit"), "(@['a'] == $limit)");
  EXPECT_EQ(filterOf("@['a b'] == 'x'"), "(@['a b'] == \"x\")");
  EXPECT_EQ(filterOf("1 < @.a"), "(1 < @['a'])");
  EXPECT_EQ(filterOf("@.a == true"), "(@['a'] == true)");
  EXPECT_EQ(filterOf("@.a == null"), "(@['a'] == null)");
  EXPECT_EQ(filterOf("@.a == -1.5e3"), "(@['a'] == -1.5e3)");
  EXPECT_EQ(filterOf("@.a == \"x'y\""), "(@['a'] == \"x'y\")");
  EXPECT_EQ(filterOf(R"(@.a == 'x\'y')"), "(@['a'] == \"x'y\")");
  EXPECT_EQ(filterOf("@.a == {'b': [1, 2]}"), "(@['a'] == {\"b\":[1,2]})");
  EXPECT_EQ(filterOf("@.a in []"), "(@['a'] IN [])");
  EXPECT_EQ(filterOf("@.a in ['x]', \"y\"]"), "(@['a'] IN [\"x]\",\"y\"])") << "brackets in strings";
  EXPECT_EQ(filterOf(R"(@.a =~ /a\/b[/]*/)"), "fault: 18-19: found ']' where ')' was expected");
  EXPECT_EQ(filterOf(R"(@.a =~ /^a\/b$/i)"), R"((@['a'] =~ /^a\/b$/i))");
  EXPECT_EQ(filterOf("@.items.length() > 2"), "(@['items'].length() > 2)");
  EXPECT_EQ(filterOf("@..a"), "@..['a']");
}

TEST(Filters, Nested) {
  EXPECT_EQ(filterOf("@.a[?(@.b == 1)]"), "@['a'][?((@['b'] == 1))]");
  EXPECT_EQ(filterOf("@.a[?(@.b[?(@.c)])].d == 1"), "(@['a'][?(@['b'][?(@['c'])])]['d'] == 1)");
}

TEST(Filters, AWordWithoutQuotesIsAString) {
  std::optional<SyntaxError> error;
  auto path = parsePath("$[?(@.code==es || @.n == 01)]", {}, error);
  ASSERT_TRUE(path) << error->message;
  const Filter &either = *path->steps[0].filter;
  EXPECT_EQ(either.parts[0].sides[1].text, "\"es\"");
  EXPECT_EQ(either.parts[1].sides[1].text, "\"01\""); // no number of JSON
}

TEST(Filters, Faults) {
  struct { const char *text, *fault; } cases[] = {
      {"$[?()]", "4-5: found ')' where a path, a string, a number, true, false or null was expected"},
      {"$[?(@.a", "7-7: found the end where ')' was expected"},
      {"$[?(@.a)", "1-2: the bracket is not closed"},
      {"$[?@.a]", "3-4: found '@' where '(' was expected"},
      {"$[?(@.a = 1)]", "8-9: '=' is no operator; equality is written '=='"},
      {"$[?(@.a <> 1)]", "8-10: '<>' is no operator"},
      {"$[?(@.a like 1)]", "8-12: 'like' is no operator"},
      {"$[?(1)]", "5-6: found ')' where an operator was expected"},
      {"$[?(@.a == )]", "11-12: found ')' where a path, a string, a number, true, false or null was expected"},
      {"$[?(@.a &&)]", "10-11: found ')' where a path, a string, a number, true, false or null was expected"},
      {"$[?(@.a & @.b)]", "8-9: found '&' where ')' was expected"},
      {"$[?((@.a)]", "9-10: found ']' where ')' was expected"},
      {"$[?(@.a == 'x)]", "11-12: the string is not closed"},
      {"$[?(@.a in [1, )]", "11-12: this is no array or object of JSON"},
      {"$[?(@.a =~ 'x')]", "11-14: behind '=~' stands a regular expression: /.../"},
      {"$[?(@.a == /x/)]", "11-14: a regular expression stands only behind '=~'"},
      {"$[?(@.a =~ /x)]", "11-12: the regular expression is not closed"},
  };
  for (auto &[text, fault] : cases)
    EXPECT_EQ(faultOf(text), fault) << text;
}

TEST(Filters, NestToALimit) {
  auto nested = [](int depth, std::string open, std::string close) {
    std::string text;
    for (int i = 0; i < depth; ++i)
      text += open;
    text += "@.a";
    for (int i = 0; i < depth; ++i)
      text += close;
    return filterOf(text);
  };
  EXPECT_FALSE(llvm::StringRef(nested(99, "(", ")")).starts_with("fault"));
  EXPECT_EQ(nested(100, "(", ")"), "fault: 104-105: filters nest more than 100 deep");
  EXPECT_EQ(nested(100000, "!", ""), "fault: 104-105: filters nest more than 100 deep");
  EXPECT_EQ(nested(100000, "@[?(", ")]"), "fault: 404-405: filters nest more than 100 deep");
  std::string brackets(100000, '[');
  EXPECT_EQ(filterOf("@ == " + brackets), "fault: 109-110: values nest more than 100 deep");
}
