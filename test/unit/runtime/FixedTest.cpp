// toFixed against ECMA-262, Number.prototype.toFixed; expected values from node, or written out by hand.
#include "runtime/json/Fixed.h"

#include <gtest/gtest.h>
#include <string>

static std::string fixed(double number, unsigned places) {
  std::string text(places + 24, ' ');
  text.resize(aslrt::toFixed(number, places, text.data()));
  return text;
}

TEST(Fixed, WholeNumbers) {
  EXPECT_EQ(fixed(0, 0), "0");
  EXPECT_EQ(fixed(0, 2), "0.00");
  EXPECT_EQ(fixed(7, 3), "7.000");
  EXPECT_EQ(fixed(1e20, 1), "100000000000000000000.0");
  EXPECT_EQ(fixed(18446744073709551616.0, 0), "18446744073709551616");
  EXPECT_EQ(fixed(999999999999999868928.0, 0), "999999999999999868928");
}

TEST(Fixed, TiesGoUp) {
  EXPECT_EQ(fixed(0.5, 0), "1");
  EXPECT_EQ(fixed(2.5, 0), "3");
  EXPECT_EQ(fixed(0.125, 2), "0.13");
  EXPECT_EQ(fixed(4503599627370495.5, 0), "4503599627370496");
}

// 1.005 is 1.00499999999999989..., 8.345 is 8.3450000000000006...
TEST(Fixed, WhatIsStoredCounts) {
  EXPECT_EQ(fixed(1.005, 2), "1.00");
  EXPECT_EQ(fixed(8.345, 2), "8.35");
  EXPECT_EQ(fixed(0.1, 25), "0.1000000000000000055511151");
}

TEST(Fixed, CarriesRun) {
  EXPECT_EQ(fixed(9.5, 0), "10");
  EXPECT_EQ(fixed(999.9999, 3), "1000.000");
  EXPECT_EQ(fixed(0.9999999999, 9), "1.000000000");
}

TEST(Fixed, SmallNumbers) {
  EXPECT_EQ(fixed(1e-7, 7), "0.0000001");
  EXPECT_EQ(fixed(1e-7, 6), "0.000000");
  std::string least = fixed(5e-324, 324); // 4.94...e-324
  EXPECT_EQ(least, "0." + std::string(323, '0') + "5");
  EXPECT_EQ(fixed(5e-324, 326), "0." + std::string(323, '0') + "494");
}
