// Expected texts: String(x) and JSON.stringify(Number(x.toPrecision(15))) of Node.
#include "Support.h"

#include <cmath>
#include <random>

namespace aslrt {
namespace {

std::string formatted(double number) {
  char text[32];
  return {text, formatNumber(number, text)};
}
std::string rounded(double number) {
  char text[32];
  return {text, formatRounded(number, text)};
}

TEST(Numbers, JavaScriptForm) {
  struct { double number; const char *text; } cases[] = {
      {0, "0"}, {-0.0, "0"}, {1, "1"}, {-1, "-1"}, {0.1, "0.1"}, {0.5, "0.5"}, {100, "100"}, {1e15, "1000000000000000"},
      {1e16, "10000000000000000"}, {1.2345678901234568e20, "123456789012345680000"}, {1e20, "100000000000000000000"},
      {1e21, "1e+21"}, {1.5e21, "1.5e+21"}, {1e22, "1e+22"}, {1e-5, "0.00001"}, {1e-6, "0.000001"}, {1.5e-6, "0.0000015"},
      {1e-7, "1e-7"}, {1.234e-10, "1.234e-10"}, {5e-324, "5e-324"}, {1.7976931348623157e308, "1.7976931348623157e+308"},
      {2.2250738585072014e-308, "2.2250738585072014e-308"}, {0.1 + 0.2, "0.30000000000000004"},
      {1.0 / 3, "0.3333333333333333"}, {9007199254740993.0, "9007199254740992"}, {123456789.123456789, "123456789.12345679"},
      {-1234.5678, "-1234.5678"}, {4.35, "4.35"}, {1e300, "1e+300"}, {9.223372036854776e18, "9223372036854776000"},
      {-1e21, "-1e+21"}, {-1.5e-9, "-1.5e-9"},
      {99999999, "99999999"}, {100000000, "100000000"}, {99999999.5, "99999999.5"}, {100000000.5, "100000000.5"}, {-99999999, "-99999999"},
      // Around the bounds of numbers of few decimals
      {0.0001, "0.0001"}, {0.00005, "0.00005"}, {0.00015, "0.00015"}, {-12.05, "-12.05"}, {9999.9999, "9999.9999"}, {10000.01, "10000.01"},
      {99999.99995, "99999.99995"}, {999999999.9999, "999999999.9999"}, {1000000000.5, "1000000000.5"}, {7.001, "7.001"},
      {0.30000000000000004, "0.30000000000000004"}, {4.3500000000000005, "4.3500000000000005"}, {100.1, "100.1"},
  };
  for (auto &[number, text] : cases)
    EXPECT_EQ(formatted(number), text);
}

TEST(Numbers, IntegersOfAllSizes) {
  std::mt19937_64 random(11);
  for (uint64_t power = 1; power <= 1'000'000'000'000'000; power *= 10) {
    for (uint64_t number : {power - 1, power, power + 1})
      EXPECT_EQ(formatted(double(number)), std::to_string(number));
    for (int i = 0; i < 10'000; ++i) {
      uint64_t number = random() % power;
      ASSERT_EQ(formatted(double(number)), std::to_string(number));
    }
  }
}

TEST(Numbers, RoundedTo15DigitsUnlessIntegral) {
  struct { double number; const char *text; } cases[] = {
      {0.1 + 0.2, "0.3"}, {1.0 / 3, "0.333333333333333"}, {2.0 / 3, "0.666666666666667"},
      {123456789012344.5, "123456789012345"}, {123456789012345.5, "123456789012346"},
      {-123456789012344.5, "-123456789012345"}, {1234567890123.125, "1234567890123.13"},
      {12345678901234.0625, "12345678901234.1"}, {1.0000000000000002, "1"}, {4.35, "4.35"}, {1e21, "1e+21"},
      {1234567890123456, "1234567890123456"}, {5e-324, "5e-324"}, {1.7976931348623157e308, "1.7976931348623157e+308"},
      {100.00000000000001, "100"}, {0.000001234567890123456, "0.00000123456789012346"},
  };
  for (auto &[number, text] : cases)
    EXPECT_EQ(rounded(number), text);
}

TEST(Numbers, TextReadsBackAsTheSameNumber) {
  std::mt19937_64 random(7);
  for (int i = 0; i < 100'000; ++i) {
    auto number = std::bit_cast<double>(random());
    if (!std::isfinite(number))
      continue;
    std::string text = formatted(number);
    ASSERT_LE(text.size(), 26u);
    ASSERT_EQ(std::strtod(text.c_str(), nullptr), number) << text;
  }
}

} // namespace
} // namespace aslrt
