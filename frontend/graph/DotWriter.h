// The structure of a graph in DOT; what stands at nodes, edges and boxes is the caller's. Internal to this folder.
#pragma once

#include "frontend/graph/Graph.h"

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/Support/raw_ostream.h"

namespace aslc::graph {

/// What stands in the brackets of a node, and statements before and after the nodes of a box.
struct DotAttributes {
  llvm::function_ref<std::string(const Node &)> node;
  llvm::function_ref<std::string(uint32_t box)> before, after;
};

/// All nodes, called n0, n1 ..., in their boxes, called cluster_1, cluster_2 ...
void writeNodes(const Graph &graph, const DotAttributes &attributes, llvm::raw_ostream &out);

} // namespace aslc::graph
