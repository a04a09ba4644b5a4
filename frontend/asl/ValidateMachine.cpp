// A machine as a graph: names, targets, what is reached, and whether it ends.
#include "frontend/asl/Validate.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace llvm;

namespace aslc::asl {

using document::Node;
using NodeKind = document::Kind;

namespace {

constexpr size_t maxStateName = 80;

struct Edge {
  const Node *target;
  std::string pointer;
};

class GraphChecker {
public:
  explicit GraphChecker(DiagnosticEngine &diagnostics) : diagnostics(diagnostics) {}

  void check(const Machine &top) {
    collect(top);
    checkOne(top);
  }

private:
  /// Names and labels are unique over all the nesting.
  void collect(const Machine &machine) {
    for (const auto &state : machine.states) {
      checkName(*state);
      if (auto [first, inserted] = states.try_emplace(state->name, state.get()); !inserted)
        diagnostics.report(DiagId::DuplicateState, state->nameRange, state->name)
            .at(state->pointer)
            .label(first->second->nameRange, "the other is here");
      checkLabel(*state);
      for (const auto &branch : state->branches)
        collect(*branch);
    }
  }

  void checkName(const State &state) {
    size_t length = count_if(state.name, [](char c) { return (uint8_t(c) & 0xc0) != 0x80; });
    if (length > maxStateName)
      diagnostics.report(DiagId::StateNameTooLong, state.nameRange, uint64_t(length), uint64_t(maxStateName))
          .at(state.pointer);
  }

  void checkLabel(const State &state) {
    const Node *label = state.field(Field::Label);
    if (!label || !label->is(NodeKind::String))
      return;
    if (auto [first, inserted] = labels.try_emplace(label->string.text(), label); !inserted)
      diagnostics.report(DiagId::DuplicateLabel, label->range, label->string.text())
          .at(pointerTo(state.pointer, "Label"))
          .label(first->second->range, "the other is here");
  }

  void checkOne(const Machine &machine) {
    SmallVector<const State *> pending;
    SmallPtrSet<const State *, 16> reached;
    auto visit = [&](const State *state) {
      if (state && reached.insert(state).second)
        pending.push_back(state);
    };
    const Node *start = machine.node->find("StartAt");
    const Node *states = machine.node->find("States");
    bool known = start && start->is(NodeKind::String) && states && states->is(NodeKind::Object);
    if (known) {
      const State *first = resolve(machine, {start, pointerTo(machine.pointer, "StartAt")});
      known = first != nullptr;
      visit(first);
    }
    // Every edge is resolved once, those of states that nothing reaches too.
    DenseMap<const State *, SmallVector<const State *, 4>> successors;
    bool ends = false, guesses = false;
    for (const auto &state : machine.states) {
      auto &next = successors[state.get()];
      bool broken = false;
      for (const Edge &edge : edgesOf(*state)) {
        guesses |= isUnknown(machine, *edge.target);
        next.push_back(resolve(machine, edge));
        broken |= !machine.byName.contains(edge.target->string.text());
      }
      ends |= isEnd(*state) || broken || (next.empty() && state->type != StateType::Choice);
      for (const auto &branch : state->branches)
        checkOne(*branch);
    }
    while (!pending.empty())
      for_each(successors[pending.pop_back_val()], visit);
    // A machine that cannot end is one fault: Step Functions does not look for unreachable states then, either.
    if (!ends && !machine.states.empty())
      diagnostics.report(DiagId::NoTerminalState, machine.node->findMember("States")->keyRange)
          .at(pointerTo(machine.pointer, "States"));
    else if (known && !guesses)
      reportUnreached(machine, reached);
  }

  void reportUnreached(const Machine &machine, const SmallPtrSetImpl<const State *> &reached) {
    for (const auto &state : machine.states)
      if (!reached.contains(state.get()))
        diagnostics.report(DiagId::UnreachableState, state->nameRange, state->name).at(state->pointer);
  }

  static bool isEnd(const State &state) {
    return state.end || state.type == StateType::Succeed || state.type == StateType::Fail;
  }

  static std::vector<Edge> edgesOf(const State &state) {
    std::vector<Edge> edges;
    auto add = [&](const Node *object, StringRef key, const std::string &pointer) {
      const Node *target = object->find(key);
      if (target && target->is(NodeKind::String))
        edges.push_back({target, pointerTo(pointer, key)});
    };
    auto addAll = [&](Field field) {
      const Node *list = state.field(field);
      if (list && list->is(NodeKind::Array))
        for (const auto &[index, item] : enumerate(list->items))
          add(item.get(), "Next", pointerTo(pointerTo(state.pointer, spelling(field)), index));
    };
    for (Field field : {Field::Next, Field::Default})
      if (state.field(field))
        add(state.node, spelling(field), state.pointer);
    addAll(Field::Choices);
    addAll(Field::Catch);
    return edges;
  }

  /// Whether a name, or the state that it names, is filled in later.
  static bool isUnknown(const Machine &machine, const Node &target) {
    StringRef name = target.string.text();
    if (machine.byName.contains(name))
      return false;
    const Node *states = machine.node->find("States");
    const Node *state = states && !states->opaque ? states->find(name) : states;
    return hasPlaceholder(name) || (state && state->opaque);
  }

  /// The state meant. Of a name that does not exist: reported, and then the state that it seems to mean, so that one
  /// misspelt name does not make other states unreachable.
  const State *resolve(const Machine &machine, const Edge &edge) {
    StringRef name = edge.target->string.text();
    if (const State *state = machine.byName.lookup(name))
      return state;
    if (isUnknown(machine, *edge.target))
      return nullptr;
    auto report = diagnostics.report(DiagId::UnknownTarget, edge.target->range, name);
    report.at(edge.pointer);
    if (auto elsewhere = states.find(name); elsewhere != states.end()) {
      report.note("that state stands in other 'States'; a transition stays within its own",
                  elsewhere->second->nameRange);
      return nullptr;
    }
    StringRef best = suggest(machine, name);
    if (!best.empty())
      report.hint("did you mean '" + best + "'?", edge.target->string.map(0, name.size()), best);
    return machine.byName.lookup(best);
  }

  /// Every name against every other would take too long in a generated machine of thousands of states.
  StringRef suggest(const Machine &machine, StringRef name) {
    constexpr size_t maxStates = 2000;
    constexpr unsigned maxSuggestions = 100;
    if (machine.states.size() > maxStates || ++suggestions > maxSuggestions)
      return "";
    std::vector<StringRef> names;
    for (const auto &state : machine.states)
      names.push_back(state->name);
    return closest(name, names);
  }

  DiagnosticEngine &diagnostics;
  StringMap<const State *> states;
  StringMap<const Node *> labels;
  unsigned suggestions = 0;
};

} // namespace

void checkMachine(const Machine &machine, DiagnosticEngine &diagnostics) { GraphChecker(diagnostics).check(machine); }

} // namespace aslc::asl
