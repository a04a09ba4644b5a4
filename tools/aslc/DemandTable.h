// What an expression reads of its input, in the form in which the reader asks for it.
#pragma once

#include "ir/analysis/Demand.h"

#include "runtime/abi/Demand.h"

#include <deque>
#include <vector>

namespace aslc {

class DemandTable {
public:
  /// `compact`: what is passed on is written as compact JSON.
  DemandTable(std::unique_ptr<ir::DemandTree> tree, bool compact) : compact(compact), tree(std::move(tree)), top(make(*this->tree)) {}
  /// Null: all of the input.
  const aslrt::Demand *root() const { return top; }

private:
  const aslrt::Demand *make(const ir::DemandTree &of) {
    if (of.all || (of.passed && !compact))
      return nullptr;
    auto &members = rows.emplace_back();
    for (const auto &[key, inner] : of.members)
      members.push_back({key, make(*inner)});
    return &nodes.emplace_back(
        aslrt::Demand{members.data(), uint32_t(members.size()), of.passed ? aslrt::Kept::Passed : aslrt::Kept::Nothing});
  }

  bool compact;
  std::unique_ptr<ir::DemandTree> tree; // holds the keys
  std::deque<std::vector<aslrt::Demand::Member>> rows;
  std::deque<aslrt::Demand> nodes;
  const aslrt::Demand *top;
};

} // namespace aslc
