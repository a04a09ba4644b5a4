#include "Calls.h"

#include <gtest/gtest.h>

#include "runtime/abi/EntryPoints.h"

using namespace aslrt;

CALLS(HigherOrder, Map,
      {"map", "[1, 2], @twice", "~[2,4]"},
      {"map", "[5, 6], @key", "~[0,1]"},
      {"map", "[5, 6], @size", "~[2,2]"},
      {"map", "3, @twice", "~[6]"},
      {"map", "[1, 2], @none", "~[]"},
      {"map", "[1, 2], @emptyArray", "~[[],[]]"},
      {"map", "[], @twice", "~[]"},
      {"map", "@undefined, @twice", "undefined"},
      {"map", "[1, 2.5], @@string", R"(~["1","2.5"])"},
      {"map", R"([{"a": 1}, {"b": 2}], @@keys)", R"(~[["a"],["b"]])"},
      {"map", "[1], @undefined", R"(!T0410 Argument 2 of function "map" does not match function signature)"},
      {"map", "[1], 5", "!T0410"});

CALLS(HigherOrder, SignaturesOfCallbacks,
      {"map", "[1, 2], @twiceNumber", "~[2,4]"},
      {"map", R"([1, "a"], @twiceNumber)", R"(!T0410 Argument 1 of function "map" does not match function signature)"},
      {"map", R"(["a", 1], @@uppercase)", R"(!T0410 Argument 1 of function "map" does not match function signature)"},
      {"map", R"(["a"], @@substring)", R"(!T0410 Argument 3 of function "map" does not match function signature)"});

CALLS(HigherOrder, Filter,
      {"filter", "[1, 5, 3], @isBig", "~[5,3]"},
      {"filter", "[1, 5], @key", "~[5]"},
      {"filter", "[1, 5], @size", "~[1,5]"},
      {"filter", "[1], @isBig", "~[]"},
      {"filter", "@undefined, @isBig", "undefined"},
      {"filter", "[[], [0]], @emptyArray", "~[]"});

CALLS(HigherOrder, Single,
      {"single", "[1, 5, 2], @isBig", "5"},
      {"single", "[7]", "7"},
      {"single", "7", "7"},
      {"single", "[[1, 2]]", "[1,2]"},
      {"single", "@undefined, @isBig", "undefined"},
      {"single", "[3, 5], @isBig",
       "!D3138 The $single() function expected exactly 1 matching result.  Instead it matched more."},
      {"single", "[1], @isBig",
       "!D3139 The $single() function expected exactly 1 matching result.  Instead it matched 0."},
      {"single", "[]", "!D3139"});

CALLS(HigherOrder, Reduce,
      {"reduce", "[1, 2, 3], @add", "6"},
      {"reduce", "[1, 2, 3], @add, 10", "16"},
      {"reduce", "[1, 2, 3], @foldIndex", "9"},
      {"reduce", "[1, 2, 3], @foldAll, 0", "17"},
      {"reduce", "5, @add", "5"},
      {"reduce", "[], @add", "undefined"},
      {"reduce", "[], @add, 1", "1"},
      {"reduce", "@undefined, @twice", "undefined"},
      {"reduce", "[1, 2], @twice",
       "!D3050 The second argument of reduce function must be a function with at least two arguments"});

TEST(HigherOrder, ErrorInABuiltinPointsAtTheCaller) {
  test::Execution execution;
  Value arguments = execution.value(R"(["x"], @@number)");
  try {
    aslrt_fn_Map(execution, 12, itemsOf(arguments)[0], itemsOf(arguments)[1]);
    FAIL();
  } catch (const Error &error) {
    EXPECT_EQ(error.code, ErrorCode::D3030);
    EXPECT_EQ(error.position, 12u);
  }
}
