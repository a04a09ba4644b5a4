// The mock configuration file of Step Functions Local: what Task states answer in a test case, instead of their handlers.
//
//     {
//       "StateMachines": {"order": {"TestCases": {"Busy": {"Charge": "BusyTwice"}}}},
//       "MockedResponses": {
//         "BusyTwice": {"0-1": {"Throw": {"Error": "Busy", "Cause": "come back later"}}, "2": {"Return": {"paid": true}}}
//       }
//     }
//
// The calls of a state are counted from 0 through the whole execution: retries, iterations, visits in a loop, and the executions that
// a distributed Map state starts. Step Functions Local counts so (2.0.0; its documentation speaks of retries alone). A call that the
// response has nothing for ends the execution with States.Runtime, as there; a response without any call is no error in itself. What is
// not of that format: "AfterSeconds" beside Return or Throw says how long the task takes.
#pragma once

#include "runtime/abi/Program.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace aslrt {

/// What the calls `first` to `last` of a state answer.
struct MockedAnswer {
  uint32_t first, last;
  bool throws;
  double seconds;     // later
  std::string result; // JSON: it returns this
  std::string payload; // of that, if it is written as the API of functions answers: {"StatusCode": 200, "Payload": ...}; else empty
  std::string error;  // or throws this
  std::optional<std::string> cause;
};

struct MockedState {
  std::string state, response;
  std::vector<MockedAnswer> answers; // in order, without overlap

  /// Null if nothing is said of that call.
  const MockedAnswer *of(uint32_t call) const;
  /// "0-1, 2", or "none".
  std::string calls() const;
};

/// Which part of a file counts, and for what.
struct MockChoice {
  std::optional<std::string_view> machine = {}, testCase = {};
  std::string_view workflow = {};         // the machine's name if `machine` does not say it
  std::span<const StateInfo> states = {}; // of the workflow
  std::string_view definition = {};       // of the workflow: JSON, or empty; has states that optimising removed, too
};

/// Why a file cannot be used. `path`: the keys that lead to the place; `offset` in bytes: of the last of them.
struct MockError {
  std::vector<std::string> path;
  std::string message;
  size_t offset = 0;
};

/// The states that the chosen test case mocks. Only what it names is looked at beyond its outline. Throws MockError.
std::vector<MockedState> readMocks(std::string_view text, const MockChoice &choice);

} // namespace aslrt
