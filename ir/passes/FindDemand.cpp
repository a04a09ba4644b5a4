// Tells what of its input, and of the results of its tasks, a workflow can read, so that no more of them is built (decision D8):
//
//     module {                                          module attributes {flow.demand = {order = {id = unit, qty = unit}},
//       flow.machine @m { ^bb0(%in): ...                                   flow.results = {Charge = {receipt = unit}}} {
//         %id = jsonata.fields %in ["order", "id"]        flow.machine @m { ^bb0(%in): ...
//         flow.task %id "exec:charge" of "Charge", ^done
//       ^done(%charged):                            =>
//         %n = jsonata.fields %in ["order", "qty"]
//         %r = jsonata.fields %charged ["receipt"] ...
//
// A name stands for a member, `unit` for all of a value; of an array, the same is read of each item. What nobody looks into, but which is
// written, to a task or as output, or which a failure would tell, is kept as text (#flow.demand).
//
// Observed machines tell of whole inputs and results, and get them.

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

struct FindDemand : ir::impl::FindDemandBase<FindDemand> {
  void runOnOperation() override {
    ModuleOp workflow = getOperation();
    WorkflowDemand demand = demandOf(workflow);
    if (Attribute input = attributeOf(demand.input); !isa<UnitAttr>(input))
      workflow->setAttr(flow::demandAttribute, input);
    llvm::SmallVector<NamedAttribute> results;
    for (const auto &[state, tree] : demand.results)
      if (Attribute result = attributeOf(tree); !isa<UnitAttr>(result))
        results.push_back({StringAttr::get(&getContext(), state), result});
    if (!results.empty())
      workflow->setAttr(flow::resultsAttribute, DictionaryAttr::get(&getContext(), results));
    bool runs =
        workflow.walk([](flow::ForkOp fork) { return fork.getRun() ? WalkResult::interrupt() : WalkResult::advance(); }).wasInterrupted();
    if (!demand.asksContext && !runs)
      workflow->setAttr(flow::anonymousAttribute, UnitAttr::get(&getContext()));
  }

private:
  /// `passed`, `told`: the value is a member of one of which that is said.
  Attribute attributeOf(const DemandTree &tree, bool passed = false, bool told = false) {
    passed |= tree.passed;
    told |= tree.told;
    if (tree.all || tree.members.contains(llvm::StringRef())) // no attribute has an empty name
      return UnitAttr::get(&getContext());
    llvm::SmallVector<NamedAttribute> names;
    for (const auto &[name, member] : tree.members)
      names.push_back({StringAttr::get(&getContext(), name), attributeOf(*member, tree.copied && passed, tree.copied && told)});
    auto members = DictionaryAttr::get(&getContext(), names);
    using flow::Kept;
    auto keeping = [&](Kept kept) { return flow::DemandAttr::get(&getContext(), members, kept); };
    if (passed)
      return keeping(tree.copied ? Kept::PassedMembers : Kept::Passed);
    if (told)
      return keeping(tree.copied ? Kept::ToldMembers : Kept::Told);
    return tree.listed ? Attribute(keeping(Kept::Items)) : members;
  }
};

} // namespace
