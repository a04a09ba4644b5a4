// aslc-opt: runs passes over IR in text form, for tests and for looking at one pass alone. mlir-opt's own command line.

#include "codegen/Codegen.h"
#include "ir/passes/Passes.h"

#include "mlir/Conversion/Passes.h"
#include "mlir/Tools/mlir-opt/MlirOptMain.h"
#include "mlir/Transforms/Passes.h"

int main(int argc, char **argv) {
  mlir::DialectRegistry registry;
  aslc::ir::registerDialects(registry);
  aslc::codegen::registerLowering(registry);
  aslc::ir::registerAslcPasses();
  aslc::codegen::registerConvertJsonToLLVMPass();
  aslc::codegen::registerAddDebugScopesPass();
  aslc::codegen::registerFoldConstantsPass();
  mlir::registerTransformsPasses();
  mlir::registerSCFToControlFlowPass();
  mlir::registerReconcileUnrealizedCastsPass();
  mlir::PassPipelineRegistration<>("aslc-middle", "what aslc runs between the frontend and the LLVM dialect",
                                   [](mlir::OpPassManager &pm) { aslc::ir::buildMiddlePipeline(pm, {}); });
  mlir::PassPipelineRegistration<>("aslc-lower", "from there to the LLVM dialect",
                                   [](mlir::OpPassManager &pm) { aslc::codegen::buildLoweringPipeline(pm, {}); });
  return mlir::asMainReturnCode(mlir::MlirOptMain(argc, argv, "aslc-opt: passes over workflows\n", registry));
}
