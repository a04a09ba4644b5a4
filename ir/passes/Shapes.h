// What documents that travel from state to state are made of: the objects of payload templates, and what ResultPath puts into them.
#pragma once

#include "ir/flow/Flow.h"
#include "ir/passes/Edges.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/MapVector.h"

#include <optional>

namespace aslc::ir {

/// What stands at one place of a document: a value; or, if it is null, what the incoming documents of the block argument `of` have as
/// part `index`, which differs by the way that control came.
struct Slot {
  mlir::Value value;
  mlir::BlockArgument of;
  unsigned index = 0;

  bool operator==(const Slot &) const = default;
};

/// A value and where it was put: names, one within the other.
struct Part {
  mlir::ArrayAttr path;
  Slot slot;
};

/// A document is `base` (null: an object without members) with the parts put into it one after another.
struct Shape {
  mlir::Value base;
  llvm::SmallVector<Part, 8> parts;

  /// What a path finds. Parts below it make it `covered`: the object there is no value by itself.
  struct Found {
    bool covered = false;
    const Slot *slot = nullptr; // else it is to be looked for in the base
    unsigned consumed = 0;      // names that led to the slot
  };
  Found find(mlir::ArrayAttr path) const;
};

/// Shapes of the values of a machine. A value that nothing is known of is its own base.
class Shapes {
public:
  explicit Shapes(flow::MachineOp machine);

  Shape of(mlir::Value value) const;
  /// Values with a shape other than themselves, in the order of the machine.
  llvm::ArrayRef<mlir::Value> documents() const { return known; }
  /// Whether there is an object at a path, or nothing, so that something can be put below it.
  bool takesMembers(const Shape &shape, mlir::ArrayAttr path) const;
  /// Whether a put cannot fail.
  bool isSure(flow::PutOp put) const;

private:
  bool update(mlir::Value value, std::optional<Shape> shape);
  std::optional<Shape> compute(json::ObjectOp object) const;
  std::optional<Shape> compute(flow::PutOp put) const;
  std::optional<Shape> compute(mlir::BlockArgument argument) const;
  bool isPending(mlir::Value value) const;
  bool isObject(mlir::Value value, llvm::ArrayRef<mlir::Attribute> names) const;

  llvm::DenseMap<mlir::Value, Shape> shapes; // not yet reached: absent
  llvm::SmallVector<mlir::Value> known;
};

/// The names by which a put goes down; null if indices are among them.
mlir::ArrayAttr namesOf(flow::PutOp put);

/// A path and one more name.
mlir::ArrayAttr extended(mlir::ArrayAttr path, mlir::StringAttr name);

/// The steps of a path as the text that ops of the flow dialect have.
mlir::StringAttr stepsOf(mlir::ArrayAttr path);

} // namespace aslc::ir
