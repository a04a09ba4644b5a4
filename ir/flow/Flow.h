// The flow dialect in C++.
#pragma once

#include "ir/json/Json.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"

#include <map>
#include <string>

#include "ir/flow/FlowEnums.h.inc"

#include "ir/flow/FlowDialect.h.inc"

#define GET_TYPEDEF_CLASSES
#include "ir/flow/FlowTypes.h.inc"

#define GET_ATTRDEF_CLASSES
#include "ir/flow/FlowAttributes.h.inc"

#define GET_OP_CLASSES
#include "ir/flow/FlowOps.h.inc"

namespace aslc::ir::flow {

/// Of the name of a machine's observed copy. No machine has it otherwise: a workflow is named by a file, whose name has no slash, and
/// those inside end in a number.
inline constexpr llvm::StringLiteral observedSuffix = "/observed";

/// Of the function of a machine that iterates.
inline constexpr llvm::StringLiteral iteratesAttribute = "flow.iterates";

/// Of a module: what executions read of their inputs, by the machine that they begin with: the workflow's, or the processor of a
/// distributed Map state (ir/passes/FindDemand.cpp).
inline constexpr llvm::StringLiteral inputsAttribute = "flow.inputs";
/// And of the results of tasks, by state.
inline constexpr llvm::StringLiteral resultsAttribute = "flow.results";
/// Its executions do not ask who they are.
inline constexpr llvm::StringLiteral anonymousAttribute = "flow.anonymous";
/// Of a module: some Map state has an ItemReader.
inline constexpr llvm::StringLiteral readsItemsAttribute = "flow.reads_items";

/// By the machines that they run, those of machines that are not observed.
using ForksByMachine = llvm::DenseMap<mlir::StringAttr, llvm::SmallVector<ForkOp, 1>>;
ForksByMachine forksByMachine(mlir::ModuleOp workflow);

} // namespace aslc::ir::flow
