#include "frontend/document/Yaml.h"

#include "llvm/ADT/DenseSet.h"

namespace aslc::document {

std::unique_ptr<Node> AliasCopier::copy(const Node &node, uint32_t depth, uint32_t maxDepth) {
  uint64_t cost = sizeof(Node) + node.string.text().size() + node.numberText.size();
  bool isCollection = node.is(Kind::Array) || node.is(Kind::Object);
  tooDeep |= isCollection && depth >= maxDepth;
  if (tooDeep || cost > left)
    return nullptr;
  left -= cost;
  auto result = std::make_unique<Node>();
  result->kind = node.kind;
  result->range = node.range;
  result->boolean = node.boolean;
  result->number = node.number;
  result->numberText = node.numberText;
  result->string = node.string;
  result->tag = node.tag;
  for (const std::unique_ptr<Node> &item : node.items) {
    result->items.push_back(copy(*item, depth + 1, maxDepth));
    if (!result->items.back())
      return nullptr;
  }
  for (const Member &member : node.members) {
    uint64_t keyCost = sizeof(Member) + member.key.text().size();
    left -= std::min(left, keyCost);
    result->members.push_back({member.key, member.keyRange, copy(*member.value, depth + 1, maxDepth), member.merged});
    if (!result->members.back().value)
      return nullptr;
  }
  return result;
}

bool mergeMembers(Node &object, llvm::ArrayRef<const Node *> sources, AliasCopier &copier, uint32_t depth,
                  uint32_t maxDepth) {
  // Views of the keys where they stay: in the sources, and in the members before any is added.
  llvm::DenseSet<llvm::StringRef> keys;
  for (const Member &member : object.members)
    keys.insert(member.key.text());
  std::vector<Member> added;
  for (const Node *source : sources) {
    for (const Member &member : source->members) {
      if (!keys.insert(member.key.text()).second)
        continue;
      added.push_back({member.key, member.keyRange, copier.copy(*member.value, depth + 1, maxDepth), true});
      if (!added.back().value)
        return false;
    }
  }
  llvm::move(added, std::back_inserter(object.members));
  return true;
}

} // namespace aslc::document
