#include "Support.h"

namespace aslrt {
namespace {

class GroupsTest : public RuntimeTest {
protected:
  /// {keys[i]: items[i], ...}: each key's items are its value.
  std::string group(std::string_view keys, std::string_view items) {
    void *table = aslrt_group_begin(c);
    Value keyArray = json(keys), itemArray = json(items);
    for (uint32_t i = 0; i < keyArray.length(); ++i)
      aslrt_group_add(c, table, itemsOf(keyArray)[i], itemsOf(itemArray)[i], 0, 3);
    for (uint64_t i = 0; i < aslrt_group_count(table); ++i)
      aslrt_group_set(table, i, aslrt_group_data(table, i));
    return text(aslrt_group_end(c, table));
  }
};

TEST_F(GroupsTest, ItemsGatherInTheOrderOfFirstKeys) {
  EXPECT_EQ(group(R"(["x","y","x"])", "[1,2,3]"), R"({"x":[1,3],"y":2})");
  EXPECT_EQ(group(R"(["x","x","x"])", "[1,[2,3],[]]"), R"({"x":[1,2,3]})") << "as $append joins them";
  EXPECT_EQ(group(R"(["x"])", "[[1]]"), R"({"x":[1]})");
  EXPECT_EQ(group(R"(["x","x"])", "[[],[]]"), R"({"x":[]})");
  EXPECT_EQ(group("[]", "[]"), "{}");
}

TEST_F(GroupsTest, ManyKeys) {
  void *table = aslrt_group_begin(c);
  for (int i = 0; i < 3000; ++i)
    aslrt_group_add(c, table, string("key" + std::to_string(i % 1000)), number(i), 0, 0);
  ASSERT_EQ(aslrt_group_count(table), 1000u);
  for (uint64_t i = 0; i < 1000; ++i)
    aslrt_group_set(table, i, aslrt_group_data(table, i));
  Value object = aslrt_group_end(c, table);
  EXPECT_EQ(text(lookup(object, "key7")), "[7,1007,2007]");
}

TEST_F(GroupsTest, UndefinedKeysItemsAndValuesAddNothing) {
  void *table = aslrt_group_begin(c);
  aslrt_group_add(c, table, undefined(), number(1), 0, 0);
  aslrt_group_add(c, table, string("a"), undefined(), 0, 0);
  aslrt_group_add(c, table, string("a"), number(2), 0, 0);
  aslrt_group_add(c, table, string("b"), number(3), 1, 0);
  ASSERT_EQ(aslrt_group_count(table), 2u);
  EXPECT_EQ(text(aslrt_group_data(table, 0)), "2");
  EXPECT_EQ(aslrt_group_pair(table, 1), 1u);
  aslrt_group_set(table, 0, undefined());
  aslrt_group_set(table, 1, number(9));
  EXPECT_EQ(text(aslrt_group_end(c, table)), R"({"b":9})");
}

TEST_F(GroupsTest, Errors) {
  void *table = aslrt_group_begin(c);
  EXPECT_EQ(errorOf([&] { aslrt_group_add(c, table, number(1), number(1), 0, 0); }),
            "T1003: Key in object structure must evaluate to a string; got: 1");
  aslrt_group_add(c, table, string("x"), number(1), 0, 0);
  EXPECT_EQ(errorOf([&] { aslrt_group_add(c, table, string("x"), number(1), 1, 0); }),
            "D1009: Multiple key definitions evaluate to same key: \"x\"");
}

TEST_F(GroupsTest, ContextOfConstantKeys) {
  auto contextOf = [&](const char *v) { return text(aslrt_group_context(c, json(v))); };
  EXPECT_EQ(contextOf(R"([{"c":1},{"c":[2]}])"), R"([{"c":1},{"c":[2]}])");
  EXPECT_EQ(contextOf("[[1],2,[3,4]]"), "[1,2,3,4]");
  EXPECT_EQ(contextOf("[[1]]"), "[1]");
  EXPECT_EQ(contextOf("[5]"), "5");
  EXPECT_EQ(contextOf("[]"), "undefined");
  EXPECT_EQ(contextOf("7"), "7");
}

} // namespace
} // namespace aslrt
