#include "Fixture.h"

namespace aslc {

using document::Kind;
using document::Node;
using document::toJson;

using YamlDocument = DocumentTest;

TEST_F(YamlDocument, ReadsCollectionsWithRanges) {
  const Node *node =
      yaml("# head\nStates:\n  A: {Type: Pass, x: [1, 'b' ]} # tail\n  B:\n  - one\n  -\n  - k: v\nLast: end\n");
  ASSERT_TRUE(node);
  EXPECT_EQ(codes(), "");
  EXPECT_EQ(toJson(*node), R"({"States":{"A":{"Type":"Pass","x":[1,"b"]},"B":["one",null,{"k":"v"}]},"Last":"end"})");
  const Node *states = node->find("States");
  EXPECT_EQ(textOf(states->range), "A: {Type: Pass, x: [1, 'b' ]} # tail\n  B:\n  - one\n  -\n  - k: v");
  EXPECT_EQ(textOf(states->find("A")->range), "{Type: Pass, x: [1, 'b' ]}");
  EXPECT_EQ(textOf(states->find("A")->find("x")->range), "[1, 'b' ]");
  EXPECT_EQ(textOf(states->find("A")->find("x")->items[1]->range), "'b'");
  EXPECT_EQ(textOf(states->members[1].keyRange), "B");
  EXPECT_EQ(textOf(states->find("B")->items[2]->range), "k: v");
  EXPECT_EQ(place(states->find("B")->items[1]->range), "6:4");
}

TEST_F(YamlDocument, TypesPlainScalarsByTheCoreSchema) {
  const Node *node =
      yaml("[null, ~, True, false, 12, +3, 0x1F, 0o17, 1.5, .5, 1., 1e3, yes, on, n, 1_000, 1:30, 2020-01-01, "
           "0b1, '1', \"true\", !!str 5, !!int '7', ! 8, -.5e-3]");
  ASSERT_TRUE(node);
  EXPECT_EQ(toJson(*node), "[null,null,true,false,12,3,31,15,1.5,0.5,1.0,1e3,\"yes\",\"on\",\"n\",\"1_000\",\"1:30\","
                           "\"2020-01-01\",\"0b1\",\"1\",\"true\",\"5\",7,\"8\",-0.5e-3]");
  EXPECT_EQ(codes(), "");
  EXPECT_EQ(node->items[6]->number, 31);
}

TEST_F(YamlDocument, KeysAreText) {
  const Node *node = yaml("1: a\ntrue: b\nnull: c\n~: d\n\"q\\x41\": e\n");
  ASSERT_TRUE(node);
  EXPECT_EQ(toJson(*node), R"({"1":"a","true":"b","null":"c","~":"d","qA":"e"})");
}

TEST_F(YamlDocument, EmptyValuesStandBehindTheirKey) {
  const Node *node = yaml("a:\nnull: 1\nb: !Tag\nc:\n");
  ASSERT_TRUE(node);
  EXPECT_EQ(toJson(*node), R"({"a":null,"null":1,"b":"","c":null})");
  EXPECT_EQ(place(node->find("a")->range), "1:3");
  EXPECT_EQ(place(node->find("c")->range), "4:3");
}

TEST_F(YamlDocument, MapsQuotedScalars) {
  const Node *node = yaml("- 'it''s  it'\n- \"a\\tb\\u00e9\\\n   c\n\n   d \\U0001F600 e\\_f\"\n");
  ASSERT_TRUE(node);
  const MappedText &single = node->items[0]->string, &twice = node->items[1]->string;
  EXPECT_EQ(single.text(), "it's  it");
  EXPECT_EQ(sourceOf(single, "'"), "''");
  EXPECT_EQ(placeOf(single, " it"), "1:10");
  EXPECT_EQ(twice.text(), "a\tb\xC3\xA9"
                          "c\nd \xF0\x9F\x98\x80 e\xC2\xA0"
                          "f");
  EXPECT_EQ(sourceOf(twice, "\xC3\xA9"), "\\u00e9");
  EXPECT_EQ(placeOf(twice, "c"), "3:4");
  EXPECT_EQ(placeOf(twice, "d"), "5:4");
  EXPECT_EQ(sourceOf(twice, "\xF0\x9F\x98\x80"), "\\U0001F600");
  EXPECT_EQ(sourceOf(twice, "f"), "f");
  EXPECT_EQ(textOf(node->items[0]->range), "'it''s  it'");
}

TEST_F(YamlDocument, NulInAStringIsWrittenWithFourDigits) { EXPECT_EQ(toJson(*yaml("\"\\01\"")), "\"\\u00001\""); }

TEST_F(YamlDocument, MapsFoldedPlainScalars) {
  const Node *node = yaml("a: one  two\n  three\n\n  four\nb: 1\n");
  ASSERT_TRUE(node);
  const Node *a = node->find("a");
  EXPECT_EQ(a->string.text(), "one  two three\nfour");
  EXPECT_EQ(placeOf(a->string, "three"), "2:3");
  EXPECT_EQ(placeOf(a->string, "four"), "4:3");
  EXPECT_EQ(textOf(a->range), "one  two\n  three\n\n  four");
}

TEST_F(YamlDocument, MapsLiteralBlocks) {
  const Node *node = yaml("Output: | # why\n\n    {% $x +\n\n      $oops %}\n    end\nb: 1\n");
  ASSERT_TRUE(node);
  const Node *output = node->find("Output");
  EXPECT_EQ(output->string.text(), "\n{% $x +\n\n  $oops %}\nend\n");
  EXPECT_EQ(placeOf(output->string, "$x"), "3:8");
  EXPECT_EQ(placeOf(output->string, "$oops"), "5:7");
  EXPECT_EQ(placeOf(output->string, "end"), "6:5");
  EXPECT_EQ(textOf(output->range), "| # why\n\n    {% $x +\n\n      $oops %}\n    end");
}

TEST_F(YamlDocument, MapsFoldedBlocks) {
  const Node *node = yaml("x:\n  y: >-\n    one\n    two\n\n    three\n      more\n    $four\n  z: 2\n");
  ASSERT_TRUE(node);
  const MappedText &text = node->find("x")->find("y")->string;
  EXPECT_EQ(text.text(), "one two\nthree\n  more\n$four");
  EXPECT_EQ(placeOf(text, "two"), "4:5");
  EXPECT_EQ(placeOf(text, "three"), "6:5");
  EXPECT_EQ(placeOf(text, "more"), "7:7");
  EXPECT_EQ(placeOf(text, "$four"), "8:5");
}

TEST_F(YamlDocument, MapsBlocksWithIndicatorsAndCrLf) {
  const Node *node = yaml("a: |2+\r\n    two\r\n  one\r\n\r\nb: >\r\n  x\r\n  $y\r\n");
  ASSERT_TRUE(node);
  const MappedText &a = node->find("a")->string, &b = node->find("b")->string;
  EXPECT_EQ(a.text(), "  two\none\n\n");
  EXPECT_EQ(placeOf(a, "two"), "2:5");
  EXPECT_EQ(placeOf(a, "one"), "3:3");
  EXPECT_EQ(b.text(), "x $y\n");
  EXPECT_EQ(placeOf(b, "$y"), "7:3");
}

TEST_F(YamlDocument, KeepsArgumentsOfCloudFormationTags) {
  const Node *node =
      yaml("a: !Sub \"${X}-y\"\nb: !GetAtt F.Arn\nc: !Join ['', [a, !Ref b]]\nd: !Sub 12\ne: !If\n  k: v\n");
  ASSERT_TRUE(node);
  EXPECT_EQ(toJson(*node), R"({"a":"${X}-y","b":"F.Arn","c":["",["a","b"]],"d":"12","e":{"k":"v"}})");
  EXPECT_EQ(textOf(node->find("a")->range), "\"${X}-y\"");
}

TEST_F(YamlDocument, ExpandsAliasesAndMergeKeys) {
  const Node *node = yaml("base: &b {x: 1, y: &y [2]}\nother: &o {x: 3, w: 0}\n"
                          "m:\n  <<: [*b, *o]\n  y: own\nn: {<<: *o, k: *y}\n'<<': text\n");
  ASSERT_TRUE(node);
  EXPECT_EQ(codes(), "");
  EXPECT_EQ(toJson(*node), R"({"base":{"x":1,"y":[2]},"other":{"x":3,"w":0},"m":{"y":"own","x":1,"w":0},)"
                           R"("n":{"k":[2],"x":3,"w":0},"<<":"text"})");
  const Node *k = node->find("n")->find("k");
  EXPECT_TRUE(k->alias);
  EXPECT_EQ(textOf(k->range), "*y");
  EXPECT_EQ(place(k->items[0]->range), "1:24");
  EXPECT_TRUE(node->find("m")->findMember("x")->merged);
}

TEST_F(YamlDocument, AnchorsInsideMergedValuesStayUsable) {
  const Node *node = yaml("a: {<<: &m {x: &v 1, z: &w [5]}, z: 2}\nb: [*m, *v, *w]\n");
  ASSERT_TRUE(node);
  EXPECT_EQ(toJson(*node), R"({"a":{"z":2,"x":1},"b":[{"x":1,"z":[5]},1,[5]]})");
}

TEST_F(YamlDocument, RefusesBillionLaughs) {
  std::string text = "a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]\n";
  for (int i = 1; i < 10; ++i) {
    std::string last = "*a" + std::to_string(i - 1), name = "a" + std::to_string(i);
    text += name + ": &" + name + " [" + last;
    for (int j = 0; j < 9; ++j)
      text += ", " + last;
    text += "]\n";
  }
  EXPECT_FALSE(yaml(text));
  EXPECT_EQ(diagnostics.diagnostics().size(), 1u);
  EXPECT_EQ(diagnostics.diagnostics()[0].code, "A123");
}

TEST_F(YamlDocument, RefusesRecursiveAndUnknownAliases) {
  EXPECT_FALSE(yaml("&a [*a]"));
  EXPECT_FALSE(yaml("x: *nowhere"));
  EXPECT_EQ(codes(), "A122@1:5 A120@1:4");
}

TEST_F(YamlDocument, LimitsDepth) {
  for (std::string open : {"[", "{a: ", "- ", "? ", "{", "[{"}) {
    std::string text;
    for (int i = 0; i < 10000; ++i)
      text += open;
    DiagnosticEngine engine(sources);
    EXPECT_FALSE(document::parse(addText(text, "x.yml"), {}, engine)) << open;
    ASSERT_EQ(engine.diagnostics().size(), 1u) << open;
    EXPECT_EQ(engine.diagnostics()[0].code, "A110") << open;
  }
}

TEST_F(YamlDocument, AliasesCountForDepth) {
  document::Options options;
  options.maxDepth = 6;
  EXPECT_TRUE(parse("a: &a [[[1]]]\nb: [[*a]]\n", options, "x.yaml"));
  EXPECT_FALSE(parse("a: &a [[[1]]]\nb: [[[*a]]]\n", options, "x.yaml"));
  EXPECT_EQ(codes(), "A110@2:7");
}

TEST_F(YamlDocument, ReportsFaultsThatLeaveATree) {
  EXPECT_TRUE(yaml("a: 1\na: 2\nb: .inf\nc: 007\nd: {[x]: 1}\ne:\n  <<: 5\nf: 1e999\n"));
  diagnostics.finish();
  EXPECT_EQ(codes(), "A109@2:1 A125@3:4 A126@4:4 A121@5:5 A127@7:7 A108@8:4");
}

TEST_F(YamlDocument, SyntaxErrorsAreInOurWords) {
  auto report = [&](llvm::StringRef text) {
    DiagnosticEngine engine(sources);
    document::parse(addText(text, "x.yaml"), {}, engine);
    if (engine.diagnostics().empty())
      return std::string();
    const Diagnostic &d = engine.diagnostics()[0];
    return place(d.range) + " " + d.message + (d.remarks.empty() ? "" : "; " + d.remarks[0].text);
  };
  EXPECT_EQ(report("Output: {% $x %}\n"),
            "1:10 character that begins no value of YAML; an expression stands in quotes: '{% ... %}'");
  EXPECT_EQ(report("a:\n\tb: 1\n"),
            "2:3 ':' where no value can begin; this line is indented with a tab; YAML counts spaces only");
  EXPECT_EQ(report("a: \"x"), "1:6 the file ends inside a quoted string");
  EXPECT_EQ(report("a: \"x\n"), "1:4 string that is never closed");
  EXPECT_EQ(report("a: 'x'' \n"), "1:4 string that is never closed");
  EXPECT_EQ(report("a: b: c\n"), "1:5 ':' where no value can begin; text with ': ' inside stands in quotes");
  EXPECT_EQ(report("a: [1, 2\n"),
            "1:9 '[' is not closed, or a ',' is missing before this; text that begins with '[' stands in quotes");
  EXPECT_EQ(report("a: 1\n---\nb: 2\n"), "2:1 a second document begins here");
  EXPECT_EQ(report("# nothing\n"), "1:1 the file is empty");
  EXPECT_EQ(report("a: x\x04y\n"), "1:5 control character U+0004; in double quotes it is written '\\x04'");
  EXPECT_EQ(
      report("a: \"\\ud83d\\ude00\"\n"),
      "1:11 escape of a code point that does not exist; beyond U+FFFF it is written '\\UXXXXXXXX', not as a pair");
}

TEST_F(YamlDocument, ReadsJsonAndSubstitutes) {
  document::Options options;
  options.substitutions = {{"N", "v"}};
  const Node *node = parse("{\"a\": \"${N}\", \"b\": [1, {\"c\": null}]}", options, "x.YAML");
  ASSERT_TRUE(node);
  EXPECT_EQ(toJson(*node), R"({"a":"v","b":[1,{"c":null}]})");
}

TEST_F(YamlDocument, FormatCanBeForced) {
  document::Options options;
  options.format = document::Format::Yaml;
  EXPECT_EQ(toJson(*parse("a: b", options, "x.json")), R"({"a":"b"})");
}

} // namespace aslc
