#include "Fixture.h"

namespace aslc {

using document::Kind;
using document::Node;
using document::toJson;

using JsonDocument = DocumentTest;

TEST_F(JsonDocument, KeepsRangesOfEverything) {
  const Node *node = json(" {\"a\" : [1, -2.5e3 ,true], \"b\":\"x\", \"c\": null} ");
  ASSERT_TRUE(node);
  EXPECT_EQ(codes(), "");
  EXPECT_EQ(textOf(node->range), "{\"a\" : [1, -2.5e3 ,true], \"b\":\"x\", \"c\": null}");
  EXPECT_EQ(textOf(node->members[0].keyRange), "\"a\"");
  const Node *a = node->find("a");
  ASSERT_TRUE(a);
  EXPECT_EQ(textOf(a->range), "[1, -2.5e3 ,true]");
  EXPECT_EQ(textOf(a->items[1]->range), "-2.5e3");
  EXPECT_EQ(a->items[1]->number, -2500);
  EXPECT_EQ(a->items[1]->numberText, "-2.5e3");
  EXPECT_TRUE(a->items[2]->boolean);
  EXPECT_EQ(textOf(node->find("b")->range), "\"x\"");
  EXPECT_TRUE(node->find("c")->is(Kind::Null));
  EXPECT_EQ(node->find("d"), nullptr);
}

TEST_F(JsonDocument, ScalarsMayBeTheRoot) {
  EXPECT_EQ(toJson(*json("12")), "12");
  EXPECT_EQ(toJson(*json("-0")), "-0");
  EXPECT_EQ(toJson(*json("\"\"")), "\"\"");
  EXPECT_EQ(toJson(*json("12345678901234567890123")), "12345678901234567890123");
  EXPECT_EQ(codes(), "");
}

TEST_F(JsonDocument, DecodesAndMapsEscapes) {
  const Node *node = json(R"(["a\"\\\/\b\f\n\r\té\u00e9\ud83d\ude00z"])");
  ASSERT_TRUE(node);
  const MappedText &text = node->items[0]->string;
  EXPECT_EQ(text.text(), "a\"\\/\b\f\n\r\t\xC3\xA9\xC3\xA9\xF0\x9F\x98\x80z");
  EXPECT_EQ(sourceOf(text, "\xF0\x9F\x98\x80"), "\\ud83d\\ude00");
  EXPECT_EQ(sourceOf(text, "\n"), "\\n");
  EXPECT_EQ(sourceOf(text, "z"), "z");
  EXPECT_EQ(placeOf(text, "z"), "1:39");
}

TEST_F(JsonDocument, KeepsLoneSurrogates) {
  const Node *node = json(R"(["\ud83d", "x\ude00\ud83d\u0041"])");
  ASSERT_TRUE(node);
  EXPECT_EQ(codes(), "");
  EXPECT_EQ(node->items[0]->string.text(), "\xED\xA0\xBD");
  EXPECT_EQ(toJson(*node), R"(["\ud83d","x\ude00\ud83dA"])");
}

TEST_F(JsonDocument, WritesCompactJson) {
  const Node *node = json("{ \"k\\\"\" : [ 1.0 , 1E5, { } , [ ] ], \"n\":\"\\u0001\\n\\u007f\" }");
  ASSERT_TRUE(node);
  EXPECT_EQ(toJson(*node), "{\"k\\\"\":[1.0,1E5,{},[]],\"n\":\"\\u0001\\n\x7F\"}");
}

TEST_F(JsonDocument, SkipsByteOrderMark) {
  const Node *node = json("\xEF\xBB\xBF{\"a\":1}");
  ASSERT_TRUE(node);
  EXPECT_EQ(place(node->range), "1:1");
  EXPECT_EQ(textOf(node->find("a")->range), "1");
}

TEST_F(JsonDocument, ReportsAllDuplicatesWithTheFirst) {
  const Node *node = json("{\"a\":1,\n\"\\u0061\":2,\n\"b/\":[{\"x~\":1,\"x~\":2}]}");
  ASSERT_TRUE(node);
  EXPECT_EQ(codes(), "A109@2:1 A109@3:15");
  const Diagnostic &first = diagnostics.diagnostics()[0], &second = diagnostics.diagnostics()[1];
  EXPECT_EQ(first.message, "key 'a' is given twice");
  EXPECT_EQ(place(first.remarks.at(0).range), "1:2");
  EXPECT_EQ(second.pointer, "/b~1/0/x~0");
}

TEST_F(JsonDocument, ReportsAllFaultsInsideTokens) {
  const Node *node = json("{\"a\": True, // why\n \"b\": 'x', 'c': 01,\n \"d\": 1e999, \"e\": \"\\q\t\", ff: ${Max}}");
  ASSERT_TRUE(node);
  EXPECT_EQ(codes(),
            "A112@1:7 A103@1:13 A113@2:7 A113@2:12 A107@2:17 A108@3:7 A105@3:20 A106@3:22 A116@3:26 A114@3:30");
  EXPECT_EQ(toJson(*node), "{\"a\":true,\"b\":\"x\",\"c\":1,\"d\":1e999,\"e\":\"\\\\q\\t\",\"ff\":\"${Max}\"}");
}

TEST_F(JsonDocument, HintsAtTheLiteralThatWasMeant) {
  json("[None, ture, NaN, +1, .5, 1., 007, 0x10, 1_000, foo]");
  std::vector<std::string> meant;
  for (const Diagnostic &d : diagnostics.diagnostics())
    meant.push_back(d.remarks.empty() ? "" : d.remarks[0].replacement);
  EXPECT_EQ(meant, (std::vector<std::string>{"null", "true", "null", "1", "0.5", "1", "7", "", "", ""}));
}

TEST_F(JsonDocument, MendsSeparatorsAndGoesOn) {
  const Node *node = json("{\"a\": [1 2,],\n \"b\" 1\n \"c\": 2,, \"d\": 3,\n}");
  ASSERT_TRUE(node);
  diagnostics.finish();
  EXPECT_EQ(codes(), "A101@1:10 A102@1:11 A101@2:6 A101@3:2 A101@3:9 A102@3:17");
  EXPECT_EQ(toJson(*node), "{\"a\":[1,2],\"b\":1,\"c\":2,\"d\":3}");
}

TEST_F(JsonDocument, SaysWhatWasExpected) {
  auto message = [&](llvm::StringRef text) {
    DiagnosticEngine engine(sources);
    document::parse(addText(text, "x"), {}, engine);
    return engine.diagnostics().empty() ? "" : engine.diagnostics()[0].message;
  };
  EXPECT_EQ(message("]"), "found ']' where a value was expected");
  EXPECT_EQ(message("[}"), "found '}' where a value or ']' was expected");
  EXPECT_EQ(message("[1}"), "found '}' where ',' or ']' was expected");
  EXPECT_EQ(message("{1:2}"), "key '1' is not in double quotes");
  EXPECT_EQ(message("{[]}"), "found '[' where a key in double quotes or '}' was expected");
  EXPECT_EQ(message("{\"a\":}"), "found '}' where a value was expected");
  EXPECT_EQ(message("{\"a\"\"b\"}"), "found the string \"b\" where ':' was expected");
  EXPECT_EQ(message("{\"a\":1"), "the file ends inside an object");
  EXPECT_EQ(message("[1,"), "the file ends inside an array");
  EXPECT_EQ(message("{} {}"), "found '{' after the end of the document");
  EXPECT_EQ(message("[1] x"), "'x' is not a value of JSON");
  EXPECT_EQ(message("[\"abc\n]"), "string is not closed on its line");
  EXPECT_EQ(message("[\"abc\\"), "string is not closed on its line");
  EXPECT_EQ(message(" \n"), "the file is empty");
  EXPECT_EQ(message(""), "the file is empty");
}

TEST_F(JsonDocument, RefusesWhatIsNotUtf8) {
  EXPECT_FALSE(json("[\"a\xE9\xE8\", \"\xC0\x80\"]"));
  EXPECT_EQ(codes(), "A005@1:4 A005@1:10");
  EXPECT_EQ(diagnostics.diagnostics()[0].message, "byte 0xE9 is not valid UTF-8 here");
}

TEST_F(JsonDocument, RefusesNulAndUtf16) {
  EXPECT_FALSE(json(llvm::StringRef("[1,\0]", 5)));
  EXPECT_FALSE(json(llvm::StringRef("\xFF\xFE[\0]\0", 6)));
  EXPECT_EQ(codes(), "A006@1:4 A007@1:1");
}

TEST_F(JsonDocument, RefusesLargeFilesUnread) {
  EXPECT_FALSE(parse(std::string(100 << 20, '['), {}));
  EXPECT_EQ(codes(), "A003@1:1");
  EXPECT_EQ(diagnostics.diagnostics()[0].message, "the file is 104857600 bytes long; at most 16777216 are read");
}

TEST_F(JsonDocument, LimitsDepth) {
  EXPECT_FALSE(json(std::string(10000, '[')));
  EXPECT_EQ(codes(), "A110@1:201");
  EXPECT_TRUE(json(std::string(200, '[') + std::string(200, ']')));
}

TEST_F(JsonDocument, DeepTreesNeedNoStack) {
  document::Options options;
  options.maxDepth = 2000000;
  std::string text = std::string(1000000, '[') + std::string(1000000, ']');
  const Node *node = parse(text, options);
  ASSERT_TRUE(node);
  EXPECT_EQ(toJson(*node), text);
}

TEST_F(JsonDocument, FillsSubstitutions) {
  document::Options options;
  options.substitutions = {{"Fn", "arn:aws:x"}, {"E", ""}, {"Unused", "1"}};
  const Node *node = parse(R"({"a": "\u0041${Fn}b${Fn}${No}$${E}", "${E}k": "${Fn", "c": "${Fn}"})", options);
  ASSERT_TRUE(node);
  EXPECT_EQ(toJson(*node), R"({"a":"Aarn:aws:xbarn:aws:x${No}$","k":"${Fn","c":"arn:aws:x"})");
  const MappedText &text = node->find("a")->string;
  EXPECT_EQ(sourceOf(text, "aws"), "${Fn}");
  EXPECT_EQ(sourceOf(text, "b"), "b");
  EXPECT_EQ(sourceOf(text, "A"), "\\u0041");
  EXPECT_EQ(placeOf(text, "${No}"), "1:25");
  EXPECT_EQ(codes(), "A117");
}

TEST_F(JsonDocument, NoiseGivesBoundedReports) {
  std::string noise = "[";
  for (int i = 0; i < 10000; ++i)
    noise += "x ";
  EXPECT_FALSE(json(noise));
  EXPECT_LE(diagnostics.diagnostics().size(), 200u);
}

TEST_F(JsonDocument, LongWordsAreCutInMessages) {
  json("[" + std::string(100000, 'x') + "]");
  ASSERT_EQ(diagnostics.diagnostics().size(), 1u);
  EXPECT_LT(diagnostics.diagnostics()[0].message.size(), 120u);
}

} // namespace aslc
