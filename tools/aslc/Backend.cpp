#include "Backend.h"

#include "ir/passes/Passes.h"

#include "mlir/IR/DialectRegistry.h"
#include "mlir/Pass/PassManager.h"
#include "llvm/Support/raw_ostream.h"

using namespace aslc;

Backend::Backend(unsigned level, bool debug, std::set<std::string> without) : level(level), debug(debug), without(std::move(without)) {
  mlir::DialectRegistry registry;
  ir::registerDialects(registry);
  codegen::registerLowering(registry);
  mlirContext = std::make_unique<mlir::MLIRContext>(registry, mlir::MLIRContext::Threading::DISABLED);
  mlirContext->loadAllAvailableDialects();
}

static bool run(mlir::PassManager &passes, mlir::ModuleOp module) {
#ifdef NDEBUG
  passes.enableVerifier(false);
#endif
  return mlir::succeeded(passes.run(module));
}

bool Backend::runMiddle(mlir::ModuleOp module) {
  mlir::PassManager passes(mlirContext.get());
  if (level > 0)
    passes.addPass(codegen::createFoldConstantsPass());
  ir::buildMiddlePipeline(passes, {.level = level, .without = without});
  return run(passes, module);
}

bool Backend::runLowering(mlir::ModuleOp module) {
  mlir::PassManager passes(mlirContext.get());
  codegen::buildLoweringPipeline(passes, {.level = level, .debug = debug});
  return run(passes, module);
}

std::unique_ptr<llvm::Module> Backend::toLLVM(mlir::OwningOpRef<mlir::ModuleOp> module, llvm::StringRef entry, const codegen::ProgramInfo *info,
                                              llvm::TargetMachine &machine, llvm::LLVMContext &context) {
  auto result = codegen::translate(*module, context);
  if (!result)
    return nullptr;
  if (info)
    codegen::addProgram(*result, *module, *info);
  module = nullptr; // its memory will do for LLVM's passes
  llvm::StringRef keep = info ? info->symbol() : entry;
  if (llvm::Error error = codegen::linkRuntimeBitcode(*result, keep)) {
    llvm::errs() << "aslc: internal error: " << llvm::toString(std::move(error)) << '\n';
    return nullptr;
  }
  codegen::optimise(*result, machine, level);
  return result;
}

std::unique_ptr<llvm::Module> Backend::toPlainLLVM(mlir::ModuleOp module, llvm::TargetMachine &machine, llvm::LLVMContext &context) {
  auto result = codegen::translate(module, context);
  if (!result)
    return nullptr;
  result->setTargetTriple(machine.getTargetTriple().str());
  result->setDataLayout(machine.createDataLayout());
  return result;
}
