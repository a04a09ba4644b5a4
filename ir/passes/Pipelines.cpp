// The order of the passes.

#include "ir/passes/Passes.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Transforms/Passes.h"

using namespace mlir;

void aslc::ir::registerDialects(DialectRegistry &registry) {
  registry.insert<json::JsonDialect, jsonata::JsonataDialect, flow::FlowDialect, arith::ArithDialect, cf::ControlFlowDialect,
                  func::FuncDialect, scf::SCFDialect>();
}

void aslc::ir::buildMiddlePipeline(OpPassManager &pm, const PipelineOptions &options) {
  // Variables first: without memory in the way, constants travel from state to state. Also at -O0, since the split needs
  // SSA values to know what lives across a suspension.
  pm.addNestedPass<flow::MachineOp>(createPromoteSlots());
  pm.addPass(createObserveMachines({.copy = options.level > 0}));
  if (options.level > 0) {
    pm.addPass(createCanonicalizerPass());
    pm.addPass(createCSEPass());
    pm.addNestedPass<flow::MachineOp>(createRemoveDeadStates());
    pm.addNestedPass<flow::MachineOp>(createForwardMembers()); // of paths that are still whole, over states that are all reached
    pm.addPass(createFindDemand());
    pm.addPass(createInlineLambdas());
    pm.addPass(createFuseStreams());
    pm.addPass(createDropDebugValues());
  }
  pm.addPass(createLiftLambdas());
  pm.addPass(createLowerJsonata());
  if (options.level > 0) {
    pm.addPass(createCanonicalizerPass());
    pm.addPass(createCSEPass());
  }
  pm.addPass(createSplitSuspensions());
  if (options.level > 0)
    pm.addPass(createCanonicalizerPass());
}
