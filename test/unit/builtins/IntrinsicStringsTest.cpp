#include "Calls.h"

#include "runtime/abi/EntryPoints.h"

#include <gtest/gtest.h>

#include <string>

using namespace aslrt;

// Recorded on AWS (test_generic.py, test_string_operations.py, BASE_LITERALS).
CALLS(IntrinsicStrings, Recorded,
      {"States.Format", R"("Formatting argument {}.", " ")", R"("Formatting argument  .")"},
      {"States.Format", R"("Formatting argument {}.", "HelloWorld")", R"("Formatting argument HelloWorld.")"},
      {"States.Format", R"("Formatting argument {}.", null)", R"("Formatting argument null.")"},
      {"States.Format", R"("Formatting argument {}.", {"Arg1": 1, "Arg2": []})", R"("Formatting argument {Arg1=1, Arg2=[]}.")"},
      {"States.Format", R"("Formatting arguments fst={} and snd={}.", "", "")", R"("Formatting arguments fst= and snd=.")"},
      {"States.Format", R"("Formatting arguments fst={} and snd={}.", 1, 1.1)", R"("Formatting arguments fst=1 and snd=1.1.")"},
      {"States.Format", R"("Format:{}", 101)", R"("Format:101")"},
      {"States.StringSplit", R"(",,,,", ",")", "[]"},
      {"States.StringSplit", R"(", , ,", ",")", R"([" "," "])"},
      {"States.StringSplit", R"("This.is+a,test=string", ".+,=")", R"(["This","is","a","test","string"])"},
      {"States.StringSplit", R"("split on T and \nnew line", "T\n")", R"(["split on "," and ","new line"])"},
      {"States.StringSplit",
       R"("Value1,Value2,Value3\nValue4,Value5,Value6\n,,,\ntrue,1,'HelloWorld'\nNull,None,\n   \n", ",")",
       R"(["Value1","Value2","Value3\nValue4","Value5","Value6\n","\ntrue","1","'HelloWorld'\nNull","None","\n   \n"])"});

CALLS(IntrinsicStrings, FormatTemplate,
      {"States.Format", R"("")", R"("")"},
      {"States.Format", R"("plain 😀")", R"("plain 😀")"},
      {"States.Format", R"("{}{}", "é", "😀")", R"("é😀")"},
      {"States.Format", R"("\\{\\} {} \\\\ \\'", 1)", R"("{} 1 \\ '")"},
      {"States.Format", R"("\\{}", "x")", "!Invalid"}, // an escaped brace opens nothing
      {"States.Format", R"("{\"a\": {}}", 1)", R"("{\"a\": 1}")"},
      {"States.Format", R"("{ {x} } {}", 1)", R"("{ {x} } 1")"},
      {"States.Format", R"("C:\\temp {} \\", 1)", R"("C:\\temp 1 \\")"},
      {"States.Format", R"("{}", "{} \\{")", R"("{} \\{")"}, // values are no templates
      {"States.Format", R"("{} {}", 1)", "!Invalid arguments in States.Format: the template has 2 {}, values given: 1"},
      {"States.Format", R"("none", 1)", "!Invalid arguments in States.Format: the template has 0 {}, values given: 1"},
      {"States.Format", "5, 1", "!Invalid arguments in States.Format: argument 1 must be a string, not a number"});

// Java: Integer, Double, LinkedHashMap and ArrayList as toString() gives them.
CALLS(IntrinsicStrings, FormatValues,
      {"States.Format", R"("{}", [1, "a b", null, true, [[]], {}])", R"("[1, a b, null, true, [[]], {}]")"},
      {"States.Format", R"("{}", {"Id": "arn:x", "Name": "x, y"})", R"("{Id=arn:x, Name=x, y}")"},
      {"States.Format", R"("{}", {"a": {"b": [1.5]}})", R"("{a={b=[1.5]}}")"},
      {"States.Format", R"("{}", false)", R"("false")"});

// The examples of Double.toString's documentation, and its bounds.
CALLS(IntrinsicStrings, FormatNumbers,
      {"States.Format", R"("{}", [0, -0, 7, -12, 12345678901234567890])", R"("[0, 0, 7, -12, 12345678901234567890]")"},
      {"States.Format", R"("{}", [0.0, -0.0, 1.0, 1.50, -2.25])", R"("[0.0, -0.0, 1.0, 1.5, -2.25]")"},
      {"States.Format", R"("{}", [0.001, 0.00099, 0.0015, 0.1, 12.5])", R"("[0.001, 9.9E-4, 0.0015, 0.1, 12.5]")"},
      {"States.Format", R"("{}", [9999999.5, 1e7, 1e6, 12345678.5, 1e21, 1e-7])",
       R"("[9999999.5, 1.0E7, 1000000.0, 1.23456785E7, 1.0E21, 1.0E-7]")"},
      {"States.Format", R"("{}", [1.7976931348623157e308, 2e-3, 1234567.0])", R"("[1.7976931348623157E308, 0.002, 1234567.0]")"});

TEST(IntrinsicStrings, FormatOfAValueNestedDeep) {
  test::Execution execution;
  Value arguments[] = {makeString(execution, "{}"), makeArray(execution, {})};
  for (int i = 0; i < 200'000; ++i)
    arguments[1] = aslrt_states_Array(execution, arguments + 1, 1);
  EXPECT_EQ(aslrt_states_Format(execution, arguments, 2).length(), 400'002u);
}

// 2^60 items, of which memory holds 60 arrays.
TEST(IntrinsicStrings, FormatOfAValueThatIsTooLong) {
  test::Execution execution;
  execution->limits.memory = 1 << 20;
  Value arguments[] = {makeString(execution, "{}"), numberValue(1)};
  for (int i = 0; i < 60; ++i) {
    Value twice[] = {arguments[1], arguments[1]};
    arguments[1] = aslrt_states_Array(execution, twice, 2);
  }
  EXPECT_THROW(aslrt_states_Format(execution, arguments, 2), LimitExceeded);
}

CALLS(IntrinsicStrings, Split,
      {"States.StringSplit", R"("", ",")", "[]"},
      {"States.StringSplit", R"("a,b", "")", R"(["a,b"])"},
      {"States.StringSplit", R"("", "")", "[]"},
      {"States.StringSplit", R"("1é2😀3é😀4€", "😀é€")", R"(["1","2","3","4"])"},
      {"States.StringSplit", R"("😀a😁", "a")", R"(["😀","😁"])"},
      {"States.StringSplit", R"("😀😁", "\ud83d")", R"(["😀😁"])"}, // half of a pair is no character of the text
      {"States.StringSplit", R"("a b", " ")", R"(["a","b"])"},
      {"States.StringSplit", R"(["a"], ",")", "!Invalid arguments in States.StringSplit: argument 1 must be a string, not an array"},
      {"States.StringSplit", R"("a", null)", "!Invalid arguments in States.StringSplit: argument 2 must be a string, not null"});

TEST(IntrinsicStrings, SplitByManySeparators) {
  std::string text(200'000, 'a'), separators;
  for (int i = 0; i < 50'000; ++i)
    separators += "€é";
  test::Execution execution;
  Value arguments[] = {makeString(execution, text), makeString(execution, separators)};
  EXPECT_EQ(aslrt_states_StringSplit(execution, arguments, 2).length(), 1u);
}
