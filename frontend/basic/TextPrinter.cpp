// Diagnostics as clang prints them:
//     order.json:3:13: error: no state is called 'Shp' [A401]
//         "Next": "Shp",
//                 ^~~~~
//     help: did you mean 'Ship'?
//         "Next": "Ship",
//                 ~~~~~~
#include "frontend/basic/Diagnostics.h"
#include "frontend/basic/Snippet.h"

namespace aslc {

namespace {

class TextPrinter {
public:
  TextPrinter(const SourceManager &sources, llvm::raw_ostream &out, TextOptions options)
      : sources(sources), out(out), options(options) {}

  void print(const Diagnostic &diagnostic);

private:
  void coloured(const char *style, llvm::StringRef text);
  void heading(SourceRange range, Severity severity, llvm::StringRef text, llvm::StringRef code);
  void note(const Remark &remark);
  void hint(const Remark &remark, SourceRange primary);
  void replacement(const Remark &remark);
  void snippet(const Snippet &snippet, llvm::ArrayRef<Mark> marks);
  std::vector<const Remark *> snippetWithLabels(const Diagnostic &diagnostic);
  Mark markOf(SourceRange range, uint32_t line, char head, llvm::StringRef text) const;
  uint32_t lineOf(SourceRange range) const { return sources.place(range.file, range.begin).line; }

  const SourceManager &sources;
  llvm::raw_ostream &out;
  TextOptions options;
};

namespace style {
constexpr const char *bold = "\033[1m", *red = "\033[1;31m", *magenta = "\033[1;35m", *cyan = "\033[1;36m",
                     *green = "\033[1;32m", *plain = "\033[0m";
} // namespace style

struct SeverityLook {
  const char *name;
  const char *style;
};
constexpr SeverityLook looks[] = {{"note", style::cyan}, {"warning", style::magenta}, {"error", style::red}};

} // namespace

void TextPrinter::coloured(const char *style, llvm::StringRef text) {
  if (options.colour)
    out << style << text << style::plain;
  else
    out << text;
}

void TextPrinter::heading(SourceRange range, Severity severity, llvm::StringRef text, llvm::StringRef code) {
  if (range.valid()) {
    LineColumn place = sources.place(range.file, range.begin);
    std::string where = printable(sources.name(range.file)) + ":" + std::to_string(place.line) + ":" +
                        std::to_string(place.column) + ": ";
    coloured(style::bold, where);
  } else if (severity != Severity::Note) {
    coloured(style::bold, "aslc: ");
  }
  const SeverityLook &look = looks[static_cast<size_t>(severity)];
  coloured(look.style, std::string(look.name) + ": ");
  coloured(severity == Severity::Note ? "" : style::bold, printable(text));
  out << (code.empty() ? "" : " [" + code.str() + "]") << '\n';
}

Mark TextPrinter::markOf(SourceRange range, uint32_t line, char head, llvm::StringRef text) const {
  uint32_t begin = sources.lineBegin(range.file, line);
  uint32_t length = sources.line(range.file, line).size();
  uint32_t first = std::min(std::max(range.begin, begin) - begin, length);
  return {first, std::min(std::max(range.end, begin) - begin, length), head, printable(text)};
}

void TextPrinter::snippet(const Snippet &snippet, llvm::ArrayRef<Mark> marks) {
  out << snippet.line() << '\n';
  for (const std::string &line : snippet.marks(marks)) {
    coloured(style::green, line);
    out << '\n';
  }
}

/// Prints the line of a diagnostic, if it has one. Labels in the same line go under it; those elsewhere are returned.
std::vector<const Remark *> TextPrinter::snippetWithLabels(const Diagnostic &diagnostic) {
  SourceRange range = diagnostic.range;
  if (!range.valid()) {
    std::vector<const Remark *> all;
    for (const Remark &remark : diagnostic.remarks)
      if (remark.kind == Remark::Label)
        all.push_back(&remark);
    return all;
  }
  uint32_t line = lineOf(range);
  Mark primary = markOf(range, line, '^', "");
  Snippet shown(sources.line(range.file, line), primary.begin);
  std::vector<Mark> marks;
  std::vector<const Remark *> elsewhere;
  for (const Remark &remark : diagnostic.remarks) {
    if (remark.kind != Remark::Label)
      continue;
    bool isHere = remark.range.file == range.file && remark.range.valid() && lineOf(remark.range) == line;
    Mark mark = isHere ? markOf(remark.range, line, '~', remark.text) : primary;
    if (isHere && shown.shows(mark.begin))
      marks.push_back(std::move(mark));
    else
      elsewhere.push_back(&remark);
  }
  marks.push_back(primary);
  snippet(shown, marks);
  return elsewhere;
}

void TextPrinter::note(const Remark &remark) {
  heading(remark.range, Severity::Note, remark.text, "");
  if (!remark.range.valid())
    return;
  uint32_t line = lineOf(remark.range);
  Mark mark = markOf(remark.range, line, '^', "");
  snippet(Snippet(sources.line(remark.range.file, line), mark.begin), mark);
}

/// The line as it would be with the replacement.
void TextPrinter::replacement(const Remark &remark) {
  uint32_t line = lineOf(remark.range);
  llvm::StringRef text = sources.line(remark.range.file, line);
  Mark old = markOf(remark.range, line, '~', "");
  // Enough on both sides to fill a terminal; the line may be megabytes long.
  constexpr uint32_t context = 1000;
  llvm::StringRef before = text.take_front(old.begin), after = text.drop_front(old.end);
  std::string changed = (before.take_back(context) + remark.replacement + after.take_front(context)).str();
  uint32_t begin = std::min<uint32_t>(before.size(), context);
  Mark mark{begin, begin + static_cast<uint32_t>(remark.replacement.size()), '~', ""};
  snippet(Snippet(changed, begin), mark);
}

void TextPrinter::hint(const Remark &remark, SourceRange primary) {
  bool isNear = !remark.range.valid() || (remark.range.file == primary.file && lineOf(remark.range) == lineOf(primary));
  if (!isNear) {
    LineColumn place = sources.place(remark.range.file, remark.range.begin);
    out << printable(sources.name(remark.range.file)) << ':' << place.line << ':' << place.column << ": ";
  }
  coloured(style::green, "help: ");
  out << printable(remark.text) << '\n';
  // A replacement of several lines, or by several, would not show in one.
  if (!remark.range.valid() || remark.replacement.empty() || llvm::StringRef(remark.replacement).contains('\n') ||
      sources.place(remark.range.file, remark.range.end).line != lineOf(remark.range))
    return;
  replacement(remark);
}

void TextPrinter::print(const Diagnostic &diagnostic) {
  heading(diagnostic.range, diagnostic.severity, diagnostic.message, diagnostic.code);
  for (const Remark *label : snippetWithLabels(diagnostic))
    note(*label);
  if (const AwsRefusal &aws = diagnostic.aws; aws.noted && !aws.code.empty())
    heading({}, Severity::Note, "Step Functions says: " + aws.code + ": " + aws.message + " at " + aws.location, "");
  for (const Remark &remark : diagnostic.remarks) {
    if (remark.kind == Remark::Note)
      note(remark);
    else if (remark.kind == Remark::Hint)
      hint(remark, diagnostic.range);
  }
}

void printText(const DiagnosticEngine &engine, llvm::raw_ostream &out, TextOptions options) {
  TextPrinter printer(engine.sourceManager(), out, options);
  llvm::StringRef machine;
  for (const Diagnostic &diagnostic : engine.diagnostics()) {
    // Once for all that follows, as compilers name a function.
    if (diagnostic.machine != machine && !diagnostic.machine.empty())
      out << "In state machine '" << printable(diagnostic.machine) << "':\n";
    machine = diagnostic.machine;
    printer.print(diagnostic);
  }
}

} // namespace aslc
