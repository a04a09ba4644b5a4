// Types of fields, conditions, variables over states.
#include "Check.h"

#include <gtest/gtest.h>

using namespace aslc;
using namespace aslc::sema;
using namespace aslc::sema::test;

namespace {

/// A Choice state with this condition on line 2, from column 18 on (the expression: from 22).
Lines condition(std::string text, std::string after = ", \"Default\": \"E\"") {
  return machine(
      "{\"QueryLanguage\": \"JSONata\", \"StartAt\": \"C\", \"States\": {\"C\": {\"Type\": \"Choice\", \"Choices\": [\n"
      "{\"Condition\":    " +
      text + ", \"Next\": \"E\"}]" + after + "}, \"E\": {\"Type\": \"Succeed\"}}}");
}

TEST(Conditions, AreBoolean) {
  EXPECT_EQ(condition("\"{% 1 %}\""),
            (Lines{"2:22 A311 the result is a number, but 'Condition' must be a boolean; the state fails [1]"}));
  EXPECT_EQ(
      condition("\"{% 'a' & 'b' %}\""),
      (Lines{"2:22 A311 the result is a string, but 'Condition' must be a boolean; the state fails ['a' & 'b']"}));
  EXPECT_EQ(condition("\"{% ($x := 1; [$x]) %}\"").size(), 1u);
  EXPECT_EQ(condition("\"{% $states.input.a %}\""), Lines());
  EXPECT_EQ(condition("\"{% $states.input.a ? true : 1 %}\""), Lines());
}

TEST(Conditions, ThatNeverHold) {
  EXPECT_EQ(condition("\"{% false %}\""), (Lines{"2:18 A312 this condition is never true [\"{% false %}\"]"}));
  EXPECT_EQ(condition("false"), (Lines{"2:18 A312 this condition is never true [false]"}));
  EXPECT_EQ(condition("\"{% 'a' = 'b' %}\"").size(), 1u);
}

TEST(Conditions, NeedADefaultUnlessOneAlwaysHolds) {
  EXPECT_EQ(condition("\"{% $states.input.a %}\"", ""),
            (Lines{"1:57 A313 state 'C' has no 'Default' [\"C\"]",
                   "note: where no rule holds, the execution fails with States.Runtime"}));
  EXPECT_EQ(condition("\"{% true %}\"", ""), Lines());
  EXPECT_EQ(condition("true", ""), Lines());
}

Lines wait(std::string field) {
  return machine(
      "{\"QueryLanguage\": \"JSONata\", \"StartAt\": \"W\", \"States\": {\"W\": {\"Type\": \"Wait\", \"End\": true,\n" +
      field + "}}}");
}

TEST(Fields, ConstantsFitTheirRange) {
  EXPECT_EQ(wait("\"Seconds\": \"{% -1 %}\""),
            (Lines{"2:16 A311 the result is -1, but 'Seconds' must be between 0 and 99999999; the state fails [-1]"}));
  EXPECT_EQ(wait("\"Seconds\": \"{% 1.5 %}\""),
            (Lines{"2:16 A311 the result is 1.5, but 'Seconds' must be an integer; the state fails [1.5]"}));
  EXPECT_EQ(wait("\"Seconds\": \"{% '5' %}\""),
            (Lines{"2:16 A311 the result is a string, but 'Seconds' must be a number; the state fails ['5']"}));
  EXPECT_EQ(wait("\"Seconds\": \"{% 5 %}\""), Lines());
  EXPECT_EQ(
      wait("\"Timestamp\": \"{% 'soon' %}\""),
      (Lines{
          "2:18 A311 the result is 'soon', but 'Timestamp' must be an RFC 3339 timestamp; the state fails ['soon']"}));
  EXPECT_EQ(wait("\"Timestamp\": \"{% '2024-08-18T17:33:00Z' %}\""), Lines());
}

TEST(Fields, ResultsAreJson) {
  EXPECT_EQ(
      output("function($x){$x}"),
      (Lines{
          "2:5 A311 the result is a function, but 'Output' must be a JSON value; the state fails [function($x){$x}]"}));
}

TEST(Variables, ThatNothingReads) {
  EXPECT_EQ(machine(R"({"QueryLanguage": "JSONata", "StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "B",
"Assign": {"used": 1, "unused": "{% $states.input.x %}"}},
"B": {"Type": "Succeed", "Output": "{% $used %}"}}})"),
            (Lines{"2:23 A314 nothing reads the variable 'unused' [\"unused\"]"}));
}

TEST(Variables, OfAMachineAreReadInItsBranches) {
  Lines found = machine(R"({"QueryLanguage": "JSONata", "StartAt": "A", "States": {
"A": {"Type": "Pass", "Assign": {"limit": 1}, "Next": "P"},
"P": {"Type": "Parallel", "End": true, "Branches": [{"StartAt": "B", "States": {
"B": {"Type": "Pass", "Assign": {"own": "{% $limit %}"}, "Next": "C"}, "C": {"Type": "Succeed", "Output": "{% $own %}"}}}],
"Output": "{% $own %}"}}})");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0], "5:15 A303 nothing assigns the variable `$own` [$own]");
}

} // namespace
