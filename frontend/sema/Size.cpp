#include "frontend/sema/Size.h"

#include "frontend/sema/Walker.h"

using namespace llvm;
using namespace aslc::jsonata;

namespace aslc::sema {

const Node *findExcess(const Node &root, uint32_t maxTerms, uint32_t maxChain) {
  struct Place {
    const Node *node;
    uint32_t chain; // of left operands that leads here
  };
  SmallVector<Place> pending{{&root, 0}};
  uint32_t terms = 0;
  while (!pending.empty()) {
    auto [node, chain] = pending.pop_back_val();
    if (++terms > maxTerms || chain > maxChain)
      return node;
    auto add = [&](const Node *part, uint32_t length) {
      if (part)
        pending.push_back({part, length});
    };
    add(node->lhs, node->kind == Kind::Binary ? chain : continuesLeft(node->kind) ? chain + 1 : 0);
    add(node->rhs, 0);
    add(node->third, 0);
    for (const Node *item : node->items)
      add(item, 0);
    for (const Pair &pair : node->pairs) {
      add(pair.key, 0);
      add(pair.value, 0);
    }
    for (const SortTerm &term : node->terms)
      add(term.expression, 0);
  }
  return nullptr;
}

const Node *findBinding(const Node &root, uint32_t most) {
  const Node *found = nullptr;
  uint32_t count = 0;
  forEachNode(root, [&](const Node &node) {
    bool binds = node.kind == Kind::Focus || node.kind == Kind::Index || node.kind == Kind::Parent;
    if (binds && ++count > most && !found)
      found = &node;
    return !found;
  });
  return found;
}

} // namespace aslc::sema
