#include "Fixture.h"

namespace aslc {

using SourceTest = DocumentTest;

TEST_F(SourceTest, CountsLinesAndCodePoints) {
  file = addText("a\nb\r\n\xC3\xA9\xF0\x9F\x98\x80x\rlast", "f");
  EXPECT_EQ(place({file, 0, 0}), "1:1");
  EXPECT_EQ(place({file, 2, 2}), "2:1");
  EXPECT_EQ(place({file, 11, 11}), "3:3"); // the x, after two code points of six bytes
  EXPECT_EQ(place({file, 13, 13}), "4:1");
  EXPECT_EQ(place({file, 17, 17}), "4:5"); // the end of the file
  EXPECT_EQ(place({file, 999, 999}), "4:5");
  EXPECT_EQ(place({file, 0, 0}), "1:1"); // backwards, past what was counted last
  EXPECT_EQ(sources.line(file, 2), "b");
  EXPECT_EQ(sources.line(file, 3), "\xC3\xA9\xF0\x9F\x98\x80x");
  EXPECT_EQ(sources.lineBegin(file, 4), 13u);
}

TEST_F(SourceTest, LeavesByteOrderMarkOutOfFirstLine) {
  file = addText("\xEF\xBB\xBF{}", "f");
  EXPECT_EQ(place({file, 3, 3}), "1:1");
  EXPECT_EQ(place({file, 0, 0}), "1:1");
  EXPECT_EQ(sources.line(file, 1), "{}");
}

TEST_F(SourceTest, EmptyFileHasOneLine) {
  file = addText("", "f");
  EXPECT_EQ(place({file, 0, 0}), "1:1");
  EXPECT_EQ(sources.line(file, 1), "");
}

class MappedTextTest : public testing::Test {
protected:
  // ab, an escape of 6 bytes for a character of 2, cd
  MappedText make() {
    MappedText::Builder builder(file, 10);
    builder.verbatim("ab", 10);
    builder.replaced("\xC3\xA9", 12, 6);
    builder.verbatim("cd", 18);
    return builder.take();
  }
  FileId file{0};
};

TEST_F(MappedTextTest, MapsThroughEscapes) {
  MappedText text = make();
  EXPECT_EQ(text.map(0, 2), (SourceRange{file, 10, 12}));
  EXPECT_EQ(text.map(2, 4), (SourceRange{file, 12, 18}));
  EXPECT_EQ(text.map(3, 4), (SourceRange{file, 12, 18})); // half of the character is all of its escape
  EXPECT_EQ(text.map(1, 5), (SourceRange{file, 11, 19}));
  EXPECT_EQ(text.map(4, 4), (SourceRange{file, 18, 18}));
  EXPECT_EQ(text.map(6, 6), (SourceRange{file, 20, 20}));
  EXPECT_EQ(text.map(5, 99), (SourceRange{file, 19, 20}));
}

TEST_F(MappedTextTest, SlicesKeepTheirPlace) {
  MappedText part = make().slice(1, 5);
  EXPECT_EQ(part.text(), "b\xC3\xA9"
                         "c");
  EXPECT_EQ(part.map(0, 4), (SourceRange{file, 11, 19}));
  EXPECT_EQ(part.slice(3, 4).map(0, 1), (SourceRange{file, 18, 19}));
  EXPECT_EQ(make().slice(4, 4).map(0, 0), (SourceRange{file, 18, 18}));
  EXPECT_EQ(make().slice(6, 9).map(0, 0), (SourceRange{file, 20, 20}));
}

TEST_F(MappedTextTest, DerivedFilesLeadBack) {
  SourceManager sources;
  FileId outer = sources.add(llvm::MemoryBuffer::getMemBufferCopy("0123456789ab\\u00e9cd"), "outer");
  ASSERT_EQ(outer, file);
  FileId derived = sources.addDerived(make());
  EXPECT_EQ(sources.name(derived), "outer");
  EXPECT_EQ(sources.text(derived), make().text());
  EXPECT_EQ(sources.origin({derived, 1, 5}), (SourceRange{outer, 11, 19}));
  EXPECT_EQ(sources.origin({outer, 1, 5}), (SourceRange{outer, 1, 5}));
  EXPECT_TRUE(sources.isVerbatim({derived, 0, 2}));
  EXPECT_FALSE(sources.isVerbatim({derived, 1, 5}));
  // One more text on the way: é c, of the derived file.
  FileId inner = sources.addDerived(MappedText::verbatim(derived, "\xC3\xA9" "c", 2));
  EXPECT_EQ(sources.origin({inner, 2, 3}), (SourceRange{outer, 18, 19}));
  DiagnosticEngine diagnostics(sources);
  diagnostics.setMachine("Orders");
  diagnostics.report(DiagId::EmptyFile, {inner, 0, 2}).hint("write this", {inner, 0, 2}, "x").hint("or this", {inner, 2, 3}, "y");
  const Diagnostic &reported = diagnostics.diagnostics().front();
  EXPECT_EQ(reported.range, (SourceRange{outer, 12, 18}));
  EXPECT_EQ(reported.machine, "Orders");
  EXPECT_EQ(reported.remarks[0].replacement, ""); // an escape stands there
  EXPECT_EQ(reported.remarks[1].replacement, "y");
}

TEST_F(MappedTextTest, EmptyTextHasAPlace) {
  EXPECT_EQ(MappedText::verbatim(file, "", 7).map(0, 3), (SourceRange{file, 7, 7}));
  EXPECT_FALSE(MappedText().map(0, 0).valid());
}

} // namespace aslc
