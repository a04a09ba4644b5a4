#include "runtime/builtins/Text.h"

#include "Calls.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

using namespace aslrt;

TEST(Text, BuilderJoinsHalvesOfAPair) {
  test::Execution execution;
  TextBuilder text(execution);
  text.appendPoint(0xd83d);
  text.append("\xed\xb8\x80 end");
  EXPECT_EQ(text.finish().string(), "😀 end");
}

TEST(Text, BuilderKeepsLoneSurrogatesApart) {
  test::Execution execution;
  TextBuilder text(execution);
  text.appendPoint(0xde00);
  text.appendPoint(0xd83d);
  EXPECT_EQ(text.finish().string(), "\xed\xb8\x80\xed\xa0\xbd");
}

TEST(Text, BuilderKnowsAscii) {
  test::Execution execution;
  TextBuilder plain(execution), other(execution);
  plain.append("long enough for a word");
  other.append("long enough for a w\u00f6rd");
  EXPECT_TRUE(plain.finish().has(Ascii));
  EXPECT_FALSE(other.finish().has(Ascii));
}

TEST(Text, SubstringByCodeUnits) {
  test::Execution execution;
  Value string = makeString(execution, "a😀é");
  Utf16Cursor cursor(string);
  auto part = [&](double from, double to) { return std::string(cursor.substring(execution, from, to).string()); };
  EXPECT_EQ(cursor.length(), 4u);
  EXPECT_EQ(part(0, 3), "a😀");
  EXPECT_EQ(part(3, INFINITY), "é");
  EXPECT_EQ(part(0, 2), "a\xed\xa0\xbd");
  EXPECT_EQ(part(2, 4), "\xed\xb8\x80é");
  EXPECT_EQ(part(1, 3), "😀");
  EXPECT_EQ(part(3, 1), "😀");
  EXPECT_EQ(part(-5, 1), "a");
  EXPECT_EQ(part(NAN, 1), "a");
  EXPECT_EQ(part(2, 2), "");
}
