// From the model to nodes and edges.
//
// A Map or Parallel state is a box: on top its own node, from which its branches start; at the bottom a bar where they
// meet, from which it goes on. So no edge begins or ends at a box, which layouts are not good at.
#include "frontend/graph/Details.h"

#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/STLExtras.h"

using namespace llvm;

namespace aslc::graph {

using asl::Machine;
using asl::State;
using asl::StateType;

static constexpr NodeStyle styles[] = {
#define NODE(Id, Name, OnLight, OnDark, Tint, Dot, Open, Close) {#Id, Name, OnLight, OnDark, Tint, Dot, Open, Close},
#include "frontend/graph/Nodes.def"
};
static_assert(NodeKind(StateType::Pass) == NodeKind::Pass && NodeKind(StateType::Map) == NodeKind::Map &&
                  NodeKind(StateType::Fail) == NodeKind::Fail,
              "nodes of states follow StateType");

const NodeStyle &styleOf(NodeKind kind) { return styles[unsigned(kind)]; }

namespace {

class Builder {
public:
  explicit Builder(Graph &graph) : graph(graph) {}

  // Machines nest as the document does, whose depth Options::maxDepth bounds.
  /// Adds a machine's states to a box. They begin after node `from`; what ends the machine leads to `end`, which is made
  /// when it is first needed if it is none.
  void addMachine(const Machine &machine, uint32_t box, uint32_t from, uint32_t end) {
    Scope scope{box, end, end != none, {}, {}};
    for (const auto &state : machine.states)
      addState(*state, scope);
    addEdge({EdgeKind::Flow, from, target(machine.startAt.text(), scope), "", ""});
    for (const auto &state : machine.states)
      addEdges(*state, scope);
  }

  uint32_t addNode(Node node) {
    graph.nodes.push_back(std::move(node));
    return graph.nodes.size() - 1;
  }

  static constexpr uint32_t none = UINT32_MAX;

private:
  struct Place {
    uint32_t entry, exit; // the state's node; where its edges leave
  };
  struct Scope {
    uint32_t box, end;
    bool isInner; // of a Map or Parallel state: Succeed does not end all
    StringMap<Place> places;
    StringMap<uint32_t> missing;
  };

  uint32_t addBox(Box::Kind kind, uint32_t parent) {
    graph.boxes.push_back({kind, parent});
    return graph.boxes.size() - 1;
  }

  void addState(const State &state, Scope &scope) {
    bool isBox = state.type == StateType::Parallel || state.type == StateType::Map;
    uint32_t box = isBox ? addBox(state.type == StateType::Map ? Box::Map : Box::Parallel, scope.box) : scope.box;
    uint32_t entry = addNode({NodeKind(state.type), box, state.name, detailOf(state), describeState(state)});
    uint32_t exit = isBox ? addBranches(state, box, entry) : entry;
    scope.places.try_emplace(state.name, Place{entry, exit});
  }

  uint32_t addBranches(const State &state, uint32_t box, uint32_t entry) {
    uint32_t join = addNode({NodeKind::Join, box, "", "", "end of '" + state.name + "'"});
    graph.below.push_back({entry, join});
    for (const auto &branch : state.branches)
      addMachine(*branch, state.type == StateType::Map ? box : addBox(Box::Branch, box), entry, join);
    return join;
  }

  /// The node of a target; a dangling one gets a node that says so.
  uint32_t target(StringRef name, Scope &scope) {
    if (auto found = scope.places.find(name); found != scope.places.end())
      return found->second.entry;
    auto [known, isNew] = scope.missing.try_emplace(name, 0);
    if (isNew)
      known->second = addNode({NodeKind::Missing, scope.box, name.str(), "", ("no state is named '" + name + "' here").str()});
    return known->second;
  }

  uint32_t endOf(Scope &scope) {
    if (scope.end == none)
      scope.end = addNode({NodeKind::End, scope.box, "", "", "end"});
    return scope.end;
  }

  void addEdge(Edge edge) { graph.edges.push_back(std::move(edge)); }

  void addEdge(EdgeKind kind, const State &state, StringRef name, Scope &scope, std::string label, const Twine &note = "") {
    std::string tooltip = (state.name + " → " + name).str();
    std::string more = note.str();
    addEdge({kind, scope.places.lookup(state.name).exit, target(name, scope), std::move(label),
             more.empty() ? tooltip : tooltip + "\n" + more});
  }

  void addEdges(const State &state, Scope &scope) {
    for (const asl::ChoiceRule &rule : state.choices) {
      std::string condition = conditionOf(rule);
      const document::Node *comment = rule.node->find("Comment");
      std::string note = condition + (comment ? "\n" + textOf(*comment) : "");
      std::string label = withoutComments(condition);
      addEdge(EdgeKind::Choice, state, rule.next.text(), scope, label.empty() ? "?" : label, note);
    }
    if (state.defaultNext)
      addEdge(EdgeKind::Default, state, state.defaultNext->text(), scope, "Default", "if no rule holds");
    addEnds(state, scope);
    addCatchers(state, scope);
  }

  void addEnds(const State &state, Scope &scope) {
    if (state.next)
      addEdge(EdgeKind::Next, state, state.next->text(), scope, "");
    else if (state.end || (state.type == StateType::Succeed && scope.isInner))
      addEdge({EdgeKind::Next, scope.places.lookup(state.name).exit, endOf(scope), "", state.name + " → end"});
  }

  /// Catchers that lead to one state are one edge.
  void addCatchers(const State &state, Scope &scope) {
    MapVector<StringRef, std::string> errors;
    for (const asl::Catcher &catcher : state.catchers)
      for (const MappedText &error : catcher.errors) {
        std::string &names = errors[catcher.next.text()];
        names += (names.empty() ? "" : ", ") + error.text().str();
      }
    for (const auto &[next, names] : errors)
      addEdge(EdgeKind::Catch, state, next, scope, names, "Catch: " + names);
  }

  Graph &graph;
};

} // namespace

Graph build(const Machine &machine, std::string title) {
  Graph graph;
  graph.title = std::move(title);
  graph.boxes.push_back({Box::Picture, 0});
  Builder builder(graph);
  uint32_t start = builder.addNode({NodeKind::Start, 0, "", "", "start"});
  builder.addMachine(machine, 0, start, Builder::none);
  return graph;
}

} // namespace aslc::graph
