#include "Calls.h"

#include <gtest/gtest.h>

CALLS(Patterns, Contains,
      {"contains", R"("hello", "ell")", "true"},
      {"contains", R"("hello", "")", "true"},
      {"contains", R"("hello", "x")", "false"},
      {"contains", R"("ell")", "true", R"("hello")"},
      {"contains", R"("hello", @undefined)", "undefined"},
      {"contains", R"(@undefined, "a")", "undefined"},
      {"contains", R"("a1", @digits)", "true"},
      {"contains", R"("a", @digits)", "false"});

CALLS(Patterns, Split,
      {"split", R"("a, b", ", ")", R"(["a","b"])"},
      {"split", R"("a,,b,", ",")", R"(["a","","b",""])"},
      {"split", R"("abc", "x")", R"(["abc"])"},
      {"split", R"("", ",")", R"([""])"},
      {"split", R"("", "")", "[]"},
      {"split", R"("abc", "")", R"(["a","b","c"])"},
      {"split", R"("a\u00e9", "")", R"(["a","é"])"},
      {"split", R"("x\ud83d\ude00", "")", R"(["x","\ud83d","\ude00"])"},
      {"split", R"("x\ud83d\ude00", "", 2)", R"(["x","\ud83d"])"},
      {"split", R"("a,b,c", ",", 2)", R"(["a","b"])"},
      {"split", R"("a,b,c", ",", 1.9)", R"(["a"])"},
      {"split", R"("a,b,c", ",", 0.5)", "[]"},
      {"split", R"("a,b,c", ",", 4294967297)", R"(["a"])"},
      {"split", R"("a,b,c", ",", 0)", "[]"},
      {"split", R"("a,b", ",", -1)", "!D3020 Third argument of split function must evaluate to a positive number"},
      {"split", R"(@undefined, ",")", "undefined"},
      {"split", R"("a1b22c", @digits)", R"(["a","b","","c"])"},
      {"split", R"("a1b22c", @digits, 2)", R"(["a","b"])"},
      {"split", R"("a1b", @digits, 1.5)", R"(["a","b"])"},
      {"split", R"("abc", @digits)", R"(["abc"])"});

CALLS(Patterns, Replace,
      {"replace", R"("hello", "l", "L")", R"("heLLo")"},
      {"replace", R"("hello", "l", "L", 1)", R"("heLlo")"},
      {"replace", R"("hello", "l", "L", 1.5)", R"("heLLo")"},
      {"replace", R"("hello", "l", "L", 0)", R"("hello")"},
      {"replace", R"("hello", "x", "L")", R"("hello")"},
      {"replace", R"("a.b.c", ".", "$0")", R"("a$0b$0c")"},
      {"replace", R"("aXb", "X", "")", R"("ab")"},
      {"replace", R"("hello", "", "L")", "!D3010 Second argument of replace function cannot be an empty string"},
      {"replace", R"("hello", "l", "L", -1)",
       "!D3011 Fourth argument of replace function must evaluate to a positive number"},
      {"replace", R"(@undefined, "l", "L")", "undefined"},
      {"replace", R"("a1b2c", @digits, "<$1>")", R"("a<1>b<2>c")"},
      {"replace", R"("a1b2c", @digits, "<$0$$$x$>")", R"("a<1$$x$>b<2$$x$>c")"},
      {"replace", R"("a1b2c", @digits, "$2$11")", R"("a11b21c")"},
      {"replace", R"("a1b2c", @digits, "#", 1)", R"("a#b2c")"},
      {"replace", R"("abc", @digits, "#")", R"("abc")"},
      {"replace", R"("a1b2c", @digits, @matchTwice)", R"("a11b22c")"},
      {"replace", R"("a1b2c", @digits, @five)",
       "!D3012 Attempted to replace a matched string with a non-string value"});

// The reference lets these go wrong in JavaScript.
CALLS(Patterns, BrokenArguments,
      {"split", R"("abc", @undefined)", R"(!T0410 Argument 2 of function "split" does not match function signature)"},
      {"replace", R"("abc", @undefined, "x")",
       R"(!T0410 Argument 2 of function "replace" does not match function signature)"},
      {"replace", R"("abc", "b", @undefined)",
       R"(!T0410 Argument 3 of function "replace" does not match function signature)"},
      {"replace", R"("abc", "b", @five)", "!D3012"});

CALLS(Patterns, BrokenMatchers,
      {"contains", R"("abc", @five)",
       R"(!T1010 The matcher function argument passed to function "contains" does not return the correct object structure)"},
      {"split", R"("abc", @emptyObject)", "!T1010"},
      {"replace", R"("abc", @emptyObject, "x")", "!T1010"},
      {"split", R"("abc", @emptyMatch)", "!T1010"},
      {"replace", R"("abc", @emptyMatch, "")", "!T1010"});
