// What names refer to, and what is said of those that refer to nothing.
#include "Check.h"

#include <gtest/gtest.h>

using namespace aslc;
using namespace aslc::sema;
using namespace aslc::sema::test;

namespace {

TEST(Functions, UnknownOnesFailWithAGuess) {
  EXPECT_EQ(output("$upercase('a')"),
            (Lines{"2:5 A301 no function is named `$upercase`; calling it fails with T1006 [$upercase]", "help: did you mean `$uppercase`?"}));
  EXPECT_EQ(output("$zzzzzzzz('a')"), (Lines{"2:5 A301 no function is named `$zzzzzzzz`; calling it fails with T1006 [$zzzzzzzz]"}));
  EXPECT_EQ(output("'a' ~> $trimm"),
            (Lines{"2:12 A301 no function is named `$trimm`; calling it fails with T1006 [$trimm]", "help: did you mean `$trim`?"}));
  EXPECT_EQ(output("($double := function($x){$x*2}; $duoble(1))"),
            (Lines{"2:37 A301 no function is named `$duoble`; calling it fails with T1006 [$duoble]", "help: did you mean `$double`?"}));
}

TEST(Functions, EvalIsNoFunction) {
  Lines hint{"help: `$parse` reads a JSON text; expressions in strings are not evaluated"};
  EXPECT_EQ(output("$eval('1')"), (Lines{"2:5 A301 no function is named `$eval`; calling it fails with T1006 [$eval]", hint[0]}));
  EXPECT_EQ(eval("$eval('1')"),
            (Lines{"1:1 A317 `$eval` cannot run: expressions are compiled, and this one is known only at run time [$eval]"}));
}

TEST(Functions, BareNamesAreNotCalled) {
  EXPECT_EQ(output("sum([1])"),
            (Lines{"2:5 A304 `sum` is the name of a field, not of a function [sum]", "help: did you mean `$sum`?"}));
  EXPECT_EQ(output("foo(1)"), (Lines{"2:5 A304 `foo` is the name of a field, not of a function [foo]"}));
  EXPECT_EQ(output("{'f': function(){1}}.f()"), Lines());
  EXPECT_EQ(eval("sum([1])"),
            (Lines{"1:1 A302 `sum` is not a function; calling it fails [sum]", "help: did you mean `$sum`?"}));
}

TEST(Functions, VariablesOfTheWorkflowAreNoFunctions) {
  EXPECT_EQ(output("$total(1)"),
            (Lines{"2:5 A305 the variable `$total` is called, but never holds a function: T1006 [$total]"}));
  EXPECT_EQ(eval("$sum([1])", {"sum"}), (Lines{"1:1 A306 the variable `$sum` hides the function of that name [$sum]"}));
}

TEST(Functions, InJsonataUnknownOnesFailOnlyWhenTheyAreCalled) {
  EXPECT_EQ(eval("$upercase('a')"), (Lines{"1:1 A302 `$upercase` is not a function; calling it fails [$upercase]",
                                           "help: did you mean `$uppercase`?"}));
  EXPECT_EQ(eval("$partition([1,2,3], 2)"), (Lines{"1:1 A302 `$partition` is not a function; calling it fails [$partition]",
                                                   "help: it is a function of Step Functions: --dialect=aws has it"}));
}

TEST(Variables, UnassignedOnesAreErrors) {
  EXPECT_EQ(output("1 + $totl"),
            (Lines{"2:9 A303 nothing assigns the variable `$totl` [$totl]", "help: did you mean `$total`?"}));
  EXPECT_EQ(output("$input.x"),
            (Lines{"2:5 A303 nothing assigns the variable `$input` [$input]", "help: did you mean `$states.input`?"}));
  EXPECT_EQ(output("$state.input"),
            (Lines{"2:5 A303 nothing assigns the variable `$state` [$state]", "help: did you mean `$states`?"}));
  EXPECT_EQ(eval("$nothing"), Lines());
}

TEST(Variables, ManyUnknownOnesAreReportedInTime) {
  std::string text = "[1";
  for (unsigned i = 0; i < 1500; ++i)
    text += ", $unknownVariable" + std::to_string(i) + ", $bound" + std::to_string(i) + " := 1";
  EXPECT_EQ(output(text + "]").size(), 1500u);
}

TEST(Variables, LiveInTheFrameOfTheirBlock) {
  EXPECT_EQ(output("($x := 1; $x + 1)"), Lines());
  EXPECT_EQ(output("[($x := 1; $x), $x]"), (Lines{"2:21 A303 nothing assigns the variable `$x` [$x]"}));
  EXPECT_EQ(output("($x; $x := 1)"), (Lines{"2:6 A303 nothing assigns the variable `$x` [$x]"}));
  EXPECT_EQ(output("[$x := 1, $x]"), Lines());
  EXPECT_EQ(output("function($x){$x}($x)"), (Lines{"2:22 A303 nothing assigns the variable `$x` [$x]"}));
  EXPECT_EQ(output("($even := function($n){$n = 0 ? true : $odd($n-1)}; $odd := function($n){$even($n)}; $even(2))"),
            Lines());
}

TEST(Variables, ThatAnExpressionReadsAreCollected) {
  Checked checked(R"({"QueryLanguage": "JSONata", "StartAt": "S", "States": {"S": {"Type": "Pass", "End": true,
    "Assign": {"a": 1, "b": 2, "c": 3},
    "Output": "{% ($a := 1; $c; $a; function($b){$b + $states.input.x}($c)) %}"}}})");
  ASSERT_TRUE(checked.result);
  EXPECT_EQ(checked.result->variables, (std::set<std::string>{"a", "b", "c"}));
  const auto *payload = checked.machine->states[0]->payload(asl::Field::Output);
  const CheckedExpression &expression = *checked.result->expressions.find(payload)->second;
  EXPECT_EQ(expression.field, "Output");
  EXPECT_EQ(expression.variables, (std::set<std::string>{"c"}));
}

TEST(Variables, OneThatABranchMayHideIsReadAsWell) {
  Checked checked(R"({"QueryLanguage": "JSONata", "StartAt": "S", "States": {"S": {"Type": "Pass", "End": true,
    "Assign": {"a": 1}, "Output": "{% ($states.input.x ? $a := 2 : 0; $a) %}"}}})");
  ASSERT_TRUE(checked.result);
  EXPECT_EQ(lines(checked.diagnostics), Lines()); // it counts as read
}

TEST(States, MembersAreKnown) {
  EXPECT_EQ(output("$states.inptu.x"),
            (Lines{"2:13 A307 `$states` has no member `inptu` [inptu]", "help: did you mean `input`?"}));
  EXPECT_EQ(output("$states.context.Execution.Id"), Lines());
  EXPECT_EQ(
      output("$states.result"),
      (Lines{"2:13 A308 there is no `$states.result` in this field [result]",
             "note: it is the result of a Task, Parallel or Map state, for that state's own 'Output' and 'Assign'"}));
  EXPECT_EQ(output("$states.errorOutput.Error"),
            (Lines{"2:13 A308 there is no `$states.errorOutput` in this field [errorOutput]",
                   "note: it is the error that was caught, for 'Output' and 'Assign' of a catcher"}));
  EXPECT_EQ(output("($states := 1; 2)"),
            (Lines{"2:6 A309 `$states` is reserved; an expression cannot bind it [$states]"}));
}

TEST(TopLevel, HasNoContext) {
  EXPECT_EQ(output("phone"), (Lines{"2:5 A310 Reference to 'phone' at the top level is not supported. [phone]",
                                    "help: did you mean `$states.input.phone`?"}));
  EXPECT_EQ(output("$.phone"), (Lines{"2:5 A310 Reference to '$' at the top level is not supported. [$]",
                                      "help: did you mean `$states.input`?"}));
  EXPECT_EQ(output("$$.phone"), (Lines{"2:5 A310 Reference to '$$' at the top level is not supported. [$$]",
                                       "help: did you mean `$states.input`?"}));
  EXPECT_EQ(output("total + 1"), (Lines{"2:5 A310 Reference to 'total' at the top level is not supported. [total]",
                                        "help: did you mean `$total`?"}));
  EXPECT_EQ(output("{'a': [b & c(1).d]}").size(), 3u); // b with its hint, the call of c
  EXPECT_EQ(eval("phone.$$.x[$ = 1]"), Lines());
}

TEST(TopLevel, NamesAreReportedOnceAnExpression) {
  EXPECT_EQ(output("a + a + b").size(), 4u); // two, each with its hint
}

TEST(TopLevel, IsNotInsidePathsPredicatesSortsGroupsAndLambdas) {
  EXPECT_EQ(output("$states.input.items[price > 1 and $.qty < 2].(name & $string($))"), Lines());
  EXPECT_EQ(output("$states.input.items^(>price, name){kind: $sum(price)}"), Lines());
  EXPECT_EQ(output("$map($states.input.items, function($i){$i.name & name})"), Lines());
  EXPECT_EQ(output("$total[qty = 1]"), Lines());
  EXPECT_EQ(output("$states.input.items[$$.x]").size(), 2u);
}

} // namespace
