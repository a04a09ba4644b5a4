#include "Calls.h"

#include "runtime/abi/EntryPoints.h"

#include <gtest/gtest.h>

using namespace aslrt;

// Recorded on AWS (test_array.py, test_base_variable_references_in_assign_templates).
CALLS(IntrinsicArrays, Recorded,
      {"States.Array", "", "[]"},
      {"States.Array", R"(" ", " ")", R"([" "," "])"},
      {"States.ArrayPartition", "[], 5", "[]"},
      {"States.ArrayPartition", "[0], 2", "[[0]]"},
      {"States.ArrayPartition", "[0, 1], 1", "[[0],[1]]"},
      {"States.ArrayPartition", "[0, 1, 2], 2", "[[0,1],[2]]"},
      {"States.ArrayPartition", "[0, 1, 2, 3], 5", "[[0,1,2,3]]"},
      {"States.ArrayContains", "[], null", "false"},
      {"States.ArrayContains", "[[1, 2, 3], 2], [1, 2, 3]", "true"},
      {"States.ArrayContains", "[true, false], false", "true"},
      {"States.ArrayRange", "0, 9, 3", "[0,3,6,9]"},
      {"States.ArrayRange", "0, 10, 3", "[0,3,6,9]"},
      {"States.ArrayRange", "1, 9, 9", "[1]"},
      {"States.ArrayRange", "0, 3, 1", "[0,1,2,3]"},
      {"States.ArrayLength", "[1, 2, 3, 4, 5, 6, 7, 8, 9]", "9"});

CALLS(IntrinsicArrays, Array,
      {"States.Array", R"(1, null, [], {"a": 1.50}, "😀")", R"([1,null,[],{"a":1.50},"😀"])"});

CALLS(IntrinsicArrays, PartitionRoundsTheSize,
      {"States.ArrayPartition", "[1, 2, 3], 1.5", "[[1,2],[3]]"},
      {"States.ArrayPartition", "[1, 2, 3], 1.49", "[[1],[2],[3]]"},
      {"States.ArrayPartition", "[1, 2], 0.5", "[[1],[2]]"},
      {"States.ArrayPartition", "[1, 2], 9007199254740992", "[[1,2]]"},
      {"States.ArrayPartition", "[1], 0.4", "!Invalid arguments in States.ArrayPartition: argument 2 must be at least 1"},
      {"States.ArrayPartition", "[], 0", "!Invalid"},
      {"States.ArrayPartition", "[1], -2", "!Invalid"},
      {"States.ArrayPartition", "[1], 1e300",
       "!Invalid arguments in States.ArrayPartition: argument 2 must be at most 9007199254740992"});

CALLS(IntrinsicArrays, WrongTypes,
      {"States.ArrayPartition", R"("x", 1)", "!Invalid arguments in States.ArrayPartition: argument 1 must be an array, not a string"},
      {"States.ArrayPartition", R"([1], "1")", "!Invalid arguments in States.ArrayPartition: argument 2 must be a number, not a string"},
      {"States.ArrayContains", "null, 1", "!Invalid arguments in States.ArrayContains: argument 1 must be an array, not null"},
      {"States.ArrayRange", "true, 1, 1", "!Invalid arguments in States.ArrayRange: argument 1 must be a number, not a boolean"},
      {"States.ArrayGetItem", "[1], [0]", "!Invalid arguments in States.ArrayGetItem: argument 2 must be a number, not an array"},
      {"States.ArrayLength", "{}", "!Invalid arguments in States.ArrayLength: argument 1 must be an array, not an object"},
      {"States.ArrayUnique", "1", "!Invalid arguments in States.ArrayUnique: argument 1 must be an array, not a number"});

CALLS(IntrinsicArrays, ContainsByDeepEquality,
      {"States.ArrayContains", R"([{"a": 1, "b": [2]}], {"b": [2.0], "a": 1})", "true"},
      {"States.ArrayContains", R"([1, "1"], 1.0)", "true"},
      {"States.ArrayContains", R"(["1"], 1)", "false"},
      {"States.ArrayContains", R"([null], null)", "true"},
      {"States.ArrayContains", R"([0], false)", "false"},
      {"States.ArrayContains", R"([{"a": 1}], {"a": 1, "b": 2})", "false"});

CALLS(IntrinsicArrays, Range,
      {"States.ArrayRange", "9, 0, -3", "[9,6,3,0]"},
      {"States.ArrayRange", "1, 0, 1", "[]"},
      {"States.ArrayRange", "1, 0, -5", "[1]"},
      {"States.ArrayRange", "0, 1, -1", "[]"},
      {"States.ArrayRange", "5, 5, -1", "[5]"},
      {"States.ArrayRange", "0.5, 3.4, 1.4", "[1,2,3]"},
      {"States.ArrayRange", "-1.5, 1, 1", "[-1,0,1]"},
      {"States.ArrayRange", "0, 1, 0.4", "!Invalid arguments in States.ArrayRange: argument 3 must not be 0"},
      {"States.ArrayRange", "0, 1000, 1", "!Invalid arguments in States.ArrayRange: the range has more than 1,000 items"},
      {"States.ArrayRange", "-9007199254740992, 9007199254740992, 1", "!Invalid"},
      {"States.ArrayRange", "0, 1e300, 1", "!Invalid"});

TEST(IntrinsicArrays, RangeOfAThousandItems) {
  test::Execution execution;
  Value arguments[] = {numberValue(1), numberValue(1000), numberValue(1)};
  Value range = aslrt_states_ArrayRange(execution, arguments, 3);
  ASSERT_EQ(range.length(), 1000u);
  EXPECT_EQ(itemsOf(range)[999].number(), 1000);
}

CALLS(IntrinsicArrays, GetItem,
      {"States.ArrayGetItem", R"(["a", {"b": 2}, null], 1)", R"({"b":2})"},
      {"States.ArrayGetItem", R"(["a", "b", null], 2)", "null"},
      {"States.ArrayGetItem", R"(["a"], 0)", R"("a")"},
      {"States.ArrayGetItem", R"(["a", "b"], 0.5)", R"("b")"},
      {"States.ArrayGetItem", R"(["a"], -1)", "!Invalid arguments in States.ArrayGetItem: argument 2 must be at least 0"},
      {"States.ArrayGetItem", R"(["a"], 1)", "!Invalid arguments in States.ArrayGetItem: there is no item 1 in an array of 1"},
      {"States.ArrayGetItem", "[], 0", "!Invalid arguments in States.ArrayGetItem: there is no item 0 in an array of 0"});

CALLS(IntrinsicArrays, Unique,
      {"States.ArrayUnique", "[1, 2, 3, 3, 3, 3, 3, 3, 4]", "[1,2,3,4]"}, // AWS's documentation
      {"States.ArrayUnique", "[]", "[]"},
      {"States.ArrayUnique", R"([1, 1.0, "1", null, null, true, 1])", R"([1,"1",null,true])"},
      {"States.ArrayUnique", R"([{"a": 1, "b": 2}, {"b": 2, "a": 1}, [1], [1], [[1]]])", R"([{"a":1,"b":2},[1],[[1]]])"});
