// Wording: aws-observed.md, section 1.1, and jsonata-in-asl.md, section 6.
#include "Support.h"

#include "runtime/core/Failure.h"
#include "runtime/core/Time.h"

namespace aslrt {
namespace {

constexpr Text literal(std::string_view text) { return {text.data(), text.size()}; }

class FixedClock : public Clock {
public:
  int64_t now() override { return time; }
  int64_t time = 1'700'000'000'000'000'000; // 2023-11-14T22:13:20Z
};

constexpr StateInfo states[] = {{literal("First"), StateType::Pass, 0}, {literal("Ship it"), StateType::Task, 0}};
constexpr ExpressionInfo expressions[] = {{literal("$states.input.x"), literal("Output"), 0, 0},
                                          {literal("$f()"), literal("Choices[0]/Condition"), 1, 0}};

class WorkflowTest : public RuntimeTest {
protected:
  WorkflowTest() {
    program.name = literal("order");
    program.states = states;
    program.stateCount = std::size(states);
    program.expressions = expressions;
    program.expressionCount = std::size(expressions);
    context.program = &program;
    context.clock = &clock;
    aslrt_enter(c, 0);
  }
  static std::string cause(std::string_view detail) {
    return "States.QueryEvaluationError: An error occurred while executing the state 'First' (entered at the event id #2). " +
           std::string(detail);
  }
  int64_t waitUntil(std::string_view text) {
    aslrt_wait_until(c, string(text), 0);
    EXPECT_EQ(context.request.kind, Request::Timer);
    return context.request.deadline;
  }

  Program program{};
  FixedClock clock;
};

TEST_F(WorkflowTest, EventsAreCountedAsInTheHistory) {
  EXPECT_EQ(context.enteredEvent, 2u);
  aslrt_exit(c);
  aslrt_enter(c, 1);
  EXPECT_EQ(context.state, 1u);
  EXPECT_EQ(context.enteredEvent, 4u);
}

TEST_F(WorkflowTest, ResultsMustBeThereAndBeData) {
  EXPECT_EQ(text(aslrt_require(c, json(R"({"a":[1,null]})"), 0)), R"({"a":[1,null]})");
  EXPECT_EQ(text(aslrt_require(c, sequence("[1,[2]]"), 0)), "[1,[2]]");
  EXPECT_EQ(text(aslrt_require(c, json("1.50"), 0)), "1.50");
  EXPECT_EQ(errorOf([&] { aslrt_require(c, undefined(), 0); }),
            cause("The JSONata expression '$states.input.x' specified for the field 'Output' returned nothing (undefined)."));
  std::string function =
      cause("The JSONata expression '$states.input.x' specified for the field 'Output' returned an unsupported result type.");
  Value f = aslrt_closure(c, nullptr, 0, 0, nullptr);
  EXPECT_EQ(errorOf([&] { aslrt_require(c, f, 0); }), function);
  Member member{string("f"), f};
  Value object = makeObject(c, {&member, 1});
  EXPECT_EQ(errorOf([&] { aslrt_require(c, makeArray(c, {&object, 1}), 0); }), function);
}

TEST_F(WorkflowTest, ConditionsMustBeBooleans) {
  EXPECT_TRUE(aslrt_condition(c, booleanValue(true), 1));
  EXPECT_FALSE(aslrt_condition(c, booleanValue(false), 1));
  std::string prefix = cause("The JSONata expression '$f()' specified for the field 'Choices[0]/Condition' returned ");
  EXPECT_EQ(errorOf([&] { aslrt_condition(c, json("{\"a\":1}"), 1); }),
            prefix + "an unexpected result type. Expected 'boolean', but was 'object' for value: {\"a\":1}");
  EXPECT_EQ(errorOf([&] { aslrt_condition(c, json("null"), 1); }),
            prefix + "an unexpected result type. Expected 'boolean', but was 'null' for value: null");
  EXPECT_EQ(errorOf([&] { aslrt_condition(c, undefined(), 1); }), prefix + "nothing (undefined).");
  EXPECT_EQ(errorOf([&] { aslrt_expect_string(c, json("1.0"), 1); }),
            prefix + "an unexpected result type. Expected 'string', but was 'number' for value: 1.0");
}

TEST_F(WorkflowTest, ErrorsOfExpressionsAreDescribed) {
  aslrt_evaluate(c, 1);
  std::string start = "An error occurred while executing the state 'First' (entered at the event id #2). The JSONata expression "
                      "'$f()' specified for the field 'Choices[0]/Condition' threw an error during evaluation";
  try {
    call(c, 0, number(1), {});
    FAIL();
  } catch (const Error &error) {
    EXPECT_EQ(describe(c, error).error, "States.QueryEvaluationError");
    EXPECT_EQ(describe(c, error).cause, start + ". T1006: Attempted to invoke a non-function");
  }
  EXPECT_EQ(describe(c, LimitExceeded{"Expression evaluation memory limit exceeded"}).cause,
            start + ": Expression evaluation memory limit exceeded");
}

TEST_F(WorkflowTest, WaitSeconds) {
  aslrt_wait_seconds(c, json("5"), 0);
  EXPECT_EQ(context.request.kind, Request::Timer);
  EXPECT_EQ(context.request.deadline, clock.time + 5'000'000'000);
  aslrt_wait_seconds(c, json("99999999.0"), UINT32_MAX);
  EXPECT_EQ(context.request.deadline, clock.time + 99'999'999'000'000'000);
  std::string prefix = cause("The JSONata expression '$states.input.x' specified for the field 'Output' returned ");
  EXPECT_EQ(errorOf([&] { aslrt_wait_seconds(c, json("\"5\""), 0); }),
            prefix + "an unexpected result type. Expected 'number', but was 'string' for value: \"5\"");
  for (const char *bad : {"-1", "1.5", "100000000", "1e300"})
    EXPECT_EQ(errorOf([&] { aslrt_wait_seconds(c, json(bad), 0); }),
              prefix + "an unexpected value. Expected an integer from 0 to 99999999, but was: " + bad);
}

TEST_F(WorkflowTest, WaitUntil) {
  constexpr int64_t second = 1'000'000'000;
  EXPECT_EQ(waitUntil("2023-11-14T22:13:30Z"), clock.time + 10 * second);
  EXPECT_EQ(waitUntil("2023-11-14T22:13:30.25Z"), clock.time + 10 * second + 250'000'000);
  EXPECT_EQ(waitUntil("2023-11-15T03:43:20+05:30"), clock.time);
  EXPECT_EQ(waitUntil("0001-01-01T00:00:00Z"), clock.time) << "long past: at once";
  EXPECT_EQ(errorOf([&] { waitUntil("tomorrow"); }),
            cause("The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: tomorrow"));
  EXPECT_EQ(errorOf([&] { waitUntil("9999-12-31T23:59:59Z"); }),
            "States.Runtime: An error occurred while executing the state 'First' (entered at the event id #2). Wait state delay "
            "is too long.");
}

TEST_F(WorkflowTest, TasksEndsAndGlobals) {
  aslrt_task(c, 3, json("[1]"), 60, 0, undefined());
  EXPECT_EQ(context.request.kind, Request::Task);
  EXPECT_EQ(context.request.index, 3u);
  EXPECT_EQ(text(context.request.arguments), "[1]");
  EXPECT_EQ(context.request.timeout, 60u);
  aslrt_succeed(c, number(1));
  EXPECT_EQ(text(context.result), "1");
  aslrt_fail(c, string("E"), undefined());
  EXPECT_EQ(text(context.error), "\"E\"");
  EXPECT_TRUE(context.cause.is(Tag::Undefined));
  Value globals[] = {number(7)};
  context.globals = globals;
  EXPECT_EQ(text(aslrt_global(c, 0)), "7");
  EXPECT_TRUE(aslrt_global(c, 1).is(Tag::Undefined));
}

TEST_F(WorkflowTest, ContextObject) {
  context.machineName = "order";
  context.executionName = "run-1";
  context.startTime = "2023-11-14T22:13:19Z";
  context.input = json("{\"x\":1}");
  aslrt_enter(c, 1);
  aslrt_wait_seconds(c, number(60), UINT32_MAX);
  clock.time += 60'000'000'000; // the state was entered before the wait
  EXPECT_EQ(text(aslrt_context_object(c)),
            R"({"Execution":{"Id":"arn:aws:states:us-east-1:123456789012:execution:order:run-1","Input":{"x":1},)"
            R"("StartTime":"2023-11-14T22:13:19Z","Name":"run-1","RoleArn":"arn:aws:iam::123456789012:role/DummyRole",)"
            R"("RedriveCount":0},"StateMachine":{"Id":"arn:aws:states:us-east-1:123456789012:stateMachine:order",)"
            R"("Name":"order"},"State":{"Name":"Ship it","EnteredTime":"2023-11-14T22:13:20Z","RetryCount":0}})");
}

TEST(Time, ReadsRfc3339) {
  struct { const char *text; int64_t seconds; uint32_t nanoseconds; } good[] = {
      {"1970-01-01T00:00:00Z", 0, 0},
      {"1969-12-31T23:59:59.5Z", -1, 500'000'000},
      {"2024-02-29T12:30:00Z", 1709209800, 0},
      {"2000-02-29T00:00:00Z", 951782400, 0},
      {"2024-02-29T13:30:00.123456789123+01:00", 1709209800, 123'456'789},
      {"2024-02-29T00:00:00-12:45", 1709210700, 0},
      {"2024-12-31T23:59:59-00:00", 1735689599, 0},
      {"0000-03-01T00:00:00Z", -62162035200, 0},
      {"9999-12-31T23:59:59Z", 253402300799, 0},
  };
  for (auto &[text, seconds, nanoseconds] : good) {
    Instant instant{};
    EXPECT_TRUE(parseTimestamp(text, instant)) << text;
    EXPECT_EQ(instant.seconds, seconds) << text;
    EXPECT_EQ(instant.nanoseconds, nanoseconds) << text;
  }
}

TEST(Time, RefusesEverythingElse) {
  for (const char *bad : {"", "2024-02-30T00:00:00Z", "2023-02-29T00:00:00Z", "1900-02-29T00:00:00Z", "2024-13-01T00:00:00Z",
                          "2024-00-01T00:00:00Z", "2024-01-00T00:00:00Z", "2024-01-01T24:00:00Z", "2024-01-01T00:60:00Z",
                          "2024-01-01T00:00:60Z", "2024-01-01 00:00:00Z", "2024-01-01t00:00:00Z", "2024-01-01T00:00:00z",
                          "2024-01-01T00:00:00", "2024-01-01T00:00Z", "2024-01-01", "2024-1-1T00:00:00Z",
                          "2024-01-01T00:00:00.Z", "2024-01-01T00:00:00+0100", "2024-01-01T00:00:00+24:00",
                          "2024-01-01T00:00:00+01:60", "2024-01-01T00:00:00Z ", " 2024-01-01T00:00:00Z", "+2024-01-01T00:00:00Z",
                          "99999-01-01T00:00:00Z", "-001-01-01T00:00:00Z"}) {
    Instant instant{};
    EXPECT_FALSE(parseTimestamp(bad, instant)) << bad;
  }
}

TEST(Time, WritesGroupsOfDecimals) {
  EXPECT_EQ(formatTimestamp(0), "1970-01-01T00:00:00Z");
  EXPECT_EQ(formatTimestamp(1'709'209'800'250'000'000), "2024-02-29T12:30:00.250Z");
  EXPECT_EQ(formatTimestamp(1'709'209'800'001'250'000), "2024-02-29T12:30:00.001Z");
  EXPECT_EQ(formatTimestamp(1'709'209'800'000'999'999), "2024-02-29T12:30:00Z");
  EXPECT_EQ(formatTimestamp(-1), "1969-12-31T23:59:59.999Z");
}

} // namespace
} // namespace aslrt
