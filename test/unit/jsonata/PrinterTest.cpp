// print() gives a text with the same tree, the same for all ways to write it.
#include "Support.h"

#include "gtest/gtest.h"

using namespace aslc::jsonata;
using namespace aslc::jsonata::test;

struct Printing {
  const char *text;
  const char *canonical;
};

TEST(Printer, WritesCanonicalText) {
  const Printing cases[] = {
      {"a . b[ 0 ] [ ] {x:y}^( <a,>b )@$v #$i", "a.b[0][]{x: y}^(a, >b)@$v#$i"},
      {"1+2*-3", "1 + 2 * -3"},
      {"(a;b;)", "(a; b)"},
      {"$x:=a?b:c", "$x := a ? b : c"},
      {"'say \"hi\"\\u0001'", R"("say \"hi\"\u0001")"},
      {"`a`.`b c`.`$d`.`and`.`true`.`1`.``", "a.`b c`.`$d`.`and`.`true`.`1`.``"},
      {"a\"b`c", "a\"b`c"},
      {"[1 ..3,4]", "[1..3, 4]"},
      {"1 .2", "1 .2"},
      {"a1.b", "a1 .b"},
      {"{'a':1,b:{}}", R"({"a": 1, b: {}})"},
      {"\xCE\xBB($x,$y)<s - n?:b>{$x}", "function($x, $y)<s-n?:b>{$x}"},
      {"function()<'{'>{1}", R"(function()<"{">{1})"},
      {"|a|b,c|", "|a|b, c|"},
      {"f(?,1)~>g", "f(?, 1) ~> g"},
      {"a/ *", "a / *"},
      {"a//x/i", "a / /x/i"},
      {"a??b?:c", "a ?? b ?: c"},
      {"\"\\ud83d\"", R"("\ud83d")"},
      {"/* why */a.%.**.*", "a.%.**.*"},
  };
  for (const Printing &each : cases) {
    EXPECT_EQ(printed(each.text), each.canonical) << each.text;
    EXPECT_EQ(roundTripFault(each.text), "") << each.text;
  }
}
