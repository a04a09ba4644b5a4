// Reads, plans, lays out, and reads again what came out: a text that says something else is never given back.
#include "frontend/format/Layouts.h"
#include "frontend/template/Template.h"

#include "llvm/ADT/STLExtras.h"

using namespace llvm;

namespace aslc::format {

using document::Member;
using document::Node;
using NodeKind = document::Kind;

/// Whether this can be a state machine at all: other files that a careless pattern names are not touched.
static bool checkDefinition(const Node &root, DiagnosticEngine &diagnostics) {
  SourceRange start{root.range.file, root.range.begin, root.range.begin};
  if (templates::isTemplate(root))
    diagnostics.report(DiagId::TemplateNotFormatted, start);
  else if (!root.is(NodeKind::Object) || (!root.find("StartAt") && !root.find("States")))
    diagnostics.report(DiagId::NoMachineToFormat, start);
  else
    return true;
  return false;
}

static bool isSame(const Node &before, const Node &after, const Plan &plan);

static bool isSameObject(const Node &before, const Node &after, const Plan &plan) {
  bool mayMove = !plan.order(before).empty();
  for (const auto &[member, other] : zip_equal(before.members, after.members)) {
    const Member *counterpart = mayMove ? after.findMember(member.key.text()) : &other;
    if (!counterpart || counterpart->key.text() != member.key.text() || !isSame(*member.value, *counterpart->value, plan))
      return false;
  }
  return true;
}

/// Whether two documents have the same value, of which only what was planned has moved. As deep as they are.
static bool isSame(const Node &before, const Node &after, const Plan &plan) {
  if (before.kind != after.kind || before.items.size() != after.items.size() || before.members.size() != after.members.size())
    return false;
  return before.boolean == after.boolean && before.numberText == after.numberText && before.string.text() == after.string.text() &&
         all_of(zip(before.items, after.items), [&](auto pair) { return isSame(*std::get<0>(pair), *std::get<1>(pair), plan); }) &&
         isSameObject(before, after, plan);
}

static bool keepsMeaning(const Job &job, StringRef name, std::string formatted, document::Options reading) {
  SourceManager sources;
  DiagnosticEngine diagnostics(sources);
  reading.maxBytes = UINT32_MAX; // it may have grown
  FileId file = sources.add(MemoryBuffer::getMemBufferCopy(formatted), name.str());
  std::unique_ptr<Node> root = document::parse(file, reading, diagnostics);
  return root && !diagnostics.hasErrors() && isSame(job.root, *root, job.plan);
}

/// The line ends of a file are those of its first line.
static std::string withLineEndsOf(StringRef original, std::string text) {
  size_t end = original.find('\n');
  if (end == StringRef::npos || end == 0 || original[end - 1] != '\r')
    return text;
  std::string result;
  for (char c : text)
    result += c == '\n' ? "\r\n" : std::string(1, c);
  return result;
}

std::optional<std::string> format(FileId file, const document::Options &reading, const Options &options, DiagnosticEngine &diagnostics) {
  SourceManager &sources = diagnostics.sourceManager();
  size_t before = diagnostics.errorCount();
  std::unique_ptr<Node> root = document::parse(file, reading, diagnostics);
  if (!root || diagnostics.errorCount() != before || !checkDefinition(*root, diagnostics))
    return std::nullopt;
  Plan plan(*root, options.sortStates);
  Job job{file, sources.text(file), *root, plan, options, diagnostics};
  bool isYaml = document::isYaml(sources.name(file), reading.format);
  std::string formatted = withLineEndsOf(job.text, isYaml ? layOutYaml(job) : layOutJson(job));
  if (keepsMeaning(job, sources.name(file), formatted, reading))
    return formatted;
  diagnostics.report(DiagId::LeftUnformatted, {file, root->range.begin, root->range.begin},
                     "this file says something else if its lines are moved");
  return job.text.str();
}

} // namespace aslc::format
