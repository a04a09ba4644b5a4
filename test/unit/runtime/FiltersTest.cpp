// Operators of filters, as Jayway's library defines them on Jackson's nodes, and comparisons of choice rules (spec/asl.md, section 4.3).
// Values by hand.
#include "Support.h"

#include "runtime/abi/JsonPath.h"

namespace aslrt {
namespace {

using Op = FilterOperator;

class FiltersTest : public RuntimeTest {
protected:
  bool holds(const char *a, Op op, const char *b) { return aslrt_filter_compare(json(a), json(b), uint32_t(op)); }
  bool matches(const char *subject, const char *pattern) { return aslrt_string_matches(c, string(subject), string(pattern)); }
  /// Whether the comparisons "<", "==" and ">" of a choice rule hold.
  template <typename Compare> static std::string order(Compare *compare, Value a, Value b) {
    std::string text;
    for (auto [op, symbol] : {std::pair(ChoiceOrder::LessThan, '<'), {ChoiceOrder::Equals, '='}, {ChoiceOrder::GreaterThan, '>'}}) {
      bool loosely = op == ChoiceOrder::Equals && compare(a, b, uint32_t(ChoiceOrder::LessThanEquals)) &&
                     compare(a, b, uint32_t(ChoiceOrder::GreaterThanEquals));
      if (compare(a, b, uint32_t(op))) {
        text += symbol;
        EXPECT_EQ(loosely, op == ChoiceOrder::Equals);
      }
    }
    return text;
  }
};

TEST_F(FiltersTest, Equality) {
  EXPECT_TRUE(holds("1", Op::Equal, "1.0"));
  EXPECT_TRUE(holds("1", Op::Equal, "\"1.0\"")) << "a string behind a number is read as one";
  EXPECT_FALSE(holds("\"1.0\"", Op::Equal, "1")) << "a number behind a string is its text";
  EXPECT_TRUE(holds("\"1\"", Op::Equal, "1"));
  EXPECT_TRUE(holds("\"1.50\"", Op::Equal, "1.50"));
  EXPECT_TRUE(holds("\"-100000\"", Op::Equal, "-100000"));
  EXPECT_FALSE(holds("1", Op::Equal, "\"one\""));
  EXPECT_FALSE(holds("\"\"", Op::Equal, "0"));
  EXPECT_FALSE(holds("true", Op::Equal, "\"true\""));
  EXPECT_FALSE(holds("null", Op::Equal, "false"));
  EXPECT_TRUE(holds("null", Op::Equal, "null"));
  EXPECT_TRUE(holds(R"({"a":[1,2],"b":0})", Op::Equal, R"({"b":0,"a":[1,2]})"));
  EXPECT_FALSE(holds("[1,2]", Op::Equal, "[2,1]"));
  EXPECT_TRUE(holds("1", Op::SameType, "1.0"));
  EXPECT_FALSE(holds("1", Op::SameType, "\"1\""));
  EXPECT_TRUE(holds("1", Op::NotSameType, "\"1\""));
  EXPECT_TRUE(holds("1", Op::NotEqual, "2"));
  EXPECT_FALSE(holds("1", Op::NotEqual, "\"1\""));
}

TEST_F(FiltersTest, Order) {
  EXPECT_TRUE(holds("1", Op::Less, "1.5"));
  EXPECT_TRUE(holds("10", Op::Greater, "9"));
  EXPECT_TRUE(holds("\"10\"", Op::Less, "\"9\""));
  EXPECT_TRUE(holds("2", Op::LessEqual, "2.0"));
  EXPECT_TRUE(holds("2", Op::GreaterEqual, "2.0"));
  EXPECT_FALSE(holds("2", Op::Less, "2"));
  for (Op op : {Op::Less, Op::LessEqual, Op::Greater, Op::GreaterEqual})
    for (auto [a, b] : {std::pair("null", "1"), {"true", "false"}, {"[1]", "[2]"}, {"{}", "{}"}, {"1", "null"}})
      EXPECT_FALSE(holds(a, op, b)) << a << " " << b;
}

TEST_F(FiltersTest, Membership) {
  EXPECT_TRUE(holds("1", Op::In, "[2,1.0]"));
  EXPECT_FALSE(holds("1", Op::In, "1"));
  EXPECT_FALSE(holds("1", Op::In, "[]"));
  EXPECT_TRUE(holds("1", Op::NotIn, "[2]"));
  EXPECT_TRUE(holds("\"abcd\"", Op::Contains, "\"bc\""));
  EXPECT_FALSE(holds("\"abcd\"", Op::Contains, "\"cb\""));
  EXPECT_TRUE(holds("[[1],2]", Op::Contains, "2"));
  EXPECT_FALSE(holds("12", Op::Contains, "1"));
  EXPECT_TRUE(holds("[1,2,3]", Op::All, "[3,1]"));
  EXPECT_FALSE(holds("[1,2,3]", Op::All, "[3,4]"));
  EXPECT_TRUE(holds("[1,2,3]", Op::All, "[]"));
  EXPECT_TRUE(holds("[1,2]", Op::SubsetOf, "[2,3,1]"));
  EXPECT_FALSE(holds("[1,4]", Op::SubsetOf, "[2,3,1]"));
  EXPECT_TRUE(holds("[]", Op::SubsetOf, "[]"));
  EXPECT_TRUE(holds("[1,4]", Op::AnyOf, "[4,5]"));
  EXPECT_FALSE(holds("[1,4]", Op::AnyOf, "[5]"));
  EXPECT_TRUE(holds("[1,4]", Op::NoneOf, "[5]"));
  EXPECT_FALSE(holds("[1,4]", Op::NoneOf, "[4]"));
  for (Op op : {Op::SubsetOf, Op::AnyOf, Op::NoneOf, Op::All})
    EXPECT_FALSE(holds("1", op, "[1]")) << uint32_t(op);
}

TEST_F(FiltersTest, SizeAndEmptiness) {
  EXPECT_TRUE(holds("[1,2]", Op::Size, "2"));
  EXPECT_TRUE(holds("\"ab\"", Op::Size, "2"));
  EXPECT_TRUE(holds("\"ä😀\"", Op::Size, "3")) << "Java's characters";
  EXPECT_FALSE(holds(R"({"a":1})", Op::Size, "1")) << "not of objects";
  EXPECT_FALSE(holds("12", Op::Size, "2"));
  EXPECT_FALSE(holds("[1]", Op::Size, "\"1\""));
  EXPECT_TRUE(holds("[]", Op::Empty, "true"));
  EXPECT_TRUE(holds("\"\"", Op::Empty, "true"));
  EXPECT_TRUE(holds("{}", Op::Empty, "true"));
  EXPECT_TRUE(holds("[1]", Op::Empty, "false"));
  EXPECT_FALSE(holds("1", Op::Empty, "false"));
  EXPECT_FALSE(holds("null", Op::Empty, "true"));
}

TEST_F(FiltersTest, WhatIsMissingIsOnlyUnequal) {
#define FILTER_OPERATOR(Id, Spelling)                                                                                  \
  {                                                                                                                    \
    bool negates = Op::Id == Op::NotEqual || Op::Id == Op::NotSameType || Op::Id == Op::NotIn;                         \
    EXPECT_EQ(aslrt_filter_compare(undefined(), json("[1]"), uint32_t(Op::Id)), negates) << Spelling;                  \
    EXPECT_EQ(aslrt_filter_compare(undefined(), undefined(), uint32_t(Op::Id)), negates) << Spelling;                  \
  }
#include "runtime/abi/FilterOperators.def"
}

// StringMatches

TEST_F(FiltersTest, Patterns) {
  EXPECT_TRUE(matches("foo.log", "*.log"));
  EXPECT_TRUE(matches("foo", "foo"));
  EXPECT_FALSE(matches("foobar", "foo"));
  EXPECT_FALSE(matches("foo", "FOO"));
  EXPECT_TRUE(matches("", ""));
  EXPECT_TRUE(matches("", "**"));
  EXPECT_FALSE(matches("", "*a"));
  EXPECT_TRUE(matches("abcabd", "a*abd"));
  EXPECT_TRUE(matches("a-b-c", "a*b*c"));
  EXPECT_FALSE(matches("a-c-b", "a*b*c"));
  EXPECT_TRUE(matches("größe", "gr*e"));
  EXPECT_FALSE(matches("a?", "??")) << "no other sign is special";
  EXPECT_TRUE(matches("a[b]", "a[b]"));
  EXPECT_FALSE(aslrt_string_matches(c, json("1"), string("*"))) << "only strings match";
}

TEST_F(FiltersTest, EscapesInPatterns) {
  EXPECT_TRUE(matches("a*b", R"(a\*b)"));
  EXPECT_FALSE(matches("axb", R"(a\*b)"));
  EXPECT_TRUE(matches(R"(a\b)", R"(a\\b)"));
  EXPECT_TRUE(matches(R"(a\xyz)", R"(a\\*)"));
  EXPECT_TRUE(matches("x*", R"(*\*)"));
  EXPECT_EQ(errorOf([&] { matches("a", R"(a\)"); }).substr(0, 14), "States.Runtime");
  EXPECT_EQ(errorOf([&] { matches("a", R"(\\\)"); }).substr(0, 14), "States.Runtime");
}

TEST_F(FiltersTest, ManyStarsTakeNoExponentialTime) {
  std::string subject(20'000, 'a'), pattern;
  for (int i = 0; i < 1'000; ++i)
    pattern += "a*";
  EXPECT_FALSE(matches(subject.c_str(), (pattern + "b").c_str()));
  EXPECT_TRUE(matches(subject.c_str(), pattern.c_str()));
}

// Comparisons of choice rules

TEST_F(FiltersTest, StringsCompareByUnitsOfUtf16) {
  EXPECT_EQ(order(aslrt_string_order, string("a"), string("b")), "<");
  EXPECT_EQ(order(aslrt_string_order, string("a"), string("B")), ">");
  EXPECT_EQ(order(aslrt_string_order, string("10"), string("9")), "<");
  EXPECT_EQ(order(aslrt_string_order, string("ab"), string("ab")), "=");
  EXPECT_EQ(order(aslrt_string_order, string("a "), string("a")), ">") << "blanks count";
  EXPECT_EQ(order(aslrt_string_order, string("😀"), string("\uffe5")), "<") << "a surrogate (d83d) before ffe5";
  EXPECT_EQ(order(aslrt_string_order, string("1"), json("1")), "");
}

TEST_F(FiltersTest, NumbersCompareAsDoubles) {
  EXPECT_EQ(order(aslrt_number_order, json("1"), json("1.0")), "=");
  EXPECT_EQ(order(aslrt_number_order, json("9007199254740993"), json("9007199254740992")), "=");
  EXPECT_EQ(order(aslrt_number_order, json("-1"), json("0")), "<");
  EXPECT_EQ(order(aslrt_number_order, json("1"), string("1")), "");
  EXPECT_EQ(order(aslrt_number_order, json("1"), json("true")), "") << "Booleans are no numbers";
}

TEST_F(FiltersTest, IntegersFit32Bits) {
  auto integers = [&](const char *a, const char *b) { return aslrt_integers(json(a), json(b)); };
  EXPECT_TRUE(integers("2147483647", "-2147483648"));
  EXPECT_TRUE(integers("0", "3"));
  for (const char *other : {"2147483648", "-2147483649", "0.5", "-0", "3.0", "1e300", "-1e300", "null", "\"1\"", "true"})
    EXPECT_FALSE(integers(other, "1") || integers("1", other)) << other;
}

TEST_F(FiltersTest, TimestampsCompareAsInstants) {
  auto times = [&](const char *a, const char *b) { return order(aslrt_timestamp_order, string(a), string(b)); };
  EXPECT_EQ(times("2024-01-01T00:00:00Z", "2024-01-01T00:00:00.000Z"), "=");
  EXPECT_EQ(times("2024-01-01T01:00:00+01:00", "2024-01-01T00:00:00Z"), "=");
  EXPECT_EQ(times("2024-01-01T00:00:00+01:00", "2024-01-01T00:00:00Z"), "<");
  EXPECT_EQ(times("2024-01-01T00:00:00.000000001Z", "2024-01-01T00:00:00Z"), ">");
  EXPECT_EQ(times("1969-12-31T23:59:59.5Z", "1969-12-31T23:59:59.25Z"), ">");
  EXPECT_EQ(times("9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z"), ">");
  EXPECT_EQ(times("2023-02-24 12:15:56.832957", "2023-02-24 12:15:56.832957"), "") << "recorded: none";
  EXPECT_EQ(times("2024-01-01t00:00:00z", "2024-01-01t00:00:00z"), "");
  EXPECT_EQ(times("2024-02-30T00:00:00Z", "2024-02-30T00:00:00Z"), "");
  EXPECT_TRUE(aslrt_is_timestamp(string("2024-02-29T12:30:00+01:00")));
  EXPECT_FALSE(aslrt_is_timestamp(string("2023-02-29T12:30:00Z")));
  EXPECT_FALSE(aslrt_is_timestamp(json("1700000000")));
}

} // namespace
} // namespace aslrt
