// Calls of intrinsic functions (spec/asl.md, section 10).
#include "Support.h"

#include "gtest/gtest.h"

using namespace aslc::jsonpath;
using namespace aslc::jsonpath::test;

TEST(Calls, EveryKindOfArgument) {
  EXPECT_EQ(expressionOf("States.UUID()"), "UUID()");
  EXPECT_EQ(expressionOf(" States.Array( 1 , 'a' , null , true , $.x[0] , $$.y , $z , States.UUID() ) "),
            "Array(1, \"a\", null, true, $['x'][0], $$['y'], $z, UUID())");
  EXPECT_EQ(expressionOf("States.Array(-1.5e3,false)"), "Array(-1.5e3, false)");
  EXPECT_EQ(expressionOf("States.Array($['a,b)'],$.c)"), "Array($['a,b)'], $['c'])") << "quoted names hold anything";
  EXPECT_EQ(expressionOf("States.Array($.a[?(@.b == 'x,y' && @.c in [1,2])])"),
            "Array($['a'][?(((@['b'] == \"x,y\") && (@['c'] IN [1,2])))])");
  EXPECT_EQ(expressionOf("$.a"), "$['a']");
}

// aws-observed.md, section 2: a plain " and a newline are fine, a backslash before " is refused.
TEST(Calls, Strings) {
  EXPECT_EQ(expressionOf("States.JsonToString('say \"hi\"\n')"), R"(JsonToString("say \"hi\"\n"))");
  EXPECT_EQ(expressionOf(R"(States.JsonToString('\' \{ \} \\'))"), R"(JsonToString("' { } \\"))");
  EXPECT_EQ(expressionOf(R"(States.Format('it\'s \{\} \\ {}', 'a\{'))"), R"(Format("it's \\{\\} \\\\ {}", "a{"))")
      << "escapes of a template are for Format to read";
  EXPECT_EQ(faultOf(R"(States.Format('He said, \"{}\"', $.a))"), "24-26: a backslash stands only before ', {, } or another backslash");
  EXPECT_EQ(faultOf(R"(States.Format('a\)"), "16-17: a backslash stands only before ', {, } or another backslash");
  EXPECT_EQ(faultOf(R"(States.Format('\ü'))"), "15-18: a backslash stands only before ', {, } or another backslash");
}

TEST(Calls, Faults) {
  const std::string kinds = "; an argument is a path, a string in single quotes, a number, true, false, null or a call";
  struct { const char *text; std::string fault; } cases[] = {
      {"States.", "7-7: found the end where '(' was expected"},
      {"States.Format", "13-13: found the end where '(' was expected"},
      {"States.Format(", "14-14: found the end where an argument was expected" + kinds},
      {"States.Format('a", "14-15: the string is not closed"},
      {"States.Format('a'", "17-17: found the end where ',' or ')' was expected"},
      {"States.Format('a',)", "18-19: found ')' where an argument was expected" + kinds},
      {"States.Format('a' 'b')", "18-19: found ''' where ',' or ')' was expected"},
      {"States.Format(\"a\")", "14-15: found '\"' where an argument was expected; strings stand in single quotes"},
      {"States.Format(name)", "14-18: 'name' is no argument" + kinds},
      {"States.Format([1])", "14-15: found '[' where an argument was expected" + kinds},
      {"States.Array(01)", "13-15: '01' is no argument" + kinds},
      {"States.Array(+1)", "13-15: '+1' is no argument" + kinds},
      {"States.Array(.5)", "13-15: '.5' is no argument" + kinds},
      {"States.Array(1.)", "13-15: '1.' is no argument" + kinds},
      {"States.UUID() x", "14-15: found 'x' where the end of the call was expected"},
      {"States.UUID().a", "13-14: found '.' where the end of the call was expected"},
      {"States.Array($.a.)", "17-18: found ')' where a name was expected; a path does not end with a dot"},
  };
  for (auto &[text, fault] : cases)
    EXPECT_EQ(faultOf(text), fault) << text;
}

TEST(Calls, NestToALimit) {
  auto nested = [](int depth) {
    std::string text;
    for (int i = 0; i < depth; ++i)
      text += "States.Array(";
    return text + "1" + std::string(depth, ')');
  };
  EXPECT_EQ(faultOf(nested(10)), "none") << "AWS's limit";
  EXPECT_EQ(faultOf(nested(11)), "130-131: calls nest more than 10 deep");
  EXPECT_EQ(faultOf(nested(100000)), "130-131: calls nest more than 10 deep");
  EXPECT_EQ(faultOf(nested(3), {.maxCalls = 2}), "26-27: calls nest more than 2 deep");
}

TEST(Calls, PathsInThem) {
  std::optional<SyntaxError> error;
  auto expression = parse("States.Array($.a, States.Array($x[?(@.b == $y.c)]))", {}, error);
  ASSERT_TRUE(expression);
  EXPECT_EQ(pathsOf(*expression).size(), 4u);
}
