#include "Calls.h"

#include <gtest/gtest.h>

CALLS(Aggregates, Sum,
      {"sum", "[1, 2.5, 3]", "6.5"},
      {"sum", "[0.1, 0.2]", "0.30000000000000004"},
      {"sum", "[]", "0"},
      {"sum", "5", "5"},
      {"sum", "@undefined", "undefined"},
      {"sum", R"([1, "2"])", R"(!T0412 Argument 1 of function "sum" must be an array of "numbers")"},
      {"sum", R"("2")", R"(!T0412 Argument 1 of function "sum" must be an array of "numbers")"},
      {"sum", "[1], 2", R"(!T0410 Argument 2 of function "sum" does not match function signature)"},
      {"sum", "", R"(!T0410 Argument 1 of function "sum" does not match function signature)"});

// Infinity is a value, which JSON text has as null.
CALLS(Aggregates, Overflow,
      {"sum", "[1e308, 1e308]", "null"},
      {"average", "[1e308, 1e308]", "null"});

CALLS(Aggregates, MaxMinAverage,
      {"max", "[1, 3, 2]", "3"},
      {"max", "[-3, -2]", "-2"},
      {"max", "[]", "undefined"},
      {"max", "@undefined", "undefined"},
      {"max", "[1, null]", R"(!T0412 Argument 1 of function "max" must be an array of "numbers")"},
      {"min", "[1, 3, 2]", "1"},
      {"min", "4", "4"},
      {"min", "[]", "undefined"},
      {"average", "[1, 2, 4, 5]", "3"},
      {"average", "[]", "undefined"},
      {"average", "@undefined", "undefined"});

CALLS(Aggregates, Count,
      {"count", "[1, [2, 3], null]", "3"},
      {"count", "[]", "0"},
      {"count", R"("abc")", "1"},
      {"count", "@undefined", "0"});

CALLS(Aggregates, Booleans,
      {"boolean", "[0, [0, 1]]", "true"},
      {"boolean", "[[0]]", "false"},
      {"boolean", R"([0, ""])", "false"},
      {"boolean", "{}", "false"},
      {"boolean", R"({"a": null})", "true"},
      {"boolean", R"("")", "false"},
      {"boolean", R"("0")", "true"},
      {"boolean", "0.0", "false"},
      {"boolean", "null", "false"},
      {"boolean", "@twice", "false"},
      {"boolean", "@undefined", "undefined"},
      {"boolean", "", "true", "5"},
      {"not", "[]", "true"},
      {"not", "1", "false"},
      {"not", "@undefined", "undefined"},
      {"exists", "null", "true"},
      {"exists", "@undefined", "false"});
