// The order of the passes.

#include "ir/passes/Passes.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Transforms/Passes.h"

using namespace mlir;
using namespace aslc;
using namespace aslc::ir;

void aslc::ir::registerDialects(DialectRegistry &registry) {
  registry.insert<json::JsonDialect, jsonata::JsonataDialect, flow::FlowDialect, arith::ArithDialect, cf::ControlFlowDialect,
                  func::FuncDialect, scf::SCFDialect>();
}

namespace {

/// Adds passes to a pipeline, unless they are to be left out.
class Pipeline {
public:
  Pipeline(OpPassManager &pm, const ir::PipelineOptions &options, std::vector<std::string> &optional)
      : pm(pm), options(options), optional(optional) {}

  /// What the code needs.
  void need(std::unique_ptr<Pass> pass) { pm.addPass(std::move(pass)); }
  /// What makes it better: not at -O0.
  void better(std::unique_ptr<Pass> pass) {
    std::string name = pass->getArgument().str();
    if (!llvm::is_contained(optional, name))
      optional.push_back(name);
    if (options.level > 0 && !options.without.contains(name))
      pm.addPass(std::move(pass));
  }
  /// MLIR's canonicalisation, one turn: what is simpler at its end, another of these makes simpler still, or LLVM.
  void canonicalize() {
    GreedyRewriteConfig config;
    config.useTopDownTraversal = true;
    config.enableRegionSimplification = GreedySimplifyRegionLevel::Normal;
    config.maxIterations = 1;
    better(createCanonicalizerPass(config));
  }
  template <typename Op> Pipeline nested() { return {pm.nest<Op>(), options, optional}; }

private:
  OpPassManager &pm;
  const ir::PipelineOptions &options;
  std::vector<std::string> &optional; // names, in order
};

/// `isCopied`: histories are those of an observed copy.
void build(Pipeline module, bool isCopied) {
  // Variables first: without memory in the way, constants travel from state to state. Also at -O0, since the split needs
  // SSA values to know what lives across a suspension.
  module.nested<flow::MachineOp>().need(ir::createPromoteSlots());
  module.need(ir::createObserveMachines({.copy = isCopied}));
  module.canonicalize();
  Pipeline states = module.nested<flow::MachineOp>();
  states.better(ir::createRemoveDeadStates());
  states.better(ir::createForwardArguments());
  module.better(createCSEPass());
  module.nested<flow::MachineOp>().better(ir::createForwardParts());
  module.better(ir::createFindDemand());
  module.better(ir::createInlineLambdas());
  module.better(ir::createHashJoins());
  module.better(ir::createLimitSorts());
  module.better(ir::createFuseStreams());
  module.better(ir::createDropDebugValues());
  module.need(ir::createLiftLambdas());
  module.better(ir::createShareFunctions());
  module.need(ir::createLowerJsonata());
  Pipeline choices = module.nested<flow::MachineOp>();
  choices.better(ir::createSplitPaths());
  choices.better(ir::createExpandLiterals());
  choices.better(ir::createFoldMerges());
  choices.better(ir::createForwardMembers()); // over states that are all reached
  choices.better(ir::createBranchConditions());
  module.canonicalize();
  module.better(createCSEPass());
  module.nested<flow::MachineOp>().better(ir::createPropagateFacts());
  module.nested<func::FuncOp>().better(ir::createPropagateFacts());
  module.nested<func::FuncOp>().better(ir::createFormSwitches());
  module.canonicalize();
  module.better(createCSEPass());
  Pipeline tests = module.nested<flow::MachineOp>();
  tests.better(ir::createFoldPuts()); // when what only read the objects is gone
  tests.better(ir::createDropMarks());
  tests.better(ir::createFormSwitches());
  tests.better(ir::createOrderTests());
  tests.better(ir::createThreadChoices());
  tests.better(ir::createUnboxNumbers());
  module.canonicalize();
  module.nested<flow::MachineOp>().better(ir::createReportMissed());
  module.better(ir::createSpellOutputs());
  module.nested<flow::MachineOp>().better(ir::createFormLiterals()); // of objects that are not text by then
  module.better(ir::createFormTuples());
  module.better(ir::createInlineForks());
  module.better(ir::createLoopMaps());
  module.need(ir::createSplitSuspensions());
  module.canonicalize();
}

} // namespace

void aslc::ir::buildMiddlePipeline(OpPassManager &pm, const PipelineOptions &options) {
  std::vector<std::string> optional;
  build({pm, options, optional}, options.level > 0);
}

std::vector<std::string> aslc::ir::optionalPasses() {
  OpPassManager pm(ModuleOp::getOperationName());
  std::vector<std::string> optional;
  PipelineOptions options;
  build({pm, options, optional}, /*isCopied=*/true);
  return optional;
}
