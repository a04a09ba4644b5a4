#include "Calls.h"

#include "runtime/abi/EntryPoints.h"
#include "runtime/abi/JavaHashOrder.h"

#include <gtest/gtest.h>

#include <string>

using namespace aslrt;

// Recorded on AWS (test_json_manipulation.py).
CALLS(IntrinsicJson, Recorded,
      {"States.StringToJson", R"("")", "null"},
      {"States.StringToJson", R"(" ")", "null"},
      {"States.StringToJson", R"("null")", "null"},
      {"States.StringToJson", R"("-0")", "0"},
      {"States.StringToJson", R"("1")", "1"},
      {"States.StringToJson", R"("true")", "true"},
      {"States.StringToJson", R"("\"HelloWorld\"")", R"("HelloWorld")"},
      {"States.StringToJson", R"("{\"Arg1\": 1, \"Arg2\": []}")", R"({"Arg1":1,"Arg2":[]})"},
      {"States.JsonToString", "null", R"("null")"},
      {"States.JsonToString", "1.1", R"("1.1")"},
      {"States.JsonToString", "true", R"("true")"},
      {"States.JsonToString", R"("HelloWorld")", R"("\"HelloWorld\"")"},
      {"States.JsonToString", R"({"Arg1": 1, "Arg2": []})", R"("{\"Arg1\":1,\"Arg2\":[]}")"},
      {"States.JsonMerge", R"({"a": {"a1": 1, "a2": 2}, "b": 2, "d": 3}, {"a": {"a3": 1, "a4": 2}, "c": 3, "d": 4}, false)",
       R"({"a":{"a3":1,"a4":2},"b":2,"c":3,"d":4})"},
      {"States.JsonMerge", R"({"constant_in_literal": "false"}, {"constant_input_field": "constant_value"}, false)",
       R"({"constant_input_field":"constant_value","constant_in_literal":"false"})"});

CALLS(IntrinsicJson, StringToJson,
      {"States.StringToJson", R"("\t\r\n ")", "null"},
      {"States.StringToJson", R"(" [1.0, 12345678901234567890, 1e2, -0, -0.0] ")", "[1.0,12345678901234567890,1e2,0,-0.0]"},
      {"States.StringToJson", R"("\"\\ud83d\\ude00\\u00e9\"")", R"("😀é")"},
      {"States.StringToJson", R"("{\"a\": 1, \"b\": 2, \"a\": 3}")", R"({"a":3,"b":2})"},
      {"States.StringToJson", R"("{")", "!Invalid"},
      {"States.StringToJson", R"("{'a': 1}")", "!Invalid"},
      {"States.StringToJson", R"("[1] x")", "!Invalid"},
      {"States.StringToJson", R"("hello")", "!Invalid"},
      {"States.StringToJson", R"({"a": 1})", "!Invalid arguments in States.StringToJson: argument 1 must be a string, not an object"},
      {"States.StringToJson", "null", "!Invalid"});

TEST(IntrinsicJson, FaultsOfATextHaveAPlace) {
  std::string result = test::Execution().call({"States.StringToJson", R"("[1, x]")", ""});
  EXPECT_EQ(result.rfind("!Invalid arguments in States.StringToJson: argument 1 is not JSON: ", 0), 0u) << result;
  EXPECT_TRUE(result.ends_with(" (offset 4)")) << result;
}

CALLS(IntrinsicJson, JsonToString,
      {"States.JsonToString", R"("a\"\\\n\u0001é😀")", R"("\"a\\\"\\\\\\n\\u0001é😀\"")"},
      {"States.JsonToString", R"([1.0, 1e2, {"b": null, "a": -0}])", R"("[1.0,1e2,{\"b\":null,\"a\":-0}]")"},
      {"States.JsonToString", "{}", R"("{}")"});

// Buckets of the names: z 10, y 9, x 8. Those of Aa and BB are the same, as are their hashes.
CALLS(IntrinsicJson, Merge,
      {"States.JsonMerge", "{}, {}, false", "{}"},
      {"States.JsonMerge", R"({"z": 1, "y": 2}, {"x": 3, "z": {"n": 1}}, false)", R"({"x":3,"y":2,"z":{"n":1}})"},
      {"States.JsonMerge", R"({"BB": 1}, {"Aa": 2, "BB": 3}, false)", R"({"BB":3,"Aa":2})"},
      {"States.JsonMerge", "{}, {}, true",
       "!Invalid arguments in States.JsonMerge: argument 3 must be false: objects are not merged deeply"},
      {"States.JsonMerge", "{}, [], false", "!Invalid arguments in States.JsonMerge: argument 2 must be an object, not an array"},
      {"States.JsonMerge", "null, {}, false", "!Invalid arguments in States.JsonMerge: argument 1 must be an object, not null"},
      {"States.JsonMerge", R"({}, {}, "false")", "!Invalid arguments in States.JsonMerge: argument 3 must be a boolean, not a string"});

TEST(IntrinsicJson, MergedObjectsOfManyMembersFindThem) {
  test::Execution execution;
  std::string first = "{", second = "{";
  for (int i = 0; i < 100; ++i)
    (i % 2 ? first : second) += (i > 1 ? ",\"k" : "\"k") + std::to_string(i) + "\":" + std::to_string(i);
  std::string arguments = first + "}, " + second + "}, false";
  Value values = execution.value(arguments);
  Value merged = aslrt_states_JsonMerge(execution, values.pointer<Value>(), 3);
  ASSERT_EQ(merged.length(), 100u);
  for (int i = 0; i < 100; ++i)
    EXPECT_EQ(lookup(merged, "k" + std::to_string(i)).number(), i);
}

// By hand: 'a' is 97; "Aa" is 65 * 31 + 97; U+1F600 is d83d de00, so 0xd83d * 31 + 0xde00; "é" is 0xe9.
TEST(JavaHashOrder, HashIsThatOfString) {
  EXPECT_EQ(javaHash(""), 0u);
  EXPECT_EQ(javaHash("a"), 97u);
  EXPECT_EQ(javaHash("Aa"), 2112u);
  EXPECT_EQ(javaHash("BB"), 2112u);
  EXPECT_EQ(javaHash("é"), 0xe9u);
  EXPECT_EQ(javaHash("😀"), 0xd83du * 31 + 0xde00u);
  EXPECT_EQ(javaHash("\xed\xa0\xbd"), 0xd83du); // a lone half
  EXPECT_EQ(javaHash("Hello, World!"), 1498789909u);
}

static std::string ordered(std::initializer_list<std::string_view> names) {
  std::vector<std::string_view> all(names);
  std::string text;
  for (size_t i : javaHashOrder(all))
    text.append(text.empty() ? "" : " ").append(all[i]);
  return text;
}

// aws-observed.md, section 3: the fields of one recorded Parameters.
TEST(JavaHashOrder, OrderIsTheRecordedOne) {
  EXPECT_EQ(ordered({"context_object", "execution", "execution_id", "execution_input", "execution_name", "execution_rolearn",
                     "execution_starttime", "state", "state_enteredtime", "state_name", "statemachine", "statemachine_id",
                     "statemachine_name"}),
            "execution execution_rolearn execution_name statemachine_id execution_id execution_input execution_starttime state_name "
            "state_enteredtime statemachine state context_object statemachine_name");
}

// 12 names leave 16 buckets, 13 make 32: in the latter 'p' (112) comes before 'a' (97) no more.
TEST(JavaHashOrder, BucketsDoubleBeyondThreeQuarters) {
  EXPECT_EQ(ordered({"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "p"}), "p a b c d e f g h i j k");
  EXPECT_EQ(ordered({"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "p"}), "a b c d e f g h i j k l p");
  EXPECT_EQ(ordered({"BB", "Aa"}), "BB Aa");
  EXPECT_EQ(ordered({}), "");
}
