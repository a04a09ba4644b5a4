// Tokens. Expected codes and messages are those of jsonata 2.2.2.
#include "Support.h"

#include "frontend/jsonata/Lexer.h"
#include "frontend/jsonata/Text.h"

#include "gtest/gtest.h"

using namespace aslc::jsonata;
using namespace aslc::jsonata::test;

/// The value of a text that is one string or number.
static std::string stringValue(llvm::StringRef text) {
  std::optional<SyntaxError> error;
  auto expression = parse(text, {}, error);
  return error ? error->code : expression->root->text.str();
}

TEST(Lexer, DecodesEscapes) {
  EXPECT_EQ(stringValue(R"("\"\\\/\b\f\n\r\t")"), "\"\\/\b\f\n\r\t");
  EXPECT_EQ(stringValue(R"('it\u0027s \u00e9')"), "it's \xC3\xA9");
  EXPECT_EQ(stringValue("\"a\nb\""), "a\nb") << "line breaks may stand in strings";
}

TEST(Lexer, JoinsSurrogatePairsAndKeepsLoneOnes) {
  EXPECT_EQ(stringValue(R"("\ud83d\ude00")"), "\xF0\x9F\x98\x80");
  EXPECT_EQ(stringValue(R"("\ud83dx")"), "\xED\xA0\xBDx");
  EXPECT_EQ(stringValue(R"("\ude00\ud83d")"), "\xED\xB8\x80\xED\xA0\xBD");
  EXPECT_EQ(stringValue("\"\xED\xA0\xBD\\ude00\""), "\xF0\x9F\x98\x80") << "half of the pair as WTF-8 in the text";
}

TEST(Lexer, RefusesBadStrings) {
  EXPECT_EQ(faultOf("1 & \"abc"), "S0101 4-8 String literal must be terminated by a matching quote");
  EXPECT_EQ(faultOf(R"("a\yb")"), R"(S0103 2-4 Unsupported escape sequence: \"y")");
  EXPECT_EQ(faultOf("\"\\\xC3\xA9\""), "S0103 1-4 Unsupported escape sequence: \\\"\xC3\xA9\"");
  EXPECT_EQ(faultOf("\"a\\"), R"(S0103 2-3 Unsupported escape sequence: \"")");
  EXPECT_EQ(faultOf(R"("\u12g4")"), "S0104 1-3 The escape sequence \\u must be followed by 4 hex digits");
  EXPECT_EQ(codeOf(R"("\u12)"), "S0101") << "the end of the text comes before the fourth digit";
}

TEST(Lexer, ReadsNumbers) {
  EXPECT_EQ(treeOf("1.5e3"), "number 1500\n");
  EXPECT_EQ(treeOf("1e-7"), "number 1e-7\n");
  EXPECT_EQ(treeOf("123456789012345678901234"), "number 1.2345678901234569e+23\n");
  EXPECT_EQ(treeOf("1e-400"), "number 0\n");
  EXPECT_EQ(faultOf("a + 1e309"), R"(S0102 4-9 Number out of range: "1e309")");
  EXPECT_EQ(faultOf("012"), "S0201 1-3 Syntax error: 12");
  EXPECT_EQ(printed("[1..3]"), "[1..3]") << "1. is no number";
}

TEST(Lexer, ReadsNames) {
  EXPECT_EQ(treeOf("`a b`"), "name \"a b\"\n");
  EXPECT_EQ(treeOf("\xC3\xA9t\xC3\xA9\"x"), "name \"\xC3\xA9t\xC3\xA9\\\"x\"\n") << "quotes do not end a name";
  EXPECT_EQ(treeOf("$"), "variable \"\"\n");
  EXPECT_EQ(treeOf("$$"), "variable \"$\"\n");
  EXPECT_EQ(treeOf("and and and"), "name \"and\"\n  and\n    name \"and\"\n");
  EXPECT_EQ(faultOf("x.`ab"), "S0105 2-5 Quoted property name must be terminated with a backquote (`)");
}

TEST(Lexer, SkipsBlanksAndComments) {
  EXPECT_EQ(printed(" /* one */ a\v+ /**/b/* end */"), "a + b");
  EXPECT_EQ(faultOf("a /* b *"), "S0106 2-8 Comment has no closing tag");
}

TEST(Lexer, TakesASlashForARegexWhereAnOperandStands) {
  EXPECT_EQ(treeOf("/a(\\/|[/])b/im"), "regex \"a(\\\\/|[/])b\" im\n");
  EXPECT_EQ(treeOf("a / b / c"), "name \"a\"\n  divide\n    name \"b\"\n  divide\n    name \"c\"\n");
  EXPECT_EQ(codeOf("$f(/a/)"), "");
  EXPECT_EQ(codeOf("(/a/)"), "S0211") << "right behind an opening parenthesis the reference expects an operator";
  EXPECT_EQ(codeOf("a[] / 2"), "S0302") << "and right behind [] an operand";
  EXPECT_EQ(codeOf("//"), "S0301");
  EXPECT_EQ(codeOf("/a)/"), "S0302");
  EXPECT_EQ(codeOf("/a/ii"), "S0201");
}

TEST(Lexer, RefusesUnknownOperators) {
  EXPECT_EQ(faultOf("a ! b"), R"(S0204 2-3 Unknown operator: "!")");
  EXPECT_EQ(faultOf("~a"), R"(S0204 0-1 Unknown operator: "~")");
}

TEST(Text, PrintsNumbersAsJavaScriptDoes) {
  EXPECT_EQ(numberText(0.1 + 0.2), "0.30000000000000004");
  EXPECT_EQ(numberText(1e21), "1e+21");
  EXPECT_EQ(numberText(1e20), "100000000000000000000");
  EXPECT_EQ(numberText(1e-6), "0.000001");
  EXPECT_EQ(numberText(-1.5e-7), "-1.5e-7");
  EXPECT_EQ(numberText(-0.0), "0");
}

TEST(Text, QuotesJson) {
  EXPECT_EQ(quoteJson(llvm::StringRef("\0"
                                      "0",
                                      2)),
            "\"\\u00000\"");
  EXPECT_EQ(quoteJson("\x01\"\xED\xA0\xBD\xC3\xA9"), "\"\\u0001\\\"\\ud83d\xC3\xA9\"");
}
