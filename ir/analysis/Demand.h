// Which members of a value code can read (decision D8): a backward walk over what the value flows to.
#pragma once

#include "mlir/IR/Value.h"

#include <map>
#include <memory>
#include <string>

namespace aslc::ir {

/// A tree of the names that are looked up. Arrays do not show: what is read of an array is what is read of its items.
struct DemandTree {
  static constexpr unsigned deepest = 32; // below that, all is read: a loop may go down and down

  bool all = false;    // the whole value
  bool passed = false; // what is not read is part of the result, where nothing looks into it
  unsigned depth = 0;
  std::map<std::string, std::unique_ptr<DemandTree>, std::less<>> members;

  DemandTree &member(llvm::StringRef name);
};

/// What is read of a value. Of the jsonata and flow dialects, before they are lowered: what other ops do with a value is reading all of it.
/// What a failure tells of a value does not count.
std::unique_ptr<DemandTree> demandOf(mlir::Value value);

} // namespace aslc::ir
