// All of the language is taken.
#include "Check.h"

#include <gtest/gtest.h>

using namespace aslc;
using namespace aslc::sema;
using namespace aslc::sema::test;

namespace {

/// Parallel and Map, in both modes, timeouts, retries, tokens, jobs and activities are executed.
TEST(WholeLanguage, NothingIsRefused) {
  EXPECT_EQ(machine(R"({"QueryLanguage": "JSONata", "StartAt": "B", "States": {
"B": {"Type": "Map", "End": true, "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
"StartAt": "D", "States": {"D": {"Type": "Succeed"}}},
"ItemBatcher": {"MaxItemsPerBatch": 5}}}})"),
            Lines());
  EXPECT_EQ(machine(R"({"QueryLanguage": "JSONata", "StartAt": "A", "TimeoutSeconds": 3, "States": {
"A": {"Type": "Parallel", "Next": "B", "Branches": [{"StartAt": "C", "States": {"C": {"Type": "Succeed"}}}]},
"B": {"Type": "Map", "Next": "E", "ItemProcessor": {"StartAt": "D", "States": {"D": {"Type": "Succeed"}}}},
"E": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken", "TimeoutSeconds": 5, "HeartbeatSeconds": 2,
"Arguments": {"FunctionName": "f", "Payload": "{% $states.context.Task.Token %}"},
"Credentials": {"RoleArn": "arn:aws:iam::123456789012:role/x"}, "Retry": [{"ErrorEquals": ["States.ALL"]}], "Next": "F"},
"F": {"Type": "Task", "Resource": "arn:aws:states:us-east-1:123456789012:activity:x", "End": true}}})"),
            Lines());
  EXPECT_EQ(machine(R"({"QueryLanguage": "JSONata", "StartAt": "A", "States": {"A": {"Type": "Task", "End": true,
"Resource": "arn:aws:states:::states:startExecution.sync:2", "Arguments": {"StateMachineArn": "arn:aws:states:us-east-1:123456789012:stateMachine:m"}}}})"),
            Lines());
}

TEST(WholeLanguage, CatchersAreChecked) {
  EXPECT_EQ(
      machine(R"({"QueryLanguage": "JSONata", "StartAt": "A", "States": {"A": {"Type": "Task", "Next": "B",
"Resource": "arn:aws:lambda:us-east-1:123456789012:function:f", "Output": "{% $states.result %}",
"Catch": [{"ErrorEquals": ["States.ALL"], "Next": "B",
"Output": "{% $states.errorOutput.Error & $states.result %}"}]},
"B": {"Type": "Succeed"}}})"),
      (Lines{"4:51 A308 there is no `$states.result` in this field [result]",
             "note: it is the result of a Task, Parallel or Map state, for that state's own 'Output' and 'Assign'"}));
}

} // namespace
