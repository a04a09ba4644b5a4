// Mermaid's flowchart, as GitHub and others draw it in Markdown. Texts are in quotes, where `#name;` stands for a character;
// ids are numbers, since names may be anything.
#include "frontend/graph/Graph.h"
#include "frontend/graph/Text.h"

#include "llvm/ADT/Sequence.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;

namespace aslc::graph {

namespace {

/// Mermaid breaks lines of its own at 200 pixels; ours stay below.
constexpr double textWidth = 185;
constexpr Font font{16, false};
/// Legible on light and dark pages: which one it is, is not known here.
constexpr StringLiteral catchColour = "#d1552b";

std::string escape(StringRef text) {
  std::string result;
  for (char c : text)
    switch (c) {
    case '"': result += "#quot;"; break;
    case '#': result += "#35;"; break;
    case '&': result += "#amp;"; break;
    case '<': result += "#lt;"; break;
    case '>': result += "#gt;"; break;
    case '`': result += "#96;"; break;
    case '\\': result += "#92;"; break;
    default: result += c;
    }
  return result;
}

std::string quoted(StringRef text, double width, size_t mostLines) {
  std::string result;
  for (const std::string &line : wrap(plain(text), font, width, mostLines))
    result += (result.empty() ? "" : "<br/>") + escape(line);
  return '"' + result + '"';
}

class MermaidWriter {
public:
  explicit MermaidWriter(const Graph &graph) : graph(graph) {}

  std::string run() {
    out << "flowchart TD\n";
    addBox(0, 2);
    for (const Edge &edge : graph.edges)
      addEdge(edge);
    addClasses();
    addBoxStyles();
    addCatchStyles();
    return std::move(text);
  }

private:
  // As deep as machines nest.
  void addBox(uint32_t box, unsigned indent) {
    for (uint32_t node : seq<uint32_t>(0, graph.nodes.size()))
      if (graph.nodes[node].box == box)
        addNode(node, indent);
    for (uint32_t inner : seq<uint32_t>(1, graph.boxes.size())) {
      if (graph.boxes[inner].parent != box)
        continue;
      out.indent(indent) << "subgraph b" << inner << " [\" \"]\n";
      addBox(inner, indent + 2);
      out.indent(indent) << "end\n";
    }
  }

  void addNode(uint32_t index, unsigned indent) {
    const Node &node = graph.nodes[index];
    const NodeStyle &style = styleOf(node.kind);
    std::string label = node.name.empty() ? "\" \"" : quoted(node.name, textWidth, 4);
    if (!node.detail.empty())
      label.insert(label.size() - 1, "<br/><small>" + StringRef(quoted(node.detail, textWidth, 2)).trim('"').str() + "</small>");
    out.indent(indent) << 'n' << index << style.open << label << style.close << ":::is" << style.id << '\n';
  }

  void addEdge(const Edge &edge) {
    out << "  n" << edge.from << (edge.kind == EdgeKind::Catch ? " -.->" : " -->");
    if (!edge.label.empty())
      out << '|' << quoted(edge.label, textWidth, 3) << '|';
    out << " n" << edge.to << '\n';
  }

  void addClasses() {
    for (unsigned kind : seq_inclusive(0u, unsigned(NodeKind::Missing))) {
      if (none_of(graph.nodes, [&](const Node &node) { return unsigned(node.kind) == kind; }))
        continue;
      const NodeStyle &style = styleOf(NodeKind(kind));
      out << "  classDef is" << style.id << " fill:" << style.tint << ",stroke:" << style.onLight << ",stroke-width:1.5px,color:#1f2328"
          << (NodeKind(kind) == NodeKind::Missing ? ",stroke-dasharray:4 3" : "") << '\n';
    }
  }

  void addBoxStyles() {
    for (uint32_t box : seq<uint32_t>(1, graph.boxes.size())) {
      NodeKind kind = graph.boxes[box].kind == Box::Map        ? NodeKind::Map
                      : graph.boxes[box].kind == Box::Parallel ? NodeKind::Parallel
                                                               : NodeKind::Join;
      out << "  style b" << box << " fill:transparent,stroke:" << styleOf(kind).onLight
          << (graph.boxes[box].kind == Box::Branch ? ",stroke-dasharray:3 3" : "") << '\n';
    }
  }

  void addCatchStyles() {
    const char *separator = "  linkStyle ";
    for (const auto &[index, edge] : enumerate(graph.edges))
      if (edge.kind == EdgeKind::Catch)
        out << std::exchange(separator, ",") << index;
    if (*separator == ',')
      out << " stroke:" << catchColour << ",color:" << catchColour << '\n';
  }

  const Graph &graph;
  std::string text;
  raw_string_ostream out{text};
};

} // namespace

std::string toMermaid(const Graph &graph) { return MermaidWriter(graph).run(); }

} // namespace aslc::graph
