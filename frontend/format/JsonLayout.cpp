// Lays out JSON anew: white space is the only thing between its tokens. An array or object stands on one line if it fits
// there and is none of those that are always spread.
#include "frontend/format/Layouts.h"

#include "llvm/ADT/Sequence.h"
#include "llvm/Support/Unicode.h"

#include <numeric>

using namespace llvm;

namespace aslc::format {

using document::Member;
using document::Node;
using NodeKind = document::Kind;

namespace {

constexpr uint32_t never = 1 << 30; // more columns than any line has

uint32_t columns(StringRef text) {
  int width = sys::unicode::columnWidthUTF8(text);
  return width < 0 ? text.size() : width;
}

class JsonLayout {
public:
  explicit JsonLayout(const Job &job) : job(job) {}

  // Recursive, no deeper than Options::maxDepth, as all here.
  std::string run() {
    measure(job.root);
    print(job.root, 0, 0);
    return std::move(out) + '\n';
  }

private:
  std::string keyOf(const Member &member) const { return document::respell(job.at(member.keyRange)); }
  std::string scalar(const Node &node) const {
    return node.is(NodeKind::String) ? document::respell(job.at(node.range)) : job.at(node.range).str();
  }

  /// Columns of a value on one line; `never` if it must not stand on one.
  uint32_t measure(const Node &node) {
    uint32_t width = 0;
    if (node.is(NodeKind::Array)) {
      for (const auto &item : node.items)
        width = std::min(never, width + measure(*item) + 2);
      width = std::max(width, 2u);
    } else if (node.is(NodeKind::Object)) {
      for (const Member &member : node.members)
        width = std::min(never, width + columns(keyOf(member)) + 2 + measure(*member.value) + 2);
      width = node.members.empty() ? 2 : job.plan.isSpread(node) ? never : width + 2;
    } else {
      return columns(scalar(node));
    }
    widths[&node] = width;
    return width;
  }

  /// `column`: where the value begins. One more column is left for a comma.
  void print(const Node &node, uint32_t indent, uint32_t column) {
    bool isArray = node.is(NodeKind::Array);
    if (!isArray && !node.is(NodeKind::Object)) {
      out += scalar(node);
      return;
    }
    uint32_t width = widths.lookup(&node);
    if (isArray ? node.items.empty() : node.members.empty())
      out += isArray ? "[]" : "{}";
    else if (width != never && column + width + 1 <= job.options.width)
      printOnLine(node);
    else
      printSpread(node, indent);
  }

  void printOnLine(const Node &node) {
    bool isArray = node.is(NodeKind::Array);
    const char *separator = isArray ? "[" : "{ ";
    for (const auto &item : node.items) {
      out += std::exchange(separator, ", ");
      print(*item, 0, 0);
    }
    for (uint32_t index : order(node)) {
      out += std::exchange(separator, ", ");
      out += keyOf(node.members[index]) + ": ";
      print(*node.members[index].value, 0, 0);
    }
    out += isArray ? "]" : " }";
  }

  void printSpread(const Node &node, uint32_t indent) {
    uint32_t inner = indent + job.options.indent;
    const char *separator = node.is(NodeKind::Array) ? "[" : "{";
    auto begin = [&] {
      out += std::exchange(separator, ",");
      out += '\n';
      out.append(inner, ' ');
    };
    for (const auto &item : node.items) {
      begin();
      print(*item, inner, inner);
    }
    for (uint32_t index : order(node)) {
      if (*separator == ',' && job.plan.isStates(node) && isApart(node, index))
        out += ",\n", separator = "";
      begin();
      std::string key = keyOf(node.members[index]) + ": ";
      out += key;
      print(*node.members[index].value, inner, inner + columns(key));
    }
    out += '\n';
    out.append(indent, ' ');
    out += node.is(NodeKind::Array) ? ']' : '}';
  }

  /// Whether the author has left a line blank before a member.
  bool isApart(const Node &node, uint32_t index) const {
    if (index == 0)
      return false;
    uint32_t from = node.members[index - 1].value->range.end;
    return job.text.slice(from, node.members[index].keyRange.begin).count('\n') > 1;
  }

  std::vector<uint32_t> order(const Node &node) const {
    if (ArrayRef<uint32_t> planned = job.plan.order(node); !planned.empty())
      return planned.vec();
    std::vector<uint32_t> written(node.members.size());
    std::iota(written.begin(), written.end(), 0);
    return written;
  }

  const Job &job;
  std::string out;
  DenseMap<const Node *, uint32_t> widths;
};

} // namespace

std::string layOutJson(const Job &job) { return JsonLayout(job).run(); }

} // namespace aslc::format
