// Variables of debug information, which add-debug-scopes (DebugScopes.cpp) puts into their states.
#pragma once

#include "mlir/Dialect/LLVMIR/LLVMDialect.h"

namespace aslc::codegen {

/// A variable of this name that holds a value, in no state yet.
mlir::LLVM::DILocalVariableAttr debugVariable(mlir::StringAttr name);

} // namespace aslc::codegen
