// Tells what of its input, and of the results of its tasks, a workflow can read, so that no more of them is built (decision D8):
//
//     module {                                          module attributes {flow.inputs = {m = {order = {id = unit, qty = unit}}},
//       flow.machine @m { ^bb0(%in): ...                                   flow.results = {Charge = {receipt = unit}}} {
//         %id = jsonata.fields %in ["order", "id"]        flow.machine @m { ^bb0(%in): ...
//         flow.task %id "exec:charge" of "Charge", ^done
//       ^done(%charged):                            =>
//         %n = jsonata.fields %in ["order", "qty"]
//         %r = jsonata.fields %charged ["receipt"] ...
//
// The same for children of distributed Map states, whose machines have a place of their own in `flow.inputs`.
//
// A name stands for a member, `unit` for all of a value; of an array, the same is read of each item. What nobody looks into, but which is
// written, to a task or as output, or which a failure would tell, is kept as text (#flow.demand).
//
// Observed machines tell of whole inputs and results, and get them.

#include "ir/passes/Passes.h"
#include "ir/passes/Remarks.h"

#include "ir/analysis/Demand.h"

#include "llvm/ADT/StringExtras.h"

namespace aslc::ir {
#define GEN_PASS_DEF_FINDDEMAND
#include "ir/passes/Passes.h.inc"
} // namespace aslc::ir

using namespace mlir;
using namespace aslc;
using namespace aslc::ir;

namespace {

/// Adds the paths to values that are read by themselves.
void addPaths(const DemandTree &tree, const llvm::Twine &path, llvm::SmallVectorImpl<std::string> &paths) {
  for (const auto &[name, member] : tree.members) {
    std::string place = (path + name).str();
    if (member->isRead() || member->members.empty())
      paths.push_back(place);
    if (!member->all)
      addPaths(*member, place + ".", paths);
  }
}

/// "'id', 'order.qty' and 3 others": the first few.
std::string listOf(llvm::ArrayRef<std::string> paths) {
  constexpr size_t few = 4;
  size_t shown = paths.size() > few + 1 ? few : paths.size(); // no "1 others"
  std::string list = paths.empty() ? "nothing" : "'" + llvm::join(paths.take_front(shown), "', '") + "'";
  return shown < paths.size() ? list + " and " + std::to_string(paths.size() - shown) + " others" : list;
}

struct FindDemand : ir::impl::FindDemandBase<FindDemand> {
  void runOnOperation() override {
    ModuleOp workflow = getOperation();
    WorkflowDemand demand = demandOf(workflow);
    tell(flow::inputsAttribute, demand.inputs);
    tell(flow::resultsAttribute, demand.results);
    bool runs =
        workflow.walk([](flow::ForkOp fork) { return fork.getRun() ? WalkResult::interrupt() : WalkResult::advance(); }).wasInterrupted();
    if (!demand.asksContext && !runs)
      workflow->setAttr(flow::anonymousAttribute, UnitAttr::get(&getContext()));
    for (auto machine : workflow.getOps<flow::MachineOp>())
      if (!machine.getObserved())
        report(machine, demand);
  }

private:
  /// Of what is not read as a whole.
  void tell(llvm::StringRef attribute, const std::map<std::string, DemandTree> &values) {
    llvm::SmallVector<NamedAttribute> parts;
    for (const auto &[name, tree] : values)
      if (Attribute part = attributeOf(tree); !isa<UnitAttr>(part))
        parts.push_back({StringAttr::get(&getContext(), name), part});
    if (!parts.empty())
      getOperation()->setAttr(attribute, DictionaryAttr::get(&getContext(), parts));
  }

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

  /// Of the values that come to a machine.
  void report(flow::MachineOp machine, const WorkflowDemand &demand) {
    if (auto input = demand.inputs.find(machine.getSymName().str()); input != demand.inputs.end())
      report(input->second, "the input", machine);
    for (auto task : machine.getOps<flow::TaskOp>())
      report(demand.results.at(task.getState().str()), "what '" + task.getState().str() + "' gives", task);
  }

  /// What is read of a value, at the op that gives it; or what reads all of it.
  void report(const DemandTree &tree, llvm::StringRef value, Operation *giver) {
    if (tree.all)
      return remark(tree.reader ? tree.reader : giver, getArgument(),
                    "the reader builds all of " + value +
                        (tree.reader ? ": any of it may be looked at here" : ": it is read in too many ways"));
    llvm::SmallVector<std::string> paths;
    addPaths(tree, "", paths);
    std::string rest = paths.empty() ? "it" : "the rest";
    remark(giver, getArgument(),
           "the reader builds " + listOf(paths) + " of " + value + ", and " +
               (tree.passed || tree.told ? "keeps " + rest + " as text" : "steps over " + rest));
    count(getOperation(), getArgument(), 1);
  }
};

} // namespace
