// What the model holds, and how payloads name their parts.
#include "Check.h"

#include <gtest/gtest.h>

using namespace llvm;
using namespace aslc;
using namespace aslc::asl;
using namespace aslc::asl::test;

namespace {

using Lines = std::vector<std::string>;

/// Every expression of a payload with its path, "Output/x = $a".
void collect(const Template &payload, Lines &lines) {
  if (payload.kind == Template::Expression)
    lines.push_back(payload.path + " = " + payload.expression.text().str());
  for (const Template &item : payload.items)
    collect(item, lines);
  for (const TemplateMember &member : payload.members)
    collect(member.value, lines);
}
Lines expressions(const Template *payload) {
  Lines lines;
  if (payload)
    collect(*payload, lines);
  return lines;
}

TEST(Reader, KeepsStatesInTheOrderWritten) {
  Checked checked(R"({"Comment": "c", "StartAt": "B", "TimeoutSeconds": 60, "QueryLanguage": "JSONata",
    "States": {"B": {"Type": "Pass", "Next": "A"}, "A": {"Type": "Succeed"}}})");
  ASSERT_EQ(checked.faults(), Lines());
  const Machine &machine = *checked.machine;
  EXPECT_EQ(machine.startAt.text(), "B");
  EXPECT_EQ(machine.timeoutSeconds, 60.0);
  EXPECT_EQ(machine.comment, "c");
  ASSERT_EQ(machine.states.size(), 2u);
  EXPECT_EQ(machine.states[0]->name, "B");
  EXPECT_EQ(machine.states[0]->next->text(), "A");
  EXPECT_EQ(machine.states[0]->language, QueryLanguage::JSONata);
  EXPECT_EQ(machine.states[1]->type, StateType::Succeed);
  EXPECT_EQ(machine.states[1]->pointer, "/States/A");
}

TEST(Reader, NamesThePartsOfPayloadsAsAwsDoes) {
  Checked checked(R"({"StartAt": "S", "QueryLanguage": "JSONata", "States": {"S": {"Type": "Pass", "End": true,
    "Output": {"items": [1, "text", {"x": "{% $a %}"}], "plain": {"y": [true]}, "z": "{%$b%}"}}}})");
  ASSERT_EQ(checked.faults(), Lines());
  const Template *output = checked.state("S").payload(Field::Output);
  EXPECT_EQ(expressions(output), (Lines{"Output/items[2]/x = $a", "Output/z = $b"}));
  ASSERT_EQ(output->members.size(), 3u);
  EXPECT_EQ(output->members[1].value.kind, Template::Literal);
  EXPECT_EQ(output->members[0].value.items[1].kind, Template::Literal);
}

TEST(Reader, ReadsChoicesAndCatchers) {
  Checked checked(R"({"StartAt": "C", "QueryLanguage": "JSONata", "States": {
    "C": {"Type": "Choice", "Default": "T", "Assign": {"d": "{% 1 %}"}, "Choices": [
      {"Condition": "{% $a %}", "Next": "T", "Assign": {"x": "{% $b %}"}, "Output": "{% $c %}"}, {"Condition": true, "Next": "T"}]},
    "T": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true,
      "Catch": [{"ErrorEquals": ["A", "B"], "Next": "F", "Output": "{% $states.errorOutput %}"}]},
    "F": {"Type": "Fail", "Error": "{% $e %}"}}})");
  ASSERT_EQ(checked.faults(), Lines());
  const State &choice = checked.state("C");
  EXPECT_EQ(choice.defaultNext->text(), "T");
  EXPECT_EQ(expressions(choice.payload(Field::Assign)), Lines{"Assign/d = 1"});
  ASSERT_EQ(choice.choices.size(), 2u);
  EXPECT_EQ(expressions(&*choice.choices[0].condition), Lines{"Choices[0]/Condition = $a"});
  EXPECT_EQ(expressions(&*choice.choices[0].assign), Lines{"Choices[0]/Assign/x = $b"});
  EXPECT_EQ(expressions(&*choice.choices[0].output), Lines{"Choices[0]/Output = $c"});
  EXPECT_EQ(choice.choices[1].condition->kind, Template::Literal);
  EXPECT_FALSE(choice.choices[1].output);
  const State &task = checked.state("T");
  ASSERT_EQ(task.catchers.size(), 1u);
  EXPECT_EQ(task.catchers[0].errors[1].text(), "B");
  EXPECT_EQ(task.catchers[0].next.text(), "F");
  EXPECT_EQ(expressions(&*task.catchers[0].output), Lines{"Catch[0]/Output = $states.errorOutput"});
  EXPECT_EQ(expressions(checked.state("F").payload(Field::Error)), Lines{"Error = $e"});
}

TEST(Reader, ReadsMachinesInsideAndThePartsOfMap) {
  Checked checked(R"({"StartAt": "M", "QueryLanguage": "JSONata", "States": {"M": {"Type": "Map", "End": true,
    "Items": ["{% $i %}"], "MaxConcurrency": "{% $n %}",
    "ItemReader": {"Resource": "arn:aws:states:::s3:getObject", "Arguments": {"Bucket": "{% $b %}"},
      "ReaderConfig": {"InputType": "JSON", "MaxItems": "{% $m %}"}},
    "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS"},
      "StartAt": "P", "States": {"P": {"Type": "Parallel", "End": true, "Branches": [
        {"StartAt": "X", "States": {"X": {"Type": "Succeed"}}}, {"StartAt": "Y", "States": {"Y": {"Type": "Succeed"}}}]}}}}}})");
  ASSERT_EQ(checked.faults(), Lines());
  const State &map = checked.state("M");
  EXPECT_EQ(expressions(map.payload(Field::Items)), Lines{"Items[0] = $i"});
  EXPECT_EQ(expressions(map.payload(Field::ReaderArguments)), Lines{"ItemReader/Arguments/Bucket = $b"});
  EXPECT_EQ(expressions(map.payload(Field::MaxItems)), Lines{"ItemReader/ReaderConfig/MaxItems = $m"});
  ASSERT_EQ(map.branches.size(), 1u);
  const State &parallel = *map.branches[0]->states[0];
  EXPECT_EQ(parallel.language, QueryLanguage::JSONata);
  ASSERT_EQ(parallel.branches.size(), 2u);
  EXPECT_EQ(parallel.branches[1]->states[0]->pointer, "/States/M/ItemProcessor/States/P/Branches/1/States/Y");
}

TEST(Reader, QueryLanguageOfAMapIsNotThatOfItsStates) {
  Checked checked(R"({"StartAt": "M", "States": {"M": {"Type": "Map", "QueryLanguage": "JSONata", "End": true,
    "ItemProcessor": {"StartAt": "P", "States": {"P": {"Type": "Pass", "InputPath": "$.a", "End": true}}}}}})");
  EXPECT_EQ(checked.faults(), Lines());
  EXPECT_EQ(checked.state("M").branches[0]->states[0]->language, QueryLanguage::JSONPath);
}

TEST(Reader, ExpressionsHaveNoPlaceInJsonPathStates) {
  Checked checked(R"({"StartAt": "S", "States": {"S": {"Type": "Pass", "Result": "{% $x %}", "End": true}}})");
  EXPECT_EQ(checked.faults(), Lines());
  EXPECT_EQ(checked.state("S").payload(Field::Result), nullptr);
}

TEST(Reader, ExpressionsKnowTheirBytes) {
  StringRef text = R"({"StartAt": "S", "QueryLanguage": "JSONata", "States": {"S": {"Type": "Pass", "End": true,
    "Output": "{%\n  $uppercase(\"é\") \t%}"}}})";
  Checked checked(text);
  ASSERT_EQ(checked.faults(), Lines());
  const Template *output = checked.state("S").payload(Field::Output);
  EXPECT_EQ(output->expression.text(), "$uppercase(\"é\")");
  SourceRange range = output->expression.map(0, 10);
  EXPECT_EQ(text.slice(range.begin, range.end), "$uppercase");
  range = output->expression.map(11, 15);
  EXPECT_EQ(text.slice(range.begin, range.end), R"(\"é\")");
}

// spec/jsonata-in-asl.md section 2: exactly `{%` first and `%}` last; with blanks outside it is data (observed).
TEST(Reader, DelimitersAreExact) {
  auto faults = [](StringRef value) {
    return Checked(
               (R"({"StartAt": "S", "QueryLanguage": "JSONata", "States": {"S": {"Type": "Pass", "End": true, "Output": {"a": [")" +
                value + "\"]}}}}")
                   .str())
        .faults();
  };
  EXPECT_EQ(faults(" {% 1 %} "), Lines());
  EXPECT_EQ(faults("50%} off"), Lines());
  EXPECT_EQ(faults("{% 1"), Lines{"A215 /States/S/Output/a/0 {%"});
  EXPECT_EQ(faults("{% 1 %} "), Lines{"A215 /States/S/Output/a/0 {%"});
  EXPECT_EQ(faults("{%}"), Lines{"A215 /States/S/Output/a/0 {%"});
  EXPECT_EQ(faults("1 %}"), Lines{"A216 /States/S/Output/a/0 %}"});
  EXPECT_EQ(faults("{%%}"), Lines());
}

TEST(Reader, RefusesWhatIsNoObject) {
  for (StringRef text : {"[]", "\"x\"", "17", "null"}) {
    Checked checked(text);
    EXPECT_EQ(checked.machine, nullptr);
    EXPECT_EQ(checked.faults(), Lines{("A201 / " + text).str()});
  }
}

} // namespace
