#include "Calls.h"

#include <gtest/gtest.h>

#include "runtime/abi/EntryPoints.h"

using namespace aslrt;

CALLS(Time, StoppedClock,
      {"now", "", R"("2024-02-29T12:00:00.123Z")"},
      {"now", "@undefined, @undefined", R"("2024-02-29T12:00:00.123Z")"},
      {"millis", "", "1709208000123"},
      {"millis", "1", "!T0410"});

namespace {

struct MovingClock : Clock {
  int64_t time = 0;
  int64_t now() override { return time += 1'000'000'000; }
};

} // namespace

TEST(Time, StandsStillWithinAnExpression) {
  test::Execution execution;
  MovingClock clock;
  execution->clock = &clock;
  EXPECT_EQ(aslrt_fn_Now(execution, 0, undefinedValue(), undefinedValue()).string(), "1970-01-01T00:00:01.000Z");
  EXPECT_EQ(aslrt_fn_Millis(execution, 0).number(), 1000);
  execution->evaluationTime = 0; // the next expression
  EXPECT_EQ(aslrt_fn_Millis(execution, 0).number(), 2000);
}

TEST(Time, BeforeTheEpochRoundsDown) {
  test::Execution execution;
  MovingClock clock;
  clock.time = -1'000'500'000 - 1'000'000'000;
  execution->clock = &clock;
  EXPECT_EQ(aslrt_fn_Millis(execution, 0).number(), -1001);
  EXPECT_EQ(aslrt_fn_Now(execution, 0, undefinedValue(), undefinedValue()).string(), "1969-12-31T23:59:58.999Z");
}
