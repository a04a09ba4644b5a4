#include "runtime/core/FindText.h"

#include <gtest/gtest.h>

#include <string>

namespace aslrt {
namespace {

constexpr size_t none = std::string_view::npos;

TEST(FindTextTest, FindsTheFirstPlaceFromSomewhereOn) {
  EXPECT_EQ(findText("abcabc", "bc"), 1u);
  EXPECT_EQ(findText("abcabc", "bc", 2), 4u);
  EXPECT_EQ(findText("abcabc", "bc", 5), none);
  EXPECT_EQ(findText("abcabc", "abcabc"), 0u);
  EXPECT_EQ(findText("abc", "abcd"), none);
  EXPECT_EQ(findText("abc", "c"), 2u);
}

TEST(FindTextTest, TheEmptyTextIsEverywhere) {
  EXPECT_EQ(findText("", ""), 0u);
  EXPECT_EQ(findText("ab", "", 2), 2u);
  EXPECT_EQ(findText("ab", "", 3), none);
  EXPECT_EQ(findText("", "a"), none);
}

// Parts of each size, where blocks begin, end and are crossed; around them is what has the same first and last byte.
TEST(FindTextTest, FindsPartsOfAnySizeAtAnyPlace) {
  for (size_t size : {2, 3, 15, 16, 17, 31, 64, 65, 200})
    for (size_t place = 0; place < 70; ++place) {
      std::string part = "<" + std::string(size - 2, 'x') + ">";
      std::string text = std::string(place, '<') + part + std::string(40, '>');
      EXPECT_EQ(findText(text, part), place) << size;
      EXPECT_EQ(findText(text, part, place), place) << size;
      EXPECT_EQ(findText(text, part, place + 1), none) << size;
      EXPECT_EQ(findText(std::string_view(text).substr(0, place + size - 1), part), none) << size; // cut off
    }
}

// What would take minutes if each place were compared.
TEST(FindTextTest, LongPartsThatNearlyStandEverywhereAreNoHarm) {
  std::string text(1 << 20, 'a'), part = std::string(1 << 19, 'a') + "b";
  EXPECT_EQ(findText(text, part), none);
  EXPECT_EQ(findText(text + "b", part), (1u << 20) - (1u << 19));
}

} // namespace
} // namespace aslrt
