// Expected values: the jsonata package 2.2.2.
#include "Support.h"

#include <cmath>

namespace aslrt {
namespace {

using OperatorsTest = RuntimeTest;
using Binary = Value(Context *, Value, Value, uint32_t);

TEST_F(OperatorsTest, Arithmetic) {
  struct { Binary *op; const char *a, *b, *result; } cases[] = {
      {aslrt_add, "1", "2", "3"},           {aslrt_add, "0.1", "0.2", "0.30000000000000004"},
      {aslrt_subtract, "1", "2", "-1"},     {aslrt_multiply, "3", "-4", "-12"},
      {aslrt_divide, "1", "4", "0.25"},     {aslrt_modulo, "5", "3", "2"},
      {aslrt_modulo, "-5", "3", "-2"},      {aslrt_modulo, "5", "-3", "2"},
      {aslrt_modulo, "5.5", "2", "1.5"},    {aslrt_modulo, "1e300", "7", "1"},
      {aslrt_add, "1.50", "2.0", "3.5"},    {aslrt_multiply, "12345678901234567890", "1", "12345678901234567000"},
  };
  for (auto &[op, a, b, result] : cases)
    EXPECT_EQ(text(op(c, json(a), json(b), 0)), result) << a << " " << b;
}

TEST_F(OperatorsTest, ArithmeticWithUndefinedIsUndefined) {
  for (Binary *op : {aslrt_add, aslrt_subtract, aslrt_multiply, aslrt_divide, aslrt_modulo}) {
    EXPECT_TRUE(op(c, undefined(), number(1), 0).is(Tag::Undefined));
    EXPECT_TRUE(op(c, number(1), undefined(), 0).is(Tag::Undefined));
  }
  EXPECT_TRUE(aslrt_negate(c, undefined(), 0).is(Tag::Undefined));
}

TEST_F(OperatorsTest, ArithmeticErrors) {
  auto error = [&](Binary *op, Value a, Value b) { return errorOf([&] { op(c, a, b, 0); }); };
  EXPECT_EQ(error(aslrt_add, json("\"a\""), number(1)), "T2001: The left side of the \"+\" operator must evaluate to a number");
  EXPECT_EQ(error(aslrt_subtract, number(1), json("null")),
            "T2002: The right side of the \"-\" operator must evaluate to a number");
  EXPECT_EQ(error(aslrt_multiply, undefined(), json("[]")),
            "T2002: The right side of the \"*\" operator must evaluate to a number");
  EXPECT_EQ(errorOf([&] { aslrt_negate(c, json("\"a\""), 0); }), "D1002: Cannot negate a non-numeric value: \"a\"");
}

// What is not finite may be a result, but no operand.
TEST_F(OperatorsTest, Infinity) {
  Value infinite = aslrt_divide(c, number(1), number(0), 0), nan = aslrt_modulo(c, number(5), number(0), 0);
  EXPECT_EQ(infinite.number(), INFINITY);
  EXPECT_TRUE(std::isnan(nan.number()));
  EXPECT_EQ(aslrt_multiply(c, number(-1e308), number(10), 0).number(), -INFINITY);
  for (Binary *op : {aslrt_add, aslrt_subtract, aslrt_multiply, aslrt_divide, aslrt_modulo}) {
    EXPECT_EQ(errorOf([&] { op(c, infinite, number(1), 0); }), "D1001: Number out of range: null");
    EXPECT_EQ(errorOf([&] { op(c, number(1), infinite, 0); }), "D1001: Number out of range: null");
    EXPECT_EQ(errorOf([&] { op(c, nan, number(1), 0); }).substr(0, 5), "T2001");
    EXPECT_EQ(errorOf([&] { op(c, number(1), nan, 0); }).substr(0, 5), "T2002");
  }
  EXPECT_EQ(errorOf([&] { aslrt_negate(c, infinite, 0); }), "D1001: Number out of range: null");
  EXPECT_EQ(errorOf([&] { aslrt_negate(c, nan, 0); }), "D1002: Cannot negate a non-numeric value: null");
  EXPECT_EQ(text(aslrt_greater(c, infinite, number(1), 0)), "true");
  EXPECT_EQ(text(aslrt_less_equal(c, nan, number(1), 0)), "false");
  EXPECT_EQ(text(aslrt_greater_equal(c, nan, nan, 0)), "false");
  EXPECT_EQ(text(aslrt_equal(nan, nan)), "false");
  EXPECT_FALSE(truthy(nan));
  EXPECT_EQ(errorOf([&] { aslrt_range(c, number(1), infinite, 0); }).substr(0, 5), "T2004");
  EXPECT_EQ(errorOf([&] { aslrt_concat(c, infinite, json("\"\""), 0); }).substr(0, 5), "D3001");
  EXPECT_EQ(errorOf([&] { aslrt_concat(c, makeArray(c, {&infinite, 1}), json("\"\""), 0); }), "D1001: Number out of range: null");
  EXPECT_EQ(text(aslrt_concat(c, makeArray(c, {&nan, 1}), json("\"\""), 0)), "\"[null]\"");
}

TEST_F(OperatorsTest, ErrorsCarryPositionAndValue) {
  try {
    aslrt_add(c, json("\"a\""), number(1), 17);
    FAIL();
  } catch (const Error &error) {
    EXPECT_EQ(error.position, 17u);
    EXPECT_EQ(text(error.value), "\"a\"");
  }
}

TEST_F(OperatorsTest, Equality) {
  struct { const char *a, *b; bool equal; } cases[] = {
      {"1", "1", true},        {"1", "1.0", true},          {"0", "-0", true},
      {"1", "\"1\"", false},   {"\"abcdefghij\"", "\"abcdefghij\"", true},
      {"\"abcdefghij\"", "\"abcdefghik\"", false},          {"null", "null", true},
      {"null", "false", false}, {"true", "true", true},     {"true", "false", false},
      {"[1,[2]]", "[1,[2.0]]", true},                       {"[1]", "1", false},
      {"[1,2]", "[2,1]", false},                            {"{\"a\":1,\"b\":[2]}", "{\"b\":[2],\"a\":1}", true},
      {"{\"a\":1}", "{\"a\":2}", false},                    {"{\"a\":1}", "{\"b\":1}", false},
      {"[]", "{}", false},     {"[]", "[]", true},
  };
  for (auto &[a, b, equal] : cases) {
    EXPECT_EQ(text(aslrt_equal(json(a), json(b))), equal ? "true" : "false") << a << " " << b;
    EXPECT_EQ(text(aslrt_not_equal(json(a), json(b))), equal ? "false" : "true") << a << " " << b;
  }
  EXPECT_FALSE(aslrt_equal(undefined(), undefined()).boolean());
  EXPECT_FALSE(aslrt_not_equal(undefined(), number(1)).boolean());
}

TEST_F(OperatorsTest, Comparison) {
  EXPECT_TRUE(aslrt_less(c, number(1), json("1.50"), 0).boolean());
  EXPECT_FALSE(aslrt_less(c, number(1), number(1), 0).boolean());
  EXPECT_TRUE(aslrt_less_equal(c, number(1), number(1), 0).boolean());
  EXPECT_TRUE(aslrt_greater(c, json("\"b\""), json("\"a\""), 0).boolean());
  EXPECT_TRUE(aslrt_greater_equal(c, json("\"a\""), json("\"a\""), 0).boolean());
  EXPECT_TRUE(aslrt_less(c, undefined(), number(1), 0).is(Tag::Undefined));
  auto error = [&](Value a, Value b) { return errorOf([&] { aslrt_less(c, a, b, 0); }); };
  EXPECT_EQ(error(json("\"a\""), number(1)),
            "T2009: The values \"a\" and 1 either side of operator \"<\" must be of the same data type");
  EXPECT_EQ(error(undefined(), json("true")),
            "T2010: The expressions either side of operator \"<\" must evaluate to numeric or string values");
}

TEST_F(OperatorsTest, StringsCompareByUtf16CodeUnits) {
  // In ascending order; U+1F600 is D83D DE00.
  const char *ordered[] = {"\"\"",      "\"a\"",          "\"aa\"",    "\"b\"",       "\"\\u00e9\"", "\"\\ud7ff\"",
                           "\"\\ud83c\"", "\"\\ud83d\"",  "\"\\ud83da\"", "\"\\ud83d\\ude00\"", "\"\\ud83d\\ude00x\"",
                           "\"\\ud83e\"", "\"\\ude00\"",  "\"\\ue000\"",  "\"\\uffff\""};
  for (size_t i = 0; i < std::size(ordered); ++i)
    for (size_t j = 0; j < std::size(ordered); ++j)
      EXPECT_EQ(aslrt_less(c, json(ordered[i]), json(ordered[j]), 0).boolean(), i < j) << ordered[i] << " " << ordered[j];
}

TEST_F(OperatorsTest, ComparesLongStringsAtEveryPlace) {
  for (size_t i = 0; i < 40; ++i) {
    std::string a(40, 'm'), b = a;
    b[i] = 'n';
    EXPECT_TRUE(aslrt_less(c, string(a), string(b), 0).boolean());
    EXPECT_TRUE(aslrt_greater(c, string(b), string(a), 0).boolean());
    EXPECT_FALSE(aslrt_equal(string(a), string(b)).boolean());
  }
}

TEST_F(OperatorsTest, Concatenation) {
  auto concat = [&](Value a, Value b) { return text(aslrt_concat(c, a, b, 0)); };
  EXPECT_EQ(concat(json("\"a\""), json("\"b\"")), "\"ab\"");
  EXPECT_EQ(concat(undefined(), undefined()), "\"\"");
  EXPECT_EQ(concat(json("[1,2]"), number(1)), "\"[1,2]1\"");
  EXPECT_EQ(concat(number(1.0 / 3), undefined()), "\"0.333333333333333\"");
  EXPECT_EQ(concat(json("[0.30000000000000004,1e21,12345678901234567890]"), undefined()),
            "\"[0.3,1e+21,12345678901234567000]\"");
  EXPECT_EQ(concat(json("{\"a\":null,\"b\":\"x\"}"), json("true")), R"("{\"a\":null,\"b\":\"x\"}true")");
  EXPECT_EQ(concat(aslrt_closure(c, nullptr, 0, 0, nullptr), json("\"x\"")), "\"x\"");
  EXPECT_EQ(concat(json("\"\\ud83d\""), json("\"\\ude00\"")), "\"\U0001F600\"") << "two halves make a code point";
}

TEST_F(OperatorsTest, Inclusion) {
  auto in = [&](Value a, Value b) { return aslrt_contains(a, b).boolean(); };
  EXPECT_TRUE(in(number(1), json("[1,2]")));
  EXPECT_TRUE(in(json("1.0"), json("[1,2]")));
  EXPECT_TRUE(in(json("\"a\""), json("\"a\"")));
  EXPECT_FALSE(in(json("[1]"), json("[[1]]"))) << "arrays are the same only if they are one";
  Value pair = json("[[1],[2]]");
  EXPECT_TRUE(in(itemsOf(pair)[0], pair));
  EXPECT_TRUE(in(json("null"), json("[null]")));
  EXPECT_FALSE(in(undefined(), json("[1]")));
  EXPECT_FALSE(in(number(1), undefined()));
}

TEST_F(OperatorsTest, Range) {
  EXPECT_EQ(text(aslrt_range(c, number(-1), json("2.0"), 0)), "[-1,0,1,2]");
  EXPECT_TRUE(aslrt_range(c, number(1), number(1), 0).has(Sequence));
  EXPECT_TRUE(aslrt_range(c, number(2), number(1), 0).is(Tag::Undefined));
  EXPECT_TRUE(aslrt_range(c, undefined(), number(1), 0).is(Tag::Undefined));
  auto error = [&](Value a, Value b) { return errorOf([&] { aslrt_range(c, a, b, 0); }).substr(0, 5); };
  EXPECT_EQ(error(number(1.5), number(2)), "T2003");
  EXPECT_EQ(error(json("\"1\""), undefined()), "T2003");
  EXPECT_EQ(error(undefined(), json("true")), "T2004");
  EXPECT_EQ(error(number(1), number(1e7 + 1)), "D2014");
  EXPECT_EQ(error(number(0), number(1e300)), "D2014");
  EXPECT_EQ(aslrt_range(c, number(1), number(1e7), 0).length(), 10'000'000u);
}

} // namespace
} // namespace aslrt
