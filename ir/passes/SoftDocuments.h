// Documents that need not be made where the machine makes them.
#pragma once

#include "ir/passes/Shapes.h"
#include "ir/passes/Types.h"

#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/EquivalenceClasses.h"
#include "llvm/ADT/SetVector.h"

namespace aslc::ir {

/// A document is soft if it is read by member only, handed on to where it is soft, or wanted whole more rarely than it would be made.
class SoftDocuments {
public:
  SoftDocuments(flow::MachineOp machine, const Shapes &shapes, const Types &types);

  bool contains(mlir::Value value) const { return soft.contains(value); }

  /// Where a soft document is wanted as a whole: by ops of a block, or in them, the first of which this is.
  struct Place {
    mlir::Value document;
    mlir::Operation *first;
  };
  llvm::SmallVector<Place> places() const;
  /// Whether a use of a soft document belongs to such a place.
  bool isWhole(mlir::OpOperand &use, const mlir::Block *block) const;

private:
  /// Documents that flow into one another.
  struct Group {
    // A member that is put where one was, undefined and so left out, stands at the end; and where one like an index stands is the dialect's
    // business. Where nothing is put, members are made again in the order in which they were made.
    bool isPut = false, isPlain = true;
    bool mayMove() const { return !isPut || isPlain; }

    // By the guesses of a walk: how often their ops run, and how often those would that made what is wanted as a whole.
    uint64_t made = 0, wanted = 0;
    bool isRead = false; // by member
    bool isWorthMoving() const { return wanted < made || (wanted == made && isRead); }
  };
  Group &groupOf(mlir::Value document) { return groups[together.getLeaderValue(document.getAsOpaquePointer())]; }
  const Group &groupOf(mlir::Value document) const { return groups.at(together.getLeaderValue(document.getAsOpaquePointer())); }

  enum class Need { None, Whole, Unmoved };
  Need needOf(mlir::OpOperand &use) const;
  mlir::Value handedTo(mlir::OpOperand &use) const;
  bool isEnd(mlir::Value document) const;
  bool isUnmoved(mlir::OpOperand &use) const;
  void sourcesOf(mlir::Value document, llvm::SmallVectorImpl<mlir::Value> &sources) const;
  void formGroups(const Types &types);
  void keep(llvm::function_ref<bool(mlir::OpOperand &)> needsIt);
  bool costs(mlir::Operation *op) const;
  void keepCostly();

  mlir::Region &body;
  const Shapes &shapes;
  llvm::SetVector<mlir::Value> documents; // that lead to others, or are read
  llvm::DenseSet<mlir::Value> soft;
  llvm::EquivalenceClasses<const void *> together; // documents
  llvm::DenseMap<const void *, Group> groups;
};

} // namespace aslc::ir
