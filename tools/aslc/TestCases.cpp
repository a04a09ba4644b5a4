// Fields are rows of tables: from them come the reading, the checks of types and the hints at misspelt ones.

#include "TestCases.h"

#include "TestMocks.h"

#include "frontend/document/Document.h"

#include "runtime/core/Time.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace aslc;
using document::Kind;
using document::Node;

namespace {

bool isSeed(llvm::StringRef text) {
  uint64_t seed;
  return !text.getAsInteger(10, seed);
}
bool isTime(llvm::StringRef text) {
  aslrt::Instant time;
  return aslrt::parseTimestamp({text.data(), text.size()}, time);
}
bool isAccount(llvm::StringRef text) { return text.size() == 12 && llvm::all_of(text, llvm::isDigit); }

/// Where a run of a case starts; what it is when none of this is given can be repeated. Values are checked as far as the file can be told
/// where the fault is; the program has the last word.
struct ExecutionField {
  llvm::StringLiteral name, option;
  Kind kind;
  const char *usual = nullptr; // none: the program's
  bool (*fits)(llvm::StringRef) = nullptr;
  const char *expected = ""; // what `fits` asks for
};
constexpr ExecutionField executionFields[] = {
    {"name", "--name", Kind::String},
    {"startTime", "--start-time", Kind::String, "2026-01-01T00:00:00Z", isTime, "a time like 2026-01-31T12:00:00Z"},
    {"seed", "--seed", Kind::Number, "1", isSeed, "a whole number of at most 64 bits"},
    {"account", "--account", Kind::String, nullptr, isAccount, "12 digits"},
    {"region", "--region", Kind::String},
    {"roleArn", "--role-arn", Kind::String},
    {"limits", "--limits", Kind::String},
    {"s3Root", "--s3-root", Kind::String}};
using Execution = std::map<llvm::StringRef, std::string>; // by option

class CaseReader {
public:
  CaseReader(Session &session, FileId file, const asl::Machine &machine, llvm::StringRef workflow)
      : session(session), diagnostics(session.diagnostics), file(file), mocks(session, machine, workflow) {
    addStates(machine);
  }

  std::vector<TestCase> read(const Node &root) {
    Reading whole{{}, {}, &root};
    for (const ExecutionField &field : executionFields)
      if (field.usual)
        whole.execution[field.option] = field.usual;
    if (requireObject(root, "a file of test cases"))
      readFields(root, "a file of test cases", fileFields, whole);
    if (root.is(Kind::Object) && !root.find("cases"))
      diagnostics.report(DiagId::MissingTestField, {file, root.range.begin, root.range.begin + 1}, "a file of test cases", "cases");
    return std::move(cases);
  }

private:
  /// What is being read: a file, whose values its cases have where they give none, or a case.
  struct Reading {
    TestCase test;
    Execution execution;
    const Node *node;
  };
  struct FieldSpec {
    llvm::StringLiteral name;
    std::optional<Kind> kind; // none: any JSON
    void (CaseReader::*read)(const Node &node, Reading &reading);
  };
  static const FieldSpec fileFields[4], caseFields[9], expectFields[6];

  bool requireObject(const Node &node, llvm::StringRef what) {
    if (!node.is(Kind::Object))
      diagnostics.report(DiagId::TestFieldType, node.range, what, "an object", document::describe(node.kind));
    return node.is(Kind::Object);
  }

  template <typename Specs> void reportUnknown(const document::Member &member, llvm::StringRef what, const Specs &specs) {
    std::vector<llvm::StringRef> names;
    for (const auto &spec : specs)
      names.push_back(spec.name);
    auto report = diagnostics.report(DiagId::UnknownTestField, member.keyRange, member.key.text(), what);
    if (llvm::StringRef best = closest(member.key.text(), names); !best.empty())
      report.hint("did you mean '" + best + "'?");
    else
      report.note("its fields are " + llvm::join(names, ", "));
  }

  bool checkKind(const document::Member &member, Kind kind) {
    if (!member.value->is(kind))
      diagnostics.report(DiagId::TestFieldType, member.value->range, ("'" + member.key.text() + "'").str(), document::describe(kind),
                         document::describe(member.value->kind));
    return member.value->is(kind);
  }

  /// Reads the fields of a node that is an object.
  void readFields(const Node &node, llvm::StringRef what, llvm::ArrayRef<FieldSpec> specs, Reading &reading) {
    for (const document::Member &member : node.members) {
      auto spec = llvm::find_if(specs, [&](const FieldSpec &each) { return each.name == member.key.text(); });
      if (spec == specs.end())
        reportUnknown(member, what, specs);
      else if (!spec->kind || checkKind(member, *spec->kind))
        (this->*spec->read)(*member.value, reading);
    }
  }

  /// A path in the file, which is meant from the file's folder.
  std::string beside(const Node &node) {
    llvm::StringRef path = node.string.text();
    if (llvm::sys::path::is_absolute(path))
      return path.str();
    llvm::SmallString<128> full = llvm::sys::path::parent_path(session.sources.name(file));
    llvm::sys::path::append(full, path);
    return full.str().str();
  }

  // Fields of files, and of cases

  void readCases(const Node &node, Reading &whole) {
    for (const auto &item : node.items)
      if (requireObject(*item, "a test case"))
        readCase(*item, whole);
  }

  void readCase(const Node &node, const Reading &whole) {
    Reading reading{whole.test, whole.execution, &node};
    size_t errors = diagnostics.errorCount();
    reading.test.place = {file, node.range.begin, node.range.begin + 1};
    readFields(node, "a test case", caseFields, reading);
    checkTogether(node, reading.test);
    if (const Node *given = node.find("mocks"); given && given->is(Kind::Object))
      reading.test.mocks = mocks.inlined(*given);
    // The file's `mock` is for the cases that name a test case of it
    if (node.find("mocks") || !(node.find("mock") || node.find("testCase")))
      reading.test.mockFile.clear();
    else if (errors == diagnostics.errorCount())
      mocks.check(reading.test, node.find("mock") ? node.find("mock")->range : node.find("testCase")->range);
    for (const auto &[option, value] : reading.execution)
      reading.test.options.insert(reading.test.options.end(), {option.str(), value});
    cases.push_back(std::move(reading.test));
  }

  void checkTogether(const Node &node, const TestCase &test) {
    auto refuse = [&](const Node &at, llvm::StringRef what) { diagnostics.report(DiagId::TestFieldsTogether, at.range, what); };
    if (test.name.empty())
      diagnostics.report(DiagId::MissingTestField, test.place, "a test case", "name");
    for (auto [one, other] : {std::pair{"inputFile", "input"}, {"mock", "mocks"}, {"testCase", "mocks"}})
      if (const Node *given = node.find(one); given && node.find(other))
        refuse(*given, ("'" + llvm::StringRef(one) + "' and '" + other + "' exclude each other").str());
    if (const Node *given = node.find("testCase"); given && test.mockFile.empty() && !node.find("mocks"))
      refuse(*given, "'testCase' needs 'mock', in the case or for the whole file");
    const Node *expect = node.find("expect");
    bool succeeds = test.expect.status == "SUCCEEDED";
    for (llvm::StringRef field : {"output", "error", "cause"})
      if (const Node *given = expect ? expect->find(field) : nullptr; given && succeeds != (field == "output"))
        refuse(*given, ("an execution that " + llvm::StringRef(succeeds ? "succeeds" : "fails") + " has no '" + field + "'").str());
  }

  void readName(const Node &node, Reading &reading) {
    reading.test.name = node.string.text().str();
    auto [known, fresh] = placesOfNames.try_emplace(reading.test.name, node.range);
    if (!fresh)
      diagnostics.report(DiagId::TestNameTwice, node.range, reading.test.name).label(known->second, "the first one");
  }
  void readInput(const Node &node, Reading &reading) { reading.test.input = document::toJson(node); }
  void readInputFile(const Node &node, Reading &reading) {
    reading.test.inputFile = beside(node);
    if (!llvm::sys::fs::exists(reading.test.inputFile))
      diagnostics.report(DiagId::CannotRead, node.range, reading.test.inputFile, "No such file or directory");
  }
  void readMocks(const Node &, Reading &) {} // once all of the case is known
  void readMock(const Node &node, Reading &reading) { reading.test.mockFile = beside(node); }
  void readTestCase(const Node &node, Reading &reading) { reading.test.testCase = node.string.text().str(); }
  void readStateMachine(const Node &node, Reading &reading) { reading.test.stateMachine = node.string.text().str(); }
  void readExecution(const Node &node, Reading &reading) {
    for (const document::Member &member : node.members) {
      auto field = llvm::find_if(executionFields, [&](const ExecutionField &each) { return each.name == member.key.text(); });
      if (field == std::end(executionFields))
        reportUnknown(member, "'execution'", executionFields);
      else if (checkKind(member, field->kind))
        readExecutionField(*member.value, *field, reading.execution[field->option]);
    }
  }
  void readExecutionField(const Node &node, const ExecutionField &field, std::string &value) {
    value = field.name == "s3Root" ? beside(node) : field.kind == Kind::Number ? node.numberText : node.string.text().str();
    if (field.fits && !field.fits(value))
      diagnostics.report(DiagId::TestFieldType, node.range, "'" + field.name.str() + "'", field.expected, "'" + value + "'");
  }
  void readExpect(const Node &node, Reading &reading) {
    if (node.find("error") || node.find("cause"))
      reading.test.expect.status = "FAILED";
    readFields(node, "'expect'", expectFields, reading);
  }

  // Fields of `expect`

  void readStatus(const Node &node, Reading &reading) {
    llvm::StringRef status = node.string.text();
    reading.test.expect.status = status.str();
    if (!llvm::is_contained({"SUCCEEDED", "FAILED", "TIMED_OUT"}, status))
      diagnostics.report(DiagId::TestFieldType, node.range, "'status'", "SUCCEEDED, FAILED or TIMED_OUT", ("'" + status + "'").str());
  }
  void readOutput(const Node &node, Reading &reading) { reading.test.expect.output = document::toJson(node); }
  void readError(const Node &node, Reading &reading) { reading.test.expect.error = node.string.text().str(); }
  void readCause(const Node &node, Reading &reading) { reading.test.expect.cause = node.string.text().str(); }
  void readPath(const Node &node, Reading &reading) { readPath(node, reading.test.expect.path.emplace()); }
  void readChildren(const Node &node, Reading &reading) {
    for (const document::Member &member : node.members) {
      if (!stateNames.contains(member.key.text()))
        reportUnknownState(member.keyRange, member.key.text());
      auto &paths = reading.test.expect.children[member.key.text().str()];
      if (!checkKind(member, Kind::Array))
        continue;
      for (const auto &item : member.value->items)
        if (item->is(Kind::Array))
          readPath(*item, paths.emplace_back());
        else
          diagnostics.report(DiagId::TestFieldType, item->range, "a child's path", "an array", document::describe(item->kind));
    }
  }
  void readPath(const Node &node, std::vector<std::string> &path) {
    for (const auto &item : node.items) {
      path.push_back(item->string.text().str());
      if (!item->is(Kind::String))
        diagnostics.report(DiagId::TestFieldType, item->range, "a state of 'path'", "a string", document::describe(item->kind));
      else if (!stateNames.contains(path.back()))
        reportUnknownState(item->range, item->string.text());
    }
  }
  void reportUnknownState(SourceRange range, llvm::StringRef name) {
    std::vector<llvm::StringRef> names(stateNames.keys().begin(), stateNames.keys().end());
    llvm::sort(names);
    auto report = diagnostics.report(DiagId::UnknownTestState, range, name);
    if (llvm::StringRef best = closest(name, names); !best.empty())
      report.hint("did you mean '" + best + "'?");
  }

  void addStates(const asl::Machine &machine) {
    for (const auto &state : machine.states) {
      stateNames.insert(state->name);
      for (const auto &branch : state->branches)
        addStates(*branch);
    }
  }

  Session &session;
  DiagnosticEngine &diagnostics;
  FileId file;
  TestMocks mocks;
  llvm::StringSet<> stateNames;
  std::map<std::string, SourceRange> placesOfNames;
  std::vector<TestCase> cases;
};

const CaseReader::FieldSpec CaseReader::fileFields[] = {{"mock", Kind::String, &CaseReader::readMock},
                                                        {"stateMachine", Kind::String, &CaseReader::readStateMachine},
                                                        {"execution", Kind::Object, &CaseReader::readExecution},
                                                        {"cases", Kind::Array, &CaseReader::readCases}};
const CaseReader::FieldSpec CaseReader::caseFields[] = {{"name", Kind::String, &CaseReader::readName},
                                                        {"input", std::nullopt, &CaseReader::readInput},
                                                        {"inputFile", Kind::String, &CaseReader::readInputFile},
                                                        {"mocks", Kind::Object, &CaseReader::readMocks},
                                                        {"mock", Kind::String, &CaseReader::readMock},
                                                        {"testCase", Kind::String, &CaseReader::readTestCase},
                                                        {"stateMachine", Kind::String, &CaseReader::readStateMachine},
                                                        {"execution", Kind::Object, &CaseReader::readExecution},
                                                        {"expect", Kind::Object, &CaseReader::readExpect}};
const CaseReader::FieldSpec CaseReader::expectFields[] = {
    {"status", Kind::String, &CaseReader::readStatus}, {"output", std::nullopt, &CaseReader::readOutput},
    {"error", Kind::String, &CaseReader::readError},   {"cause", Kind::String, &CaseReader::readCause},
    {"path", Kind::Array, &CaseReader::readPath},      {"children", Kind::Object, &CaseReader::readChildren}};

} // namespace

std::vector<TestCase> aslc::readTestCases(Session &session, const std::string &path, const asl::Machine &machine,
                                          llvm::StringRef workflow) {
  FileId file = session.open(path);
  document::Options options = session.documentOptions;
  options.substitutions.clear(); // those are for the workflow
  std::unique_ptr<Node> root = file.valid() ? document::parse(file, options, session.diagnostics) : nullptr;
  if (root)
    document::refuseTags(*root, session.diagnostics);
  return root ? CaseReader(session, file, machine, workflow).read(*root) : std::vector<TestCase>();
}
