#include "Fixture.h"

#include <nlohmann/json.hpp>

#include <set>

namespace aslc {

class DiagnosticsTest : public DocumentTest {
protected:
  /// Reports T0410 at the first `needle` of the file.
  DiagnosticBuilder reportAt(llvm::StringRef needle) {
    return diagnostics.reportError("T0410", rangeOf(needle), "wrong");
  }
  SourceRange rangeOf(llvm::StringRef needle) {
    uint32_t at = sources.text(file).find(needle);
    return {file, at, at + static_cast<uint32_t>(needle.size())};
  }
};

TEST_F(DiagnosticsTest, TextLooksLikeClang) {
  file = addText("{\n  \"Output\": \"{% $substring('abc', 1, 2, 3) %}\",\n}", "in.asl.json");
  diagnostics.reportError("T0410", rangeOf("$substring('abc', 1, 2, 3)"),
                          "`$substring` takes 1 to 3 arguments, 4 given");
  EXPECT_EQ(printed(), "in.asl.json:2:17: error: `$substring` takes 1 to 3 arguments, 4 given [T0410]\n"
                       "  \"Output\": \"{% $substring('abc', 1, 2, 3) %}\",\n"
                       "                ^~~~~~~~~~~~~~~~~~~~~~~~~~\n");
}

TEST_F(DiagnosticsTest, NotesAndHintsHaveSnippets) {
  file = addText("\"Nxt\": \"B\",\n\"Next\": \"C\"", "f");
  reportAt("\"Nxt\"")
      .note("also here", rangeOf("\"Next\""))
      .hint("did you mean 'Next'?", rangeOf("Nxt"), "Next")
      .note("done");
  EXPECT_EQ(printed(), "f:1:1: error: wrong [T0410]\n"
                       "\"Nxt\": \"B\",\n"
                       "^~~~~\n"
                       "f:2:1: note: also here\n"
                       "\"Next\": \"C\"\n"
                       "^~~~~~\n"
                       "help: did you mean 'Next'?\n"
                       "\"Next\": \"B\",\n"
                       " ~~~~\n"
                       "note: done\n");
}

TEST_F(DiagnosticsTest, LabelsStandUnderTheirText) {
  file = addText("$sum(abc, de)\nother", "f");
  reportAt("$sum").label(rangeOf("abc"), "a string").label(rangeOf("de"), "a number").label(rangeOf("other"), "far");
  EXPECT_EQ(printed(), "f:1:1: error: wrong [T0410]\n"
                       "$sum(abc, de)\n"
                       "^~~~ ~~~  ~~ a number\n"
                       "     a string\n"
                       "f:2:1: note: far\n"
                       "other\n"
                       "^~~~~\n");
}

TEST_F(DiagnosticsTest, CaretAlignsUnderTabsAndWideCharacters) {
  file = addText("\t\xE4\xB8\xAD\xCC\x81\t\"x\"", "f"); // a wide character with an accent of no width
  reportAt("\"x\"");
  EXPECT_EQ(printed(), "f:1:5: error: wrong [T0410]\n"
                       "\t\xE4\xB8\xAD\xCC\x81\t\"x\"\n"
                       "\t  \t^~~\n");
}

TEST_F(DiagnosticsTest, HostileCharactersAreSpelledOut) {
  file = addText("a\x1B[2J\xE2\x80\xAE\xFFz", "f\nname");
  diagnostics.reportError("X", rangeOf("z"), "bad \x1B");
  EXPECT_EQ(printed(), "f<U+000A>name:1:8: error: bad <U+001B> [X]\n"
                       "a<U+001B>[2J<U+202E><FF>z\n"
                       "                        ^\n");
}

TEST_F(DiagnosticsTest, NulIsSpelledOut) {
  file = addText(llvm::StringRef("\0x", 2), "f");
  reportAt("x");
  EXPECT_EQ(printed(), "f:1:2: error: wrong [T0410]\n<U+0000>x\n        ^\n");
}

TEST_F(DiagnosticsTest, LongLinesAreCutAroundTheCaret) {
  for (size_t before : {0, 100, 500, 5000, 100000}) {
    std::string text = std::string(before, 'a') + "!!" + std::string(5000, 'b');
    DiagnosticEngine engine(sources);
    engine.reportError("X", {addText(text, "f"), uint32_t(before), uint32_t(before + 2)}, "m")
        .hint("h", {FileId{0}, 0, 0}, "");
    std::string out;
    llvm::raw_string_ostream stream(out);
    printText(engine, stream);
    llvm::SmallVector<llvm::StringRef> lines;
    llvm::StringRef(out).split(lines, '\n');
    ASSERT_GE(lines.size(), 3u);
    EXPECT_LE(lines[1].size(), 166u);
    EXPECT_EQ(lines[2].find('^'), lines[1].find('!')) << before;
    EXPECT_TRUE(lines[1].ends_with("..."));
    EXPECT_EQ(lines[1].starts_with("..."), before >= 100) << before;
  }
}

TEST_F(DiagnosticsTest, RangeOverLinesIsMarkedToTheLinesEnd) {
  file = addText("ab {\n}\n", "f");
  reportAt("{\n}");
  EXPECT_EQ(printed(), "f:1:4: error: wrong [T0410]\nab {\n   ^\n");
}

TEST_F(DiagnosticsTest, ColourIsAnsi) {
  file = addText("x", "f");
  reportAt("x");
  std::string out;
  llvm::raw_string_ostream stream(out);
  printText(diagnostics, stream, {.colour = true});
  EXPECT_EQ(out, "\033[1mf:1:1: \033[0m\033[1;31merror: \033[0m\033[1mwrong\033[0m [T0410]\nx\n\033[1;32m^\033[0m\n");
}

TEST_F(DiagnosticsTest, WithoutPlaceTheCommandSpeaks) {
  diagnostics.report(DiagId::CannotRead, {}, "x.json", "no such file");
  EXPECT_EQ(printed(), "aslc: error: cannot read 'x.json': no such file [A001]\n");
}

TEST_F(DiagnosticsTest, FinishSortsAndDropsRepetitions) {
  file = addText("abc", "f");
  diagnostics.report(DiagId::EmptyFile, {file, 2, 2});
  diagnostics.report(DiagId::EmptyFile, {file, 0, 0});
  diagnostics.report(DiagId::EmptyFile, {file, 2, 2});
  diagnostics.report(DiagId::UnusedSubstitution, {}, "N");
  EXPECT_EQ(diagnostics.errorCount(), 3u);
  diagnostics.finish();
  EXPECT_EQ(codes(), "A117 A004@1:1 A004@1:3");
  EXPECT_EQ(diagnostics.errorCount(), 2u);
  EXPECT_EQ(diagnostics.warningCount(), 1u);
}

TEST_F(DiagnosticsTest, WarningsCanBeErrors) {
  diagnostics.setWarningsAsErrors(true);
  diagnostics.report(DiagId::UnusedSubstitution, {}, "N");
  EXPECT_TRUE(diagnostics.hasErrors());
}

TEST(DiagnosticTable, CodesAreUnique) {
  std::set<std::string> seen;
  for (const char *code : {
#define DIAG(Id, Severity, Code, Message) Code,
#define RETIRED_DIAG(Id, Code) Code,
#include "frontend/basic/Diagnostics.def"
       })
    EXPECT_TRUE(seen.insert(code).second) << code;
}

TEST_F(DiagnosticsTest, JsonHasPlacesAndRemarks) {
  file = addText("{\n\"a\": 1}", "f");
  reportAt("\"a\"").hint("h", rangeOf("a"), "b").at("/a");
  std::string out;
  llvm::raw_string_ostream stream(out);
  printJson(diagnostics, stream);
  auto d = nlohmann::json::parse(out)["diagnostics"][0];
  EXPECT_EQ(d["severity"], "error");
  EXPECT_EQ(d["file"], "f");
  EXPECT_EQ(d["line"], 2);
  EXPECT_EQ(d["column"], 1);
  EXPECT_EQ(d["endColumn"], 4);
  EXPECT_EQ(d["pointer"], "/a");
  EXPECT_EQ(d["remarks"][0]["kind"], "hint");
  EXPECT_EQ(d["remarks"][0]["replacement"], "b");
}

TEST_F(DiagnosticsTest, SarifHasRulesFixesAndRelatedLocations) {
  file = addText("{\n\"a\": 1}", "my dir/f.json");
  reportAt("\"a\"").hint("use b", rangeOf("a"), "b").note("there", rangeOf("1")).note("no place");
  diagnostics.report(DiagId::CannotRead, {}, "\xFF", "x");
  std::string out;
  llvm::raw_string_ostream stream(out);
  printSarif(diagnostics, stream, "1.2.3");
  auto log = nlohmann::json::parse(out);
  auto run = log["runs"][0], first = run["results"][0], driver = run["tool"]["driver"];
  EXPECT_EQ(log["version"], "2.1.0");
  EXPECT_EQ(driver["version"], "1.2.3");
  EXPECT_EQ(driver["rules"][0]["id"], "T0410");
  EXPECT_EQ(driver["rules"][1]["id"], "A001");
  EXPECT_EQ(run["results"][1]["ruleIndex"], 1);
  EXPECT_EQ(first["level"], "error");
  auto location = first["locations"][0]["physicalLocation"];
  EXPECT_EQ(location["artifactLocation"]["uri"], "my%20dir/f.json");
  EXPECT_EQ(location["region"]["startLine"], 2);
  EXPECT_EQ(location["region"]["byteOffset"], 2);
  EXPECT_EQ(location["region"]["byteLength"], 3);
  auto replacement = first["fixes"][0]["artifactChanges"][0]["replacements"][0];
  EXPECT_EQ(replacement["insertedContent"]["text"], "b");
  EXPECT_EQ(replacement["deletedRegion"]["startColumn"], 2);
  EXPECT_EQ(first["relatedLocations"].size(), 2u);
  EXPECT_EQ(first["relatedLocations"][0]["physicalLocation"]["region"]["startColumn"], 6);
}

TEST(Closest, FindsWhatWasMeant) {
  EXPECT_EQ(closest("Nxet", {"End", "Next", "Type"}), "Next");     // a swap is one edit
  EXPECT_EQ(closest("startat", {"States", "StartAt"}), "StartAt"); // case is none
  EXPECT_EQ(closest("Resorce", {"Result", "Resource"}), "Resource");
  EXPECT_EQ(closest("Foo", {"Next", "End"}), "");
  EXPECT_EQ(closest("a", {"b"}), "");
  EXPECT_EQ(closest("", {"b"}), "");
  EXPECT_EQ(closest("ab", {"aB", "Ab", "ab1"}), "aB");
  EXPECT_EQ(closest(std::string(100000, 'a'), {std::string(100000, 'b')}), "");
}

} // namespace aslc
