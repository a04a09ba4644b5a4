// Each scan against the plain loop, over arrays with what is special at each place.
#include "Support.h"

#include "runtime/core/ScanNumbers.h"

#include <cmath>

namespace aslrt {
namespace {

class ScanNumbersTest : public RuntimeTest {
protected:
  Value decimal(const char *text) { return json(text); }
  /// 3, 1, 4, ... of so many items.
  static std::vector<Value> digits(size_t count) {
    std::vector<Value> items;
    for (size_t i = 0; i < count; ++i)
      items.push_back(numberValue(double(i * 7 % 10) - 3));
    return items;
  }
  static double plain(std::span<const Value> items, double result, bool larger) {
    for (Value item : items)
      if (larger ? item.number() > result : item.number() < result)
        result = item.number();
    return result;
  }
};

TEST_F(ScanNumbersTest, LargestAndSmallest) {
  for (size_t count = 0; count < 40; ++count)
    for (size_t place = 0; place < count; ++place)
      for (double special : {100.0, -100.0, 0.0, -0.0, double(INFINITY), 2.5}) {
        std::vector<Value> items = digits(count);
        items[place] = numberValue(special);
        for (bool larger : {true, false}) {
          double first = larger ? -INFINITY : INFINITY, result = first;
          size_t done = larger ? scanMax(items, result) : scanMin(items, result);
          EXPECT_EQ(done, count / scanBlock * scanBlock);
          EXPECT_EQ(result, plain(std::span(items).first(done), first, larger)) << count << ' ' << place << ' ' << special;
        }
      }
}

TEST_F(ScanNumbersTest, OfEqualZerosTheFirst) {
  for (double first : {0.0, -0.0})
    for (size_t place = 0; place < 15; ++place) {
      std::vector<Value> items(16, numberValue(-5));
      items[place] = numberValue(first);
      items[15] = numberValue(-first);
      double result = -INFINITY;
      EXPECT_EQ(scanMax(items, result), 16u);
      EXPECT_EQ(std::signbit(result), std::signbit(first));
      for (Value &item : items)
        item = item.number() == -5 ? numberValue(5) : item;
      result = INFINITY;
      EXPECT_EQ(scanMin(items, result), 16u);
      EXPECT_EQ(std::signbit(result), std::signbit(first));
    }
}

TEST_F(ScanNumbersTest, StopBeforeWhatIsNoPlainNumber) {
  for (Value other : {decimal("99.0"), string("x"), numberValue(NAN), nullValue(), undefined(), booleanValue(true)})
    for (size_t place = 0; place < 32; ++place) {
      std::vector<Value> items = digits(32);
      items[place] = other;
      double result = -INFINITY;
      size_t done = scanMax(items, result);
      EXPECT_EQ(done, place / scanBlock * scanBlock);
      EXPECT_EQ(result, plain(std::span(items).first(done), -INFINITY, true));
    }
}

TEST_F(ScanNumbersTest, HasNumber) {
  for (size_t count = 0; count < 30; ++count) {
    std::vector<Value> items = digits(count);
    EXPECT_FALSE(hasNumber(items, 50));
    for (size_t place = 0; place < count; ++place)
      for (Value found : {numberValue(50), decimal("50.0"), decimal("5.0e1")}) {
        std::vector<Value> with = items;
        with[place] = found;
        EXPECT_TRUE(hasNumber(with, 50)) << count << ' ' << place;
      }
  }
  std::vector<Value> zeros(8, numberValue(-0.0)), nans(8, numberValue(NAN));
  EXPECT_TRUE(hasNumber(zeros, 0));
  EXPECT_FALSE(hasNumber(nans, NAN));
}

TEST_F(ScanNumbersTest, OnlyNumbersAreNumbers) {
  // A pointer, a length or a boolean may look like the bits of a number.
  Value text = string("some text that lies in the arena");
  std::vector<Value> items(16, text);
  items[3] = booleanValue(true);
  items[9] = decimal("7.0");
  EXPECT_FALSE(hasNumber(items, std::bit_cast<double>(text.payload)));
  EXPECT_FALSE(hasNumber(items, std::bit_cast<double>(uint64_t(1))));
  EXPECT_TRUE(hasNumber(items, 7));
}

} // namespace
} // namespace aslrt
