#include "Support.h"

#include <algorithm>
#include <random>

namespace aslrt {
namespace {

class SortTest : public RuntimeTest {
protected:
  /// Items sorted by rows of keys: the JSON text of an array of rows; null stands for Undefined.
  std::string sorted(std::string_view rows, std::vector<char> descending, int32_t keep = 0) {
    Value table = json(rows);
    std::vector<Value> keys;
    for (Value row : itemsOf(table))
      for (Value key : itemsOf(row))
        keys.push_back(key.is(Tag::Null) ? undefined() : key);
    Value result = aslrt_order_by(c, table, keys.data(), descending.data(), uint32_t(descending.size()), uint32_t(keep), 0);
    return text(result);
  }
};

TEST_F(SortTest, ByOneKey) {
  EXPECT_EQ(sorted("[[3],[1],[2.0]]", {false}), "[[1],[2.0],[3]]");
  EXPECT_EQ(sorted("[[3],[1],[2]]", {true}), "[[3],[2],[1]]");
  EXPECT_EQ(sorted(R"([["b"],["a"],["aa"]])", {false}), R"([["a"],["aa"],["b"]])");
}

TEST_F(SortTest, LaterKeysDecideTies) {
  EXPECT_EQ(sorted("[[1,1],[1,2],[0,9]]", {false, true}), "[[0,9],[1,2],[1,1]]");
}

// Numbers alone, and strings alone, are sorted by their first bytes, which leave ties.
TEST_F(SortTest, KeysThatBeginAlike) {
  EXPECT_EQ(sorted(R"([["abcdefgh2"],["abcdefgh"],["abcdefgh10"],[""],["abcdefg"]])", {false}),
            R"([[""],["abcdefg"],["abcdefgh"],["abcdefgh10"],["abcdefgh2"]])");
  EXPECT_EQ(sorted(R"([["a",1],["b",1],["a",2],["b",0]])", {true, true}), R"([["b",1],["b",0],["a",2],["a",1]])");
  EXPECT_EQ(sorted(R"([[-0,"b"],[0,"a"],[-1,"c"]])", {false, false}), R"([[-1,"c"],[0,"a"],[-0,"b"]])");
  EXPECT_EQ(sorted(R"([["a"],["a\u0000"],["a\u0000b"]])", {true}), R"([["a\u0000b"],["a\u0000"],["a"]])");
  // By UTF-16: U+10000 is D800 DC00, less than U+E000.
  EXPECT_EQ(sorted("[[\"\xee\x80\x80\"],[\"\xf0\x90\x80\x80\"],[\"z\"]]", {false}),
            "[[\"z\"],[\"\xf0\x90\x80\x80\"],[\"\xee\x80\x80\"]]");
}

TEST_F(SortTest, UndefinedComesLastInBothDirections) {
  EXPECT_EQ(sorted("[[1],[null],[3],[2]]", {true}), "[[3],[2],[1],[null]]");
  EXPECT_EQ(sorted("[[null],[1],[null],[3]]", {false}), "[[1],[3],[null],[null]]");
}

TEST_F(SortTest, IsStable) {
  std::mt19937 random(1);
  std::vector<Value> items, keys;
  for (int i = 0; i < 5000; ++i) {
    items.push_back(number(i));
    keys.push_back(number(double(random() % 20) - 10));
  }
  bool descending = false;
  Value result = aslrt_order_by(c, makeArray(c, items), keys.data(), &descending, 1, 0, 0);
  std::vector<size_t> expected(items.size());
  for (size_t i = 0; i < expected.size(); ++i)
    expected[i] = i;
  std::sort(expected.begin(), expected.end(),
            [&](size_t a, size_t b) { return std::pair(keys[a].number(), a) < std::pair(keys[b].number(), b); });
  for (size_t i = 0; i < expected.size(); ++i)
    ASSERT_EQ(itemsOf(result)[i].number(), double(expected[i]));
}

// The first few, or the last, are those of all, in their order.
TEST_F(SortTest, KeepsNoMoreThanWanted) {
  EXPECT_EQ(sorted("[[3],[1],[2],[1.0],[3.0]]", {false}, 3), "[[1],[1.0],[2]]");
  EXPECT_EQ(sorted("[[3],[1],[2],[1.0],[3.0]]", {false}, -2), "[[3],[3.0]]");
  EXPECT_EQ(sorted("[[3],[1],[2],[1.0],[3.0]]", {true}, 1), "[[3]]");
  EXPECT_EQ(sorted(R"([["b",2],["a",1],["b",1],["a",1.0]])", {true, false}, -3), R"([["b",2],["a",1],["a",1.0]])");
  EXPECT_EQ(sorted("[[2],[1]]", {false}, 5), "[[1],[2]]");
  EXPECT_EQ(sorted("[[2],[1]]", {false}, -5), "[[1],[2]]");
  // Keys that an error is made of are found as if all were sorted, and what has none is there in full.
  EXPECT_EQ(errorOf([&] { sorted(R"([[1],[2],["x"]])", {false}, 1); }),
            "T2007: Type mismatch when comparing values 2 and \"x\" in order-by clause");
}

TEST_F(SortTest, FewItemsStayAsTheyAre) {
  bool descending = false;
  Value one = sequence("[1]"), key = json("true");
  EXPECT_TRUE(aslrt_order_by(c, one, &key, &descending, 1, 0, 0).has(Sequence));
  // A sequence of it, which [] after the sort keeps.
  EXPECT_EQ(text(aslrt_order_by(c, number(5), &key, &descending, 1, 0, 0)), "[5]");
  EXPECT_EQ(text(aslrt_order_by(c, undefined(), &key, &descending, 1, 0, 0)), "undefined");
}

TEST_F(SortTest, Errors) {
  EXPECT_EQ(errorOf([&] { sorted(R"([[1],["x"]])", {false}); }),
            "T2007: Type mismatch when comparing values 1 and \"x\" in order-by clause");
  EXPECT_EQ(errorOf([&] { sorted(R"([["x"],[true]])", {false}); }),
            "T2008: The expressions within an order-by clause must evaluate to numeric or string values");
}

} // namespace
} // namespace aslrt
