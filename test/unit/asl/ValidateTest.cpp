// Each fault of structure: its code, its JSON pointer, and the text that the caret stands under.
#include "Check.h"

#include "llvm/Support/raw_ostream.h"

#include <gtest/gtest.h>

using namespace llvm;
using namespace aslc;
using namespace aslc::asl;
using namespace aslc::asl::test;

namespace {

using Lines = std::vector<std::string>;

Lines faultsOf(const Twine &text) { return Checked(text.str()).faults(); }
/// Faults of a machine with a state S of that text, and a state T.
Lines inState(const Twine &state, StringRef language = "JSONPath") {
  return faultsOf(R"({"StartAt": "S", "QueryLanguage": ")" + language + R"(", "States": {"S": {)" + state +
                  R"(}, "T": {"Type": "Succeed"}}})");
}
Lines inTask(const Twine &fields, StringRef language = "JSONPath") {
  return inState(R"("Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Next": "T", )" + fields, language);
}
Lines inRule(const Twine &rule, StringRef language = "JSONPath") {
  return inState(R"("Type": "Choice", "Default": "T", "Choices": [{)" + rule + "}]", language);
}

/// Messages, hints and notes of a definition.
std::string said(const Twine &text) {
  Checked checked(text.str());
  std::string lines;
  raw_string_ostream out(lines);
  for (const Diagnostic &diagnostic : checked.diagnostics.diagnostics()) {
    out << diagnostic.message << '\n';
    for (const Remark &remark : diagnostic.remarks)
      out << "  " << remark.text << '\n';
  }
  return lines;
}

TEST(Validate, UnknownFields) {
  EXPECT_EQ(inState(R"("Type": "Pass", "Nxt": "T", "Next": "T")"), Lines{R"(A202 /States/S/Nxt "Nxt")"});
  EXPECT_EQ(inState(R"("Type": "Pass", "Next": "T", "Resource": "x")"), Lines{R"(A203 /States/S/Resource "Resource")"});
  EXPECT_EQ(
      inRule(R"("Variable": "$.a", "CaseInsensitiveStringEquals": "b", "Next": "T")"),
      (Lines{
          "A213 /States/S/Choices/0 {\"Variable\": \"$.a\", \"CaseInsensitiveStringEquals\": \"b\", \"Next\": \"T\"}",
          "A202 /States/S/Choices/0/CaseInsensitiveStringEquals \"CaseInsensitiveStringEquals\""}));
}

TEST(Validate, SuggestsWhatWasMeant) {
  EXPECT_EQ(said(R"({"StartAt": "S", "States": {"S": {"Type": "Pass", "Nxt": "T", "End": true}}})"),
            "unknown field 'Nxt' in a Pass state\n  did you mean 'Next'?\n");
  EXPECT_EQ(said(R"({"StartAt": "S", "States": {"S": {"Type": "Succeed", "Seconds": 1}}})"),
            "'Seconds' is not a field of a Succeed state\n  'Seconds' is a field of Wait states\n");
  EXPECT_EQ(said(R"({"StartAt": "Start", "States": {"Strat": {"Type": "Succeed"}}})"),
            "no state is named 'Start' here\n  did you mean 'Strat'?\n");
  EXPECT_EQ(
      said(R"({"StartAt": "S", "States": {"S": {"Type": "succeed"}}})"),
      "'Type' is 'succeed', but must be 'Task', 'Wait', 'Pass', 'Succeed', 'Fail', 'Choice', 'Parallel' or 'Map'\n"
      "  did you mean 'Succeed'?\n");
}

TEST(Validate, MissingFields) {
  EXPECT_EQ(faultsOf("{}"), (Lines{"A206 / {}"}));
  EXPECT_EQ(inState(R"("Type": "Pass")"), (Lines{R"(A213 /States/S {"Type": "Pass"})", "A230 /States/T \"T\""}));
}

TEST(Validate, QueryLanguages) {
  EXPECT_EQ(inState(R"("Type": "Pass", "Next": "T", "Output": 1)"), Lines{R"(A204 /States/S/Output "Output")"});
  EXPECT_EQ(inState(R"("Type": "Pass", "Next": "T", "InputPath": "$")", "JSONata"),
            Lines{R"(A204 /States/S/InputPath "InputPath")"});
  EXPECT_EQ(inState(R"("Type": "Pass", "Next": "T", "QueryLanguage": "JSONata", "Output": 1)"), Lines());
  EXPECT_EQ(inState(R"("Type": "Pass", "Next": "T", "QueryLanguage": "JSONPath")", "JSONata"),
            Lines{R"(A233 /States/S "JSONPath")"});
  EXPECT_EQ(inState(R"("Type": "Pass", "Next": "T")", "JSONatta"), Lines{R"(A210 /QueryLanguage "JSONatta")"});
  EXPECT_EQ(said(R"({"StartAt": "S", "QueryLanguage": "JSONata", "States": {"S": {"Type": "Wait", "SecondsPath": "$.x",
    "Seconds": 1, "End": true}}})"),
            "'SecondsPath' is a JSONPath field; the query language here is JSONata\n  in JSONata, write 'Seconds'\n");
}

TEST(Validate, AFieldOfTheOtherLanguageIsOneFault) {
  EXPECT_EQ(inRule(R"("Condition": true, "Next": "T")"), Lines{"A204 /States/S/Choices/0/Condition \"Condition\""});
  EXPECT_EQ(inState(R"("Type": "Wait", "Next": "T", "SecondsPath": "$.s")", "JSONata"),
            Lines{"A204 /States/S/SecondsPath \"SecondsPath\""});
  EXPECT_EQ(inRule(R"("Variable": "$.a", "IsNull": true, "Next": "T")", "JSONata").size(), 2u);
}

TEST(Validate, ResultInAJsonataStateIsOnlyWarnedAbout) {
  Checked checked(
      R"({"StartAt": "S", "QueryLanguage": "JSONata", "States": {"S": {"Type": "Pass", "Result": 1, "End": true}}})");
  EXPECT_EQ(checked.faults(), Lines{R"(A205 /States/S/Result "Result")"});
  EXPECT_FALSE(checked.diagnostics.hasErrors());
}

TEST(Validate, TypesAndRanges) {
  auto wait = [](StringRef seconds, StringRef language) {
    return inState(R"("Type": "Wait", "Next": "T", "Seconds": )" + seconds, language);
  };
  EXPECT_EQ(wait("0", "JSONPath"), Lines());
  EXPECT_EQ(wait("99999999", "JSONPath"), Lines());
  EXPECT_EQ(wait("60.0", "JSONPath"), Lines());
  EXPECT_EQ(wait("100000000", "JSONPath"), Lines{"A209 /States/S/Seconds 100000000"});
  EXPECT_EQ(wait("-1", "JSONata"), Lines{"A209 /States/S/Seconds -1"});
  EXPECT_EQ(wait("1.5", "JSONPath"), Lines{"A208 /States/S/Seconds 1.5"});
  EXPECT_EQ(wait("\"1\"", "JSONata"), Lines{"A207 /States/S/Seconds \"1\""});
  EXPECT_EQ(wait("\"{% 1 %}\"", "JSONata"), Lines());
  EXPECT_EQ(wait("\"{% 1 %}\"", "JSONPath"), Lines{"A207 /States/S/Seconds \"{% 1 %}\""});
  EXPECT_EQ(inTask(R"("TimeoutSeconds": 0)"), Lines{"A209 /States/S/TimeoutSeconds 0"});
  EXPECT_EQ(
      faultsOf(R"({"StartAt": "S", "TimeoutSeconds": 0, "Version": "2.0", "States": {"S": {"Type": "Succeed"}}})"),
      Lines{"A210 /Version \"2.0\""});
  EXPECT_EQ(inTask(R"("Comment": 7, "Retry": {})"), (Lines{"A207 /States/S/Comment 7", "A207 /States/S/Retry {}"}));
  EXPECT_EQ(inTask(R"("Assign": "{% $x %}")", "JSONata"), Lines{"A207 /States/S/Assign \"{% $x %}\""});
}

TEST(Validate, FieldsThatExcludeEachOther) {
  EXPECT_EQ(inState(R"("Type": "Pass", "Next": "T", "End": true)"), Lines{R"(A212 /States/S/End "End")"});
  EXPECT_EQ(
      inState(
          R"("Type": "Wait", "Next": "T", "Seconds": 1, "Timestamp": "2024-08-18T17:33:00Z", "SecondsPath": "$.s")"),
      (Lines{R"(A212 /States/S/Timestamp "Timestamp")", R"(A212 /States/S/SecondsPath "SecondsPath")"}));
  EXPECT_EQ(inTask(R"("TimeoutSeconds": 1, "TimeoutSecondsPath": "$.t")"),
            Lines{R"(A212 /States/S/TimeoutSecondsPath "TimeoutSecondsPath")"});
  EXPECT_EQ(faultsOf(R"({"StartAt": "F", "States": {"F": {"Type": "Fail", "CausePath": "$.c", "Cause": "c"}}})"),
            Lines{R"(A212 /States/F/Cause "Cause")"});
  EXPECT_EQ(inState(R"("Type": "Pass", "End": false)"), (Lines{"A232 /States/S/End false", "A230 /States/T \"T\""}));
}

// The causes of CREATE_FAILED in the recordings: base_scenarios test_wait_timestamp_invalid.
TEST(Validate, Timestamps) {
  auto wait = [](StringRef time) {
    return inState(R"("Type": "Wait", "Next": "T", "Timestamp": ")" + time + "\"").size();
  };
  for (StringRef good :
       {"2024-08-18T17:33:00Z", "2024-08-18T17:33:00.123456789Z", "2024-02-29T00:00:00+05:30", "${When}"})
    EXPECT_EQ(wait(good), 0u) << good.str();
  for (StringRef bad : {"2016-12-05 21:29:29Z", "2016-12-05T25:29:29Z", "05-12-2016T21:29:29Z", "2016-12-05T21:29:29",
                        "2016-12-05t21:29:29z", "2023-02-29T00:00:00Z", "2016-12-05T21:29:29.Z",
                        "2016-12-05T21:29:29+5:00", "", "{% $now() %}"})
    EXPECT_EQ(wait(bad), 1u) << bad.str();
}

TEST(Validate, Resources) {
  auto task = [](StringRef arn) {
    return inState(R"("Type": "Task", "Next": "T", "Resource": ")" + arn + "\"").size();
  };
  for (StringRef good : {"arn:aws:states:::lambda:invoke", "arn:aws:lambda:us-east-1:123456789012:function:f:$LATEST",
                         "arn:aws:lambda:us-east-1:123456789012:function:f:live-2", "${FunctionArn}",
                         "arn:aws-cn:states:::sqs:sendMessage.waitForTaskToken"})
    EXPECT_EQ(task(good), 0u) << good.str();
  for (StringRef bad : {"mock-arn", "arn:aws", "arn:aws:lambda:us-east-1:1:function:f:",
                        "arn:aws:lambda:us-east-1:1:function:f:$*#", "arn:aws:lambda:us-east-1:1:function:"})
    EXPECT_EQ(task(bad), 1u) << bad.str();
}

TEST(Validate, Names) {
  std::string longest(80, 'x'), tooLong(81, 'x'), wide;
  for (int i = 0; i < 80; ++i)
    wide += "é"; // counted as a person counts
  for (const std::string &name : {longest, wide})
    EXPECT_EQ(faultsOf(R"({"StartAt": ")" + name + R"(", "States": {")" + name + R"(": {"Type": "Succeed"}}})"),
              Lines());
  EXPECT_EQ(faultsOf(R"({"StartAt": ")" + tooLong + R"(", "States": {")" + tooLong + R"(": {"Type": "Succeed"}}})"),
            Lines{"A228 /States/" + tooLong + " \"" + tooLong + "\""});
  EXPECT_EQ(inState(R"("Type": "Parallel", "Next": "T", "Branches": [
      {"StartAt": "T", "States": {"T": {"Type": "Succeed"}}}])"),
            Lines{"A227 /States/T \"T\""});
  EXPECT_EQ(faultsOf(R"({"StartAt": "a/b", "States": {"a/b": {"Type": "Pass", "Next": "~"}}})"),
            Lines{"A229 /States/a~1b/Next \"~\""});
}

TEST(Validate, Targets) {
  EXPECT_EQ(faultsOf(R"({"StartAt": "S", "States": {"S": {"Type": "Choice", "Default": "X1", "Choices": [
      {"Variable": "$.a", "IsNull": true, "Next": "X2"}]}}})"),
            (Lines{"A229 /States/S/Default \"X1\"", "A229 /States/S/Choices/0/Next \"X2\""}));
  EXPECT_EQ(inTask(R"("Catch": [{"ErrorEquals": ["A"], "Next": "t"}])"), Lines{"A229 /States/S/Catch/0/Next \"t\""});
  // A transition stays within its own States.
  EXPECT_EQ(inState(R"("Type": "Parallel", "Next": "T", "Branches": [
      {"StartAt": "B", "States": {"B": {"Type": "Pass", "Next": "T"}}}])"),
            Lines{"A229 /States/S/Branches/0/States/B/Next \"T\""});
  EXPECT_EQ(faultsOf(R"({"StartAt": "Q", "States": {"A": {"Type": "Succeed"}, "B": {"Type": "Succeed"}}})"),
            Lines{"A229 /StartAt \"Q\""});
}

TEST(Validate, ReachabilityAndEnd) {
  EXPECT_EQ(inState(R"("Type": "Pass", "End": true)"), Lines{"A230 /States/T \"T\""});
  EXPECT_EQ(inTask(R"("Catch": [{"ErrorEquals": ["A"], "Next": "T"}])"), Lines());
  // One misspelt name does not make what it meant unreachable.
  EXPECT_EQ(
      faultsOf(
          R"({"StartAt": "First", "States": {"First": {"Type": "Pass", "Next": "Secnd"}, "Second": {"Type": "Succeed"}}})"),
      Lines{"A229 /States/First/Next \"Secnd\""});
  EXPECT_EQ(
      faultsOf(
          R"({"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "B"}, "B": {"Type": "Pass", "Next": "A"}}})"),
      Lines{"A231 /States \"States\""});
  EXPECT_EQ(faultsOf(R"({"StartAt": "A", "States": {}})"), (Lines{"A229 /StartAt \"A\"", "A211 /States {}"}));
}

TEST(Validate, StatesWithoutAType) {
  EXPECT_EQ(inState(R"("Next": "T", "Foo": 1)"), Lines{"A206 /States/S \"S\""});
  EXPECT_EQ(inState(R"("Type": 5, "Next": "T")"), Lines{"A207 /States/S/Type 5"});
  EXPECT_EQ(inState(R"("Type": "Custom", "Choices": [{"Variable": "$", "IsNull": true, "Next": "T"}])"),
            Lines{"A210 /States/S/Type \"Custom\""});
  EXPECT_EQ(faultsOf(R"({"StartAt": "S", "States": {"S": 5}})"), (Lines{"A229 /StartAt \"S\"", "A207 /States/S 5"}));
}

TEST(Validate, ChoiceRules) {
  EXPECT_EQ(inRule(R"("Variable": "$.a", "StringEquals": "x", "Next": "T")"), Lines());
  EXPECT_EQ(inRule(R"("StringEquals": "x", "Next": "T")"), Lines{"A241 /States/S/Choices/0 \"StringEquals\""});
  EXPECT_EQ(inRule(R"("Variable": "$.a", "And": [{"Variable": "$.a", "IsNull": true}], "Next": "T")"),
            Lines{"A240 /States/S/Choices/0/Variable \"Variable\""});
  EXPECT_EQ(inRule(R"("Variable": "$.a", "IsNull": true, "IsString": true, "Next": "T")"),
            Lines{"A212 /States/S/Choices/0/IsString \"IsString\""});
  EXPECT_EQ(inRule(R"("Not": {"Variable": "$.a", "IsNull": true, "Next": "T"}, "Next": "T")"),
            Lines{"A203 /States/S/Choices/0/Not/Next \"Next\""});
  EXPECT_EQ(inRule(R"("Or": [{"Not": {"And": []}}], "Next": "T")"), Lines{"A211 /States/S/Choices/0/Or/0/Not/And []"});
  EXPECT_EQ(inRule(R"("Variable": "x", "IsNull": true, "Next": "T")"),
            Lines{"A219 /States/S/Choices/0/Variable \"x\""});
  EXPECT_EQ(inRule(R"("Condition": "yes", "Next": "T")", "JSONata"),
            Lines{"A207 /States/S/Choices/0/Condition \"yes\""});
  EXPECT_EQ(inRule(R"("Condition": true)", "JSONata"), Lines{"A206 /States/S/Choices/0 {\"Condition\": true}"});
  EXPECT_EQ(inRule(R"("Variable": "$.a", "IsNull": true, "Condition": true, "Next": "T")", "JSONata"),
            (Lines{"A204 /States/S/Choices/0/Variable \"Variable\"", "A204 /States/S/Choices/0/IsNull \"IsNull\""}));
  EXPECT_EQ(inState(R"("Type": "Choice", "Default": "T", "Choices": [])"), Lines{"A211 /States/S/Choices []"});
  EXPECT_EQ(inState(R"("Type": "Choice", "Default": "T", "Choices": [5])"), Lines{"A207 /States/S/Choices/0 5"});
}

TEST(Validate, RetriersAndCatchers) {
  EXPECT_EQ(inTask(R"("Retry": [{"ErrorEquals": ["A"]}, {"ErrorEquals": ["States.ALL"]}])"), Lines());
  EXPECT_EQ(inTask(R"("Retry": [{"ErrorEquals": ["States.ALL"]}, {"ErrorEquals": ["A"]}])"),
            Lines{"A235 /States/S/Retry/0/ErrorEquals \"States.ALL\""});
  EXPECT_EQ(inTask(R"("Catch": [{"ErrorEquals": ["A", "States.ALL"], "Next": "T"}])"),
            Lines{"A234 /States/S/Catch/0/ErrorEquals \"States.ALL\""});
  EXPECT_EQ(inTask(R"("Retry": [{"ErrorEquals": []}])"), Lines{"A211 /States/S/Retry/0/ErrorEquals []"});
  EXPECT_EQ(inTask(R"("Retry": [{"ErrorEquals": [1]}])"), Lines{"A207 /States/S/Retry/0/ErrorEquals/0 1"});
  EXPECT_EQ(inTask(R"("Retry": [{"ErrorEquals": ["A"], "MaxAttempts": -1, "IntervalSeconds": 3.5, "BackoffRate": 0.5,
      "MaxDelaySeconds": 31622401, "JitterStrategy": "full"}])"),
            (Lines{"A209 /States/S/Retry/0/MaxAttempts -1", "A208 /States/S/Retry/0/IntervalSeconds 3.5",
                   "A209 /States/S/Retry/0/BackoffRate 0.5", "A209 /States/S/Retry/0/MaxDelaySeconds 31622401",
                   "A210 /States/S/Retry/0/JitterStrategy \"full\""}));
  EXPECT_EQ(inTask(R"("TimeoutSeconds": 10, "HeartbeatSeconds": 10)"), Lines{"A236 /States/S/HeartbeatSeconds 10"});
}

TEST(Validate, Variables) {
  EXPECT_EQ(inTask(R"("Assign": {"größe_2": 1, "x": {"not.a.variable": 2}})", "JSONata"), Lines());
  EXPECT_EQ(inTask(R"("Assign": {"x.y": 1, "2x": 1, "": 1, "states": 1, "a-b": 1})", "JSONata"),
            (Lines{"A237 /States/S/Assign/x.y x.y", "A237 /States/S/Assign/2x 2x", "A237 /States/S/Assign/ \"\"",
                   "A238 /States/S/Assign/states states", "A244 /States/S/Assign/a-b a-b"}));
  EXPECT_EQ(inTask(R"("Assign": {"x.$": "$.a", "y": 1})"), Lines());
  EXPECT_EQ(inTask(R"("Assign": {"x.$": "$.a"})", "JSONata"), Lines{"A237 /States/S/Assign/x.$ x.$"});
  std::string name(81, 'v');
  EXPECT_EQ(inTask("\"Assign\": {\"" + name + "\": 1}", "JSONata"),
            Lines{"A239 /States/S/Assign/" + name + " " + name});
}

TEST(Validate, PathsBeginAsPathsDo) {
  EXPECT_EQ(inTask(R"j("InputPath": null, "OutputPath": "$$.Execution", "ResultPath": "$['a']")j"), Lines());
  EXPECT_EQ(inTask(R"j("InputPath": "a.b", "ResultPath": "$var")j"),
            (Lines{"A219 /States/S/InputPath \"a.b\"", "A219 /States/S/ResultPath \"$var\""}));
  EXPECT_EQ(faultsOf(R"j({"StartAt": "F", "States": {"F": {"Type": "Fail", "ErrorPath": "States.Format('{}', $.e)",
      "CausePath": "States.MathAdd($.a, 1)"}}})j"),
            Lines{"A220 /States/F/CausePath \"States.MathAdd($.a, 1)\""});
}

TEST(Validate, PayloadTemplates) {
  EXPECT_EQ(inTask(R"j("Parameters": {"a.$": "$.x", "b": [{"c.$": "States.UUID()"}], "d": "plain"})j"), Lines());
  EXPECT_EQ(inTask(R"j("Parameters": {"a.$": 2, "b": [{"c.$": "plain"}], "d": 1, "d.$": "$"})j"),
            (Lines{"A221 /States/S/Parameters/a.$ 2", "A222 /States/S/Parameters/b/0/c.$ \"plain\"",
                   "A223 /States/S/Parameters/d.$ \"d.$\""}));
}

} // namespace
