// From a checked machine or expression to the IR: the only part of the frontend that knows it.
#pragma once

#include "frontend/basic/Source.h"
#include "frontend/sema/Sema.h"

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/MLIRContext.h"
#include "mlir/IR/OwningOpRef.h"

namespace aslc::lower {

/// A module with one flow.machine @<name>.
mlir::OwningOpRef<mlir::ModuleOp> lowerMachine(const sema::CheckedMachine &machine, const SourceManager &sources, llvm::StringRef name,
                                               mlir::MLIRContext &context);

/// A module with one function @<name>(context, input) -> value. `bindings` are the variables bound outside, by index.
mlir::OwningOpRef<mlir::ModuleOp> lowerExpression(const sema::CheckedExpression &expression, llvm::ArrayRef<std::string> bindings,
                                                  const SourceManager &sources, llvm::StringRef name, mlir::MLIRContext &context);

} // namespace aslc::lower
