// A forward dataflow over the graph of states, a scope at a time. A variable that is assigned in a state is there from the next
// one on: what counts at a state is what its incoming edges bring. `always` is the intersection over all ways from StartAt,
// `ever` the union. The scope of a branch or processor begins with what is there where its Parallel or Map state is entered, and
// nothing of it comes out.
#include "frontend/sema/Assignments.h"

#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringMap.h"

using namespace llvm;

namespace aslc::sema {

using asl::Machine;
using asl::State;
using asl::StateType;
using document::Node;

namespace {

struct Edge {
  const State *to;
  BitVector assigned;
};

/// One of a machine's own variables, or those of a machine around it.
struct Assignment {
  SourceRange range; // of the first
  std::string pointer;
};

/// The variables of one `States` object, and of those around it.
class Scope {
public:
  Scope(const Machine &machine, const Scope *outer, const State *holder) : machine(machine), outer(outer), holder(holder) {
    for (const auto &state : machine.states)
      collect(*state);
    for (const auto &state : machine.states)
      link(*state);
    flow();
  }

  bool reached(const State &state) const { return always.contains(&state); }
  bool assigns(StringRef name) const { return indexes.contains(name); }
  bool alwaysAt(const State &state, StringRef name) const { return has(always, state, name); }
  bool everAt(const State &state, StringRef name) const { return has(ever, state, name); }

  /// The shortest way from the start to a state on which a variable of this scope is not assigned.
  std::string wayWithout(const State &state, StringRef name) const {
    unsigned index = indexes.lookup(name);
    DenseMap<const State *, const State *> from{{start(), nullptr}};
    for (SmallVector<const State *> queue{start()}; !queue.empty() && !from.contains(&state);) {
      SmallVector<const State *> next;
      for (const State *each : queue)
        for (const Edge &edge : edges.find(each)->second)
          if (!edge.assigned.test(index) && from.try_emplace(edge.to, each).second)
            next.push_back(edge.to);
      queue = std::move(next);
    }
    SmallVector<StringRef> names;
    for (const State *at = &state; at; at = from.lookup(at))
      names.push_back(at->name);
    std::reverse(names.begin(), names.end());
    return shown(names);
  }

  const Machine &machine;
  const Scope *outer;  // null at the top
  const State *holder; // the Parallel or Map state of the outer scope
  std::vector<std::pair<std::string, Assignment>> own; // in the order written

private:
  using Facts = DenseMap<const State *, BitVector>;

  const State *start() const { return machine.byName.lookup(machine.startAt.text()); }

  bool has(const Facts &facts, const State &state, StringRef name) const {
    auto found = facts.find(&state);
    return found != facts.end() && found->second.test(indexes.lookup(name));
  }

  /// A way of hundreds of states is told by its ends.
  static std::string shown(ArrayRef<StringRef> names) {
    constexpr size_t most = 12;
    if (names.size() <= most)
      return join(names, " -> ");
    return join(names.take_front(most / 2), " -> ") + " -> ... -> " + join(names.take_back(most / 2), " -> ");
  }

  void collect(const State &state) {
    collect(*state.node, state.language, state.pointer);
    for (const auto &[index, rule] : enumerate(state.choices))
      collect(*rule.node, state.language, state.pointer + "/Choices/" + std::to_string(index));
    for (const auto &[index, catcher] : enumerate(state.catchers))
      collect(*catcher.node, state.language, state.pointer + "/Catch/" + std::to_string(index));
  }

  static StringRef nameOf(const document::Member &member, asl::QueryLanguage language) {
    StringRef name = member.key.text();
    if (language == asl::QueryLanguage::JSONPath)
      name.consume_back(".$");
    return name;
  }

  void collect(const Node &object, asl::QueryLanguage language, const std::string &pointer) {
    const Node *assign = object.find("Assign");
    if (!assign)
      return;
    for (const document::Member &member : assign->members)
      if (indexes.try_emplace(nameOf(member, language), own.size()).second)
        own.push_back({nameOf(member, language).str(), {member.keyRange, pointer + "/Assign"}});
  }

  BitVector assignedBy(const Node &object, asl::QueryLanguage language) const {
    BitVector assigned(own.size());
    if (const Node *assign = object.find("Assign"))
      for (const document::Member &member : assign->members)
        assigned.set(indexes.lookup(nameOf(member, language)));
    return assigned;
  }

  /// A rule or a catcher assigns what it says, and then nothing of the state's own Assign.
  void link(const State &state) {
    auto &out = edges[&state];
    auto add = [&](StringRef target, const Node &by) {
      if (const State *to = machine.byName.lookup(target))
        out.push_back({to, assignedBy(by, state.language)});
    };
    if (state.next)
      add(state.next->text(), *state.node);
    if (state.defaultNext)
      add(state.defaultNext->text(), *state.node);
    for (const asl::ChoiceRule &rule : state.choices)
      add(rule.next.text(), *rule.node);
    for (const asl::Catcher &catcher : state.catchers)
      add(catcher.next.text(), *catcher.node);
  }

  void flow() {
    if (!start())
      return;
    always[start()] = ever[start()] = BitVector(own.size());
    SmallVector<const State *> pending{start()};
    while (!pending.empty()) {
      const State *state = pending.pop_back_val();
      for (const Edge &edge : edges.find(state)->second) {
        BitVector here = always.find(state)->second, some = ever.find(state)->second;
        here |= edge.assigned;
        some |= edge.assigned;
        auto [known, isNew] = always.try_emplace(edge.to, here);
        BitVector &reaching = ever[edge.to];
        BitVector before = known->second, beforeEver = reaching;
        known->second &= here;
        if (isNew)
          reaching = BitVector(own.size());
        reaching |= some;
        if (isNew || before != known->second || beforeEver != reaching)
          pending.push_back(edge.to);
      }
    }
  }

  StringMap<unsigned> indexes; // of `own`
  DenseMap<const State *, SmallVector<Edge, 4>> edges;
  Facts always, ever; // of states that are reached
};

class AssignmentChecker {
public:
  AssignmentChecker(const StateReads &reads, DiagnosticEngine &diagnostics) : reads(reads), diagnostics(diagnostics) {}

  // Machines nest as the objects of the document do, whose depth document::Options::maxDepth bounds.
  void check(const Machine &machine, const Scope *outer, const State *holder) {
    Scope scope(machine, outer, holder);
    checkShadows(scope);
    for (const auto &state : machine.states) {
      if (!scope.reached(*state))
        continue;
      if (auto found = reads.find(state.get()); found != reads.end())
        checkReads(scope, *state, found->second);
      for (const auto &branch : state->branches)
        check(*branch, &scope, state.get());
    }
  }

private:
  /// Only what may have its value when the scope begins: Step Functions takes a name that the catcher of a Parallel state assigns
  /// and a branch of it too (recorded).
  void checkShadows(const Scope &scope) {
    for (const auto &[name, assignment] : scope.own)
      for (const Scope *inner = &scope; const Scope *outer = inner->outer; inner = outer)
        if (outer->assigns(name) && outer->everAt(*inner->holder, name)) {
          auto first = find_if(outer->own, [&, &name = name](const auto &each) { return each.first == name; });
          diagnostics.report(DiagId::ShadowedVariable, assignment.range, name)
              .at(assignment.pointer)
              .label(first->second.range, "the outer variable is assigned here");
          break;
        }
  }

  void checkReads(const Scope &scope, const State &state, ArrayRef<VariableRead> stateReads) {
    StringMap<bool> told; // one diagnostic for a variable and state
    for (const VariableRead &read : stateReads)
      if (told.try_emplace(read.name).second)
        checkRead(scope, state, read);
  }

  void checkRead(const Scope &scope, const State &state, const VariableRead &read) {
    const Scope *owner = &scope;
    const State *at = &state; // where the owner's variables are looked at
    while (owner && !owner->assigns(read.name)) {
      if (owner->holder && asl::isDistributed(*owner->holder) && assignedAround(*owner, read.name))
        return void(report(DiagId::OuterVariable, read).note("its child executions start without the variables of this one"));
      at = owner->holder;
      owner = owner->outer;
    }
    // One that nothing assigns is reported by its name, and one of two scopes where it is assigned.
    if (!owner || owner->alwaysAt(*at, read.name) || assignedAround(*owner, read.name))
      return;
    bool ever = owner->everAt(*at, read.name);
    auto builder = report(ever ? DiagId::MaybeUnassigned : DiagId::Unassigned, read);
    std::string way = owner->wayWithout(*at, read.name);
    if (ever)
      builder.note("it is not on the way " + way + (at == &state ? "" : " -> " + state.name));
    auto assigned = find_if(owner->own, [&](const auto &each) { return each.first == read.name; });
    builder.label(assigned->second.range, ever ? "it is assigned here" : "it is assigned here only, which comes later, or on another way");
  }

  static bool assignedAround(const Scope &scope, StringRef name) {
    for (const Scope *outer = scope.outer; outer; outer = outer->outer)
      if (outer->assigns(name))
        return true;
    return false;
  }

  DiagnosticBuilder report(DiagId id, const VariableRead &read) {
    auto builder = diagnostics.report(id, read.range, read.name);
    builder.at(read.pointer);
    return builder;
  }

  const StateReads &reads;
  DiagnosticEngine &diagnostics;
};

} // namespace

void checkAssignments(const Machine &machine, const StateReads &reads, DiagnosticEngine &diagnostics) {
  AssignmentChecker(reads, diagnostics).check(machine, nullptr, nullptr);
}

} // namespace aslc::sema
