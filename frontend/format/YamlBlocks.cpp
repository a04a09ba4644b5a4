// Finds the lines that each entry of a block collection occupies. Entries begin where the parser found their keys; what it
// does not tell (comments, blank lines, merge keys, directives) is found between them:
//
//     # about Type        header of Type: not deeper than the mapping that goes on
//     Type: Task
//     Retry:
//       - MaxAttempts: 1
//         # nothing else  footer of the retrier: as deep as it, and not deeper than what follows
//     Next: B
//
// A line that is neither makes the collection that it stands in opaque.
#include "frontend/format/YamlBlocks.h"

#include "llvm/ADT/STLExtras.h"

using namespace llvm;

namespace aslc::format {

using document::Member;
using document::Node;
using NodeKind = document::Kind;

uint32_t YamlFile::lineAt(uint32_t offset) const {
  return partition_point(lines, [&](const YamlLine &line) { return line.begin <= offset; }) - lines.begin() - 1;
}

namespace {

/// An entry, or an opaque collection, where it begins.
struct Start {
  YamlCollection *collection;
  YamlEntry *entry; // null: all of the collection
  size_t depth;
};

class BlockReader {
public:
  explicit BlockReader(const Job &job) : job(job) {}

  YamlFile read() {
    splitLines();
    markContinued(job.root);
    file.root = build(job.root);
    if (!file.root)
      return std::move(file);
    // Each round makes one more collection opaque; where that is not enough, the file is.
    for (unsigned rounds = 0; file.root && !distribute(); ++rounds)
      if (isLost || rounds == mostRounds)
        file.root = nullptr;
    return std::move(file);
  }

private:
  static constexpr unsigned mostRounds = 200; // a file of nothing but oddities is not worth the time

  StringRef lineText(uint32_t line) const { return job.text.slice(file.lines[line].begin, file.lines[line].end); }
  uint32_t columnOf(uint32_t offset) const { return offset - file.lines[file.lineAt(offset)].begin; }
  uint32_t lastLineOf(uint32_t end) const { return file.lineAt(end == 0 ? 0 : end - 1); }

  void splitLines() {
    uint32_t at = job.text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
    while (at < job.text.size()) {
      size_t end = std::min(job.text.find('\n', at), job.text.size());
      bool hasReturn = end > at && job.text[end - 1] == '\r';
      file.lines.push_back({at, uint32_t(end - hasReturn)});
      at = end + 1;
    }
  }

  void markRange(SourceRange range) {
    uint32_t first = file.lineAt(range.begin), last = std::max(first, lastLineOf(range.end));
    for (uint32_t line = first + 1; line <= last; ++line)
      file.lines[line].continues = true;
    if (!keepsBlankLines(range))
      return;
    for (uint32_t line = last + 1; line < file.lines.size() && lineText(line).trim().empty(); ++line)
      file.lines[line].continues = true;
  }

  /// A block scalar with the indicator '+': the blank lines after it are its own.
  bool keepsBlankLines(SourceRange range) const {
    StringRef header = job.at(range).split('\n').first.split('#').first;
    return (header.starts_with("|") || header.starts_with(">")) && header.contains('+');
  }

  void markContinued(const Node &node) {
    bool isCollection = node.is(NodeKind::Array) || node.is(NodeKind::Object);
    if (!isCollection || node.alias || isFlow(job.text, node))
      return markRange(node.range);
    for (const auto &item : node.items)
      markContinued(*item);
    for (const Member &member : node.members)
      if (!member.merged) {
        markRange(member.keyRange);
        markContinued(*member.value);
      }
  }

  /// The last line of what ends with this byte, and the lines that belong to it although they are blank.
  uint32_t lastWithBlanks(uint32_t end) const {
    uint32_t line = lastLineOf(end);
    while (line + 1 < file.lines.size() && file.lines[line + 1].continues)
      ++line;
    return line;
  }

  std::unique_ptr<YamlCollection> build(const Node &node) {
    bool isSequence = node.is(NodeKind::Array);
    if (node.alias || isFlow(job.text, node) || (!isSequence && !node.is(NodeKind::Object)))
      return nullptr;
    auto collection = std::make_unique<YamlCollection>();
    uint32_t begin = node.range.begin, first = file.lineAt(begin);
    *collection = {.node = &node,
                   .isSequence = isSequence,
                   .column = columnOf(begin),
                   .begin = begin,
                   .firstLine = first,
                   .lastLine = std::max(first, lastWithBlanks(node.range.end)),
                   .entries = {},
                   .header = {},
                   .footer = {}};
    bool isKnown = isSequence ? addItems(*collection) : addMembers(*collection);
    if (!isKnown)
      makeOpaque(*collection);
    return collection;
  }

  /// False: not all keys are the first on their line, in one column.
  bool addMembers(YamlCollection &collection) {
    for (const Member &member : collection.node->members) {
      if (member.merged)
        continue;
      uint32_t begin = member.keyRange.begin, line = file.lineAt(begin);
      bool isFirst = begin == collection.begin;
      bool stands = columnOf(begin) == collection.column && line >= collection.firstLine &&
                    (isFirst || lineText(line).take_front(collection.column).trim(' ').empty());
      YamlEntry entry = makeEntry(begin, *member.value);
      if (!stands || (entry.child && entry.child->firstLine == line))
        return false;
      collection.entries.push_back(std::move(entry));
    }
    return !collection.entries.empty();
  }

  /// False: there are not as many dashes as items, or more than white space between a dash and a block collection.
  bool addItems(YamlCollection &collection) {
    if (!job.text.substr(collection.begin).starts_with("-"))
      return false;
    std::vector<uint32_t> dashes{collection.begin};
    for (uint32_t line = collection.firstLine + 1; line <= collection.lastLine; ++line)
      if (isDash(line, collection.column))
        dashes.push_back(file.lines[line].begin + collection.column);
    if (dashes.size() != collection.node->items.size())
      return false;
    for (const auto &[begin, item] : zip_equal(dashes, collection.node->items)) {
      YamlEntry entry = makeEntry(begin, *item);
      bool isCompact = entry.child && entry.child->firstLine == entry.line;
      if (item->range.begin < begin || (isCompact && !job.text.slice(begin + 1, entry.child->begin).trim(' ').empty()))
        return false;
      collection.entries.push_back(std::move(entry));
    }
    return true;
  }

  bool isDash(uint32_t line, uint32_t column) const {
    StringRef text = lineText(line), rest = text.substr(column);
    return !file.lines[line].continues && text.take_front(column).trim(' ').empty() && rest.consume_front("-") &&
           (rest.empty() || rest.starts_with(" ") || rest.starts_with("\t"));
  }

  YamlEntry makeEntry(uint32_t begin, const Node &value) {
    YamlEntry entry{begin, file.lineAt(begin), 0, &value, {}, build(value)};
    entry.last = entry.child ? entry.line : std::max(entry.line, lastWithBlanks(value.range.end));
    return entry;
  }

  static void makeOpaque(YamlCollection &collection) {
    collection.isOpaque = true;
    collection.entries.clear();
  }

  void listStarts(YamlCollection &collection, size_t depth, std::vector<Start> &starts) {
    if (collection.isOpaque)
      starts.push_back({&collection, nullptr, depth});
    for (YamlEntry &entry : collection.entries) {
      starts.push_back({&collection, &entry, depth});
      if (entry.child)
        listStarts(*entry.child, depth + 1, starts);
    }
  }

  /// Gives the lines between entries to headers and footers. False: one more collection was found to be opaque.
  bool distribute() {
    std::vector<Start> starts;
    listStarts(*file.root, 0, starts);
    for (const Start &start : starts) {
      start.collection->header.clear();
      start.collection->footer.clear();
      if (start.entry)
        start.entry->header.clear();
    }
    open.clear();
    uint32_t next = 0;
    for (const Start &start : starts) {
      uint32_t line = start.entry ? start.entry->line : start.collection->firstLine;
      if (line >= next && !giveLines(next, line, &start))
        return false;
      open.resize(start.depth);
      open.push_back(start.collection);
      next = std::max(next, 1 + (start.entry ? start.entry->last : start.collection->lastLine));
    }
    return giveLines(next, file.lines.size(), nullptr);
  }

  static bool isMarker(StringRef text) {
    return text.starts_with("%") || text.starts_with("#") || text == "---" || text == "..." || text.starts_with("--- #");
  }

  /// Lines [from, to), before an entry or at the end.
  bool giveLines(uint32_t from, uint32_t to, const Start *start) {
    size_t outer = start ? start->depth + 1 : 0; // collections that stay open
    std::vector<uint32_t> pending;               // blank lines, which follow their comment
    bool isHeader = open.size() < outer || open.empty();
    for (uint32_t line = from; line < to; ++line) {
      StringRef text = lineText(line);
      uint32_t column = text.size() - text.ltrim(' ').size();
      pending.push_back(line);
      text = text.trim();
      if (text.empty())
        continue;
      if (!text.starts_with("#") && !(column == 0 && isMarker(text))) {
        YamlCollection &holder = *holderOf(line, column, start);
        isLost |= holder.isOpaque;
        makeOpaque(holder);
        return false;
      }
      isHeader |= outer > 0 && !open.empty() && column <= open[std::min(outer, open.size()) - 1]->column;
      while (!isHeader && open.size() > std::max<size_t>(outer, 1) && open.back()->column > column)
        open.pop_back();
      isHeader |= outer > 0 && open.size() <= outer;
      if (!isHeader)
        open.back()->footer.insert(open.back()->footer.end(), pending.begin(), pending.end());
      else
        take(pending, start);
      pending.clear();
    }
    if (start)
      take(pending, start);
    return true;
  }

  void take(const std::vector<uint32_t> &lines, const Start *start) {
    if (!start)
      return;
    std::vector<uint32_t> &header = start->entry ? start->entry->header : start->collection->header;
    header.insert(header.end(), lines.begin(), lines.end());
  }

  /// The innermost collection that a line of this column, before `start`, stands in.
  YamlCollection *holderOf(uint32_t line, uint32_t column, const Start *start) {
    if (start && start->collection->firstLine <= line && start->collection->column <= column)
      return start->collection;
    for (YamlCollection *collection : reverse(open))
      if (collection->column <= column)
        return collection;
    return file.root.get();
  }

  const Job &job;
  YamlFile file;
  std::vector<YamlCollection *> open; // around the line before
  bool isLost = false;                // a line outside of an opaque collection is not understood either
};

} // namespace

YamlFile readBlocks(const Job &job) { return BlockReader(job).read(); }

} // namespace aslc::format
