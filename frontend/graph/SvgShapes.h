// Outlines and icons of nodes. Internal to this folder.
#pragma once

#include "frontend/graph/Layout.h"

namespace aslc::graph {

/// Elements that draw a node's outline around its centre, of the classes o (outline and ground), l (line) and m (marker).
std::string outlineOf(NodeKind kind, Point centre, double width, double height);
/// Whether a point, given from the centre, is inside of that outline. Layouts take every node for a rectangle.
bool isInside(NodeKind kind, Point point, double width, double height);
/// Path data of a kind's icon, in a square of iconSize; drawn as lines.
llvm::StringRef iconOf(NodeKind kind);

} // namespace aslc::graph
