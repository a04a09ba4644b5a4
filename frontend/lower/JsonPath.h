// Paths and calls of intrinsic functions to the json dialect.
//
// A path that selects at most one value is a chain of look-ups, undefined where it leads nowhere. Any other one is a loop for each step
// that fans out, one inside the other, whose innermost body pushes to the one array that there is.
#pragma once

#include "frontend/jsonpath/Ast.h"
#include "ir/flow/Flow.h"

#include "mlir/IR/Builders.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace aslc::lower {

/// What the paths of a state find around themselves.
class PathSurroundings {
public:
  virtual ~PathSurroundings() = default;
  virtual mlir::Value input() = 0;   // $
  virtual mlir::Value context() = 0; // $$
  /// Value of a workflow variable; undefined if nothing assigns it.
  virtual mlir::Value variable(llvm::StringRef name) = 0;
  virtual mlir::Location location(jsonpath::Range range) = 0;
  /// What errors quote: a part of the expression, and its field.
  virtual ir::flow::ExpressionAttr quoted(jsonpath::Range range) = 0;
};

/// Lowers one expression at the builder's insertion point.
class PathLowering {
public:
  PathLowering(mlir::OpBuilder &builder, PathSurroundings &surroundings) : builder(builder), surroundings(surroundings) {}

  /// Value of a path or call. A path that selects nothing fails as `use` says.
  mlir::Value lower(const jsonpath::Expression &expression, ir::flow::PathUse use);
  /// What a path selects; undefined if that is nothing.
  mlir::Value select(const jsonpath::Path &path);

private:
  using Value = mlir::Value;
  using Step = jsonpath::Step;
  using Steps = llvm::ArrayRef<Step>;

  Value required(const jsonpath::Path &path, ir::flow::PathUse use);
  /// The same as the public one for a root that is made already: the context object is made anew for each.
  Value select(const jsonpath::Path &path, Value from);
  Value root(const jsonpath::Path &path);
  Value follow(const Step &step, Value value);
  void forEach(Steps steps, Value value, llvm::function_ref<void(Value)> use);
  void forEachItem(Value array, llvm::function_ref<void(Value)> use);
  void onlyIf(Value condition, llvm::function_ref<void()> body);
  Value selectionOf(const Step &step, Value value);
  Value listOf(const Step &step);
  // Filters: i1
  Value holds(const jsonpath::Filter &filter);
  Value compare(const jsonpath::Filter &filter);
  Value matches(Value text, const jsonpath::Operand &regex);
  Value operand(const jsonpath::Operand &operand);
  Value call(const jsonpath::Call &call);
  Value argument(const jsonpath::Argument &argument);

  Value entry(llvm::StringRef name, mlir::ValueRange operands, llvm::ArrayRef<uint32_t> immediates = {});
  mlir::Type valueType() { return ir::json::ValueType::get(builder.getContext()); }

  mlir::OpBuilder &builder;
  PathSurroundings &surroundings;
  mlir::Location loc = builder.getUnknownLoc(); // of the path or call at hand
  Value item;                                   // @
};

/// Names and indices of a reference path as the JSON text of an array.
std::string stepsText(llvm::ArrayRef<jsonpath::Step> steps);

} // namespace aslc::lower
