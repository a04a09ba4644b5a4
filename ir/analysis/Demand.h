// Which members of values code can read (decision D8): a backward walk over what a value flows to.
#pragma once

#include "mlir/IR/BuiltinOps.h"
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
  bool told = false;   // a failure tells what it is
  bool listed = false; // if it is no array, a failure tells what it is
  bool copied = false; // another object has all of its members
  mlir::Operation *reader = nullptr; // one that may read the whole value, if that is why all of it is read
  unsigned depth = 0;
  std::map<std::string, std::unique_ptr<DemandTree>, std::less<>> members;

  /// Whether it is read by itself, not only members of it.
  bool isRead() const { return all || passed || listed || copied; }
  DemandTree &member(llvm::StringRef name);
  const DemandTree *find(llvm::StringRef name) const; // null: nothing is read of it
  /// Reads what another one reads, of a member at the end of a path.
  void addPart(const DemandTree &other, llvm::ArrayRef<llvm::StringRef> path);
  /// Reads what another one reads, but for such a member.
  void add(const DemandTree &other, llvm::ArrayRef<llvm::StringRef> except = {});

private:
  /// All or the text of it, if another one has that.
  void addWhole(const DemandTree &other);
};

/// What is read of a value. Of the jsonata and flow dialects, before they are lowered: what other ops do with a value is reading all of it.
std::unique_ptr<DemandTree> demandOf(mlir::Value value);

/// What a workflow reads, not counting its observed machines.
struct WorkflowDemand {
  std::map<std::string, DemandTree> inputs;  // by the machines that executions begin with
  std::map<std::string, DemandTree> results; // of tasks, by state
  bool asksContext = false;                  // for something of its executions
};
WorkflowDemand demandOf(mlir::ModuleOp workflow);

} // namespace aslc::ir
