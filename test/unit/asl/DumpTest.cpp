#include "Check.h"

#include "llvm/Support/raw_ostream.h"

#include <gtest/gtest.h>

using namespace aslc;
using namespace aslc::asl::test;

TEST(Dump, ShowsStatesTargetsAndPayloads) {
  Checked checked(R"({"StartAt": "Route", "QueryLanguage": "JSONata", "TimeoutSeconds": 60, "States": {
    "Route": {"Type": "Choice", "Default": "Stop", "Choices": [{"Condition": "{% $states.input.ok %}", "Next": "Fan",
      "Assign": {"n": 1}}]},
    "Fan": {"Type": "Parallel", "Next": "Stop", "Output": {"all": "{% $states.result %}", "fixed": [1, 2.50]},
      "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Stop", "Output": null}],
      "Branches": [{"StartAt": "W", "States": {"W": {"Type": "Wait", "QueryLanguage": "JSONata", "Seconds": 3, "End": true}}}]},
    "Stop": {"Type": "Succeed"}}})");
  std::string text;
  llvm::raw_string_ostream out(text);
  asl::dump(*checked.machine, out);
  EXPECT_EQ(text, R"(machine JSONata start 'Route' timeout 60 s
  Choice 'Route' JSONata default -> 'Stop'
    Choices[0] -> 'Fan'
      Choices[0]/Condition: {% $states.input.ok %}
      Choices[0]/Assign: {"n":1}
  Parallel 'Fan' JSONata -> 'Stop'
    Output/all: {% $states.result %}
    Output/fixed: [1,2.50]
    Catch[0] States.ALL -> 'Stop'
      Catch[0]/Output: null
    branch 0 JSONata start 'W'
      Wait 'W' JSONata end
        Seconds: 3
  Succeed 'Stop' JSONata
)");
}
