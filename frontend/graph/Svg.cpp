// Draws what Graphviz has laid out. One file without scripts, fonts or links; a style sheet with colours for light and dark
// pages, on a ground of its own, since the page that shows it may have another. Whole texts are in <title>, which browsers
// show under the pointer. `textLength` fits a text into the width that was planned for it, whatever font there is.
#include "frontend/graph/SvgShapes.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/Sequence.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/raw_ostream.h"

#include <cmath>

using namespace llvm;

namespace aslc::graph {

namespace {

constexpr double margin = 20;

constexpr StringLiteral lightStyle = R"(text{font-family:Helvetica,Arial,"Liberation Sans",sans-serif;fill:#1f2328}
.page{fill:#ffffff}.n{font-size:13px;font-weight:bold}.t{font-size:11px;fill:#57606a}.b{font-size:11px}.i{font-style:italic}
.o{stroke-width:1.5}.l,.k{fill:none}.d{stroke-dasharray:5 3}.k{stroke-width:1.6;stroke-linecap:round;stroke-linejoin:round}
.x{fill:none;stroke-width:1.5;stroke-dasharray:none}.s{stroke:#6e7781}.a{fill:#6e7781}.e{stroke:#b8310a;stroke-dasharray:6 4}.f{fill:#b8310a}
.c{fill:#ffffff}.z{stroke-width:1.2;fill-opacity:.35}.v{fill:none;stroke:#8c959f;stroke-dasharray:3 3}
)";
constexpr StringLiteral darkStyle = R"(text{fill:#e6edf3}.page{fill:#0d1117}.t{fill:#9aa5b1}.s{stroke:#8b949e}.a{fill:#8b949e}
.e{stroke:#ff8a66}.f{fill:#ff8a66}.c{fill:#0d1117}.v{stroke:#6e7681}.z{fill-opacity:.14}
)";

class SvgWriter {
public:
  SvgWriter(const Graph &graph, const Layout &layout) : graph(graph), layout(layout) {}

  std::string run() {
    double width = layout.width + 2 * margin, height = layout.height + 2 * margin;
    out << formatv(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0:f0}\" height=\"{1:f0}\" viewBox=\"0 0 {0:f0} {1:f0}\" role=\"img\">\n", width,
        height);
    out << "<title>" << escapeXml(plain(graph.title)) << "</title>\n<style>\n";
    addStyle();
    out << "</style>\n"
        << formatv("<rect class=\"page\" width=\"{0:f0}\" height=\"{1:f0}\" rx=\"8\"/>\n", width, height)
        << formatv("<g transform=\"translate({0:f0} {0:f0})\">\n", margin);
    // Edges under nodes, labels over edges.
    for (uint32_t box : seq<uint32_t>(1, graph.boxes.size()))
      addBox(graph.boxes[box], layout.boxes[box]);
    for (const auto &[edge, route] : zip_equal(graph.edges, layout.edges))
      addEdge(edge, route);
    for (const auto &[node, centre] : zip_equal(graph.nodes, layout.nodes))
      addNode(node, centre);
    for (const auto &[edge, route] : zip_equal(graph.edges, layout.edges))
      addLabel(edge, route);
    out << "</g>\n</svg>\n";
    return std::move(text);
  }

private:
  void addStyle() {
    auto addKinds = [&](bool isDark) {
      for (unsigned kind : seq_inclusive(0u, unsigned(NodeKind::Missing))) {
        const NodeStyle &style = styleOf(NodeKind(kind));
        StringRef colour = isDark ? style.onDark : style.onLight;
        out << ".k" << kind << " .o,.k" << kind << " .k{stroke:" << colour << "}.k" << kind
            << " .o{fill:" << (isDark ? "#161b22" : style.tint) << "}.k" << kind << " .l{fill:none}.k" << kind << " .m{fill:" << colour
            << "}.k" << kind << " .z{stroke:" << colour << ";fill:" << (isDark ? colour : style.tint) << "}\n";
      }
    };
    out << lightStyle;
    addKinds(false);
    out << "@media (prefers-color-scheme:dark){\n" << darkStyle;
    addKinds(true);
    out << "}\n";
  }

  void addTitle(StringRef tooltip) {
    if (!tooltip.empty())
      out << "<title>" << escapeXml(plainLines(tooltip)) << "</title>";
  }

  void addBox(const Box &box, const Layout::Rectangle &at) {
    unsigned kind = unsigned(box.kind == Box::Map ? NodeKind::Map : NodeKind::Parallel);
    out << formatv("<g class=\"k{0}\"><rect class=\"{1}\" x=\"{2:f1}\" y=\"{3:f1}\" width=\"{4:f1}\" height=\"{5:f1}\" rx=\"10\"/></g>\n",
                   kind, box.kind == Box::Branch ? "v" : "z", at.left, at.top, at.width, at.height);
  }

  /// A line of text of which the left end, or the middle, is at a point.
  void addText(StringRef line, Font font, Point at, StringRef classes, bool isCentred) {
    if (line.empty())
      return;
    out << formatv("<text class=\"{0}\" x=\"{1:f1}\" y=\"{2:f1}\" textLength=\"{3:f1}\" lengthAdjust=\"spacingAndGlyphs\"{4}>", classes,
                   at.x, at.y, widthOf(line, font), isCentred ? " text-anchor=\"middle\"" : "")
        << escapeXml(line) << "</text>";
  }

  void addNode(const Node &node, Point centre) {
    NodeText lines = layOutNode(node);
    out << "<g class=\"k" << unsigned(node.kind) << "\">";
    addTitle(node.tooltip);
    out << outlineOf(node.kind, centre, lines.width, lines.height);
    double left = centre.x - lines.width / 2 + lines.inset, top = centre.y - lines.height / 2 + 8;
    if (node.kind == NodeKind::Map) // the front of the pile
      left -= 2, top += 3;
    if (StringRef icon = iconOf(node.kind); !icon.empty())
      out << formatv("<path class=\"k\" transform=\"translate({0:f1} {1:f1})\" d=\"{2}\"/>", left,
                     centre.y - iconSize / 2 + (node.kind == NodeKind::Map ? 3 : 0), icon);
    for (const std::string &line : lines.name)
      addText(line, nameFont, {left + iconSpace, (top += nameLine) - 4}, "n", false);
    for (const std::string &line : lines.detail)
      addText(line, detailFont, {left + iconSpace, (top += detailLine) - 3}, "t", false);
    out << "</g>\n";
  }

  static std::string curves(const Layout::Curves &points, std::optional<Point> from, std::optional<Point> to) {
    std::string data;
    auto line = [&](char command, Point at) { data += formatv("{0}{1:f1} {2:f1}", command, at.x, at.y); };
    line('M', from.value_or(points[0]));
    if (from)
      line('L', points[0]);
    for (size_t i = 1; i + 2 < points.size(); i += 3)
      data += formatv("C{0:f1} {1:f1} {2:f1} {3:f1} {4:f1} {5:f1}", points[i].x, points[i].y, points[i + 1].x, points[i + 1].y,
                      points[i + 2].x, points[i + 2].y);
    if (to)
      line('L', *to);
    return data;
  }

  /// How far an arrow that ends at a node's rectangle is from its outline.
  Point gapAt(uint32_t index, Point from, Point tip) const {
    const Node &node = graph.nodes[index];
    NodeText size = layOutNode(node);
    Point centre = layout.nodes[index];
    double x = tip.x - from.x, y = tip.y - from.y, length = std::max(std::hypot(x, y), 1.0);
    for (double step = 0; step < 24; ++step)
      if (isInside(node.kind, {tip.x + x * step / length - centre.x, tip.y + y * step / length - centre.y}, size.width + 1,
                   size.height + 1))
        return {x * step / length, y * step / length};
    return {};
  }

  void addEdge(const Edge &edge, const Layout::Route &route) {
    bool isCatch = edge.kind == EdgeKind::Catch;
    Point end = route.last.back(), tip = route.tip.value_or(end), gap = gapAt(edge.to, end, tip);
    Point arrow = {end.x + gap.x, end.y + gap.y};
    // Under the node where it begins, and under the label, it goes on to the centre.
    Point start = layout.nodes[edge.from];
    out << "<g>";
    addTitle(edge.tooltip);
    out << "<path class=\"x " << (isCatch ? 'e' : 's') << "\" d=\"";
    if (!route.first.empty())
      out << curves(route.first, start, route.label);
    out << curves(route.last, route.first.empty() ? start : route.label, arrow) << "\"/>";
    addArrow(arrow, {tip.x + gap.x, tip.y + gap.y}, isCatch ? "f" : "a");
    out << "</g>\n";
  }

  void addArrow(Point from, Point tip, StringRef classes) {
    double x = tip.x - from.x, y = tip.y - from.y, length = std::hypot(x, y);
    if (length == 0)
      return;
    double side = 4.5 / length;
    out << formatv("<path class=\"{0}\" d=\"M{1:f1} {2:f1}L{3:f1} {4:f1}L{5:f1} {6:f1}Z\"/>", classes, tip.x, tip.y, from.x - y * side,
                   from.y + x * side, from.x + y * side, from.y - x * side);
  }

  void addLabel(const Edge &edge, const Layout::Route &route) {
    LabelText label = layOutLabel(edge);
    if (label.lines.empty())
      return;
    out << "<g>";
    addTitle(edge.tooltip);
    out << formatv("<rect class=\"c\" x=\"{0:f1}\" y=\"{1:f1}\" width=\"{2:f1}\" height=\"{3:f1}\" rx=\"3\"/>",
                   route.label.x - label.width / 2, route.label.y - label.height / 2, label.width, label.height);
    StringRef classes = edge.kind == EdgeKind::Catch ? "b f" : edge.kind == EdgeKind::Default ? "b i" : "b";
    double top = route.label.y - label.height / 2 + 2;
    for (const std::string &line : label.lines)
      addText(line, labelFont, {route.label.x, (top += labelLine) - 3}, classes, true);
    out << "</g>\n";
  }

  const Graph &graph;
  const Layout &layout;
  std::string text;
  raw_string_ostream out{text};
};

} // namespace

std::string toSvg(const Graph &graph, StringRef answer) {
  std::optional<Layout> layout = readLayout(graph, answer);
  bool isWhole = layout && all_of(layout->edges, [](const Layout::Route &route) { return !route.last.empty(); });
  return isWhole ? SvgWriter(graph, *layout).run() : "";
}

} // namespace aslc::graph
