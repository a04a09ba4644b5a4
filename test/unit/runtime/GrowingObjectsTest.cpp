#include "Support.h"

#include "runtime/core/Objects.h"

namespace aslrt {
namespace {

class GrowingObjectsTest : public RuntimeTest {
protected:
  /// With room for `capacity` members.
  GrowingObject growing(std::string_view object, uint32_t capacity) {
    Value from = json(object);
    Member *members = allocateMembers(c, capacity);
    std::copy_n(from.pointer<Member>(), from.length(), members);
    return {finishObject(c, members, from.length()), capacity};
  }
};

TEST_F(GrowingObjectsTest, MembersAreSetInPlaceAndAdded) {
  GrowingObject object = growing(R"({"a":1,"b":2})", 3);
  EXPECT_FALSE(setMember(c, object, string("a"), json("5")));
  EXPECT_FALSE(setMember(c, object, string("c"), json("6")));
  EXPECT_EQ(text(object.value), R"({"a":5,"b":2,"c":6})");
  EXPECT_TRUE(setMember(c, object, string("d"), json("7"))) << "no room: they have moved";
  EXPECT_EQ(text(object.value), R"({"a":5,"b":2,"c":6,"d":7})");
}

TEST_F(GrowingObjectsTest, ManyMembersAreFoundByTheirIndex) {
  GrowingObject object = growing("{}", 1);
  for (int i = 0; i < 1000; ++i)
    setMember(c, object, string("key" + std::to_string(i)), numberValue(i));
  for (int i = 0; i < 1000; i += 7)
    setMember(c, object, string("key" + std::to_string(i)), numberValue(-i));
  EXPECT_EQ(object.value.length(), 1000u);
  EXPECT_EQ(lookup(object.value, "key8").number(), 8);
  EXPECT_EQ(lookup(object.value, "key994").number(), -994);
  EXPECT_EQ(text(lookup(object.value, "key1000")), "undefined");
}

TEST_F(GrowingObjectsTest, UndefinedMembersAreRemoved) {
  GrowingObject object = growing(R"({"a":1,"b":2,"c":3})", 3);
  EXPECT_FALSE(removeUndefined(c, object));
  setMember(c, object, string("b"), undefined());
  EXPECT_TRUE(removeUndefined(c, object));
  EXPECT_EQ(text(object.value), R"({"a":1,"c":3})");
}

TEST_F(GrowingObjectsTest, WhatIsLeftOfManyIsFound) {
  GrowingObject object = growing("{}", 1);
  for (int i = 0; i < 100; ++i)
    setMember(c, object, string("key" + std::to_string(i)), i % 2 ? numberValue(i) : undefined());
  EXPECT_TRUE(removeUndefined(c, object));
  EXPECT_EQ(object.value.length(), 50u);
  EXPECT_EQ(lookup(object.value, "key99").number(), 99);
  EXPECT_EQ(text(lookup(object.value, "key98")), "undefined");
  setMember(c, object, string("key98"), json("1"));
  EXPECT_EQ(lookup(object.value, "key98").number(), 1);
}

// JavaScript puts keys that look like indices of arrays first.
TEST_F(GrowingObjectsTest, TheOrderIsThatOfTheDialect) {
  GrowingObject object = growing(R"({"b":1})", 1);
  for (const char *key : {"10", "a", "9"})
    setMember(c, object, string(key), json("0"));
  EXPECT_EQ(text(object.value), R"({"9":0,"10":0,"b":1,"a":0})");
  context.dialect = Dialect::Aws;
  for (const char *key : {"2", "1"})
    setMember(c, object, string(key), json("0"));
  EXPECT_EQ(text(object.value), R"({"9":0,"10":0,"b":1,"a":0,"2":0,"1":0})");
  EXPECT_EQ(lookup(object.value, "2").number(), 0);
}

} // namespace
} // namespace aslrt
