// Objects that are only written, as the output or a part of it, are made as text, not as trees that the writer then walks:
//
//     %1 = json.object ["id", "total"](%id, %total)   =>   %1 = json.object spelled ["id", "total"](%id, %total)
//     flow.succeed %1                                      flow.succeed %1
//
// So are the results of iterations and branches, where the Map or Parallel state's result is only written.
//
// Sound because the writer writes the text as it is, and nothing else that a value is handed to looks at it: followed are branches, the ends
// of machines, objects and arrays that a value becomes part of, checks that it is JSON, and what ResultPath puts it into. A collector
// copies the text. Members may be anything: what is not quickly written, an array or a text with escapes, makes the object one as any
// other when it runs. Left alone: observed machines, which tell of values; keys that need escapes, that come twice, or that look like
// indices, whose order is the dialect's; objects with a member that is known to be an object or array, for they would be made in vain.

#include "ir/passes/Passes.h"
#include "ir/passes/Remarks.h"

#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/TypeSwitch.h"

namespace aslc::ir {
#define GEN_PASS_DEF_SPELLOUTPUTS
#include "ir/passes/Passes.h.inc"
} // namespace aslc::ir

using namespace mlir;
using namespace aslc;
using namespace aslc::ir;

namespace {

/// Where values of unobserved machines go.
class Destinations {
public:
  explicit Destinations(ModuleOp module) : whole(*module.getOps<flow::MachineOp>().begin()), forks(flow::forksByMachine(module)) {}

  /// Whether nothing but the writer looks at it.
  bool isOnlyWritten(Value value) const {
    llvm::DenseSet<Value> followed;
    return follow(value, followed);
  }

private:
  bool follow(Value value, llvm::DenseSet<Value> &followed) const {
    return !followed.insert(value).second || llvm::all_of(value.getUses(), [&](OpOperand &use) { return follow(use, followed); });
  }

  bool follow(OpOperand &use, llvm::DenseSet<Value> &followed) const {
    return llvm::TypeSwitch<Operation *, bool>(use.getOwner())
        .Case([&](flow::SucceedOp op) { return followEnd(op->getParentOfType<flow::MachineOp>(), followed); })
        .Case<json::ObjectOp, json::ArrayOp, flow::RequireOp>([&](Operation *op) { return follow(op->getResult(0), followed); })
        .Case([&](flow::PutOp put) { return &use == &put.getValueMutable() && follow(put.getResult(), followed); })
        .Case<cf::BranchOp, cf::CondBranchOp, cf::SwitchOp>([&](Operation *op) {
          auto argument = cast<BranchOpInterface>(op).getSuccessorBlockArgument(use.getOperandNumber());
          return argument && follow(*argument, followed);
        })
        .Case([](flow::DebugValueOp) { return true; })
        .Default([](Operation *) { return false; });
  }

  /// The result of a machine: the output, or an item of the results of each fork that runs it.
  bool followEnd(flow::MachineOp machine, llvm::DenseSet<Value> &followed) const {
    if (machine == whole)
      return true;
    auto known = forks.find(machine.getSymNameAttr());
    return known != forks.end() && llvm::all_of(known->second, [&](flow::ForkOp fork) {
             return !fork.getRun() && follow(fork.getDone()->getArgument(0), followed);
           });
  }

  flow::MachineOp whole;
  flow::ForksByMachine forks;
};

/// Whether keys are written as they are, in their order.
bool needNoEscapes(ArrayAttr keys) {
  return json::hasPlainKeys(keys) && llvm::all_of(keys.getAsValueRange<StringAttr>(), [](llvm::StringRef key) {
           return !key.empty() && llvm::none_of(key, [](char c) { return uint8_t(c) < ' ' || c == '"' || c == '\\' || c == '\xed'; });
         });
}

/// Whether a value is known to be an array, or an object that is a tree.
bool isTree(Value value) {
  if (auto argument = dyn_cast<BlockArgument>(value)) {
    Block *before = argument.getOwner()->getSinglePredecessor();
    return before && isa<flow::ForkOp>(before->getTerminator());
  }
  auto object = value.getDefiningOp<json::ObjectOp>();
  return object ? !object.getSpelled() : bool(value.getDefiningOp<json::ArrayOp>());
}

struct SpellOutputs : ir::impl::SpellOutputsBase<SpellOutputs> {
  void runOnOperation() override {
    auto machines = getOperation().getOps<flow::MachineOp>();
    if (machines.empty())
      return;
    Destinations destinations(getOperation());
    llvm::SmallVector<json::ObjectOp> objects; // what is part of another one comes first
    for (flow::MachineOp machine : machines)
      if (!machine.getObserved())
        machine.walk([&](json::ObjectOp object) { objects.push_back(object); });
    count(getOperation(), getArgument(), llvm::count_if(objects, [&](json::ObjectOp object) { return spell(object, destinations); }));
  }

  bool spell(json::ObjectOp object, const Destinations &destinations) {
    if (object.getValues().empty() || !needNoEscapes(object.getKeys()) || llvm::any_of(object.getValues(), isTree) ||
        !destinations.isOnlyWritten(object))
      return false;
    object.setSpelled(true);
    remark(object, getArgument(), "the object is made as text: it is only written");
    for (Operation *user : llvm::make_early_inc_range(object->getUsers()))
      if (isa<flow::DebugValueOp>(user))
        user->erase();
    return true;
  }
};

} // namespace
