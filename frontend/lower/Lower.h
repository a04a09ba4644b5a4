// From a checked machine or expression to the IR: the only part of the frontend that knows it.
#pragma once

#include "frontend/basic/Source.h"
#include "frontend/sema/Sema.h"

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/MLIRContext.h"
#include "mlir/IR/OwningOpRef.h"

#include <map>
#include <string>
#include <vector>

namespace aslc::lower {

/// Which values debuggers are to show in a state, besides its input: none; the variables that it reads; all that the machine has.
enum class Names { None, Read, All };

/// How often rules of Choice states were taken, by state: a count for each rule, and one for when none of them held.
using ChoiceCounts = std::map<std::string, std::vector<uint64_t>>;

/// A module with one flow.machine @<name>.
mlir::OwningOpRef<mlir::ModuleOp> lowerMachine(const sema::CheckedMachine &machine, const SourceManager &sources, llvm::StringRef name,
                                               mlir::MLIRContext &context, Names names = Names::None, const ChoiceCounts &profile = {});

/// A module with one function @<name>(context, input) -> value. `bindings` are the variables bound outside, by index.
mlir::OwningOpRef<mlir::ModuleOp> lowerExpression(const sema::CheckedExpression &expression, llvm::ArrayRef<std::string> bindings,
                                                  const SourceManager &sources, llvm::StringRef name, mlir::MLIRContext &context);

} // namespace aslc::lower
