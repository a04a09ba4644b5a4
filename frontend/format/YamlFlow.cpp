// Sorts the members of YAML's flow mappings (`{Next: A, Variable: $.x}`) where they stand: a member's text goes to another
// member's place, and what is between the places stays. The text keeps its length, so all offsets outside stay true.
#include "frontend/format/YamlBlocks.h"

using namespace llvm;

namespace aslc::format {

using document::Member;
using document::Node;
using NodeKind = document::Kind;

static uint32_t endOf(const Member &member) { return std::max(member.keyRange.end, member.value->range.end); }

/// Whether nothing but punctuation stands between the members: no comment, anchor, tag or merge key, which would not move.
static bool isPlainBetween(StringRef text, const Node &object) {
  uint32_t at = object.range.begin;
  for (const Member &member : object.members) {
    if (member.merged || member.keyRange.begin < at ||
        text.slice(at, member.keyRange.begin).find_first_not_of("{, \t\r\n") != StringRef::npos)
      return false;
    at = endOf(member);
  }
  return text.slice(at, object.range.end).find_first_not_of("}, \t\r\n") == StringRef::npos;
}

static void sortMembers(std::string &text, const Node &object, ArrayRef<uint32_t> order) {
  std::string sorted;
  uint32_t at = object.range.begin;
  for (const auto &[place, index] : zip_equal(object.members, order)) {
    const Member &member = object.members[index];
    sorted += StringRef(text).slice(at, place.keyRange.begin);
    sorted += StringRef(text).slice(member.keyRange.begin, endOf(member));
    at = endOf(place);
  }
  sorted += StringRef(text).slice(at, object.range.end);
  text.replace(object.range.begin, sorted.size(), sorted);
}

/// Inner mappings first: what is in a member moves with it. As deep as the document.
static void sortBelow(std::string &text, const Node &node, const Job &job, bool inFlow) {
  if (node.alias)
    return;
  inFlow |= isFlow(job.text, node);
  for (const auto &item : node.items)
    sortBelow(text, *item, job, inFlow);
  for (const Member &member : node.members)
    if (!member.merged)
      sortBelow(text, *member.value, job, inFlow);
  ArrayRef<uint32_t> order = job.plan.order(node);
  if (inFlow && !order.empty() && !llvm::is_sorted(order) && isFlow(job.text, node) && isPlainBetween(job.text, node) &&
      job.text.slice(node.range.begin, node.range.end).find_first_of("&*") == StringRef::npos)
    sortMembers(text, node, order);
}

std::string sortFlowMappings(const Job &job) {
  std::string text = job.text.str();
  sortBelow(text, job.root, job, false);
  return text;
}

} // namespace aslc::format
