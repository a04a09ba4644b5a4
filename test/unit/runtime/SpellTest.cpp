// Objects that are made as text (aslrt_spell): the writer gives the same bytes as of the object.
#include "Support.h"

#include "runtime/core/Spelling.h"

namespace aslrt {
namespace {

class SpellTest : public RuntimeTest {
protected:
  Value spelled(std::vector<std::pair<std::string_view, Value>> members) {
    std::vector<Value> values;
    std::vector<std::string> pieces;
    for (auto [key, value] : members) {
      pieces.push_back(",\"" + std::string(key) + "\":");
      values.push_back(value);
    }
    pieces.push_back("}");
    return spelledBetween(pieces, values);
  }
  Value spelledBetween(const std::vector<std::string> &pieces, std::vector<Value> values) {
    std::vector<Value> texts;
    for (const std::string &piece : pieces)
      texts.push_back(makeString(c, piece));
    return aslrt_spell(c, texts.data(), values.data(), uint32_t(values.size()));
  }
};

TEST_F(SpellTest, Scalars) {
  Value made = spelled({{"a", json("\"x\"")}, {"b", json("true")}, {"c", json("false")}, {"d", json("null")}, {"e", number(-1.5)},
                        {"f", number(1e21)}, {"g", json("10.0")}, {"h", makeString(c, "a text of more than thirty-two bytes, é")}, {"i", json("\"\"")}});
  EXPECT_TRUE(isSpelled(made));
  EXPECT_EQ(text(made), R"({"a":"x","b":true,"c":false,"d":null,"e":-1.5,"f":1e+21,"g":10.0,"h":"a text of more than thirty-two bytes, é","i":""})");
}

TEST_F(SpellTest, WhatIsUndefinedIsLeftOut) {
  EXPECT_EQ(text(spelled({{"a", undefined()}, {"b", number(1)}, {"c", undefined()}})), R"({"b":1})");
  EXPECT_EQ(text(spelled({{"a", undefined()}})), "{}");
}

TEST_F(SpellTest, SpelledMembersAreTaken) {
  Value inner = spelled({{"a", number(1)}}), made = spelled({{"x", inner}, {"y", inner}});
  EXPECT_TRUE(isSpelled(made));
  EXPECT_EQ(text(made), R"({"x":{"a":1},"y":{"a":1}})");
}

// Containers, escapes, lone surrogates, numbers that are not finite, long texts: an object as any other.
TEST_F(SpellTest, WhatIsNotEasyIsAnObject) {
  std::string longText(5000, 'x');
  for (auto [value, written] : std::initializer_list<std::pair<Value, std::string>>{{json("[1,{}]"), "[1,{}]"},
                                                                                  {json("{\"b\":2}"), "{\"b\":2}"},
                                                                                  {makeString(c, "a\"b\n"), R"("a\"b\n")"},
                                                                                  {makeString(c, "\xed\xa0\x80"), R"("\ud800")"},
                                                                                  {number(std::numeric_limits<double>::infinity()), "null"},
                                                                                  {makeString(c, longText), '"' + longText + '"'}}) {
    Value made = spelled({{"before", number(1)}, {"a", value}, {"none", undefined()}});
    EXPECT_FALSE(isSpelled(made));
    EXPECT_EQ(made.length(), 2u);
    EXPECT_EQ(lookup(made, "before").number(), 1);
    EXPECT_EQ(text(made), "{\"before\":1,\"a\":" + written + "}");
  }
}

// Before a value, behind the last, in an object that has no others; a comma and quotes in one of them.
TEST_F(SpellTest, MembersThatAreKnown) {
  std::vector<std::string> pieces{R"(,"a":1,"b":"x,\"","c":)", R"(,"d":)", R"(,"e":5.0,"f":[{"g":null}]})"};
  EXPECT_EQ(text(spelledBetween(pieces, {number(2), number(3)})), R"({"a":1,"b":"x,\"","c":2,"d":3,"e":5.0,"f":[{"g":null}]})");
  EXPECT_EQ(text(spelledBetween(pieces, {number(2), undefined()})), R"({"a":1,"b":"x,\"","c":2,"e":5.0,"f":[{"g":null}]})");
  EXPECT_EQ(text(spelledBetween({R"(,"a":)", R"(,"b":true})"}, {undefined()})), R"({"b":true})");
  EXPECT_EQ(text(spelledBetween({R"(,"b":true})"}, {})), R"({"b":true})");
  std::string longText(5000, 'x');
  EXPECT_EQ(text(spelledBetween({R"(,"a":)", ",\"b\":\"" + longText + "\"}"}, {number(1)})), R"({"a":1,"b":")" + longText + "\"}");

  EXPECT_EQ(text(spelledBetween({R"(,"a,":1,"b,":)", "}"}, {json("[2]")})), R"({"a,":1,"b,":[2]})");

  Value made = spelledBetween(pieces, {json("[2]"), undefined()});
  EXPECT_FALSE(isSpelled(made));
  EXPECT_EQ(made.length(), 5u);
  EXPECT_EQ(text(lookup(made, "b")), R"("x,\"")");
  EXPECT_EQ(text(made), R"({"a":1,"b":"x,\"","c":[2],"e":5.0,"f":[{"g":null}]})");
}

TEST_F(SpellTest, IsCollected) {
  std::vector<Value> storage(3);
  auto *frame = reinterpret_cast<Frame *>(storage.data());
  frame->liveSlots = 2;
  frame->slots[0] = spelled({{"a", makeString(c, "a text that is longer than sixteen bytes")}});
  frame->slots[1] = makeArray(c, {frame->slots, 1});
  uint64_t old = frame->slots[0].payload;
  collect(c, frame);
  for (Value made : {frame->slots[0], itemsOf(frame->slots[1])[0]}) {
    EXPECT_NE(made.payload, old);
    EXPECT_TRUE(c->arena.owns(made.pointer<Spelling>()[-1].text));
    EXPECT_EQ(text(made), R"({"a":"a text that is longer than sixteen bytes"})");
  }
}

} // namespace
} // namespace aslrt
