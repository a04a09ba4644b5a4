// Runs the machines of a Parallel or Map state that never wait where the state stands, one after the other, so that the runtime neither
// starts nor ends them, if no other thread is there to take some of them:
//
//     flow.fork %in [@m.0, @m.1](%x) of "Both", ^done          cf.cond_br (json.call "forks_in_line"()), ^here, ^fork
//                                                            ^fork:
//                                                              flow.fork ... as it was
//                                                            ^here:
//                                                      =>      %fork = json.call "begin_fork"(2)
//                                                              json.call "begin_branch"()
//                                                              ... the blocks of @m.0, whose flow.succeed %0 is cf.br ^ended0(%0)
//                                                            ^ended0(%r0):
//                                                              json.call "end_branch"(%fork, 0, %r0)
//                                                              ... the same with @m.1
//                                                              %all = json.call "end_fork"(%fork)
//                                                              cf.br ^done(%all)
//
// A Map state becomes a loop over its items. Of forks in machines that are put in line nothing is left but what is in line. What children
// of a state know of where they stand is set as they begin, and that of the state itself set anew when all have ended, or one has failed:
// the runtime then goes on with the state's Retry and Catch.
//
// Sound because what never waits has ended before the next one begins, in the order in which they are started, whatever MaxConcurrency is;
// and because pauses in loops, for the arena or the clock, are those of the machine around. Left alone: Map states with none inside, which
// are loops already (loop-maps), and keep their results out of the arena; observed machines, whose states are told of; machines with tasks,
// waits or attempts; distributed Map states; and machines so large that starting them costs little beside.

#include "ir/passes/Passes.h"
#include "ir/passes/Remarks.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "mlir/IR/IRMapping.h"

namespace aslc::ir {
#define GEN_PASS_DEF_INLINEFORKS
#include "ir/passes/Passes.h.inc"
} // namespace aslc::ir

using namespace mlir;
using namespace aslc;
using namespace aslc::ir;

namespace {

/// Puts the machines of forks where these stand.
class ForkInliner {
public:
  ForkInliner(SymbolTable &symbols, bool asksTime, MLIRContext *context) : symbols(symbols), asksTime(asksTime), builder(context) {}

  /// Whether the machines of a fork never wait, and are worth being there twice.
  bool fits(flow::ForkOp fork) {
    constexpr unsigned most = 300;
    return !fork.getRun() && !isLoop(fork) &&
           llvm::all_of(machinesOf(fork), [&](flow::MachineOp machine) { return opsOf(machine) <= most; });
  }

  /// In line if no other thread is idle, else as it is.
  void inlineWhereAlone(flow::ForkOp fork) {
    Location loc = fork.getLoc();
    Block *block = fork->getBlock();
    Block *apart = block->splitBlock(fork), *here = builder.createBlock(apart);
    emit(fork);
    // A fork is the only way to its successor.
    Block *answered = builder.createBlock(apart->getNextNode(), value(), loc);
    builder.create<cf::BranchOp>(loc, fork.getDone(), answered->getArgument(0));
    fork.setSuccessor(answered);
    builder.setInsertionPointToEnd(block);
    Value alone = call(loc, "forks_in_line", {}, builder.getI1Type());
    builder.create<cf::CondBranchOp>(loc, alone, here, apart);
  }

private:
  /// Whether a fork is one loop in any case (loop-maps).
  bool isLoop(flow::ForkOp fork) {
    return fork.getEach() &&
           llvm::none_of(machinesOf(fork)[0].getBody(), [](Block &block) { return isa<flow::ForkOp>(block.getTerminator()); });
  }

  /// Of a machine and those inside it; too many of one that may wait.
  uint64_t opsOf(flow::MachineOp machine) {
    if (auto known = sizes.find(machine); known != sizes.end())
      return known->second;
    uint64_t ops = 0;
    machine.walk([&](Operation *op) {
      ++ops;
      if (isa<flow::TaskOp, flow::WaitOp, flow::AttemptOp>(op))
        ops += tooMany;
      auto fork = dyn_cast<flow::ForkOp>(op);
      if (fork && fork.getRun())
        ops += tooMany;
      else if (fork)
        for (flow::MachineOp inside : machinesOf(fork))
          ops += opsOf(inside);
    });
    return sizes[machine] = std::min(ops, tooMany);
  }

  llvm::SmallVector<flow::MachineOp> machinesOf(flow::ForkOp fork) {
    return llvm::map_to_vector(fork.getMachines(),
                               [&](Attribute name) { return symbols.lookup<flow::MachineOp>(cast<FlatSymbolRefAttr>(name).getValue()); });
  }

  /// What a fork does, at the end of the block where the builder stands.
  void emit(flow::ForkOp fork) {
    Location loc = fork.getLoc();
    if (asksTime)
      call(loc, "note_entered", {}, {});
    Value count = fork.getEach() ? call(loc, "count", fork.getInput(), builder.getIndexType()) : index(loc, fork.getMachines().size());
    uint32_t each = fork.getEach();
    Value record = call(loc, "begin_fork", count, value(), each);
    if (each)
      loop(fork, record, count);
    else
      for (auto [i, machine] : llvm::enumerate(machinesOf(fork))) {
        call(loc, "begin_branch", {}, {});
        Value result = body(machine, fork.getInput(), fork.getCaptures());
        call(loc, "end_branch", {record, index(loc, i), result}, {});
      }
    Value results = call(loc, "end_fork", record, value(), each);
    builder.create<cf::BranchOp>(loc, fork.getDone(), results);
  }

  void loop(flow::ForkOp fork, Value record, Value count) {
    Location loc = fork.getLoc();
    Block *before = builder.getInsertionBlock(), *after = before->getNextNode();
    Block *next = builder.createBlock(after, builder.getIndexType(), loc), *iteration = builder.createBlock(after),
          *end = builder.createBlock(after);
    builder.setInsertionPointToEnd(before);
    builder.create<cf::BranchOp>(loc, next, index(loc, 0));
    builder.setInsertionPointToEnd(next);
    Value place = next->getArgument(0);
    Value more = builder.create<arith::CmpIOp>(loc, arith::CmpIPredicate::ult, place, count);
    builder.create<cf::CondBranchOp>(loc, more, iteration, end);
    builder.setInsertionPointToEnd(iteration);
    Value item = call(loc, "begin_iteration", {fork.getInput(), place}, value());
    Value result = body(machinesOf(fork)[0], item, fork.getCaptures());
    call(loc, "end_iteration", {record, place, result}, {});
    builder.create<cf::BranchOp>(loc, next, Value(builder.create<arith::AddIOp>(loc, place, index(loc, 1))));
    builder.setInsertionPointToEnd(end);
  }

  /// The blocks of a machine, with those of the forks in it. Gives its output; the builder then stands where it has ended.
  Value body(flow::MachineOp machine, Value input, ValueRange captures) {
    Location loc = machine.getLoc();
    Block *before = builder.getInsertionBlock(), *ended = builder.createBlock(before->getNextNode(), value(), loc);
    IRMapping map;
    machine.getBody().cloneInto(before->getParent(), ended->getIterator(), map);
    Block *start = map.lookup(&machine.getBody().front());
    llvm::SmallVector<Value> inputs{input};
    inputs.append(captures.begin(), captures.end());
    builder.setInsertionPointToEnd(before);
    builder.create<cf::BranchOp>(loc, start, inputs);
    for (Block &original : machine.getBody()) {
      Operation *end = map.lookup(&original)->getTerminator();
      builder.setInsertionPoint(end);
      if (auto succeed = dyn_cast<flow::SucceedOp>(end))
        builder.create<cf::BranchOp>(succeed.getLoc(), ended, succeed.getOutput());
      else if (auto fork = dyn_cast<flow::ForkOp>(end))
        emit(fork);
      else
        continue;
      end->erase();
    }
    builder.setInsertionPointToEnd(ended);
    return ended->getArgument(0);
  }

  Value call(Location loc, llvm::StringRef entry, ValueRange operands, Type result, llvm::ArrayRef<uint32_t> immediates = {}) {
    auto op = builder.create<json::CallOp>(loc, result, entry, operands, immediates);
    return result ? op.getResult() : Value();
  }
  Value index(Location loc, int64_t number) { return builder.create<arith::ConstantIndexOp>(loc, number); }
  Type value() { return json::ValueType::get(builder.getContext()); }

  SymbolTable &symbols;
  bool asksTime; // when a state was entered
  OpBuilder builder;
  static constexpr uint64_t tooMany = UINT32_MAX;
  llvm::DenseMap<Operation *, uint64_t> sizes; // by machine, in ops
};

struct InlineForks : ir::impl::InlineForksBase<InlineForks> {
  void runOnOperation() override {
    SymbolTable symbols(getOperation());
    bool asksTime = getOperation().walk([](flow::ContextOp) { return WalkResult::interrupt(); }).wasInterrupted();
    ForkInliner inliner(symbols, asksTime, &getContext());
    // A machine comes before those inside it: these are as they were when they are put into it.
    unsigned made = 0;
    for (auto machine : getOperation().getOps<flow::MachineOp>()) {
      if (machine.getObserved())
        continue;
      llvm::SmallVector<flow::ForkOp> forks;
      for (Block &block : machine.getBody())
        if (auto fork = dyn_cast<flow::ForkOp>(block.getTerminator()))
          forks.push_back(fork);
      for (flow::ForkOp fork : forks) {
        if (!inliner.fits(fork))
          continue;
        inliner.inlineWhereAlone(fork);
        remark(fork, getArgument(),
               fork.getEach() ? "the iterations are run in line: neither they nor what is inside them waits"
                              : "the branches are run in line, one after the other: none of them waits");
        ++made;
      }
    }
    count(getOperation(), getArgument(), made);
  }
};

} // namespace
