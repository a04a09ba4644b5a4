#include "frontend/basic/Diagnostics.h"

#include "llvm/ADT/StringExtras.h"

#include <algorithm>
#include <tuple>

namespace aslc {

namespace {
struct Row {
  Severity severity;
  llvm::StringLiteral code;
  llvm::StringLiteral name; // of a warning, if it has one
  llvm::StringLiteral message;
};
} // namespace

static constexpr Row rows[] = {
#define DIAG(Id, Level, Code, Message) {Severity::Level, Code, "", Message},
#define WARN(Id, Code, Name, Message) {Severity::Warning, Code, Name, Message},
#define RETIRED_DIAG(Id, Code)
#include "frontend/basic/Diagnostics.def"
};

namespace {
struct AwsRow {
  DiagId id;
  llvm::StringLiteral code;
  Diagnostic::AwsPlace place;
  llvm::StringLiteral message;
};
} // namespace

static constexpr AwsRow awsRows[] = {
#define AWS(Id, Code, Place, Message) {DiagId::Id, #Code, Diagnostic::AwsPlace::Place, Message},
#include "frontend/basic/AwsTexts.def"
};

static constexpr std::pair<llvm::StringLiteral, llvm::StringLiteral> jsonataRows[] = {
#define JSONATA_ERROR(Code, Message) {#Code, Message},
#include "runtime/abi/Errors.def"
#undef JSONATA_ERROR
};

llvm::StringRef messageOfCode(llvm::StringRef code) {
  for (const Row &row : rows)
    if (row.code == code)
      return row.message;
  for (const auto &[known, message] : jsonataRows)
    if (known == code)
      return message;
  return "";
}

/// Puts arguments in the places {0}, {1} ... of a message. Other braces stay: messages speak of '{' and '}'.
static std::string fill(llvm::StringRef message, llvm::ArrayRef<std::string> args) {
  std::string result;
  for (size_t i = 0; i < message.size(); ++i) {
    bool isPlace = message.size() - i >= 3 && message[i] == '{' && message[i + 2] == '}';
    size_t index = isPlace && llvm::isDigit(message[i + 1]) ? message[i + 1] - '0' : args.size();
    if (index >= args.size()) {
      result += message[i];
      continue;
    }
    result += args[index];
    i += 2;
  }
  return result;
}

DiagnosticBuilder DiagnosticEngine::reportFormatted(DiagId id, SourceRange range, std::vector<std::string> args) {
  const Row &row = rows[static_cast<size_t>(id)];
  Diagnostic diagnostic{row.severity, row.code.str(), range, fill(row.message, args), {}, "", {}};
  for (const AwsRow &aws : awsRows)
    if (aws.id == id) {
      diagnostic.aws = {aws.code.str(), fill(aws.message, args), "", /*noted=*/false};
      diagnostic.awsPlace = aws.place;
    }
  if (auto level = levels.find(row.name); !row.name.empty() && level != levels.end()) {
    diagnostic.ignored = level->second == WarningLevel::Ignored;
    diagnostic.severity = level->second == WarningLevel::Error ? Severity::Error : Severity::Warning;
    return add(std::move(diagnostic), /*decided=*/true);
  }
  return add(std::move(diagnostic));
}

bool DiagnosticEngine::setWarning(llvm::StringRef name, WarningLevel level) {
  if (!llvm::is_contained(warningNames(), name))
    return false;
  levels[name] = level;
  return true;
}

llvm::ArrayRef<llvm::StringRef> warningNames() {
  static const std::vector<llvm::StringRef> names = [] {
    std::vector<llvm::StringRef> all;
    for (const Row &row : rows)
      if (!row.name.empty())
        all.push_back(row.name);
    llvm::sort(all);
    return all;
  }();
  return names;
}

llvm::StringRef warningNameOfCode(llvm::StringRef code) {
  for (const Row &row : rows)
    if (row.code == code)
      return row.name;
  return "";
}

DiagnosticBuilder DiagnosticEngine::reportError(llvm::StringRef code, SourceRange range, llvm::Twine message) {
  return add({Severity::Error, code.str(), range, message.str(), {}, "", {}});
}

DiagnosticBuilder DiagnosticEngine::add(Diagnostic diagnostic, bool decided) {
  if (warningsAsErrors && !decided && diagnostic.severity == Severity::Warning)
    diagnostic.severity = Severity::Error;
  errors += diagnostic.severity == Severity::Error;
  warnings += diagnostic.severity == Severity::Warning && !diagnostic.ignored;
  diagnostic.range = sources.origin(diagnostic.range);
  diagnostic.machine = machine;
  all.push_back(std::move(diagnostic));
  return DiagnosticBuilder(*this, all.size() - 1);
}

void DiagnosticEngine::refuseFirst(size_t since, AwsRefusal refusal) {
  auto first = std::min_element(all.begin() + since, all.end(),
                                [](const Diagnostic &a, const Diagnostic &b) { return a.range.begin < b.range.begin; });
  if (first != all.end())
    first->aws = std::move(refusal);
}

void DiagnosticEngine::clear() {
  all.clear();
  errors = warnings = 0;
}

void DiagnosticEngine::finish() {
  // FileId's invalid index is the greatest: what is about the whole command would come last, so 1 is added to wrap to
  // 0.
  auto key = [](const Diagnostic &d) {
    return std::make_tuple(d.range.file.index + 1, d.range.begin, d.range.end, llvm::StringRef(d.code),
                           llvm::StringRef(d.message));
  };
  llvm::erase_if(all, [](const Diagnostic &d) { return d.ignored; });
  llvm::sort(all, [&](const auto &a, const auto &b) { return key(a) < key(b); });
  all.erase(std::unique(all.begin(), all.end(), [&](const auto &a, const auto &b) { return key(a) == key(b); }),
            all.end());
  errors = llvm::count_if(all, [](const Diagnostic &d) { return d.severity == Severity::Error; });
  warnings = llvm::count_if(all, [](const Diagnostic &d) { return d.severity == Severity::Warning; });
}

DiagnosticBuilder &DiagnosticBuilder::label(SourceRange range, llvm::Twine text) {
  engine.all[index].remarks.push_back({Remark::Label, engine.sources.origin(range), text.str(), ""});
  return *this;
}

DiagnosticBuilder &DiagnosticBuilder::note(llvm::Twine text, SourceRange range) {
  engine.all[index].remarks.push_back({Remark::Note, engine.sources.origin(range), text.str(), ""});
  return *this;
}

DiagnosticBuilder &DiagnosticBuilder::hint(llvm::Twine text, SourceRange range, llvm::Twine replacement) {
  std::string written = replacement.str();
  SourceRange there = engine.sources.origin(range);
  // JSON inside a string: what is written there may need escapes that are not known here.
  bool isPlain = written.find_first_of("\"\\\n") == std::string::npos;
  bool isSafe = there == range || (isPlain && engine.sources.isVerbatim(range));
  engine.all[index].remarks.push_back({Remark::Hint, there, text.str(), isSafe ? written : ""});
  return *this;
}

DiagnosticBuilder &DiagnosticBuilder::aws(AwsRefusal refusal) {
  engine.all[index].aws = std::move(refusal);
  return *this;
}

DiagnosticBuilder &DiagnosticBuilder::awsText(llvm::Twine message) {
  engine.all[index].aws.message = message.str();
  return *this;
}

DiagnosticBuilder &DiagnosticBuilder::at(llvm::Twine pointer) {
  Diagnostic &diagnostic = engine.all[index];
  diagnostic.pointer = pointer.str();
  if (diagnostic.awsPlace == Diagnostic::AwsPlace::Here)
    diagnostic.aws.location = awsLocation(diagnostic.pointer);
  else if (diagnostic.awsPlace == Diagnostic::AwsPlace::Around)
    diagnostic.aws.location = awsLocation(llvm::StringRef(diagnostic.pointer).rsplit('/').first);
  return *this;
}

/// A segment of a JSON pointer without its escapes.
static std::string unescaped(llvm::StringRef segment) {
  std::string text;
  for (size_t i = 0; i != segment.size(); ++i)
    if (segment[i] == '~' && i + 1 != segment.size())
      text += segment[++i] == '0' ? '~' : '/';
    else
      text += segment[i];
  return text;
}

std::string awsLocation(llvm::StringRef pointer) {
  if (pointer.size() < 2)
    return "/";
  llvm::SmallVector<llvm::StringRef> segments;
  pointer.drop_front().split(segments, '/');
  std::string location;
  bool isName = false; // of a state: "7" is no index there
  for (llvm::StringRef segment : segments) {
    bool isIndex = !isName && !segment.empty() && llvm::all_of(segment, llvm::isDigit);
    location += isIndex ? ("[" + segment + "]").str() : "/" + unescaped(segment);
    isName = !isName && segment == "States";
  }
  return location;
}

} // namespace aslc
