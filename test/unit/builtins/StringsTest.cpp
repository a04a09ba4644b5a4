#include "Calls.h"

#include <gtest/gtest.h>

CALLS(Strings, String,
      {"string", R"("as it is")", R"("as it is")"},
      {"string", "5.5", R"("5.5")"},
      {"string", "0.30000000000000004", R"("0.3")"},
      {"string", R"([1, {"a": null}, true])", R"j("[1,{\"a\":null},true]")j"},
      {"string", R"([1, {"a": 0.30000000000000004}], true)", R"j("[\n  1,\n  {\n    \"a\": 0.3\n  }\n]")j"},
      {"string", R"({"a": 1}, false)", R"j("{\"a\":1}")j"},
      {"string", "@twice", R"("")"},
      {"string", "@undefined", "undefined"},
      {"string", "", R"("5")", "5"},
      {"string", R"("a", "b")", R"(!T0410 Argument 2 of function "string" does not match function signature)"});

CALLS(Strings, Length,
      {"length", R"("hello")", "5"},
      {"length", R"("")", "0"},
      {"length", R"("h\u00e9\ud83d\ude00")", "3"},
      {"length", R"("\ud83d")", "1"},
      {"length", "@undefined", "undefined"},
      {"length", "", "3", R"("abc")"},
      {"length", "", R"(!T0411 Context value is not a compatible type with argument 1 of function "length")", "[1]"},
      {"length", "5", R"(!T0410 Argument 1 of function "length" does not match function signature)"});

CALLS(Strings, Substring,
      {"substring", R"("hello", 1)", R"("ello")"},
      {"substring", R"("hello", 1, 2)", R"("el")"},
      {"substring", R"("hello", -3)", R"("llo")"},
      {"substring", R"("hello", -3, 2)", R"("ll")"},
      {"substring", R"("hello", -9, 2)", R"("he")"},
      {"substring", R"("hello", 9)", R"("")"},
      {"substring", R"("hello", 1, 0)", R"("")"},
      {"substring", R"("hello", 1, -1)", R"("")"},
      {"substring", R"("hello", 1.5, 1.5)", R"("el")"},
      {"substring", R"("hello", -0.5, 2)", R"("hello")"},
      {"substring", R"("hello", -2.5, 1)", R"("")"},
      {"substring", R"("hello", 1e300, 1e300)", R"("")"},
      {"substring", R"("hello", 0, 1e300)", R"("hello")"},
      {"substring", R"("\u00e9\ud83d\ude00x", 1, 1)", R"("😀")"},
      {"substring", R"("\u00e9\ud83d\ude00x", -1)", R"("x")"},
      {"substring", R"("\u00e9\ud83d\ude00x", 2)", R"("x")"},
      {"substring", "@undefined, 1", "undefined"},
      {"substring", "1", R"("ello")", R"("hello")"},
      {"substring", R"("a", "b")", "!T0410"});

CALLS(Strings, SubstringBeforeAndAfter,
      {"substringBefore", R"("hello world", " ")", R"("hello")"},
      {"substringBefore", R"("hello", "x")", R"("hello")"},
      {"substringBefore", R"("hello", "")", R"("")"},
      {"substringBefore", R"("l")", R"("he")", R"("hello")"},
      {"substringBefore", R"(@undefined, "x")", "undefined"},
      {"substringAfter", R"("hello world", " ")", R"("world")"},
      {"substringAfter", R"("hello", "x")", R"("hello")"},
      {"substringAfter", R"("hello", "")", R"("hello")"},
      {"substringAfter", R"("h\u00e9llo", "\u00e9l")", R"("lo")"},
      {"substringAfter", R"(@undefined, "x")", "undefined"});

CALLS(Strings, Trim,
      {"trim", R"("  a \n\t b  ")", R"("a b")"},
      {"trim", R"("a\tb")", R"("a b")"},
      {"trim", R"("a b")", R"("a b")"},
      {"trim", R"(" \r\n ")", R"("")"},
      {"trim", R"("")", R"("")"},
      {"trim", R"("\u00a0a\u000b")", "\"\u00a0a\\u000b\""},
      {"trim", "@undefined", "undefined"});

CALLS(Strings, Pad,
      {"pad", R"("a", 3)", R"("a  ")"},
      {"pad", R"("a", -3)", R"("  a")"},
      {"pad", R"("a", 2.9)", R"("a ")"},
      {"pad", R"("abc", 2)", R"("abc")"},
      {"pad", R"("a", 6, "xy")", R"("axyxyx")"},
      {"pad", R"("a", -4, "xy")", R"("xyxa")"},
      {"pad", R"("a", 3, "\ud83d\ude00")", R"("a😀😀")"},
      {"pad", R"("a", 3, "")", R"("a  ")"},
      {"pad", R"("\ud83d\ude00", 2, "#")", R"("😀#")"},
      {"pad", R"("a", 0)", R"("a")"},
      {"pad", "@undefined, 5", "undefined"});

CALLS(Strings, PadTooFar, {"pad", R"("a", 1e18)", "!Expression evaluation memory limit exceeded"});

CALLS(Strings, Join,
      {"join", R"(["a", "b", "c"], "-")", R"("a-b-c")"},
      {"join", R"(["a", "b"])", R"("ab")"},
      {"join", R"("a", "-")", R"("a")"},
      {"join", R"([])", R"("")"},
      {"join", R"(["a"])", R"("a")"},
      {"join", R"(["\ud83d", "\ude00"])", R"("😀")"},
      {"join", "@undefined", "undefined"},
      {"join", R"(["a", 1], "-")", R"(!T0412 Argument 1 of function "join" must be an array of "strings")"},
      {"join", "5", R"(!T0412 Argument 1 of function "join" must be an array of "strings")"});
