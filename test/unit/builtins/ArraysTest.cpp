#include "Calls.h"

#include <gtest/gtest.h>

#include "runtime/abi/EntryPoints.h"
#include "runtime/json/Json.h"

#include <string>

using namespace aslrt;

CALLS(Arrays, Append,
      {"append", "[1, 2], [3]", "[1,2,3]"},
      {"append", "1, [2, [3]]", "[1,2,[3]]"},
      {"append", "1, 2", "[1,2]"},
      {"append", "[], []", "[]"},
      {"append", "@undefined, 2", "2"},
      {"append", "[1], @undefined", "[1]"},
      {"append", "@undefined, @undefined", "undefined"});

CALLS(Arrays, Sort,
      {"sort", "[3, 1, 2]", "[1,2,3]"},
      {"sort", R"(["b", "a", "B"])", R"(["B","a","b"])"},
      {"sort", R"(["\uff5e", "\ud83d\ude00"])", R"(["😀","～"])"},
      {"sort", "[1, 3, 2, 2], @after", "[1,2,2,3]"},
      {"sort", R"(["a", 1, null], @none)", R"(["a",1,null])"},
      {"sort", "[1, 2, 3], @emptyArray", "[3,2,1]"},
      {"sort", "[2, 1], @add", "[1,2]"},
      {"sort", "[null]", "[null]"},
      {"sort", "[]", "[]"},
      {"sort", "1", "[1]"},
      {"sort", "@undefined", "undefined"},
      {"sort", R"([1, "a"])", "!D3070"},
      {"sort", "[[1], [2]]", "!D3070"});

CALLS(Arrays, Reverse,
      {"reverse", "[1, [2, 3], 4]", "[4,[2,3],1]"},
      {"reverse", "1", "[1]"},
      {"reverse", "[]", "[]"},
      {"reverse", "@undefined", "undefined"});

CALLS(Arrays, ShuffleKeepsWhatHasOneOrder,
      {"shuffle", "[7]", "[7]"},
      {"shuffle", "[]", "[]"},
      {"shuffle", "[1, 1, 1]", "[1,1,1]"},
      {"shuffle", "@undefined", "undefined"});

CALLS(Arrays, Distinct,
      {"distinct", "[1, 2, 1, 3, 2]", "[1,2,3]"},
      {"distinct", R"([{"a": 1, "b": [2]}, {"b": [2], "a": 1}, {"a": 1}])", R"([{"a":1,"b":[2]},{"a":1}])"},
      {"distinct", R"(["1", 1, true, null, "1", null])", R"(["1",1,true,null])"},
      {"distinct", "[[], {}, [], {}]", "[[],{}]"},
      {"distinct", "[0, 0.0, -0]", "[0]"},
      {"distinct", "[5]", "[5]"},
      {"distinct", "5", "5"},
      {"distinct", "@undefined", "undefined"});

CALLS(Arrays, Zip,
      {"zip", "[1, 2, 3], [4, 5]", "[[1,4],[2,5]]"},
      {"zip", "[1, 2], [3, 4], [5, 6]", "[[1,3,5],[2,4,6]]"},
      {"zip", "[1, 2]", "[[1],[2]]"},
      {"zip", "1, 2", "[[1,2]]"},
      {"zip", "[1], []", "[]"},
      {"zip", "[1, 2], @undefined", "[]"},
      {"zip", "", R"(!T0410 Argument 1 of function "zip" does not match function signature)"});

TEST(Arrays, ShuffleKeepsTheItems) {
  test::Execution execution;
  Value array = itemsOf(execution.value("[1, 2, 3, 4, 5, 6, 7, 8, 9]"))[0];
  Value shuffled = aslrt_fn_Shuffle(execution, 0, array);
  EXPECT_FALSE(deepEqual(shuffled, array));
  EXPECT_TRUE(deepEqual(aslrt_fn_Sort(execution, 0, shuffled, undefinedValue()), array));
}

TEST(Arrays, DistinctOfASequenceIsOne) {
  test::Execution execution;
  Value array = itemsOf(execution.value("[1, 1]"))[0];
  array.head |= uint64_t(Sequence) << 8;
  Value result = aslrt_fn_Distinct(execution, 0, array);
  EXPECT_TRUE(result.has(Sequence));
  EXPECT_EQ(result.length(), 1u);
}

TEST(Arrays, DistinctOfManyTakesNoQuadraticTime) {
  test::Execution execution;
  constexpr size_t count = 200'000;
  Value *items = allocateItems(execution, count);
  for (size_t i = 0; i < count; ++i)
    items[i] = makeString(execution, "key" + std::to_string(i / 2));
  EXPECT_EQ(aslrt_fn_Distinct(execution, 0, arrayAt(items, count)).length(), count / 2);
}

TEST(Arrays, DeepNestingDoesNotRecurse) {
  test::Execution execution;
  Value deep = numberValue(1);
  for (int i = 0; i < 1'000'000; ++i)
    deep = makeArray(execution, {&deep, 1});
  Value twice[] = {deep, deep};
  Value array = makeArray(execution, twice);
  EXPECT_EQ(aslrt_fn_Distinct(execution, 0, array).length(), 1u);
  EXPECT_EQ(aslrt_fn_Keys(execution, 0, array).length(), 0u);
  EXPECT_EQ(aslrt_fn_Spread(execution, 0, array).length(), 2u);
  EXPECT_EQ(aslrt_fn_Lookup(execution, 0, array, makeString(execution, "a")).length(), 0u);
}
