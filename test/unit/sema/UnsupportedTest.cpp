// What is parsed but not executed is refused by name, where it stands.
#include "Check.h"

#include <gtest/gtest.h>

using namespace aslc;
using namespace aslc::sema;
using namespace aslc::sema::test;

namespace {

const std::string refused = " is not executed by this version of aslc";

TEST(Unsupported, Machines) {
  EXPECT_EQ(machine(R"({"QueryLanguage": "JSONata", "StartAt": "A", "TimeoutSeconds": 3, "States": {
"A": {"Type": "Parallel", "Next": "B", "Branches": [{"StartAt": "C", "States": {"C": {"Type": "Succeed"}}}]},
"B": {"Type": "Map", "End": true, "ItemProcessor": {"StartAt": "D", "States": {"D": {"Type": "Succeed"}}}}}})"),
            (Lines{"1:46 A320 'TimeoutSeconds' of a state machine" + refused + " [\"TimeoutSeconds\"]",
                   "2:1 A320 a Parallel state" + refused + " [\"A\"]", "3:1 A320 a Map state" + refused + " [\"B\"]"}));
}

TEST(Unsupported, Tasks) {
  EXPECT_EQ(
      machine(R"({"QueryLanguage": "JSONata", "StartAt": "A", "States": {"A": {"Type": "Task", "End": true,
"Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken",
"TimeoutSeconds": 5, "HeartbeatSeconds": 2,
"Credentials": {"RoleArn": "arn:aws:iam::123456789012:role/x"},
"Retry": [{"ErrorEquals": ["States.ALL"]}]}}})"),
      (Lines{"2:44 A320 a task that waits for a callback ('.waitForTaskToken')" + refused + " [.waitForTaskToken]",
             "3:1 A320 'TimeoutSeconds' of a Task state" + refused + " [\"TimeoutSeconds\"]",
             "3:22 A320 'HeartbeatSeconds'" + refused + " [\"HeartbeatSeconds\"]",
             "4:1 A320 'Credentials'" + refused + " [\"Credentials\"]",
             "5:1 A320 'Retry'" + refused + " [\"Retry\"]"}));
  auto task = [](std::string resource) {
    return machine(
        "{\"QueryLanguage\": \"JSONata\", \"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Task\", \"End\": true,\n"
        "\"Resource\": \"" +
        resource + "\"}}}");
  };
  EXPECT_EQ(task("arn:aws:states:::batch:submitJob.sync"),
            (Lines{"2:46 A320 a task that waits for its job ('.sync')" + refused + " [.sync]"}));
  EXPECT_EQ(task("arn:aws:states:::states:startExecution.sync:2"),
            (Lines{"2:52 A320 a task that waits for its job ('.sync')" + refused + " [.sync:2]"}));
  EXPECT_EQ(task("arn:aws:states:us-east-1:123456789012:activity:x"),
            (Lines{"2:14 A320 an activity" + refused + " [arn:aws:states:us-east-1:123456789012:activity:x]"}));
  EXPECT_EQ(task("arn:aws:lambda:us-east-1:123456789012:function:f"), Lines());
}

TEST(Unsupported, CatchersAreRefusedButChecked) {
  EXPECT_EQ(
      machine(R"({"QueryLanguage": "JSONata", "StartAt": "A", "States": {"A": {"Type": "Task", "Next": "B",
"Resource": "arn:aws:lambda:us-east-1:123456789012:function:f", "Output": "{% $states.result %}",
"Catch": [{"ErrorEquals": ["States.ALL"], "Next": "B",
"Output": "{% $states.errorOutput.Error & $states.result %}"}]},
"B": {"Type": "Succeed"}}})"),
      (Lines{"3:1 A320 'Catch'" + refused + " [\"Catch\"]",
             "4:51 A308 there is no `$states.result` in this field [result]",
             "note: it is the result of a Task, Parallel or Map state, for that state's own 'Output' and 'Assign'"}));
}

} // namespace
