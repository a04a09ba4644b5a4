#include "Support.h"

#include "runtime/abi/Program.h"

namespace aslrt {
namespace {

class CollectTest : public RuntimeTest {
protected:
  /// Collects with these roots and gives them back as they are afterwards.
  std::vector<Value> collect(std::vector<Value> roots) {
    storage.assign(roots.size() + 1, undefined());
    auto *frame = reinterpret_cast<Frame *>(storage.data());
    static_assert(sizeof(Frame) <= sizeof(Value));
    auto *slots = frame->slots;
    frame->liveSlots = uint32_t(roots.size());
    std::copy(roots.begin(), roots.end(), slots);
    aslrt::collect(c, frame);
    return {slots, slots + roots.size()};
  }

  std::vector<Value> storage;
};

TEST_F(CollectTest, KeepsWhatRootsReachAndFreesTheRest) {
  Value v = json(R"({"a":[1,"a text of more than sixteen bytes",{"b":null}],"c":1.50,"d":"short","e":[],"f":{},"g":""})");
  std::string before = text(v);
  for (int i = 0; i < 100; ++i)
    allocate(c, 100'000);
  EXPECT_TRUE(aslrt_pause_due(c));
  v = collect({v})[0];
  EXPECT_EQ(text(v), before);
  EXPECT_LT(context.arena.used(), 4096u);
  EXPECT_FALSE(aslrt_pause_due(c));
  EXPECT_EQ(context.arena.mark, size_t(1) << 20);
}

TEST_F(CollectTest, MarkFollowsWhatLives) {
  Value v = nested(100'000); // 16 bytes a level
  collect({v});
  EXPECT_GE(context.arena.used(), 1'600'000u);
  EXPECT_EQ(context.arena.mark, 3 * context.arena.used());
}

TEST_F(CollectTest, SharedValuesStayShared) {
  Value v = json("[\"a text of more than sixteen bytes\"]");
  for (int i = 0; i < 60; ++i) { // as a tree this has 2^60 leaves
    Value twice[] = {v, v};
    v = makeArray(c, twice);
  }
  auto roots = collect({v, v});
  EXPECT_EQ(roots[0].payload, roots[1].payload);
  EXPECT_EQ(itemsOf(roots[0])[0].payload, itemsOf(roots[0])[1].payload);
  EXPECT_LT(context.arena.used(), 10'000u);
}

TEST_F(CollectTest, SlicesOfOneArraySurviveInAnyOrder) {
  for (bool wholeFirst : {true, false}) {
    Value whole = json("[1,[2],[3],[4]]"), slice = arrayAt(itemsOf(whole).data() + 1, 2);
    auto moved = wholeFirst ? collect({whole, slice}) : collect({slice, whole});
    EXPECT_EQ(text(moved[wholeFirst ? 0 : 1]), "[1,[2],[3],[4]]");
    EXPECT_EQ(text(moved[wholeFirst ? 1 : 0]), "[[2],[3]]");
  }
}

TEST_F(CollectTest, IndexedObjectsFindTheirMembers) {
  std::vector<Member> members;
  for (int i = 0; i < 100; ++i)
    members.push_back({string("key" + std::to_string(i)), number(i)});
  Value object = collect({makeObject(c, members)})[0];
  EXPECT_TRUE(object.has(Indexed));
  for (int i = 0; i < 100; ++i)
    EXPECT_EQ(text(lookup(object, "key" + std::to_string(i))), std::to_string(i));
}

TEST_F(CollectTest, ClosuresKeepTheirCapturesAndShareTheirCells) {
  Value cell = aslrt_cell(c, number(1));
  Value functions[] = {aslrt_closure(c, nullptr, 1, 2, nullptr), aslrt_closure(c, nullptr, 1, 1, nullptr)};
  aslrt_closure_capture(functions[0], 0, cell);
  aslrt_closure_capture(functions[0], 1, functions[0]); // calls itself
  aslrt_closure_capture(functions[1], 0, cell);
  aslrt_closure_set_context(functions[1], json("[\"context\"]"));
  auto moved = collect({functions[0], functions[1]});
  auto *first = const_cast<Closure *>(moved[0].pointer<Closure>()), *second = const_cast<Closure *>(moved[1].pointer<Closure>());
  aslrt_cell_set(aslrt_captured(first, 0), number(2));
  EXPECT_EQ(text(aslrt_cell_get(aslrt_captured(second, 0))), "2");
  EXPECT_EQ(aslrt_captured(first, 1).payload, moved[0].payload);
  EXPECT_EQ(text(aslrt_closure_context(second)), "[\"context\"]");
}

TEST_F(CollectTest, StaticDataStaysWhereItIs) {
  static constexpr char literal[] = "a constant of the program, not copied";
  Value constant = stringAt(literal, sizeof literal - 1, Static);
  Value v = collect({makeArray(c, {&constant, 1})})[0];
  EXPECT_EQ(itemsOf(v)[0].pointer<char>(), literal);
}

TEST_F(CollectTest, TheInputOfTheExecutionSurvives) {
  context.input = json(R"({"order":"a text of more than sixteen bytes"})");
  collect({});
  EXPECT_EQ(text(context.input), R"({"order":"a text of more than sixteen bytes"})");
}

TEST_F(CollectTest, DeepValuesDoNotOverflowTheStack) {
  Value v = collect({nested(1'000'000)})[0];
  size_t depth = 0;
  for (; v.length(); v = itemsOf(v)[0])
    ++depth;
  EXPECT_EQ(depth, 1'000'000u);
}

} // namespace
} // namespace aslrt
