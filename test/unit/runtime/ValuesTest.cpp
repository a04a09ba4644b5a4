#include "Support.h"

namespace aslrt {
namespace {

using ValuesTest = RuntimeTest;

TEST_F(ValuesTest, MembersAreFoundInSmallAndLargeObjects) {
  for (int count : {0, 1, 8, 9, 100, 5000}) {
    std::vector<Member> members;
    for (int i = 0; i < count; ++i)
      members.push_back({string("key" + std::to_string(i * 7)), number(i)});
    Value object = makeObject(c, members);
    ASSERT_EQ(object.length(), uint32_t(count));
    for (int i = 0; i < count; ++i)
      ASSERT_EQ(text(lookup(object, "key" + std::to_string(i * 7))), std::to_string(i));
    EXPECT_TRUE(lookup(object, "key1").is(Tag::Undefined));
    EXPECT_TRUE(lookup(object, "").is(Tag::Undefined));
  }
}

TEST_F(ValuesTest, KeysOfEveryLengthDiffer) {
  std::vector<Member> members;
  for (size_t size = 0; size < 40; ++size) {
    members.push_back({string(std::string(size, 'x')), number(double(size))});
    if (size)
      members.push_back({string(std::string(size - 1, 'x') + "y"), number(-double(size))});
  }
  Value object = makeObject(c, members);
  for (auto &member : members)
    EXPECT_EQ(text(aslrt_member(object, member.key)), text(member.value));
}

TEST_F(ValuesTest, LastOfEqualKeysWinsAtTheFirstOnesPlace) {
  Member few[] = {{string("a"), number(1)}, {string("b"), number(2)}, {string("a"), number(3)}};
  EXPECT_EQ(text(aslrt_object(c, few, 3)), R"({"a":3,"b":2})");
  std::vector<Member> many;
  for (int i = 0; i < 40; ++i)
    many.push_back({string("k" + std::to_string(i % 10)), number(i)});
  Value object = aslrt_object(c, many.data(), 40);
  EXPECT_EQ(text(object), R"({"k0":30,"k1":31,"k2":32,"k3":33,"k4":34,"k5":35,"k6":36,"k7":37,"k8":38,"k9":39})");
  EXPECT_EQ(text(lookup(object, "k4")), "34");
}

TEST_F(ValuesTest, ConstructorsLeaveOutUndefined) {
  Member members[] = {{string("a"), undefined()}, {string("b"), number(2)}};
  EXPECT_EQ(text(aslrt_object(c, members, 2)), R"({"b":2})");
  Value items[] = {undefined(), number(1), undefined()};
  Value array = aslrt_array(c, items, 3, Cons);
  EXPECT_EQ(text(array), "[1]");
  EXPECT_TRUE(array.has(Cons));
}

TEST_F(ValuesTest, EffectiveBoolean) {
  for (const char *yes : {"true", "1", "-0.5", "0.10", "\"x\"", "{\"a\":0}", "[1]", "[0,1]", "[[[0],\"x\"]]", "[0,[[],[1]]]"})
    EXPECT_TRUE(aslrt_truthy(json(yes))) << yes;
  for (const char *no : {"false", "0", "-0.0", "0.00", "\"\"", "null", "{}", "[]", "[0]", "[0,false]", "[[],[[0]]]", "[{}]"})
    EXPECT_FALSE(aslrt_truthy(json(no))) << no;
  EXPECT_FALSE(truthy(undefined()));
  EXPECT_FALSE(truthy(aslrt_closure(c, nullptr, 0, 0, nullptr)));
}

TEST_F(ValuesTest, DeepValuesDoNotOverflowTheStack) {
  Value deep = nested(1'000'000), same = nested(1'000'000);
  EXPECT_FALSE(truthy(deep));
  EXPECT_TRUE(deepEqual(deep, same));
  uint32_t guess = 0;
  EXPECT_TRUE(aslrt_field(c, deep, string("a"), &guess).is(Tag::Undefined));
  EXPECT_EQ(text(deep).size(), 2'000'002u);
  EXPECT_EQ(text(aslrt_descendants(c, deep)), "[]");
}

TEST_F(ValuesTest, MatchesASignatureLetter) {
  struct { const char *json; const char *letters; } cases[] = {
      {"\"x\"", "sxj"}, {"1", "nxj"}, {"1.0", "nxj"}, {"true", "bxj"}, {"null", "lxj"}, {"[]", "axj"}, {"{}", "oxj"}};
  for (auto &[value, letters] : cases)
    for (char letter : std::string("snblaof" "xj"))
      EXPECT_EQ(aslrt_matches(json(value), uint32_t(letter)), std::string(letters).find(letter) != std::string::npos)
          << value << " " << letter;
}

} // namespace
} // namespace aslrt
