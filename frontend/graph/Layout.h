// What stands where in the SVG. Lengths are pixels, which are the points of Graphviz; y grows downwards. Internal to this
// folder.
#pragma once

#include "frontend/graph/Graph.h"
#include "frontend/graph/Text.h"

#include <optional>

namespace aslc::graph {

struct Point {
  double x = 0, y = 0;
};

inline constexpr Font nameFont{13, true}, detailFont{11, false}, labelFont{11, false};
inline constexpr double nameLine = 17, detailLine = 14, labelLine = 14;
inline constexpr double iconSize = 16, iconSpace = iconSize + 9;

/// A node's texts in lines, and the size that they ask for.
struct NodeText {
  std::vector<std::string> name, detail;
  double width, height;
  double inset; // of icon and text from the left
};
NodeText layOutNode(const Node &node);

/// An edge's label in lines.
struct LabelText {
  std::vector<std::string> lines;
  double width, height;
};
LabelText layOutLabel(const Edge &edge);

struct Layout {
  struct Rectangle {
    double left, top, width, height;
  };
  /// A start, then three points for each curve of Bézier.
  using Curves = std::vector<Point>;
  struct Route {
    Curves first;             // to the label, if there is one
    Curves last;              // to the arrow
    std::optional<Point> tip; // of the arrow
    Point label;              // its centre
  };
  double width = 0, height = 0;
  std::vector<Point> nodes;     // their centres
  std::vector<Rectangle> boxes; // that of box 0 is empty
  std::vector<Route> edges;
};

/// What `dot -Tjson0` answers to layoutRequest(). Nothing if it is something else.
std::optional<Layout> readLayout(const Graph &graph, llvm::StringRef answer);

} // namespace aslc::graph
