// Expected values: the jsonata package 2.2.2, for the expression named beside.
#include "Support.h"

namespace aslrt {
namespace {

class SequencesTest : public RuntimeTest {
protected:
  uint32_t guess = 0; // of where a member is
  /// The step `.key` over a value, as generated code runs it.
  Value step(Value v, std::string_view key, bool last = true) {
    SequenceBuilder builder;
    aslrt_seq_begin(&builder);
    for (uint64_t i = 0; i < aslrt_count(v); ++i)
      aslrt_step_push(c, &builder, aslrt_field(c, aslrt_item(v, i), string(key), &guess));
    return aslrt_step_end(c, &builder, last);
  }
  std::string path(std::string_view input, std::string_view key) { return text(aslrt_unwrap(step(json(input), key))); }

  /// `v[predicate]` with the same result of the predicate for each item.
  std::string filter(Value v, Value predicate) {
    SequenceBuilder builder;
    aslrt_seq_begin(&builder);
    for (uint64_t i = 0, n = aslrt_count(v); i < n; ++i)
      aslrt_filter_push(c, &builder, aslrt_item(v, i), predicate, i, n);
    return text(aslrt_unwrap(aslrt_seq_end(c, &builder)));
  }
};

TEST_F(SequencesTest, StepFlattensAndUnwraps) {
  EXPECT_EQ(path(R"([{"b":[1,2]},{"b":[3]}])", "b"), "[1,2,3]");
  EXPECT_EQ(path(R"([{"b":[1,2]}])", "b"), "[1,2]");
  EXPECT_EQ(path(R"({"b":[1]})", "b"), "[1]") << "an array of the input does not unwrap";
  EXPECT_EQ(path(R"([{"b":[]}])", "b"), "[]");
  EXPECT_EQ(path(R"([{"b":1}])", "b"), "1");
  EXPECT_EQ(path(R"([{"b":1},{"x":2},{"b":3}])", "b"), "[1,3]");
  EXPECT_EQ(path(R"([{"b":1},{"b":[2,3]},{"b":4}])", "b"), "[1,2,3,4]");
  EXPECT_EQ(path(R"([{"b":[]},{"b":[]}])", "b"), "undefined");
  EXPECT_EQ(path(R"("text")", "b"), "undefined");
}

TEST_F(SequencesTest, OnlyTheLastStepKeepsALoneArray) {
  Value inner = step(json(R"([{"b":[1]}])"), "b", false);
  EXPECT_TRUE(inner.has(Sequence));
  EXPECT_EQ(text(aslrt_unwrap(inner)), "1");
}

TEST_F(SequencesTest, ConstructedArraysAreNotFlattened) {
  SequenceBuilder builder;
  aslrt_seq_begin(&builder);
  for (const char *item : {"[1]", "[2]"})
    aslrt_step_push(c, &builder, sequence(item, Cons));
  EXPECT_EQ(text(aslrt_step_end(c, &builder, 1)), "[[1],[2]]"); // a.[b]
  aslrt_seq_begin(&builder);
  aslrt_step_push(c, &builder, sequence("[1]", Cons));
  EXPECT_EQ(text(aslrt_unwrap(aslrt_step_end(c, &builder, 1))), "[1]");
}

TEST_F(SequencesTest, FieldOfArraysAtAnyDepth) {
  EXPECT_EQ(text(aslrt_field(c, json(R"([{"a":1},[{"a":[2,3]},[{"a":4}]],"x",null])"), string("a"), &guess)), "[1,2,3,4]");
  EXPECT_EQ(text(aslrt_field(c, json(R"([{"a":[7]}])"), string("a"), &guess)), "7");
  EXPECT_EQ(text(aslrt_field(c, json(R"([[],{"b":1}])"), string("a"), &guess)), "undefined");
  EXPECT_EQ(text(aslrt_field(c, undefined(), string("a"), &guess)), "undefined");
}

TEST_F(SequencesTest, ConstantIndex) {
  auto at = [&](const char *v, double n) { return text(aslrt_unwrap(aslrt_index(c, json(v), n))); };
  EXPECT_EQ(at("[1,2,3]", -1), "3");
  EXPECT_EQ(at("[1,2,3]", 1.7), "2");
  EXPECT_EQ(at("[1,2,3]", -0.5), "3");
  EXPECT_EQ(at("[1,2,3]", 3), "undefined");
  EXPECT_EQ(at("[1,2,3]", -4), "undefined");
  EXPECT_EQ(at("[1,2,3]", 1e300), "undefined");
  EXPECT_EQ(at("[1,2,3]", -1e300), "undefined");
  EXPECT_EQ(at("[[1],2]", 0), "[1]");
  EXPECT_EQ(at("\"a\"", 0), "\"a\"");
  EXPECT_EQ(text(aslrt_unwrap(aslrt_index(c, undefined(), 0))), "undefined");
}

TEST_F(SequencesTest, FilterByTruthNumberAndNumbers) {
  Value v = json("[1,2,3]");
  EXPECT_EQ(filter(v, booleanValue(true)), "[1,2,3]");
  EXPECT_EQ(filter(v, booleanValue(false)), "undefined");
  EXPECT_EQ(filter(v, undefined()), "undefined");
  EXPECT_EQ(filter(v, json("-1")), "3");
  EXPECT_EQ(filter(v, json("1.0")), "2");
  EXPECT_EQ(filter(v, json("[0,0,2]")), "[1,1,3]");
  EXPECT_EQ(filter(v, json("[]")), "undefined");
  EXPECT_EQ(filter(v, json("[0,\"x\"]")), "[1,2,3]");
  EXPECT_EQ(filter(v, json("\"\"")), "undefined");
  EXPECT_EQ(filter(undefined(), booleanValue(true)), "undefined");
  EXPECT_EQ(filter(number(5), json("0")), "5");
}

TEST_F(SequencesTest, KeepSingleton) {
  auto keep = [&](Value v) { return text(aslrt_unwrap(aslrt_keep_singleton(c, v))); };
  EXPECT_EQ(keep(sequence("[1]")), "[1]");
  EXPECT_EQ(keep(sequence("[]")), "undefined");
  EXPECT_EQ(keep(json("[1]")), "[1]");
  EXPECT_EQ(keep(sequence("[1]", Cons)), "[[1]]");
  EXPECT_EQ(keep(number(1)), "[1]");
  EXPECT_EQ(keep(undefined()), "undefined");
}

TEST_F(SequencesTest, ArrayConstructor) {
  SequenceBuilder builder;
  aslrt_seq_begin(&builder);
  aslrt_append_spread(c, &builder, json("[1,[2]]"));
  aslrt_append_spread(c, &builder, number(3));
  aslrt_append_spread(c, &builder, undefined());
  aslrt_append_item(c, &builder, json("[4]"));
  aslrt_append_item(c, &builder, undefined());
  Value holes[] = {undefined(), number(5)};
  aslrt_append_spread(c, &builder, makeArray(c, holes, Sequence));
  Value array = aslrt_array_end(c, &builder, Cons);
  EXPECT_EQ(text(array), "[1,[2],3,[4],null,5]");
  EXPECT_TRUE(array.has(Cons));
  EXPECT_FALSE(array.has(Sequence));
}

TEST_F(SequencesTest, Wildcard) {
  auto all = [&](const char *v) { return text(aslrt_unwrap(aslrt_wildcard(c, json(v)))); };
  EXPECT_EQ(all(R"({"a":1})"), "1");
  EXPECT_EQ(all(R"({"a":[1]})"), "[1]");
  EXPECT_EQ(all(R"({"a":[]})"), "[]");
  EXPECT_EQ(all(R"({"x":[1,[2]],"y":3})"), "[1,2,3]");
  EXPECT_EQ(all("[1,[2]]"), "[1,2]");
  EXPECT_EQ(all("\"text\""), "undefined");
}

TEST_F(SequencesTest, Descendants) {
  EXPECT_EQ(text(aslrt_descendants(c, json(R"({"a":[1,{"b":2}]})"))), R"([{"a":[1,{"b":2}]},1,{"b":2},2])");
  EXPECT_EQ(text(aslrt_descendants(c, number(1))), "1");
  EXPECT_EQ(text(aslrt_descendants(c, undefined())), "undefined");
}

TEST_F(SequencesTest, BuildersGrowFarAndKeepOrder) {
  SequenceBuilder a, b;
  aslrt_seq_begin(&a);
  aslrt_seq_begin(&b);
  for (int i = 0; i < 100'000; ++i) {
    aslrt_seq_push(c, &a, number(i));
    aslrt_seq_push(c, &b, number(-i)); // so that neither can always grow in place
  }
  Value ascending = aslrt_seq_end(c, &a), descending = aslrt_seq_end(c, &b);
  for (int i = 0; i < 100'000; ++i) {
    ASSERT_EQ(itemsOf(ascending)[size_t(i)].number(), i);
    ASSERT_EQ(itemsOf(descending)[size_t(i)].number(), -i);
  }
}

} // namespace
} // namespace aslrt
