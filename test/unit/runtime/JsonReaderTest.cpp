#include "Support.h"

#include <chrono>

namespace aslrt {
namespace {

class JsonReaderTest : public RuntimeTest {
protected:
  /// "message at offset" of a text that is no JSON.
  std::string fault(std::string_view bad) {
    // A buffer of its own size, so that a read past its end shows.
    std::vector<char> exact(bad.begin(), bad.end());
    ReadError error{99, ""};
    Value v = readJson(&context, {exact.data(), exact.size()}, {}, error);
    EXPECT_TRUE(v.is(Tag::Undefined)) << bad;
    return error.message + " at " + std::to_string(error.offset);
  }
  std::string again(std::string_view good) { return text(json(good)); }
};

TEST_F(JsonReaderTest, EveryKindOfValue) {
  for (const char *same : {"null", "true", "false", "0", "-1", "1.5", "\"\"", "\"text\"", "[]", "{}", "[1,[2,[]],{\"a\":{}}]",
                           R"({"a":1,"b":[true,null,"x"],"c":{"d":{}}})"})
    EXPECT_EQ(again(same), same);
  EXPECT_EQ(again(" \t\r\n[ 1 , 2\n,\r{ \"a\" :\t3 } ] "), "[1,2,{\"a\":3}]");
  EXPECT_EQ(again("\n                    [\n                1\n         ]            "), "[1]");
}

TEST_F(JsonReaderTest, SaysWhereAndWhyATextIsNoJson) {
  struct {
    std::string_view text, fault;
  } cases[] = {
      {"", "the text ends where a value is expected at 0"},
      {"   ", "the text ends where a value is expected at 3"},
      {"nul", "expected a value at 0"},
      {"truE", "expected a value at 0"},
      {"[1,]", "expected a value at 3"},
      {"[1 2]", "expected ',' or ']' at 3"},
      {"[1", "the text ends before its last bracket closes at 2"},
      {"[1}", "expected ',' or ']' at 2"},
      {"{\"a\":1]", "expected ',' or '}' at 6"},
      {"{a:1}", "expected a string as key at 1"},
      {"{\"a\"}", "expected ':' at 4"},
      {"{\"a\":}", "expected a value at 5"},
      {"{\"a\":1,}", "expected a string as key at 7"},
      {"1 2", "there is more after the value at 2"},
      {"[]]", "there is more after the value at 2"},
      {"\"abc", "the string does not end at 4"},
      {"\"abc\\", "the string does not end at 5"},
      {"\"abc\\\"", "the string does not end at 6"},
      {"[1,\n        \x0f 2]", "expected a value at 12"}, // no blank, though it follows eight
      {"\"a\nb\"", "a control character must be written as an escape at 2"},
      {"\"x\\na\x01\"", "a control character must be written as an escape at 5"},
      {"\"\\x\"", "there is no such escape at 1"},
      {"\"\\u12g4\"", "\\u needs 4 hexadecimal digits at 5"},
      {"\"\\u12", "\\u needs 4 hexadecimal digits at 5"},
      {"01", "a number must not begin with 0 at 1"},
      {"-", "expected a digit at 1"},
      {"1.", "expected a digit at 2"},
      {"1.e5", "expected a digit at 2"},
      {"1e", "expected a digit at 2"},
      {"1e+", "expected a digit at 3"},
      {"+1", "expected a value at 0"},
      {".5", "expected a value at 0"},
      {"NaN", "expected a value at 0"},
      {"[1e400]", "the number is out of range at 1"},
      {"-1e400", "the number is out of range at 0"},
      {"\xef\xbb\xbf{}", "expected a value at 0"},
      {std::string_view("\0", 1), "expected a value at 0"},
      {std::string_view("1\0", 2), "there is more after the value at 1"},
  };
  for (auto &[bad, expected] : cases)
    EXPECT_EQ(fault(bad), expected) << bad;
}

TEST_F(JsonReaderTest, RefusesWhatIsNotUtf8) {
  for (std::string_view bad : {"\x80", "\xc0\x80", "\xc1\xbf", "\xc3", "\xc3(", "\xe0\x80\x80", "\xe2\x82", "\xe2(\xa1", "\xed\xa0\x80",
                               "\xf0\x80\x80\x80", "\xf0\x9f\x98", "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xff"})
    for (std::string_view before : {"", "x", "12345678", "é", "\\n"})
      EXPECT_EQ(fault("\"" + std::string(before) + std::string(bad) + "\""), "this is not UTF-8 at " + std::to_string(1 + before.size()));
}

TEST_F(JsonReaderTest, Strings) {
  EXPECT_EQ(json(R"("\"\\\/\b\f\n\r\t")").string(), "\"\\/\b\f\n\r\t");
  EXPECT_EQ(json(R"("\u0041\u00e9\u20AC\ud83d\ude00")").string(), "Aé€\U0001F600");
  EXPECT_EQ(json("\"é€\U0001F600 and more\"").string(), "é€\U0001F600 and more");
  EXPECT_EQ(json("\"a\\u0000b\"").string(), std::string_view("a\0b", 3));
  EXPECT_EQ(json("\"x\\ud83d\"").string(), "x\xed\xa0\xbd") << "a lone surrogate";
  EXPECT_EQ(json("\"\\ude00\\ud83d\"").string(), "\xed\xb8\x80\xed\xa0\xbd");
  EXPECT_EQ(json("\"\\ud83d\\ud83d\\ude00\"").string(), "\xed\xa0\xbd\U0001F600");
  EXPECT_EQ(json("\"\x7f\"").string(), "\x7f");
  for (size_t size = 0; size < 70; ++size)
    for (std::string_view special : {"é", "\\n", "x"}) {
      std::string expected(size, 'a');
      EXPECT_EQ(json("\"" + expected + std::string(special) + "tail\"").string(),
                expected + (special == "\\n" ? "\n" : std::string(special)) + "tail");
    }
}

TEST_F(JsonReaderTest, FlagsAsciiAndBorrowsOnlyIfAsked) {
  EXPECT_TRUE(json("\"plain\"").has(Ascii));
  EXPECT_FALSE(json("\"é\"").has(Ascii));
  std::string text = R"({"key":"value","escaped":"\n"})";
  ReadError error;
  Value v = readJson(c, text, {}, error);
  Value borrowed = membersOf(v)[0].value, copied = membersOf(v)[1].value;
  EXPECT_EQ(borrowed.pointer<char>(), text.data() + 8);
  EXPECT_TRUE(borrowed.has(Static));
  EXPECT_FALSE(copied.has(Static));
  EXPECT_TRUE(context.arena.owns(copied.pointer<char>()));
}

TEST_F(JsonReaderTest, NumbersWhoseTextWouldChangeKeepIt) {
  for (const char *number : {"0", "1", "-1", "123456789012345", "0.1", "-0.25", "1.5", "0.000001", "123.456", "1e+21", "9007199254740991",
                             "1234567890123456", "0.30000000000000004", "5e-324", "1.7976931348623157e+308"})
    EXPECT_TRUE(json(number).is(Tag::Number)) << number;
  for (const char *number : {"-0", "0.0", "1.0", "1.50", "1e2", "1E2", "1e21", "0.0000001", "12345678901234567890", "1e-400",
                             "0.1000000000000000055511151231257827", "123456789.1234567891", "100000000000000000000000"}) {
    EXPECT_TRUE(json(number).is(Tag::Decimal)) << number;
    EXPECT_EQ(again(number), number);
  }
  EXPECT_EQ(numberOf(json("1e-400")), 0);
  EXPECT_EQ(numberOf(json("12345678901234567890")), 12345678901234567890.0);
  ReadError error;
  EXPECT_EQ(text(readJson(c, "[1.50,1e2,-0,12345678901234567890]", {.keepNumberText = false}, error)), "[1.5,100,0,12345678901234567000]");
}

TEST_F(JsonReaderTest, NumbersAreReadToTheNearestDouble) {
  struct {
    const char *text;
    double number;
  } cases[] = {{"0.1", 0.1},
               {"123456789012.345", 123456789012.345},
               {"0.00000000000000000001", 1e-20},
               {"4.35", 4.35},
               {"9007199254740993", 9007199254740992.0},
               {"2.2250738585072011e-308", 2.2250738585072011e-308},
               {"179769313486231570000000000000000000000", 1.7976931348623157e38},
               {"-12.5e-1", -1.25},
               {"999999999999999", 999999999999999.0}};
  for (auto &[text, number] : cases)
    EXPECT_EQ(numberOf(json(text)), number) << text;
}

TEST_F(JsonReaderTest, LastOfEqualKeysWins) {
  EXPECT_EQ(again(R"({"a":1,"b":2,"a":3})"), R"({"a":3,"b":2})");
  std::string many = "{\"k\":0";
  for (int i = 0; i < 100'000; ++i)
    many += ",\"k" + std::to_string(i % 50'000) + "\":" + std::to_string(i);
  Value v = json(many + "}");
  EXPECT_EQ(v.length(), 50'001u);
  EXPECT_EQ(text(lookup(v, "k49999")), "99999");
}

TEST_F(JsonReaderTest, NestingIsLimited) {
  context.limits.jsonDepth = 3;
  EXPECT_EQ(again("[[[1]],{\"a\":[]}]"), "[[[1]],{\"a\":[]}]");
  EXPECT_EQ(fault("[[[[1]]]]"), "the text is nested too deep at 3");
  EXPECT_EQ(fault(std::string(10'000, '[')), "the text is nested too deep at 3");
  context.limits.jsonDepth = 1'000'000;
  std::string deep = std::string(500'000, '[') + "1" + std::string(500'000, ']');
  EXPECT_EQ(again(deep), deep);
}

TEST_F(JsonReaderTest, MemoryIsLimited) {
  context.arena.limit = 100'000;
  std::string many = "[1";
  for (int i = 0; i < 100'000; ++i)
    many += ",1";
  EXPECT_EQ(errorOf([&] { json(many + "]"); }), "limit: Expression evaluation memory limit exceeded");
}

TEST_F(JsonReaderTest, LongArraysStandAmongOtherValues) {
  std::string items = "0";
  for (int i = 1; i < 40'000; ++i)
    items += ',' + std::to_string(i);
  std::string around = R"({"before":[1,"two",[)" + items + R"(],3],"after":[)" + items + "]}";
  EXPECT_EQ(again(around), around);
}

TEST_F(JsonReaderTest, ContainersAreFlaggedAsData) {
  Value v = json(R"([{"a":[]}])");
  EXPECT_TRUE(v.has(Data));
  EXPECT_TRUE(itemsOf(v)[0].has(Data));
  EXPECT_TRUE(lookup(itemsOf(v)[0], "a").has(Data));
}

} // namespace
} // namespace aslrt
