// A state machine as a picture: nodes, edges, and boxes around what belongs together; and the forms that it is written in.
#pragma once

#include "frontend/asl/Model.h"

#include <string>
#include <vector>

namespace aslc::graph {

enum class NodeKind : uint8_t {
#define NODE(Id, ...) Id,
#include "frontend/graph/Nodes.def"
};

/// What the table Nodes.def says of a kind.
struct NodeStyle {
  llvm::StringRef id, name, onLight, onDark, tint, dot, open, close;
};
const NodeStyle &styleOf(NodeKind kind);

struct Node {
  NodeKind kind;
  uint32_t box;
  std::string name;    // of the state; empty for markers
  std::string detail;  // "lambda:invoke", "5 s"
  std::string tooltip; // lines
};

enum class EdgeKind : uint8_t {
  Next,
  Choice,
  Default,
  Catch,
  Flow, // between markers: from the start, into branches, to the end
};

struct Edge {
  EdgeKind kind;
  uint32_t from, to; // nodes
  std::string label;
  std::string tooltip; // lines; "" for Flow
};

/// Box 0 is the picture. Others stand around the states of a Map or Parallel state, and around each branch inside.
struct Box {
  enum Kind : uint8_t { Picture, Parallel, Map, Branch } kind;
  uint32_t parent;
};

struct Graph {
  std::string title;
  std::vector<Node> nodes;
  std::vector<Edge> edges;
  std::vector<Box> boxes;
  /// Pairs of nodes of which the second comes below the first, without an edge.
  std::vector<std::pair<uint32_t, uint32_t>> below;
};

/// The picture of a machine. Targets that do not exist are nodes of their own.
Graph build(const asl::Machine &machine, std::string title);

std::string toMermaid(const Graph &graph);
std::string toDot(const Graph &graph);

/// What Graphviz is asked to lay out: sizes instead of texts. Its answer to `dot -Tjson0` goes to toSvg.
std::string layoutRequest(const Graph &graph);
/// SVG that needs nothing else; empty if `answer` is not what dot answers.
std::string toSvg(const Graph &graph, llvm::StringRef answer);

} // namespace aslc::graph
