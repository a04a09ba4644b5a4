#include "TestReport.h"

#include "UnifiedDiff.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/JSON.h"

using namespace aslc;

static constexpr size_t mostShown = 20;      // differences of a case, for a reader
static constexpr size_t longestShown = 1000; // bytes of a value

/// "orders.test.yaml:12"
static std::string placeOf(const SourceManager &sources, const TestCase &test) {
  return sources.name(test.place.file).str() + ':' + std::to_string(sources.place(test.place.file, test.place.begin).line);
}

/// A name for a terminal: controls would be obeyed there.
static std::string shown(llvm::StringRef name) {
  std::string text = name.str();
  for (char &c : text)
    if (uint8_t(c) < 0x20 || c == 0x7f)
      c = '?';
  return text;
}

static std::string cut(llvm::StringRef text) {
  if (text.size() <= longestShown)
    return text.str();
  size_t end = longestShown;
  while (end > 0 && (text[end] & 0xc0) == 0x80)
    --end;
  return text.take_front(end).str() + " ... (" + std::to_string(text.size()) + " bytes)";
}

namespace {

/// Lines of a diff, coloured by their first character.
class DiffPrinter {
public:
  DiffPrinter(llvm::raw_ostream &out, bool colour) : out(out), colour(colour) {}

  void print(const TestDifference &difference) {
    out << "  " << difference.what << '\n';
    if (difference.what == "path" || llvm::StringRef(difference.what).starts_with("children of "))
      return printPath(*difference.expected, *difference.actual);
    if (difference.expected)
      line('-', " " + cut(*difference.expected));
    if (difference.actual)
      line('+', " " + cut(*difference.actual));
  }

private:
  void line(char kind, llvm::StringRef text) {
    llvm::StringRef code = kind == '-' ? "\033[31m" : kind == '+' ? "\033[32m" : "";
    bool coloured = colour && !code.empty();
    out << "    " << (coloured ? code : "") << kind << text << (coloured ? "\033[0m" : "") << '\n';
  }

  /// A state a line; behind the headings of the diff.
  void printPath(llvm::StringRef expected, llvm::StringRef actual) {
    std::string diff = unifiedDiff(expected, actual, "expected", "actual");
    llvm::SmallVector<llvm::StringRef> all;
    llvm::StringRef(diff).split(all, '\n', -1, /*KeepEmpty=*/false);
    for (llvm::StringRef each : llvm::ArrayRef(all).drop_front(std::min<size_t>(2, all.size())))
      if (!each.starts_with("@@"))
        line(each[0], " " + shown(each.drop_front()));
  }

  llvm::raw_ostream &out;
  bool colour;
};

} // namespace

void aslc::printTestText(llvm::raw_ostream &out, const SourceManager &sources, const TestResult &result, bool colour) {
  bool passed = result.differences.empty();
  llvm::StringRef code = passed ? "\033[32m" : "\033[1;31m";
  out << (colour ? code : "") << (passed ? "pass" : "FAIL") << (colour ? "\033[0m" : "") << ' ' << placeOf(sources, *result.test) << ": "
      << shown(result.test->name) << '\n';
  DiffPrinter printer(out, colour);
  for (const TestDifference &difference : llvm::ArrayRef(result.differences).take_front(mostShown))
    printer.print(difference);
  if (result.differences.size() > mostShown)
    out << "  and " << result.differences.size() - mostShown << " more differences\n";
}

static int64_t countPassed(llvm::ArrayRef<TestResult> results) {
  return llvm::count_if(results, [](const TestResult &result) { return result.differences.empty(); });
}

static void writeCase(llvm::json::OStream &json, const SourceManager &sources, const TestResult &result) {
  auto text = [](llvm::StringRef bytes) { return llvm::json::Value(llvm::json::fixUTF8(bytes)); };
  json.attribute("name", text(result.test->name));
  json.attribute("file", text(sources.name(result.test->place.file)));
  json.attribute("line", sources.place(result.test->place.file, result.test->place.begin).line);
  json.attribute("passed", result.differences.empty());
  json.attribute("seconds", result.outcome.seconds);
  json.attribute("status", text(result.outcome.status));
  json.attributeArray("path", [&] {
    for (const std::string &state : result.outcome.path)
      json.value(text(state));
  });
  json.attributeObject("children", [&] {
    for (const auto &[state, paths] : result.outcome.children)
      json.attributeArray(llvm::json::fixUTF8(state), [&] {
        for (const std::vector<std::string> &path : paths)
          json.array([&] {
            for (const std::string &name : path)
              json.value(text(name));
          });
      });
  });
  json.attributeArray("differences", [&] {
    for (const TestDifference &difference : result.differences)
      json.object([&] {
        json.attribute("what", text(difference.what));
        if (difference.expected)
          json.attribute("expected", text(*difference.expected));
        if (difference.actual)
          json.attribute("actual", text(*difference.actual));
      });
  });
}

void aslc::printTestJson(llvm::raw_ostream &out, const SourceManager &sources, llvm::ArrayRef<TestResult> results) {
  int64_t passed = countPassed(results);
  llvm::json::OStream json(out, 2);
  json.object([&] {
    json.attribute("passed", passed);
    json.attribute("failed", int64_t(results.size()) - passed);
    json.attributeArray("cases", [&] {
      for (const TestResult &result : results)
        json.object([&] { writeCase(json, sources, result); });
    });
  });
  out << '\n';
}

/// Text of an attribute or an element. XML has no way to write most controls.
static std::string xml(llvm::StringRef text) {
  std::string out;
  for (char c : llvm::json::fixUTF8(text))
    switch (c) {
    case '&': out += "&amp;"; break;
    case '<': out += "&lt;"; break;
    case '>': out += "&gt;"; break;
    case '"': out += "&quot;"; break;
    default: out += uint8_t(c) < 0x20 && c != '\n' && c != '\t' ? '?' : c;
    }
  return out;
}

static void printJunitCase(llvm::raw_ostream &out, const SourceManager &sources, llvm::StringRef workflow, const TestResult &result) {
  const SourceRange &place = result.test->place;
  out << "<testcase classname=\"" << xml(workflow) << "\" name=\"" << xml(result.test->name) << "\" file=\""
      << xml(sources.name(place.file)) << "\" line=\"" << sources.place(place.file, place.begin).line << "\" time=\""
      << llvm::format("%.3f", result.outcome.seconds) << '"';
  if (result.differences.empty()) {
    out << "/>\n";
    return;
  }
  std::string text;
  llvm::raw_string_ostream stream(text);
  printTestText(stream, sources, result, /*colour=*/false);
  out << ">\n<failure message=\"" << xml(result.differences[0].what) << " is not as expected\">" << xml(text)
      << "</failure>\n</testcase>\n";
}

void aslc::printTestJunit(llvm::raw_ostream &out, const SourceManager &sources, llvm::StringRef workflow,
                          llvm::ArrayRef<TestResult> results) {
  double seconds = 0;
  for (const TestResult &result : results)
    seconds += result.outcome.seconds;
  out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n<testsuite name=\"" << xml(workflow) << "\" tests=\"" << results.size()
      << "\" failures=\"" << int64_t(results.size()) - countPassed(results) << "\" errors=\"0\" time=\"" << llvm::format("%.3f", seconds)
      << "\">\n";
  for (const TestResult &result : results)
    printJunitCase(out, sources, workflow, result);
  out << "</testsuite>\n</testsuites>\n";
}
