// Makes of the machine of a Map state whose iterations never wait one loop over the items, so that no iteration is started and ended by
// the runtime:
//
//     flow.machine @m.Each {                    flow.machine iterates @m.Each {
//     ^bb0(%item, %x):                          ^bb0(%items, %x):
//       %0 = json.member %item "id"               cf.br ^next
//       ...                                     ^next:
//       flow.succeed %0                           cf.cond_br (json.call "more_items"()), ^body, ^end
//     }                                         ^body:
//                                                 %item = json.call "begin_item"(%items)
//                                       =>        %0 = json.member %item "id"
//                                                 ...
//                                                 cf.br ^ended(%0)
//                                               ^ended(%result):
//                                                 json.call "end_item"(%result)
//                                                 cf.br ^next
//                                               ^end:
//                                                 flow.succeed undefined }
//
// The runtime says which items: all, or a share of them where workers share a Map state (engine/SharedMap.h). Between iterations the loop
// pauses as every loop does.
//
// Sound because an iteration that never waits has ended before the next one begins, whatever MaxConcurrency is; the first that fails ends
// the machine, as it ends the Map state; and what an iteration knows of where it stands (its state, its event, $states.context.Map.Item)
// is set when it begins. Last of the passes on machines, since what they know of an iteration they need not know of a loop. Left alone:
// observed machines, whose iterations are told of; machines with tasks, waits, attempts or forks; iterations of distributed Map states,
// which are executions.

#include "ir/passes/Passes.h"
#include "ir/passes/Remarks.h"

#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"

namespace aslc::ir {
#define GEN_PASS_DEF_LOOPMAPS
#include "ir/passes/Passes.h.inc"
} // namespace aslc::ir

using namespace mlir;
using namespace aslc;
using namespace aslc::ir;

namespace {

bool neverWaits(flow::MachineOp machine) {
  return llvm::none_of(machine.getBody(), [](Block &block) {
    return isa<flow::TaskOp, flow::ForkOp, flow::WaitOp, flow::AttemptOp>(block.getTerminator());
  });
}

struct LoopMaps : ir::impl::LoopMapsBase<LoopMaps> {
  void runOnOperation() override {
    SymbolTable symbols(getOperation());
    llvm::SetVector<Operation *> processors; // of Map states that are not distributed
    getOperation().walk([&](flow::ForkOp fork) {
      if (fork.getEach() && !fork.getRun())
        processors.insert(symbols.lookup(cast<FlatSymbolRefAttr>(fork.getMachines()[0]).getValue()));
    });
    unsigned made = 0;
    for (Operation *op : processors)
      if (auto machine = cast<flow::MachineOp>(op); !machine.getObserved() && neverWaits(machine)) {
        makeLoop(machine);
        remark(machine, getArgument(), "the iterations are one loop: none of them waits");
        ++made;
      }
    count(getOperation(), getArgument(), made);
  }

  void makeLoop(flow::MachineOp machine) {
    Region &region = machine.getBody();
    Block *body = &region.front();
    Location loc = machine.getLoc();
    OpBuilder builder(&getContext());
    Type value = json::ValueType::get(&getContext());
    auto call = [&](llvm::StringRef entry, ValueRange operands, Type result) {
      return builder.create<json::CallOp>(loc, result, entry, operands);
    };
    Block *entry = builder.createBlock(&region, region.begin(), body->getArgumentTypes(),
                                       llvm::SmallVector<Location>(body->getNumArguments(), loc));
    Block *next = builder.createBlock(body), *ended = builder.createBlock(&region, region.end(), value, loc), *end = builder.createBlock(&region, region.end());
    builder.setInsertionPointToEnd(entry);
    builder.create<cf::BranchOp>(loc, next);
    builder.setInsertionPointToEnd(next);
    builder.create<cf::CondBranchOp>(loc, call("more_items", {}, builder.getI1Type()).getResult(), body, end);
    builder.setInsertionPointToStart(body);
    body->getArgument(0).replaceAllUsesWith(call("begin_item", entry->getArgument(0), value).getResult());
    for (unsigned i = 1; i < body->getNumArguments(); ++i)
      body->getArgument(i).replaceAllUsesWith(entry->getArgument(i));
    body->eraseArguments(0, body->getNumArguments());
    for (auto succeed : llvm::make_early_inc_range(region.getOps<flow::SucceedOp>())) {
      builder.setInsertionPoint(succeed);
      builder.create<cf::BranchOp>(succeed.getLoc(), ended, succeed.getOutput());
      succeed.erase();
    }
    builder.setInsertionPointToEnd(ended);
    call("end_item", ended->getArgument(0), Type());
    builder.create<cf::BranchOp>(loc, next);
    builder.setInsertionPointToEnd(end);
    builder.create<flow::SucceedOp>(loc, builder.create<json::UndefinedOp>(loc, value));
    machine.setIterates(true);
  }
};

} // namespace
