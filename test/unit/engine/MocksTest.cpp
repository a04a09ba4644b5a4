// Mock configuration files: which call gets which answer, and where a fault is told to be. What users see is in test/product/mocks.test.
#include "runtime/tasks/Mocks.h"

#include <gtest/gtest.h>

using namespace aslrt;

static Text text(std::string_view name) { return {name.data(), name.size()}; }
static const StateInfo states[] = {
    {text("Charge"), StateType::Task, 0}, {text("Ship"), StateType::Task, 0}, {text("Sorry"), StateType::Pass, 0}};

/// One test case that gives Charge this response.
static std::string fileWith(std::string_view response) {
  return R"({"StateMachines": {"m": {"TestCases": {"c": {"Charge": "r"}}}}, "MockedResponses": {"r": )" + std::string(response) + "}}";
}

static MockedState read(std::string_view response) {
  std::vector<MockedState> mocks = readMocks(fileWith(response), {.workflow = "order", .states = states});
  EXPECT_EQ(mocks.size(), 1u);
  return mocks.at(0);
}

static MockError errorOf(std::string_view file, MockChoice choice = {.workflow = "order", .states = states}) {
  try {
    readMocks(file, choice);
  } catch (const MockError &error) {
    return error;
  }
  ADD_FAILURE() << "accepted: " << file;
  return {};
}

static std::string messageOf(std::string_view response) { return errorOf(fileWith(response)).message; }

TEST(Mocks, AnswersByCall) {
  MockedState mock = read(R"({"5": {"Return": 5}, "1-3": {"Throw": {"Error": "E", "Cause": "C"}}, "0": {"Return": {"n": 1.0}}})");
  EXPECT_EQ(mock.calls(), "0, 1-3, 5");
  EXPECT_EQ(mock.of(0)->result, R"({"n":1.0})");
  for (uint32_t call : {1, 2, 3}) {
    EXPECT_EQ(mock.of(call)->error, "E");
    EXPECT_EQ(mock.of(call)->cause, "C");
  }
  EXPECT_EQ(mock.of(4), nullptr);
  EXPECT_EQ(mock.of(5)->result, "5");
  EXPECT_EQ(mock.of(6), nullptr);
  EXPECT_EQ(mock.of(UINT32_MAX), nullptr);
}

TEST(Mocks, OfNoCallOrOfAll) {
  EXPECT_EQ(read("{}").of(0), nullptr);
  EXPECT_EQ(read("{}").calls(), "none");
  EXPECT_EQ(read(R"({"0-4294967295": {"Return": null}})").of(UINT32_MAX)->result, "null");
}

TEST(Mocks, PlacesOfFaults) {
  std::string file = fileWith(R"({"0": {"Throw": {"Error": 5}}})");
  MockError error = errorOf(file);
  EXPECT_EQ(error.path, (std::vector<std::string>{"MockedResponses", "r", "0", "Throw", "Error"}));
  EXPECT_EQ(error.offset, file.find("\"Error\""));
  error = errorOf(R"({"StateMachines": {"m": {"TestCases": {"c": {"Shop": "r"}}}}, "MockedResponses": {}})");
  EXPECT_EQ(error.path, (std::vector<std::string>{"StateMachines", "m", "TestCases", "c", "Shop"}));
  EXPECT_EQ(error.message, "the workflow has no state 'Shop'; did you mean 'Ship'?");
  // A key with an escape does not stand in the text as it is: the key around it is the place
  file = fileWith(R"({"\u0030x": {"Return": 1}})");
  EXPECT_EQ(errorOf(file).offset, file.find("\"r\": {"));
  EXPECT_EQ(errorOf("").path.size(), 0u);
}

TEST(Mocks, CallsThatAreNone) {
  for (const char *key : {"", "-", "-1", "1-", "a", "1 ", " 1", "0x1", "1-2-3", "4294967296", "1.0", "+1"})
    EXPECT_NE(messageOf(R"({")" + std::string(key) + R"(": {"Return": 1}})").find("names no calls"), std::string::npos) << key;
  EXPECT_EQ(errorOf(fileWith(R"({"3-2": {"Return": 1}})")).message, "the calls '3-2' end before they begin");
}

TEST(Mocks, Overlaps) {
  for (const char *second : {"1", "3", "0-1", "3-4", "0-9", "2"}) {
    std::string response = R"({"1-3": {"Return": 1}, ")" + std::string(second) + R"(": {"Return": 1}})";
    EXPECT_TRUE(messageOf(response).ends_with(" is answered twice")) << second;
  }
}

TEST(Mocks, ChoiceOfMachineAndCase) {
  const char *file = R"({"StateMachines": {"order": {"TestCases": {"a": {}, "b": {"Ship": "r"}}}, "other": {"TestCases": {"c": {}}}},
                         "MockedResponses": {"r": {}}})";
  auto count = [&](MockChoice choice) { return readMocks(file, choice).size(); };
  EXPECT_EQ(count({.testCase = "a", .workflow = "order", .states = states}), 0u);
  EXPECT_EQ(count({.testCase = "b", .workflow = "order", .states = states}), 1u);
  EXPECT_EQ(count({.machine = "other", .workflow = "order", .states = states}), 0u);
  EXPECT_EQ(errorOf(file, {.workflow = "order", .states = states}).message, "which test case is meant is said by --test-case NAME: a, b");
  EXPECT_EQ(errorOf(file, {.workflow = "x", .states = states}).message,
            "which state machine is meant is said by --state-machine NAME: order, other");
}
