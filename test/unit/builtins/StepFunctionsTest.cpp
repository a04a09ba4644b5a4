#include "Calls.h"

#include <gtest/gtest.h>

#include "runtime/abi/EntryPoints.h"

#include <string>

using namespace aslrt;

// What aws-observed.md and aws-jsonata-measured.md record.
CALLS(StepFunctions, MeasuredOnAws,
      {"range", "0, 9, 3", "~[0,3,6,9]"},
      {"range", "0, 10, 3", "~[0,3,6,9]"},
      {"range", "1, 9, 9", "~[1]"},
      {"partition", "[0], 2", "[[0]]"},
      {"aws:random", "42", "0.7275636800328681"},
      {"parse", R"("-0")", "0"},
      {"hash", R"("input data", "MD5")", R"("812f45842bc6d66ee14572ce20db8e86")"},
      {"hash", R"("input data", "SHA-1")", R"("aaff4a450a104cd177d28d18d74485e8cae074b7")"});

CALLS(StepFunctions, Partition,
      {"partition", "[1, 2, 3, 4, 5], 2", "[[1,2],[3,4],[5]]"},
      {"partition", "[1, 2, 3], 2.9", "[[1,2],[3]]"},
      {"partition", "[1, 2], 1e300", "[[1,2]]"},
      {"partition", "[], 3", "[]"},
      {"partition", "7, 3", "[[7]]"},
      {"partition", "@undefined, 3", "undefined"},
      {"partition", "[1], 0.9", "!D3137 The second argument of the partition function must be a positive integer"},
      {"partition", "[1], -1", "!D3137"},
      {"partition", R"([1], "2")", "!T0410"});

CALLS(StepFunctions, Range,
      {"range", "10, 0, -5", "~[10,5,0]"},
      {"range", "-1.9, 1.9, 1.9", "~[-1,0,1]"},
      {"range", "1, 0, 1", "~[]"},
      {"range", "0, 1, -1", "~[]"},
      {"range", "-2, 2, 2", "~[-2,0,2]"},
      {"range", "@undefined, 2, 2", "undefined"},
      {"range", "1, 2, 0.5", "!D3137 The third argument of the range function must not be 0"},
      {"range", "0, 1e300, 1", "!Expression evaluation memory limit exceeded"},
      {"range", "-1e308, 1e308, 1", "!Expression evaluation memory limit exceeded"});

// FIPS 180 and RFC 1321: digests of the empty text and of "abc".
CALLS(StepFunctions, Hash,
      {"hash", R"("", "MD5")", R"("d41d8cd98f00b204e9800998ecf8427e")"},
      {"hash", R"("abc", "SHA-256")", R"("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")"},
      {"hash", R"("abc", "SHA-384")",
       R"("cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7")"},
      {"hash", R"("abc", "SHA-512")",
       R"("ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f")"},
      {"hash", R"("\u00e9", "MD5")", R"("66ddcd97cfdeabb2f6fb8a999b4bc76f")"},
      {"hash", R"(@undefined, "MD5")", "undefined"},
      {"hash", R"("abc", "sha-256")",
       "!D3137 The second argument of the hash function must be one of MD5, SHA-1, SHA-256, SHA-384 and SHA-512"},
      {"hash", R"("abc", @undefined)", "!D3137"});

// java.util.Random: nextDouble of the seeds 0, 1 and Long.MIN_VALUE.
CALLS(StepFunctions, SeededRandom,
      {"aws:random", "0", "0.730967787376657"},
      {"aws:random", "1", "0.7308781907032909"},
      {"aws:random", "42.9", "0.7275636800328681"},
      {"aws:random", "-0.5", "0.730967787376657"},  // a cast to long drops the fraction
      {"aws:random", "-1.5", "0.26894263088050496"}, // of -1
      {"random", "42", "!T0410"},                   // the reference has no seeds
      {"aws:random", R"("42")", "!T0410"});

// Java's decoder takes nothing but base 64 (measured: "!!!"); the reference steps over the rest.
CALLS(StepFunctions, StrictBase64,
      {"aws:base64decode", R"("aGk=")", R"("hi")"},
      {"aws:base64decode", R"("aGk")", R"("hi")"},
      {"aws:base64decode", R"("")", R"("")"},
      {"base64decode", R"("!!!")", R"("")"});

TEST(StepFunctions, Base64FailsInternallyWithAUuid) {
  for (const char *text : {R"("!!!")", R"("a-_b")", R"("aGk==")", R"("a")", R"("aGk=aGk=")", R"("====")"}) {
    std::string result = test::Execution().call({"aws:base64decode", text, ""});
    EXPECT_EQ(result.rfind("!an internal error during evaluation. ", 0), 0u) << text << result;
    EXPECT_EQ(result.size(), 38u + 36u) << result;
  }
}

CALLS(StepFunctions, Uuid, {"uuid", "1", "!T0410"});

CALLS(StepFunctions, Parse,
      {"parse", R"j("{\"a\": [1, 2.50, \"x\", null, true]}")j", R"({"a":[1,2.5,"x",null,true]})"},
      {"parse", R"("  3 ")", "3"},
      {"parse", "@undefined", "undefined"},
      {"parse", R"("{")", "!D3137"},
      {"parse", R"("")", "!D3137"},
      {"parse", R"("[1] x")", "!D3137"},
      {"parse", "5", "!T0410"});

TEST(StepFunctions, RandomIsBelowOne) {
  test::Execution execution;
  for (int i = 0; i < 1000; ++i) {
    double number = aslrt_fn_Random(execution, 0, undefinedValue()).number();
    EXPECT_GE(number, 0);
    EXPECT_LT(number, 1);
  }
}

TEST(StepFunctions, UuidHasVersionFour) {
  test::Execution execution;
  std::string first(aslrt_fn_Uuid(execution, 0).string()), second(aslrt_fn_Uuid(execution, 0).string());
  EXPECT_NE(first, second);
  for (const std::string &text : {first, second}) {
    ASSERT_EQ(text.size(), 36u);
    for (size_t i = 0; i < text.size(); ++i) {
      bool dash = i == 8 || i == 13 || i == 18 || i == 23;
      EXPECT_TRUE(dash ? text[i] == '-' : std::string("0123456789abcdef").find(text[i]) < 16) << text;
    }
    EXPECT_EQ(text[14], '4');
    EXPECT_NE(std::string("89ab").find(text[19]), std::string::npos) << text;
  }
}

// "Built-in functions that require integer values as parameters will automatically round down any non-integer numbers": by the guide.
CALLS(StepFunctions, FractionsForIntegers,
      {"aws:substring", R"("hello", 1.9, 2.9)", R"("el")"}, {"substring", R"("hello", 1.9, 2.9)", R"("ell")"},
      {"aws:pad", R"("a", 3.9)", R"("a  ")"}, {"aws:pad", R"("a", -2.1)", R"("  a")"},
      {"aws:formatBase", "10, 2.9", R"("1010")"}, {"formatBase", "10, 2.9", R"("101")"},
      {"aws:split", R"("a,b,c", ",", 1.9)", R"(["a"])"}, {"aws:replace", R"("aaa", "a", "b", 1.9)", R"("baa")"},
      {"replace", R"("aaa", "a", "b", 1.9)", R"("bba")"});
