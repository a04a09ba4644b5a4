// Calls of built-ins: number and types of arguments.
#include "Check.h"

#include <gtest/gtest.h>

using namespace aslc;
using namespace aslc::sema;
using namespace aslc::sema::test;

namespace {

TEST(Arguments, TooManyOrTooFew) {
  EXPECT_EQ(output("$substring('abc', 1, 2, 3)"),
            (Lines{"2:5 T0410 `$substring` takes 1 to 3 arguments, 4 given [$substring('abc', 1, 2, 3)]"}));
  EXPECT_EQ(output("$count()"), (Lines{"2:5 T0410 `$count` takes 1 argument, 0 given [$count()]"}));
  EXPECT_EQ(output("$uuid(1)"), (Lines{"2:5 T0410 `$uuid` takes no arguments, 1 given [$uuid(1)]"}));
  EXPECT_EQ(output("$zip()"), (Lines{"2:5 T0410 `$zip` takes at least 1 argument, 0 given [$zip()]"}));
  EXPECT_EQ(output("$length('a', 'b')"),
            (Lines{"2:5 T0410 `$length` takes at most 1 argument, 2 given [$length('a', 'b')]"}));
  EXPECT_EQ(output("$zip([1],[2],[3])"), Lines());
}

TEST(Arguments, AContextMayStandForTheFirst) {
  Lines missing{"2:5 T0410 `$substring` takes 2 to 3 arguments here, 1 given [$substring(1)]",
                "note: its first argument may be left out only where there is a context value, as in a predicate or a "
                "step of a path"};
  EXPECT_EQ(output("$substring(1)"), missing);
  EXPECT_EQ(output("$states.input.name.$substring(1)"), Lines());
  EXPECT_EQ(output("$states.input.names[$length() > 3]"), Lines());
  EXPECT_EQ(eval("$substring(1)"), Lines());
}

TEST(Arguments, APipedValueIsTheFirst) {
  EXPECT_EQ(output("'abc' ~> $substring(1)"), Lines());
  EXPECT_EQ(output("'abc' ~> $substring(1, 2, 3)"),
            (Lines{"2:14 T0410 `$substring` takes 1 to 3 arguments, 4 given [$substring(1, 2, 3)]"}));
  EXPECT_EQ(output("1 ~> $substring(1)"),
            (Lines{"2:5 T0410 argument 1 of `$substring` must be a string, not a number [1]"}));
}

TEST(Arguments, OfTypesThatCannotBeRight) {
  EXPECT_EQ(output("$substring('abc', '1')"),
            (Lines{"2:23 T0410 argument 2 of `$substring` must be a number, not a string ['1']"}));
  EXPECT_EQ(output("$contains('abc', 1)"),
            (Lines{"2:22 T0410 argument 2 of `$contains` must be a string or a function, not a number [1]"}));
  EXPECT_EQ(output("$length(null)"), (Lines{"2:13 T0410 argument 1 of `$length` must be a string, not null [null]"}));
  EXPECT_EQ(output("$map([1], 'x')"),
            (Lines{"2:15 T0410 argument 2 of `$map` must be a function, not a string ['x']"}));
  EXPECT_EQ(output("$abs('a' & 'b')"),
            (Lines{"2:10 T0410 argument 1 of `$abs` must be a number, not a string ['a' & 'b']"}));
}

TEST(Arguments, OfTypesThatMayBeRightAreLeftAlone) {
  EXPECT_EQ(output("$length(1 + $total)").size(), 0u); // undefined, if $total is
  EXPECT_EQ(output("$sum('a')"), Lines());             // T0412, which only a run knows of in general
  EXPECT_EQ(output("$substring($total, $name)"), Lines());
  EXPECT_EQ(output("$substringBefore(?, 1, 2, 3)"), Lines()); // a partial call calls nothing
}

TEST(Arguments, LocalFunctionsOfTheSameNameAreNotBuiltIn) {
  EXPECT_EQ(output("($sum := function($a, $b){$a + $b}; $sum(1, 2))"), Lines());
}

} // namespace
