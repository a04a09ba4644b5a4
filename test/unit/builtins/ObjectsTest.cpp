#include "Calls.h"

#include <gtest/gtest.h>

CALLS(Objects, Keys,
      {"keys", R"({"b": 1, "a": 2})", R"(~["b","a"])"},
      {"keys", R"([{"a": 1}, [{"b": 2}], {"a": 3}, 5])", R"(~["a","b"])"},
      {"keys", "{}", "~[]"},
      {"keys", "5", "~[]"},
      {"keys", "@undefined", "~[]"},
      {"keys", "@twice", "~[]"},
      {"keys", "", R"(~["x"])", R"({"x": 1})"});

CALLS(Objects, Lookup,
      {"lookup", R"({"a": [1, 2]}, "a")", "[1,2]"},
      {"lookup", R"({"a": null}, "a")", "null"},
      {"lookup", R"({"a": 1}, "b")", "undefined"},
      {"lookup", R"([[{"a": [1, [2]]}], {"a": 3}, {"b": 4}], "a")", "~[1,[2],3]"},
      {"lookup", R"([{"b": 1}], "a")", "~[]"},
      {"lookup", R"(5, "a")", "undefined"},
      {"lookup", R"(@undefined, "a")", "undefined"},
      {"lookup", R"("a")", "1", R"({"a": 1})"});

CALLS(Objects, Spread,
      {"spread", R"({"a": 1, "b": 2})", R"(~[{"a":1},{"b":2}])"},
      {"spread", R"([{"a": 1, "b": 2}, {"a": 3}])", R"([{"a":1},{"b":2},{"a":3}])"},
      {"spread", R"([{"a": 1}])", R"([{"a":1}])"},
      {"spread", R"([1, [{"a": 1}, "x"]])", R"([1,{"a":1},"x"])"},
      {"spread", "[]", "~[]"},
      {"spread", "[{}]", "[]"},
      {"spread", "{}", "~[]"},
      {"spread", R"("a")", R"("a")"},
      {"spread", "null", "null"},
      {"spread", "@undefined", "undefined"});

CALLS(Objects, Merge,
      {"merge", R"([{"a": 1, "b": 2}, {"c": 3, "a": 4}])", R"({"a":4,"b":2,"c":3})"},
      {"merge", R"({"a": 1})", R"({"a":1})"},
      {"merge", "[]", "{}"},
      {"merge", "@undefined", "undefined"},
      {"merge", R"([{"a": 1}, 5])", R"(!T0412 Argument 1 of function "merge" must be an array of "objects")"});

CALLS(Objects, SiftAndEach,
      {"sift", R"({"a": 1, "b": 3, "c": 5}, @isBig)", R"({"b":3,"c":5})"},
      {"sift", R"({"a": 1}, @isBig)", "undefined"},
      {"sift", R"({"a": 1}, @key)", R"({"a":1})"},
      {"sift", "{}, @isBig", "undefined"},
      {"sift", "@undefined, @isBig", "undefined"},
      {"sift", "@isBig", R"({"a":3})", R"({"a": 3})"},
      {"each", R"({"a": 1, "b": 2}, @twice)", "~[2,4]"},
      {"each", R"({"a": 1, "b": 2}, @key)", R"(~["a","b"])"},
      {"each", R"({"a": 1, "b": 2}, @size)", "~[2,2]"},
      {"each", R"({"a": 1}, @none)", "~[]"},
      {"each", "@undefined, @twice", "~[]"},
      {"each", R"({"a": "x"}, @@uppercase)", R"(~["X"])"});

// The reference fails in JavaScript.
CALLS(Objects, SiftWithoutFunction,
      {"sift", R"({"a": 1})", R"(!T0410 Argument 2 of function "sift" does not match function signature)"});

CALLS(Objects, Type,
      {"type", "null", R"("null")"},
      {"type", "1", R"("number")"},
      {"type", "1.0", R"("number")"},
      {"type", "true", R"("boolean")"},
      {"type", R"("a")", R"("string")"},
      {"type", "[]", R"("array")"},
      {"type", "{}", R"("object")"},
      {"type", "@twice", R"("function")"},
      {"type", "@undefined", "undefined"});

CALLS(Objects, ErrorAndAssert,
      {"error", R"("no such order")", "!D3137 no such order"},
      {"error", R"("")", "!D3137 $error() function evaluated"},
      {"error", "", "!D3137 $error() function evaluated"},
      {"error", "5", "!T0410"},
      {"assert", R"(true, "fine")", "undefined"},
      {"assert", R"(false, "wrong")", "!D3141 wrong"},
      {"assert", "false", "!D3141 $assert() statement failed"},
      {"assert", "@undefined", "!D3141 $assert() statement failed"},
      {"assert", "1", "!T0410"});

CALLS(Objects, Clone,
      {"clone", R"({"a": [1, 0.30000000000000004, "x"]})", R"({"a":[1,0.3,"x"]})"},
      {"clone", "[]", "[]"},
      {"clone", "@undefined", "undefined"},
      {"clone", "", R"({"b":1})", R"({"b": 1})"},
      {"clone", "5", "!T0410"});
