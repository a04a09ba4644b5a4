#include "Calls.h"

#include "runtime/abi/EntryPoints.h"

#include <gtest/gtest.h>

#include <string>

using namespace aslrt;

// Recorded on AWS (test_math_operations.py, BASE_REFERENCE_IN_INTRINSIC_FUNCTION).
CALLS(IntrinsicMath, RecordedSums,
      {"States.MathAdd", "-9, 3", "-6"},
      {"States.MathAdd", "1.49, 1.5", "3"},
      {"States.MathAdd", "1.5, 1.51", "4"},
      {"States.MathAdd", "1.49, 0", "1"},
      {"States.MathAdd", "1.51, 0", "2"},
      {"States.MathAdd", "-1.49, 0", "-1"},
      {"States.MathAdd", "-1.51, 0", "-2"},
      {"States.MathAdd", "0.5, 0", "1"},
      {"States.MathAdd", "2.5, 0", "3"},
      {"States.MathAdd", "-0.5, 0.5", "1"},
      {"States.MathAdd", "-0.5, 0", "0"},
      {"States.MathAdd", "-1.5, 0", "-1"},
      {"States.MathAdd", "-2.5, 0", "-2"},
      {"States.MathAdd", "-3.5, 0", "-3"},
      {"States.MathAdd", "5, 3", "8"});

CALLS(IntrinsicMath, Sums,
      {"States.MathAdd", "0.49999999999999994, 0", "0"}, // adding 0.5 first makes it 1
      {"States.MathAdd", "1.0, 2e0", "3"},
      {"States.MathAdd", "2147483647, -2147483648", "-1"},
      {"States.MathAdd", "2147483647, 1", "2147483648"},
      {"States.MathAdd", "-2147483648.5, 0", "-2147483648"},
      {"States.MathAdd", "2147483647.5, 0", "!Invalid arguments in States.MathAdd: argument 1 must be at most 2147483647"},
      {"States.MathAdd", "0, -2147483649", "!Invalid arguments in States.MathAdd: argument 2 must be at least -2147483648"},
      {"States.MathAdd", R"(1, "2")", "!Invalid arguments in States.MathAdd: argument 2 must be a number, not a string"},
      {"States.MathAdd", "null, 1", "!Invalid arguments in States.MathAdd: argument 1 must be a number, not null"});

// By the algorithm in the documentation of java.util.Random, computed apart; new Random(0).nextInt(100) is 60 in many a text. A range
// of 2^30 + 1 numbers has first draws that are thrown away, one of 16 takes the upper bits, one above 2^31 draws until it hits.
CALLS(IntrinsicMath, SeededRandom,
      {"States.MathRandom", "0, 100, 0", "60"},
      {"States.MathRandom", "0, 999, 3", "239"},
      {"States.MathRandom", "0, 100, -1", "13"},
      {"States.MathRandom", "0, 100, -0.5", "60"},
      {"States.MathRandom", "-5, 5, 7", "1"},
      {"States.MathRandom", "0, 16, 42", "11"},
      {"States.MathRandom", "1, 17, 42", "12"},
      {"States.MathRandom", "0, 1073741825, 0", "516548029"},
      {"States.MathRandom", "0, 2147483647, 12345", "776966251"},
      {"States.MathRandom", "-1500000000, 1500000000, 2", "-1154715079"},
      {"States.MathRandom", "-2147483648, 2147483647, 5", "-1157408321"},
      {"States.MathRandom", "1, 2, 9", "1"});

CALLS(IntrinsicMath, RandomArguments,
      {"States.MathRandom", "1, 1", "!Invalid arguments in States.MathRandom: argument 1 must be less than argument 2"},
      {"States.MathRandom", "2, 1, 3", "!Invalid"},
      {"States.MathRandom", R"("1", 2)", "!Invalid arguments in States.MathRandom: argument 1 must be a number, not a string"},
      {"States.MathRandom", "0, 2147483648", "!Invalid arguments in States.MathRandom: argument 2 must be at most 2147483647"},
      {"States.MathRandom", "0, 5, null", "!Invalid arguments in States.MathRandom: argument 3 must be a number, not null"},
      {"States.MathRandom", "0.5, 1.5", "1"});

TEST(IntrinsicMath, RandomStaysInItsRange) {
  test::Execution execution;
  Value arguments[] = {numberValue(-2), numberValue(3)};
  bool seen[5] = {};
  for (int i = 0; i < 1000; ++i) {
    double number = aslrt_states_MathRandom(execution, arguments, 2).number();
    ASSERT_TRUE(number >= -2 && number < 3 && number == int(number)) << number;
    seen[int(number) + 2] = true;
  }
  for (bool drawn : seen)
    EXPECT_TRUE(drawn);
}

// 0x9e3779b9'7f4a7c15 and twice that are what the source of Calls.cpp gives first; a UUID has its version and variant in them.
CALLS(IntrinsicMath, Uuid, {"States.UUID", "", R"("9e3779b9-7f4a-4c15-bc6e-f372fe94f82a")"});
