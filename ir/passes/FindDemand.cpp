// Tells what of its input a workflow can read, so that no more of it is built (decision D8):
//
//     module {                                          module attributes {flow.demand = {order = {id = unit, qty = unit}}} {
//       flow.machine @m { ^bb0(%in): ...                  flow.machine @m { ^bb0(%in): ...
//         %id = jsonata.fields %in ["order", "id"]  =>
//         %n = jsonata.fields %in ["order", "qty"] ...
//
// A name stands for a member, `unit` for all of a value; of an array, the same is read of each item.
//
// What a failure tells of a value is not counted as read. So an execution that fails by an error is run once more, with all of its input
// (engine/Execution). That must not be seen: left alone are workflows that wait or run tasks; those that catch errors, whose causes are
// values there; those that ask for the context, where the input is, too; and those that look at the clock or draw random values: one that fails
// by what it has drawn would have a second chance. Observed machines tell of whole inputs, and get them.

#include "ir/passes/Passes.h"

#include "ir/analysis/Demand.h"

namespace aslc::ir {
#define GEN_PASS_DEF_FINDDEMAND
#include "ir/passes/Passes.h.inc"
} // namespace aslc::ir

using namespace mlir;
using namespace aslc;
using namespace aslc::ir;

namespace {

/// Whether it may give something else when it is run again.
bool varies(Operation *op) {
  if (auto intrinsic = dyn_cast<json::IntrinsicOp>(op))
    return intrinsic.getName() == "MathRandom" || intrinsic.getName() == "UUID";
  const BuiltinRow *builtin = jsonata::builtinOf(op);
  return builtin && (builtin->effects == BuiltinRow::Clock || builtin->effects == BuiltinRow::Random);
}

/// Whether it makes a difference that it is run a second time, or with a part of the input.
bool tells(Operation *op) {
  if (varies(op))
    return true;
  if (auto fork = dyn_cast<flow::ForkOp>(op))
    return bool(fork.getRun());
  return isa<flow::TaskOp, flow::WaitOp, flow::AttemptOp, flow::ContextOp>(op);
}

struct FindDemand : ir::impl::FindDemandBase<FindDemand> {
  void runOnOperation() override {
    auto machines = getOperation().getOps<flow::MachineOp>();
    if (machines.empty() ||
        getOperation().walk([](Operation *op) { return tells(op) ? WalkResult::interrupt() : WalkResult::advance(); }).wasInterrupted())
      return;
    auto tree = demandOf((*machines.begin()).getBody().getArgument(0));
    if (Attribute demand = attributeOf(*tree); !isa<UnitAttr>(demand))
      getOperation()->setAttr(flow::demandAttribute, demand);
  }

private:
  Attribute attributeOf(const DemandTree &tree) {
    Builder builder(&getContext());
    if (tree.all || tree.passed || tree.members.contains(llvm::StringRef())) // no attribute has an empty name
      return builder.getUnitAttr();
    llvm::SmallVector<NamedAttribute> names;
    for (const auto &[name, member] : tree.members)
      names.push_back(builder.getNamedAttr(name, attributeOf(*member)));
    return builder.getDictionaryAttr(names);
  }
};

} // namespace
