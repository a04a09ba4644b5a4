// From a module as the frontend lowered it to any of the forms that --emit names.
#pragma once

#include "codegen/Codegen.h"

#include "mlir/IR/MLIRContext.h"
#include "mlir/IR/OwningOpRef.h"

#include <memory>
#include <set>
#include <string>

namespace aslc {

/// The MLIR context of a run, with aslc's dialects; one thread, since modules are small.
class Backend {
public:
  /// `debug`: with what debuggers want to know. `without`: passes that are left out.
  explicit Backend(unsigned level, bool debug = false, std::set<std::string> without = {});
  mlir::MLIRContext &context() { return *mlirContext; }
  /// The passes above LLVM. False after an internal error, which is printed.
  bool runMiddle(mlir::ModuleOp module);
  bool runLowering(mlir::ModuleOp module);
  /// The LLVM module with the runtime's bitcode, optimised. `info` describes an executable; without it `entry` is all that stays.
  std::unique_ptr<llvm::Module> toLLVM(mlir::OwningOpRef<mlir::ModuleOp> module, llvm::StringRef entry, const codegen::ProgramInfo *info, llvm::TargetMachine &machine,
                                       llvm::LLVMContext &context);
  /// The LLVM module as it is: code that is there soon and calls the runtime for everything.
  std::unique_ptr<llvm::Module> toPlainLLVM(mlir::ModuleOp module, llvm::TargetMachine &machine, llvm::LLVMContext &context);

private:
  unsigned level;
  bool debug;
  std::set<std::string> without;
  std::unique_ptr<mlir::MLIRContext> mlirContext;
};

} // namespace aslc
