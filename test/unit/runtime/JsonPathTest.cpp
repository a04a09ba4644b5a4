// Steps of paths that select more than one value, as Jayway's library defines them, and ResultPath (spec/asl.md, section 5.1). Values
// by hand.
#include "Support.h"
#include "runtime/core/Inline.h"
#include "runtime/core/Spelling.h"

#include <limits>

namespace aslrt {
namespace {

class JsonPathTest : public RuntimeTest {
protected:
  std::string slice(const char *array, std::optional<int> first, std::optional<int> last) {
    uint32_t given = (first ? 1 : 0) | (last ? 2 : 0);
    return text(aslrt_slice(c, json(array), uint32_t(first.value_or(0)), uint32_t(last.value_or(0)), given));
  }
  /// `input` with `result` at the path of `steps`, or what is wrong.
  std::string put(const char *input, const char *steps, const char *result) {
    Value path = json(steps);
    std::string after;
    std::string error = errorOf([&] { after = text(aslrt_put(c, json(input), &path, json(result), 0)); });
    EXPECT_EQ(errorOf([&] { aslrt_check_put(c, json(input), &path, 0); }), error);
    return error == "none" ? after : error.substr(0, error.find(':'));
  }
};

TEST_F(JsonPathTest, ChildrenAndCandidates) {
  EXPECT_EQ(text(aslrt_children(c, json("[1,[2]]"))), "[1,[2]]");
  EXPECT_EQ(text(aslrt_children(c, json(R"({"b":1,"a":{"c":2}})"))), R"([1,{"c":2}])");
  EXPECT_EQ(text(aslrt_candidates(c, json("[1,[2]]"))), "[1,[2]]") << "a filter asks the items of an array";
  EXPECT_EQ(text(aslrt_candidates(c, json(R"({"a":1})"))), R"([{"a":1}])") << "and an object itself";
  for (const char *scalar : {"1", "\"ab\"", "null", "true"}) {
    EXPECT_EQ(text(aslrt_children(c, json(scalar))), "[]");
    EXPECT_EQ(text(aslrt_candidates(c, json(scalar))), "[]");
  }
  EXPECT_EQ(text(aslrt_children(c, undefined())), "[]");
}

TEST_F(JsonPathTest, NodesComeBeforeWhatTheyHold) {
  EXPECT_EQ(text(aslrt_path_nodes(c, json(R"({"b":[1,{"x":2}],"a":3})"))), R"([{"b":[1,{"x":2}],"a":3},[1,{"x":2}],1,{"x":2},2,3])");
  EXPECT_EQ(text(aslrt_path_nodes(c, json("7"))), "[7]");
  EXPECT_EQ(text(aslrt_path_nodes(c, undefined())), "[]");
  EXPECT_EQ(aslrt_path_nodes(c, nested(100'000)).length(), 100'001u) << "no recursion";
}

TEST_F(JsonPathTest, ListsOfNamesAndIndices) {
  Value object = json(R"({"a":1,"b":null,"c":[2]})"), names = json(R"(["c","x","b","c"])"), indices = json("[-1,0,9,0]");
  EXPECT_EQ(text(aslrt_pick(c, object, names)), "[[2],null,[2]]");
  EXPECT_EQ(text(aslrt_pick_object(c, object, names)), R"({"c":[2],"b":null})");
  EXPECT_EQ(text(aslrt_pick(c, json("[5,6]"), indices)), "[6,5,5]");
  EXPECT_EQ(text(aslrt_pick(c, json("[5,6]"), names)), "[]");
  EXPECT_EQ(text(aslrt_pick(c, object, indices)), "[]");
  for (const char *other : {"[1]", "1", "null"})
    EXPECT_EQ(text(aslrt_pick_object(c, json(other), names)), "undefined") << other;
}

TEST_F(JsonPathTest, Slices) {
  const char *five = "[0,1,2,3,4]";
  EXPECT_EQ(slice(five, 1, 3), "[1,2]");
  EXPECT_EQ(slice(five, 3, std::nullopt), "[3,4]");
  EXPECT_EQ(slice(five, std::nullopt, 2), "[0,1]");
  EXPECT_EQ(slice(five, -2, std::nullopt), "[3,4]");
  EXPECT_EQ(slice(five, std::nullopt, -2), "[0,1,2]");
  EXPECT_EQ(slice(five, -9, std::nullopt), five);
  EXPECT_EQ(slice(five, std::nullopt, -9), "[]");
  EXPECT_EQ(slice(five, 3, 99), "[3,4]");
  EXPECT_EQ(slice(five, 3, 3), "[]");
  EXPECT_EQ(slice(five, 4, 1), "[]");
  EXPECT_EQ(slice(five, -3, -1), "[2,3]") << "bounds between which every index counts by itself";
  EXPECT_EQ(slice("[0,1,2]", -2, 1), "[1,2,0]");
  EXPECT_EQ(slice(five, 0, -1), "[]");
  EXPECT_EQ(slice(five, INT32_MIN, INT32_MAX), "[0,1,2,3,4,0,1,2,3,4]");
  EXPECT_EQ(slice("[]", -1, std::nullopt), "[]");
  EXPECT_EQ(slice(R"({"a":1})", 0, 1), "[]");
  EXPECT_EQ(slice("\"abc\"", 0, 1), "[]");
}

TEST_F(JsonPathTest, ElementsAndLength) {
  auto element = [&](const char *array, int index) { return text(aslrt_element(json(array), uint32_t(index))); };
  EXPECT_EQ(element("[1,2,3]", 0), "1");
  EXPECT_EQ(element("[1,2,3]", -1), "3");
  EXPECT_EQ(element("[1,2,3]", -3), "1");
  for (int index : {3, -4, INT32_MAX, INT32_MIN})
    EXPECT_EQ(element("[1,2,3]", index), "undefined");
  EXPECT_EQ(element("{\"0\":1}", 0), "undefined");
  EXPECT_EQ(text(aslrt_path_length(json("[1,2]"))), "2");
  EXPECT_EQ(text(aslrt_path_length(json(R"({"a":1})"))), "1");
  EXPECT_EQ(text(aslrt_path_length(json("\"abc\""))), "undefined");
}

TEST_F(JsonPathTest, PutReplacesAddsAndMakesObjects) {
  EXPECT_EQ(put(R"({"a":1,"b":2})", R"(["a"])", "9"), R"({"a":9,"b":2})") << "in its place";
  EXPECT_EQ(put(R"({"a":1})", R"(["b"])", "9"), R"({"a":1,"b":9})") << "at the end";
  EXPECT_EQ(put(R"({"a":1})", R"(["x","y","z"])", "9"), R"({"a":1,"x":{"y":{"z":9}}})");
  EXPECT_EQ(put(R"({"a":{"b":1,"c":2}})", R"(["a","b"])", "[]"), R"({"a":{"b":[],"c":2}})");
  EXPECT_EQ(put(R"({"l":[1,2,3]})", R"(["l",1])", "null"), R"({"l":[1,null,3]})");
  EXPECT_EQ(put(R"({"l":[1,2,3]})", R"(["l",-1])", "9"), R"({"l":[1,2,9]})");
  EXPECT_EQ(put(R"([[{"a":1}]])", R"([0,0,"b"])", "2"), R"([[{"a":1,"b":2}]])");
}

// Past scanLimit members an object has an index.
TEST_F(JsonPathTest, PutIntoLargeObjects) {
  std::string large = "{";
  for (int i = 0; i < 20; ++i)
    large += "\"k" + std::to_string(i) + "\":" + std::to_string(i) + (i < 19 ? "," : "}");
  Value input = json(large), known = json(R"(["k7"])"), unknown = json(R"(["new","x"])");
  Value replaced = aslrt_put(c, input, &known, json("[]"), 0), added = aslrt_put(c, replaced, &unknown, json("1"), 0);
  EXPECT_EQ(text(aslrt_put(c, added, &known, json("7"), 0)), large.substr(0, large.size() - 1) + R"(,"new":{"x":1}})");
  auto member = [&](Value object, const char *key) { return text(aslrt_member_at(object, string(key), std::array<uint32_t, 4>{}.data())); };
  EXPECT_EQ(member(replaced, "k7"), "[]");
  EXPECT_EQ(member(replaced, "k19"), "19");
  EXPECT_EQ(member(replaced, "new"), "undefined");
  EXPECT_EQ(member(added, "new"), R"({"x":1})");
  EXPECT_EQ(text(input), large);
  std::string most = "{";
  for (uint32_t i = 0; i < scanLimit; ++i)
    most += (i ? ",\"m" : "\"m") + std::to_string(i) + "\":1";
  Value full = json(most + "}"), step = json(R"(["next"])");
  EXPECT_FALSE(full.has(Indexed));
  Value indexed = aslrt_put(c, full, &step, json("9"), 0);
  EXPECT_TRUE(indexed.has(Indexed));
  EXPECT_EQ(member(indexed, "next"), "9");
}

TEST_F(JsonPathTest, PutLeavesTheInputAlone) {
  Value input = json(R"({"a":{"b":1},"l":[1]})"), path = json(R"(["a","b"])"), item = json(R"(["l",0])");
  aslrt_put(c, input, &path, json("9"), 0);
  aslrt_put(c, input, &item, json("9"), 0);
  EXPECT_EQ(text(input), R"({"a":{"b":1},"l":[1]})");
}

// Of a document that only failures tell of there is the text, and maybe a member.
TEST_F(JsonPathTest, PutTakesMembersFromTheTextThatWasRead) {
  static constexpr Demand::Member id[] = {{"id", nullptr}};
  static constexpr Demand told{nullptr, 0, Kept::Told}, toldId{id, 1, Kept::Told};
  for (const Demand *demand : {&told, &toldId}) {
    std::unique_ptr<ReadMemory> memory;
    std::string_view given = R"({"id":7, "a":{"b":{"c":1.50}}, "l":[{"x":1}]})";
    auto putThere = [&](const char *steps) {
      ReadError error;
      size_t size = 0;
      Value input = readJsonPart(c, given, {}, demand, false, size, error, memory), path = json(steps);
      return text(aslrt_put(c, input, &path, json("9"), 0));
    };
    EXPECT_EQ(putThere(R"(["new"])"), R"({"id":7,"a":{"b":{"c":1.50}},"l":[{"x":1}],"new":9})");
    EXPECT_EQ(putThere(R"(["id"])"), R"({"id":9,"a":{"b":{"c":1.50}},"l":[{"x":1}]})");
    EXPECT_EQ(putThere(R"(["a","b"])"), R"({"id":7,"a":{"b":9},"l":[{"x":1}]})");
    EXPECT_EQ(putThere(R"(["l",0,"y"])"), R"({"id":7,"a":{"b":{"c":1.50}},"l":[{"x":1,"y":9}]})");
    EXPECT_NE(errorOf([&] { putThere(R"(["id","x"])"); }), "none") << "through a scalar";
  }
}

// An object that had more members when it was read, of which some came twice, has an index though it is short.
TEST_F(JsonPathTest, PutIntoAnObjectThatHasAnIndexThoughItIsShort) {
  std::string text17 = "{", text16 = "{";
  for (uint32_t i = 0; i < scanLimit; ++i) {
    std::string member = "\"m" + std::to_string(i) + "\":" + std::to_string(i) + ",";
    text17 += member;
    text16 += i ? member : "\"m0\":[9],";
  }
  Value input = json(text17 + "\"m1\":1}"), path = json(R"(["m0"])");
  ASSERT_TRUE(input.has(Indexed) && input.length() == scanLimit);
  Value result = json("[9]"), made = aslrt_put(c, input, &path, result, 0);
  EXPECT_EQ(text(made), text16.substr(0, text16.size() - 1) + "}");
  EXPECT_EQ(text(result), "[9]");
}

// Of a document that is passed on there is the text, and the members that code looks at, one of the new name among them if it has that.
TEST_F(JsonPathTest, PutAddsToATextThatIsPassedOn) {
  static constexpr Demand::Member names[] = {{"id", nullptr}, {"new", nullptr}, {"far", nullptr}};
  static constexpr Demand passed{names, 3, Kept::Passed};
  std::unique_ptr<ReadMemory> memory;
  auto read = [&](std::string_view given) {
    ReadError error;
    size_t size = 0;
    return readJsonPart(c, given, {}, &passed, false, size, error, memory);
  };
  Value name = json(R"(["new"])"), other = json(R"(["far"])");
  auto put = [&](std::string_view given, const char *value) { return aslrt_put(c, read(given), &name, json(value), 0); };
  std::string_view given = R"({"id":7,"l":[{"x":1}]})";
  for (const char *value : {"1.5", "null", R"("a\"b")", R"("é")", R"({"a":[1]})", "[]", "[1,{\"x\":2}]", "{}"})
    EXPECT_EQ(text(put(given, value)), R"({"id":7,"l":[{"x":1}],"new":)" + std::string(value) + "}");
  Value once = put(given, R"({"x":{"y":3}})");
  EXPECT_TRUE(isSpelled(once));
  EXPECT_EQ(text(aslrt_member(once, json("\"id\""))), "7");
  EXPECT_EQ(text(aslrt_member(once, json("\"new\""))), R"({"x":{"y":3}})") << "what was put can be looked at";
  Value twice = aslrt_put(c, once, &other, json("true"), 0);
  EXPECT_EQ(text(twice), R"({"id":7,"l":[{"x":1}],"new":{"x":{"y":3}},"far":true})");
  EXPECT_EQ(text(aslrt_put(c, twice, &name, json("0"), 0)), R"({"id":7,"l":[{"x":1}],"new":0,"far":true})") << "it has one of that name";
  EXPECT_EQ(text(put(R"({"new":1,"id":7,"l":[]})", "2")), R"({"new":2,"id":7,"l":[]})");
  EXPECT_EQ(text(put("{}", "2")), R"({"new":2})");
  EXPECT_EQ(text(put(R"({ "id" : 7 })", "2")), R"({"id":7,"new":2})") << "not a text that is passed on";
  Value index = json("[0]");
  EXPECT_NE(errorOf([&] { aslrt_put(c, read(given), &index, json("2"), 0); }), "none") << "no index leads into an object";
  Value quoted = json(R"(["a\"b"])");
  EXPECT_EQ(text(aslrt_put(c, read(given), &quoted, json("2"), 0)), R"({"id":7,"l":[{"x":1}],"a\"b":2})");
  std::string large = R"({"l":[")" + std::string(100'000, 'x') + R"("]})", longText = '"' + std::string(100'000, 'y') + '"';
  EXPECT_EQ(text(put(large, "2")), large.substr(0, large.size() - 1) + R"(,"new":2})");
  EXPECT_EQ(text(put(given, longText.c_str())), R"({"id":7,"l":[{"x":1}],"new":)" + longText + "}");
  EXPECT_EQ(text(put(given, ("[" + longText + "]").c_str())), R"({"id":7,"l":[{"x":1}],"new":[)" + longText + "]}");
  context.dialect = Dialect::Aws;
  Value infinite = aslrt_put(c, read(given), &name, numberValue(std::numeric_limits<double>::infinity()), 0);
  std::string payload;
  writePayload(*c, payload, infinite);
  EXPECT_EQ(payload, R"({"id":7,"l":[{"x":1}],"new":"Infinity"})");
}

TEST_F(JsonPathTest, PutFails) {
  const char *failure = "States.ResultPathMatchFailure";
  for (const char *scalar : {"1", "\"a\"", "null", "[1]"})
    EXPECT_EQ(put(scalar, R"(["a"])", "9"), failure) << scalar;
  EXPECT_EQ(put(R"({"a":1})", R"(["a","b"])", "9"), failure) << "through a scalar";
  EXPECT_EQ(put(R"({"a":null})", R"(["a","b"])", "9"), failure);
  EXPECT_EQ(put(R"({"l":[1]})", R"(["l",1])", "9"), failure) << "behind the last item";
  EXPECT_EQ(put(R"({"l":[1]})", R"(["l",-2])", "9"), failure);
  EXPECT_EQ(put(R"({"l":{}})", R"(["l",0])", "9"), failure);
  EXPECT_EQ(put("{}", R"(["new",0])", "9"), failure) << "no array is made";
}

} // namespace
} // namespace aslrt
