// The reverse postorder of the graph of states. Successors are visited last to first, so that of two branches the first
// one written comes first, and what both lead to comes after both. Catchers are followed when all else is in order.
#include "frontend/format/Plan.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringMap.h"

using namespace llvm;

namespace aslc::format {

using document::Node;
using NodeKind = document::Kind;

namespace {

class FlowOrder {
public:
  explicit FlowOrder(const Node &states) : states(states), seen(states.members.size()) {
    for (const auto &[index, member] : enumerate(states.members))
      byName.try_emplace(member.key.text(), index);
  }

  std::vector<uint32_t> run(const Node *start) {
    visit(start);
    for (size_t i = 0; i != order.size(); ++i) // grows
      for (const Node *name : nextsOf(*states.members[order[i]].value, "Catch"))
        visit(name);
    for (uint32_t state = 0; state != seen.size(); ++state)
      if (!seen[state])
        order.push_back(state);
    return std::move(order);
  }

private:
  struct Step {
    uint32_t state;
    SmallVector<const Node *, 4> successors;
  };

  /// Puts what a name leads to behind what is there.
  void visit(const Node *name) {
    std::vector<uint32_t> finished;
    std::vector<Step> path;
    enter(name, path);
    while (!path.empty()) {
      Step &step = path.back();
      if (step.successors.empty()) {
        finished.push_back(step.state);
        path.pop_back();
        continue;
      }
      enter(step.successors.pop_back_val(), path);
    }
    order.insert(order.end(), finished.rbegin(), finished.rend());
  }

  void enter(const Node *name, std::vector<Step> &path) {
    auto found = name && name->is(NodeKind::String) ? byName.find(name->string.text()) : byName.end();
    if (found == byName.end() || seen[found->second])
      return;
    seen[found->second] = true;
    const Node &state = *states.members[found->second].value;
    SmallVector<const Node *, 4> successors{state.find("Next")};
    successors.append(nextsOf(state, "Choices"));
    successors.push_back(state.find("Default"));
    path.push_back({found->second, std::move(successors)});
  }

  /// `Next` of the rules or catchers of a state.
  static SmallVector<const Node *, 4> nextsOf(const Node &state, StringRef field) {
    SmallVector<const Node *, 4> names;
    if (const Node *list = state.find(field))
      for (const auto &item : list->items)
        names.push_back(item->find("Next"));
    return names;
  }

  const Node &states;
  StringMap<uint32_t> byName;
  std::vector<bool> seen;
  std::vector<uint32_t> order;
};

} // namespace

std::vector<uint32_t> flowOrder(const Node &machine, const Node &states) { return FlowOrder(states).run(machine.find("StartAt")); }

} // namespace aslc::format
