// DOT for people: `dot -Tsvg` and others draw it.
#include "frontend/graph/DotWriter.h"
#include "frontend/graph/Text.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/Sequence.h"

using namespace llvm;

namespace aslc::graph {

namespace {

// As deep as machines nest.
void writeBox(const Graph &graph, const DotAttributes &attributes, uint32_t box, unsigned indent, raw_ostream &out) {
  auto addStatements = [&](const std::string &statements) {
    if (!statements.empty())
      out.indent(indent) << statements << '\n';
  };
  addStatements(attributes.before(box));
  for (const auto &[index, node] : enumerate(graph.nodes))
    if (node.box == box)
      out.indent(indent) << 'n' << index << " [" << attributes.node(node) << "];\n";
  for (uint32_t inner : seq<uint32_t>(1, graph.boxes.size())) {
    if (graph.boxes[inner].parent != box)
      continue;
    out.indent(indent) << "subgraph cluster_" << inner << " {\n";
    writeBox(graph, attributes, inner, indent + 2, out);
    out.indent(indent) << "}\n";
  }
  addStatements(attributes.after(box));
}

std::string quoted(StringRef text, double width, size_t mostLines) {
  std::string result;
  for (const std::string &line : wrap(plain(text), {14, false}, width, mostLines)) {
    result += result.empty() ? "" : "\\n";
    for (char c : line)
      result += c == '"' || c == '\\' ? std::string{'\\', c} : std::string(1, c);
  }
  return '"' + result + '"';
}

std::string nodeAttributes(const Node &node) {
  const NodeStyle &style = styleOf(node.kind);
  std::string label = node.name.empty() ? "\"\"" : quoted(node.name, 220, 4);
  if (!node.detail.empty())
    label.insert(label.size() - 1, "\\n" + StringRef(quoted(node.detail, 220, 2)).drop_front().drop_back().str());
  std::string size = node.kind == NodeKind::Join    ? ", width=0.8, height=0.06, fixedsize=true"
                     : node.kind == NodeKind::Start ? ", width=0.2, height=0.2"
                     : node.kind == NodeKind::End   ? ", width=0.15, height=0.15"
                                                    : "";
  return (Twine("label=") + label + ", " + style.dot + ", color=\"" + style.onLight + "\", fillcolor=\"" + style.tint + "\"" + size).str();
}

std::string edgeAttributes(const Edge &edge) {
  std::string text = edge.label.empty() ? "" : " [label=" + quoted(edge.label, 200, 3);
  if (edge.kind == EdgeKind::Catch) {
    std::string colour = styleOf(NodeKind::Fail).onLight.str();
    text += (text.empty() ? " [" : ", ") + ("style=dashed, color=\"" + colour + "\", fontcolor=\"" + colour + "\"");
  }
  return text.empty() ? "" : text + "]";
}

std::string boxAttributes(const Box &box) {
  if (box.kind == Box::Picture)
    return "";
  if (box.kind == Box::Branch)
    return "style=\"rounded,dashed\"; color=\"#57606a\";";
  return ("style=rounded; color=\"" + styleOf(box.kind == Box::Map ? NodeKind::Map : NodeKind::Parallel).onLight + "\";").str();
}

} // namespace

void writeNodes(const Graph &graph, const DotAttributes &attributes, raw_ostream &out) { writeBox(graph, attributes, 0, 2, out); }

std::string toDot(const Graph &graph) {
  std::string text;
  raw_string_ostream out(text);
  out << "digraph {\n"
         "  graph [rankdir=TB, fontname=\"Helvetica\"];\n"
         "  node [style=filled, fontname=\"Helvetica\", fontsize=12];\n"
         "  edge [fontname=\"Helvetica\", fontsize=10];\n";
  writeNodes(graph, {nodeAttributes, [&](uint32_t box) { return boxAttributes(graph.boxes[box]); }, [](uint32_t) { return ""; }}, out);
  for (const Edge &edge : graph.edges)
    out << "  n" << edge.from << " -> n" << edge.to << edgeAttributes(edge) << ";\n";
  for (auto [upper, lower] : graph.below)
    out << "  n" << upper << " -> n" << lower << " [style=invis];\n";
  out << "}\n";
  return text;
}

} // namespace aslc::graph
