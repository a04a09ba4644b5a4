// Lays out YAML by moving whole lines: entries of the language's own mappings into their order, each with the comments
// above and inside it; every block collection to its indentation. What is between the first and the last byte of a line
// stays as it is, quotes, anchors and all. In `- Type: x` the dash stays in front, whichever entry comes first then:
//
//     - Next: B               # on the test
//       # on the test    =>   - Variable: $.x
//       Variable: $.x           Next: B
#include "frontend/format/YamlBlocks.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/Sequence.h"

#include <numeric>

using namespace llvm;

namespace aslc::format {

using document::Node;
using NodeKind = document::Kind;

/// Scalars and aliases, in which a '&' is text.
static void addScalars(const Node &node, std::vector<SourceRange> &ranges) {
  if (node.alias || (!node.is(NodeKind::Array) && !node.is(NodeKind::Object)))
    ranges.push_back(node.range);
  else
    for (const auto &item : node.items)
      addScalars(*item, ranges);
  for (const document::Member &member : node.members)
    if (!node.alias && !member.merged) {
      ranges.push_back(member.keyRange);
      addScalars(*member.value, ranges);
    }
}

/// Offsets of a file's anchors, and of what looks like one in a comment: that makes us careful, not wrong.
static std::vector<uint32_t> findAnchors(const Job &job) {
  std::vector<SourceRange> scalars;
  addScalars(job.root, scalars);
  llvm::sort(scalars, [](SourceRange a, SourceRange b) { return a.begin < b.begin; });
  auto isInScalar = [&](uint32_t at) {
    auto after = llvm::partition_point(scalars, [&](SourceRange range) { return range.begin <= at; });
    return after != scalars.begin() && at < std::prev(after)->end;
  };
  std::vector<uint32_t> anchors;
  for (size_t at = job.text.find('&'); at != StringRef::npos; at = job.text.find('&', at + 1))
    if (!isInScalar(at))
      anchors.push_back(at);
  return anchors;
}

static bool hasAlias(const Node &node) {
  if (node.alias)
    return true;
  return any_of(node.items, [](const auto &item) { return hasAlias(*item); }) ||
         any_of(node.members, [](const auto &member) { return member.merged || hasAlias(*member.value); });
}

namespace {

constexpr StringLiteral cannotMove = "it has a merge key, or lines that cannot be moved one by one";

class YamlLayout {
public:
  explicit YamlLayout(const Job &job) : job(job), text(sortFlowMappings(job)), file(readBlocks(job)), anchors(findAnchors(job)) {}

  // Recursive, no deeper than Options::maxDepth, as all here.
  std::string run() {
    if (file.root)
      emit(*file.root, 0, "");
    else
      emitAll();
    while (StringRef(out).ends_with("\n\n") && !file.lines.back().continues)
      out.pop_back();
    return std::move(out);
  }

private:
  StringRef lineText(uint32_t line) const { return StringRef(text).slice(file.lines[line].begin, file.lines[line].end).rtrim('\r'); }

  void emitAll() {
    if (!isFlow(job.text, job.root))
      reportLeft(job.root, cannotMove);
    for (uint32_t line : seq<uint32_t>(0, file.lines.size()))
      emitLine(line, 0);
  }

  void emit(const YamlCollection &collection, uint32_t column, std::string prefix) {
    int shift = int(column) - int(collection.column);
    if (collection.isOpaque)
      emitOpaque(collection, column, std::move(prefix));
    else
      emitEntries(collection, column, std::move(prefix));
    emitNotes(collection.footer, shift);
  }

  void emitOpaque(const YamlCollection &collection, uint32_t column, std::string prefix) {
    if (anyMoves(*collection.node))
      reportLeft(*collection.node, cannotMove);
    int shift = int(column) - int(collection.column);
    emitNotes(collection.header, shift);
    if (prefix.empty())
      prefix.assign(column, ' ');
    out += prefix + StringRef(text).slice(collection.begin, file.lines[collection.firstLine].end).str() + '\n';
    for (uint32_t line = collection.firstLine + 1; line <= collection.lastLine; ++line)
      emitLine(line, shift);
  }

  void emitEntries(const YamlCollection &collection, uint32_t column, std::string prefix) {
    int shift = int(column) - int(collection.column);
    ArrayRef<uint32_t> top = openingOf(collection, prefix);
    emitNotes(top, shift);
    bool isFirst = top.empty();
    for (uint32_t index : orderOf(collection)) {
      const YamlEntry &entry = collection.entries[index];
      ArrayRef<uint32_t> header = entry.header;
      if (index == 0)
        header = header.drop_front(top.size());
      if (std::exchange(isFirst, false))
        header = header.drop_while([&](uint32_t line) { return lineText(line).trim().empty(); });
      // Comments on what comes first in an item stand above the dash.
      size_t dash = prefix.find_first_not_of(' ');
      emitNotes(header, dash == std::string::npos ? shift : int(dash) - int(collection.column));
      emitEntry(collection, entry, column, prefix.empty() ? std::string(column, ' ') : std::exchange(prefix, ""));
    }
  }

  /// Comments above a collection that stay there, whatever comes first: at the top of the file, or with a blank line
  /// below.
  ArrayRef<uint32_t> openingOf(const YamlCollection &collection, StringRef prefix) const {
    ArrayRef<uint32_t> header = collection.entries.front().header;
    if (!prefix.empty() || &collection == file.root.get())
      return prefix.empty() ? header : ArrayRef<uint32_t>();
    while (!header.empty() && !lineText(header.back()).trim().empty())
      header = header.drop_back();
    return header;
  }

  void emitEntry(const YamlCollection &collection, const YamlEntry &entry, uint32_t column, std::string prefix) {
    int shift = int(column) - int(collection.column);
    uint32_t childColumn = column + (collection.isSequence ? 2 : job.options.indent);
    const YamlCollection *child = entry.child.get();
    if (child && child->firstLine == entry.line)
      return emit(*child, childColumn, prefix + "- ");
    StringRef own = StringRef(text).slice(entry.begin, file.lines[entry.line].end);
    bool continues = entry.line + 1 < file.lines.size() && file.lines[entry.line + 1].continues;
    if (!continues)
      own = own.rtrim();
    if (collection.isSequence) {
      own = own.drop_front().ltrim(' ');
      prefix += own.empty() ? "-" : "- ";
    }
    out += prefix + own.str() + '\n';
    for (uint32_t line = entry.line + 1; line <= entry.last; ++line)
      emitLine(line, shift);
    if (child)
      emit(*child, childColumn, "");
  }

  void emitNotes(ArrayRef<uint32_t> lines, int shift) {
    for (uint32_t line : lines)
      emitLine(line, shift);
  }

  /// A line that stands alone, or continues what began above.
  void emitLine(uint32_t line, int shift) {
    StringRef whole = lineText(line), content = whole.ltrim(' ');
    bool continues = file.lines[line].continues;
    if (!continues && content.trim().empty()) {
      if (!out.empty() && !StringRef(out).ends_with("\n\n"))
        out += '\n';
      return;
    }
    int indent = std::max(0, int(whole.size() - content.size()) + shift);
    bool goesOn = line + 1 < file.lines.size() && file.lines[line + 1].continues;
    out.append(indent, ' ');
    out += (continues || goesOn ? content : content.rtrim()).str() + '\n';
  }

  /// Indices of the entries in the order to be written.
  std::vector<uint32_t> orderOf(const YamlCollection &collection) {
    std::vector<uint32_t> order(collection.entries.size());
    std::iota(order.begin(), order.end(), 0);
    ArrayRef<uint32_t> planned = job.plan.order(*collection.node);
    if (collection.isSequence || planned.size() != order.size() || is_sorted(planned))
      return order;
    if (!mayMove(*collection.node, planned)) {
      reportLeft(*collection.node, "an alias would come before its anchor");
      return order;
    }
    return planned.vec();
  }

  /// Whether aliases still come after the anchors that they mean: members with the one or the other stay in their order.
  bool mayMove(const Node &node, ArrayRef<uint32_t> order) const {
    if (!hasAnchor(node.range))
      return true;
    auto isBound = [&](uint32_t index) {
      const document::Member &member = node.members[index];
      return hasAlias(*member.value) || hasAnchor({job.file, member.keyRange.begin, member.value->range.end});
    };
    return is_sorted(to_vector(make_filter_range(order, isBound)));
  }

  bool hasAnchor(SourceRange range) const {
    auto next = llvm::lower_bound(anchors, range.begin);
    return next != anchors.end() && *next < range.end;
  }

  bool anyMoves(const Node &node) const {
    return !is_sorted(job.plan.order(node)) || any_of(node.items, [&](const auto &item) { return anyMoves(*item); }) ||
           any_of(node.members, [&](const auto &member) { return anyMoves(*member.value); });
  }

  void reportLeft(const Node &node, StringRef why) {
    job.diagnostics.report(DiagId::LeftUnformatted, {job.file, node.range.begin, node.range.begin}, why);
  }

  const Job &job;
  std::string text; // the file's, with sorted flow mappings
  YamlFile file;
  std::vector<uint32_t> anchors; // their offsets
  std::string out;
};

} // namespace

std::string layOutYaml(const Job &job) { return YamlLayout(job).run(); }

} // namespace aslc::format
