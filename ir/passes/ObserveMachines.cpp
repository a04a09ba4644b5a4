// What is observed is the source, not the optimised code (decision D9): each machine gets a copy that tells of its states, with their inputs
// and outputs, for histories and logs, and of the rules of Choices that are taken; the machine itself keeps the marks of states alone, so that
// the passes behind may change what states hand over.
//
//     flow.machine @order {                          flow.machine observed @"order/observed" {
//       flow.enter "A" Pass with %input                     flow.enter "A" Pass %input
//       flow.exit "A", %out assigns ["x"](%x)    =>     flow.exit "A", %out assigns ["x"](%x) ... }
//     }                                              flow.machine @order {
//                                                      flow.enter "A" Pass
//                                                      flow.exit "A" ... }
//
// The runtime picks one of the two when an execution starts. Sound because the copy is the machine, and what is dropped has no effect.
// Without copies (-O0: half the code to compile) a machine tells of its states itself, and the runtime looks whether anyone listens.

#include "ir/passes/Passes.h"

namespace aslc::ir {
#define GEN_PASS_DEF_OBSERVEMACHINES
#include "ir/passes/Passes.h.inc"
} // namespace aslc::ir

using namespace mlir;
using namespace aslc;
using namespace aslc::ir;

namespace {
struct ObserveMachines : ir::impl::ObserveMachinesBase<ObserveMachines> {
  using ObserveMachinesBase::ObserveMachinesBase;
  void runOnOperation() override {
    for (auto machine : llvm::make_early_inc_range(getOperation().getOps<flow::MachineOp>())) {
      if (machine.getObserved())
        continue;
      if (!copy) {
        machine.setObserved(true);
        continue;
      }
      OpBuilder builder = OpBuilder::atBlockEnd(getOperation().getBody());
      auto copy = cast<flow::MachineOp>(builder.clone(*machine));
      copy.setObserved(true);
      copy.setSymName((machine.getSymName() + flow::observedSuffix).str());
      machine.walk([](flow::ChoseOp op) { op.erase(); });
      machine.walk([](flow::EnterOp op) { op.getInputMutable().clear(); });
      machine.walk([](flow::ExitOp op) {
        op.getOutputMutable().clear();
        op.getAssignedMutable().clear();
        op.removeNamesAttr();
      });
    }
  }
};
} // namespace
