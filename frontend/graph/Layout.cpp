// Sizes for Graphviz, and places from it.
//
// A label is a node to it, l0, l1 ... by its edge, and the edge goes through: then nobody asks which of two edges a label
// belongs to. The first part has the id f0, f1 ..., the last e0, e1 ...
#include "frontend/graph/Layout.h"
#include "frontend/graph/DotWriter.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/JSON.h"

using namespace llvm;

namespace aslc::graph {

static double widest(ArrayRef<std::string> lines, Font font) {
  double width = 0;
  for (const std::string &line : lines)
    width = std::max(width, widthOf(line, font));
  return width;
}

/// Markers, which have no text.
static std::optional<Point> sizeOfMarker(NodeKind kind) {
  switch (kind) {
  case NodeKind::Start: return Point{16, 16};
  case NodeKind::End: return Point{20, 20};
  case NodeKind::Join: return Point{72, 6};
  default: return std::nullopt;
  }
}

NodeText layOutNode(const Node &node) {
  constexpr double padding = 13, mostWidth = 220, leastWidth = 96;
  if (std::optional<Point> size = sizeOfMarker(node.kind))
    return {{}, {}, size->x, size->y, 0};
  std::string detail = styleOf(node.kind).name.str();
  if (std::string more = plain(node.detail); !more.empty())
    detail += " · " + more;
  NodeText text{wrap(plain(node.name), nameFont, mostWidth, 5), wrap(detail, detailFont, mostWidth, 2), 0, 0, padding};
  // Outlines with points or curves at their sides need room there.
  bool isPointed =
      node.kind == NodeKind::Choice || node.kind == NodeKind::Succeed || node.kind == NodeKind::Pass || node.kind == NodeKind::Parallel;
  text.inset += isPointed ? 8 : 0;
  double inner = std::max(widest(text.name, nameFont), widest(text.detail, detailFont));
  double right = text.inset + (node.kind == NodeKind::Wait ? 12 : 0);
  text.width = std::ceil(std::max(leastWidth, text.inset + iconSpace + inner + right));
  text.height = text.name.size() * nameLine + text.detail.size() * detailLine + 16;
  return text;
}

LabelText layOutLabel(const Edge &edge) {
  constexpr double mostWidth = 180, padding = 5;
  if (edge.label.empty())
    return {{}, 0, 0};
  LabelText text{wrap(plain(edge.label), labelFont, mostWidth, 3), 0, 0};
  text.width = std::ceil(widest(text.lines, labelFont) + 2 * padding);
  text.height = text.lines.size() * labelLine + 4;
  return text;
}

/// The innermost box around two.
static uint32_t commonBox(const Graph &graph, uint32_t a, uint32_t b) {
  while (a != b) // inner ones have greater numbers
    (a > b ? a : b) = graph.boxes[std::max(a, b)].parent;
  return a;
}

static std::string sizeInInches(double width, double height) {
  return "width=" + std::to_string(width / 72) + ", height=" + std::to_string(height / 72);
}

static void writeEdges(const Graph &graph, raw_ostream &out) {
  for (const auto &[index, edge] : enumerate(graph.edges)) {
    unsigned weight = edge.kind == EdgeKind::Next ? 4 : edge.kind == EdgeKind::Catch ? 1 : 2;
    if (edge.label.empty())
      out << "n" << edge.from;
    else
      out << "n" << edge.from << " -> l" << index << " [id=f" << index << ", dir=none, weight=" << weight << "];\nl" << index;
    out << " -> n" << edge.to << " [id=e" << index << ", weight=" << weight << "];\n";
  }
  for (auto [upper, lower] : graph.below)
    out << "n" << upper << " -> n" << lower << " [style=invis];\n";
}

std::string layoutRequest(const Graph &graph) {
  auto node = [&](const Node &node) {
    NodeText text = layOutNode(node);
    return sizeInInches(text.width, text.height);
  };
  // Loops are broken where a walk from the first node of a box closes them: where it begins comes first, and so at the top.
  auto before = [&](uint32_t box) {
    std::string text = "margin=14;";
    for (const Edge &edge : graph.edges)
      for (uint32_t end : {edge.from, edge.to})
        if (edge.kind == EdgeKind::Flow && graph.nodes[end].box == box)
          text += " n" + std::to_string(end) + ";";
    return text;
  };
  auto after = [&](uint32_t box) {
    std::string text;
    for (const auto &[index, edge] : enumerate(graph.edges))
      if (!edge.label.empty() && commonBox(graph, graph.nodes[edge.from].box, graph.nodes[edge.to].box) == box) {
        LabelText label = layOutLabel(edge);
        text += "l" + std::to_string(index) + " [" + sizeInInches(label.width, label.height) + "];\n";
      }
    return text;
  };
  std::string text;
  raw_string_ostream out(text);
  out << "digraph {\ngraph [rankdir=TB, nodesep=0.3, ranksep=0.3, margin=0, pad=0];\nnode [shape=box, fixedsize=true, label=\"\"];\n";
  writeNodes(graph, {node, before, after}, out);
  writeEdges(graph, out);
  out << "}\n";
  return text;
}

namespace {

class LayoutReader {
public:
  explicit LayoutReader(const Graph &graph) {
    layout.nodes.resize(graph.nodes.size());
    layout.boxes.resize(graph.boxes.size());
    layout.edges.resize(graph.edges.size());
  }

  std::optional<Layout> read(StringRef answer) {
    Expected<json::Value> value = json::parse(answer);
    if (!value) {
      consumeError(value.takeError());
      return std::nullopt;
    }
    const json::Object *root = value->getAsObject();
    std::vector<double> bounds = numbers(root ? root->getString("bb") : std::nullopt);
    if (bounds.size() != 4)
      return std::nullopt;
    layout.width = bounds[2];
    layout.height = bounds[3];
    bool isWhole = each(root->getArray("objects"), [&](const json::Object &object) { return readObject(object); }) &&
                   each(root->getArray("edges"), [&](const json::Object &edge) { return readEdge(edge); });
    return isWhole ? std::optional(std::move(layout)) : std::nullopt;
  }

private:
  static bool each(const json::Array *list, function_ref<bool(const json::Object &)> read) {
    return !list || all_of(*list, [&](const json::Value &value) { return value.getAsObject() && read(*value.getAsObject()); });
  }

  /// "1,2 3,4" as four numbers.
  static std::vector<double> numbers(std::optional<StringRef> text) {
    std::vector<double> result;
    SmallVector<StringRef, 32> words;
    for (StringRef part : split(text.value_or(""), ' '))
      part.split(words, ',', -1, false);
    for (StringRef word : words) {
      double number = 0;
      if (word.getAsDouble(number))
        return {};
      result.push_back(number);
    }
    return result;
  }

  Point flip(double x, double y) const { return {x, layout.height - y}; }

  /// The number in "n12", of one of so many things, after the prefix.
  static std::optional<size_t> indexOf(StringRef name, StringRef prefix, size_t count) {
    size_t index = 0;
    if (!name.consume_front(prefix) || name.getAsInteger(10, index) || index >= count)
      return std::nullopt;
    return index;
  }

  bool readObject(const json::Object &object) {
    StringRef name = object.getString("name").value_or("");
    if (auto box = indexOf(name, "cluster_", layout.boxes.size())) {
      std::vector<double> corners = numbers(object.getString("bb"));
      if (corners.size() == 4)
        layout.boxes[*box] = {corners[0], layout.height - corners[3], corners[2] - corners[0], corners[3] - corners[1]};
      return corners.size() == 4;
    }
    std::vector<double> centre = numbers(object.getString("pos"));
    if (centre.size() != 2)
      return false;
    Point place = flip(centre[0], centre[1]);
    if (auto label = indexOf(name, "l", layout.edges.size()))
      layout.edges[*label].label = place;
    else if (auto node = indexOf(name, "n", layout.nodes.size()))
      layout.nodes[*node] = place;
    else
      return false;
    return true;
  }

  bool readEdge(const json::Object &edge) {
    StringRef id = edge.getString("id").value_or("");
    if (id.empty()) // an invisible one
      return true;
    auto first = indexOf(id, "f", layout.edges.size()), last = indexOf(id, "e", layout.edges.size());
    if (!first && !last)
      return false;
    Layout::Route &route = layout.edges[first ? *first : *last];
    Layout::Curves &curves = first ? route.first : route.last;
    for (StringRef part : split(edge.getString("pos").value_or(""), ' ')) {
      bool isTip = part.consume_front("e,");
      std::vector<double> point = numbers(part);
      if (point.size() != 2)
        return false;
      if (isTip)
        route.tip = flip(point[0], point[1]);
      else
        curves.push_back(flip(point[0], point[1]));
    }
    return curves.size() % 3 == 1;
  }

  Layout layout;
};

} // namespace

std::optional<Layout> readLayout(const Graph &graph, StringRef answer) { return LayoutReader(graph).read(answer); }

} // namespace aslc::graph
