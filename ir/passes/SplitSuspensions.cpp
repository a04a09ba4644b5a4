// Makes of each machine one function that runs from one suspension to the next (decision D5).
//
//     flow.machine @order {                      func.func @order(%ctx, %frame) -> i32 {
//     ^a(%in):                                     cf.switch (flow.resume_point %frame) [0: ^a, 1: ^r1]
//       %x = ...                                 ^a:  %in = flow.load %frame[0]
//       flow.wait %s, ^b              =>              %x = ...
//     ^b:                                             flow.store %x, %frame[0]; flow.live %frame point 1 count 1
//       flow.succeed %x                               flow.request_wait %s; return Suspended
//     }                                          ^r1: %x1 = flow.load %frame[0]
//                                                     json.call succeed(%x1); return Succeeded }
//
// Steps, in the order of the code:
//  1. Constants are made again where they are used, so that they need not survive.
//  2. Suspension points are found: tasks, forks, waits, and the back edges of loops, where the machine pauses for a look at the
//     clock or to copy the arena (decision D6): the same values are roots then. An attempt is one too, for it is where its state
//     goes on after a failure; what it needs is live, and has the same place, at all points up to the end of the state's work.
//  3. What is live over a point is put into slots: set where it is defined, read where it is used. A frame holds values, so an i1 or a
//     number of the machine is a value there: as %1 of `%0 = json.call truthy(%a)`, which the condition of an earlier Choice left.
//  4. At each point the live slots are stored to the frame and the function returns; a resume block loads them again.
//  5. The slots are made SSA values once more (PromoteSlots.cpp), with block arguments where a resumed path meets another.
//
// A value has another place in the frame at every point: only what is live there counts, so frames are as small as the worst
// point. Sound because between a point and its resume block nothing else of the machine runs.

#include "ir/passes/Passes.h"
#include "ir/passes/Remarks.h"

#include "mlir/Analysis/Liveness.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "llvm/ADT/TypeSwitch.h"

#include "runtime/abi/Program.h"

#include <numeric>

namespace aslc::ir {
#define GEN_PASS_DEF_SPLITSUSPENSIONS
#include "ir/passes/Passes.h.inc"
} // namespace aslc::ir

using namespace mlir;
using namespace aslc;
using namespace aslc::ir;

namespace {

/// A place where a machine may stop, and what it needs when it goes on.
struct Point {
  Operation *terminator;          // flow.task, flow.fork, flow.wait, flow.attempt, or a branch to an earlier block
  llvm::SmallVector<Value> live;  // in order of definition
};

class Splitter {
public:
  Splitter(flow::MachineOp machine, func::FuncOp function)
      : machine(machine), function(function), body(machine.getBody()), builder(machine.getContext()),
        valueType(json::ValueType::get(machine.getContext())) {}

  void run();
  llvm::ArrayRef<Point> suspensionPoints() const { return points; }
  uint32_t frameSlots() const { return slotCount; }

private:
  void rematerialiseConstants();
  void isolateBackEdges();
  void findPoints();
  void orderLiveValues();
  void spill();
  void spillValue(Value value);
  Value slotOf(Value value);
  Value boxed(Value value);
  Value unboxed(Value value, Type type);
  void cut(Point &point, uint32_t id);
  void pauseAtBackEdge(cf::BranchOp jump, const Point &point, uint32_t id);
  Block *suspend(const Point &point, uint32_t id);
  void cut(flow::AttemptOp attempt, const Point &point, uint32_t id);
  void cut(flow::TaskOp task, const Point &point, uint32_t id);
  void cut(flow::ForkOp fork, const Point &point, uint32_t id);
  void cut(flow::WaitOp wait, const Point &point, uint32_t id);
  void goOnWithResult(Block *done, Location loc);
  void save(const Point &point, uint32_t id, Location loc);
  void reload(const Point &point, Location loc);
  void dispatch();
  void lowerEnds();
  void returnOutcome(Location loc, aslrt::Outcome outcome);
  json::CallOp call(Location loc, llvm::StringRef entry, ValueRange operands, Type type = {}) {
    return builder.create<json::CallOp>(loc, type, entry, operands);
  }

  flow::MachineOp machine;
  func::FuncOp function;
  Region &body;
  OpBuilder builder;
  Type valueType;
  Value frame;
  llvm::SmallVector<Point> points;
  llvm::SmallVector<Block *> resumeBlocks; // by point, from 1
  llvm::MapVector<Value, Value> slots;     // value -> its flow.slot
  uint32_t slotCount = 1;                  // input and captures are handed over in the first
};

void Splitter::rematerialiseConstants() {
  llvm::SmallVector<Operation *> constants;
  for (Operation &op : body.getOps())
    if (isa<json::ConstantOp, json::UndefinedOp, json::LiteralOp>(op) || op.hasTrait<OpTrait::ConstantLike>())
      constants.push_back(&op);
  for (Operation *op : constants) {
    for (OpOperand &use : llvm::make_early_inc_range(op->getUses())) {
      Operation *user = body.findAncestorOpInRegion(*use.getOwner());
      if (user->getBlock() == op->getBlock())
        continue;
      builder.setInsertionPoint(user);
      use.set(builder.clone(*op)->getResult(0));
    }
    if (op->use_empty())
      op->erase();
  }
}

/// The slot of a value that lives across a point; a use of it may already read the slot.
Value Splitter::slotOf(Value value) {
  if (auto get = value.getDefiningOp<flow::GetOp>())
    return get.getSlot();
  return slots.lookup(value);
}

/// As what a frame holds: a Boolean, or a Number, which keeps the 64 bits of any integer whatever they say as a double.
Value Splitter::boxed(Value value) {
  Location loc = value.getLoc();
  Type type = value.getType();
  if (type == valueType)
    return value;
  if (type.isInteger(1))
    return builder.create<json::BooleanOp>(loc, valueType, value);
  if (type.isIndex())
    value = builder.create<arith::IndexCastOp>(loc, builder.getI64Type(), value);
  else if (type.isIntOrFloat() && type.getIntOrFloatBitWidth() < 64)
    value = builder.create<arith::ExtUIOp>(loc, builder.getI64Type(), value);
  if (!value.getType().isF64())
    value = builder.create<arith::BitcastOp>(loc, builder.getF64Type(), value);
  return builder.create<json::NumberOp>(loc, valueType, value);
}

/// The contrary of boxed().
Value Splitter::unboxed(Value value, Type type) {
  Location loc = value.getLoc();
  if (type == valueType)
    return value;
  if (type.isInteger(1))
    return call(loc, "truthy", value, type).getResult();
  value = call(loc, "to_number", value, builder.getF64Type()).getResult();
  if (type.isF64())
    return value;
  value = builder.create<arith::BitcastOp>(loc, builder.getI64Type(), value);
  if (type.isIndex())
    return builder.create<arith::IndexCastOp>(loc, type, value);
  return type.isInteger(64) ? value : builder.create<arith::TruncIOp>(loc, type, value).getResult();
}

/// Gives every edge that goes back in the order of a depth-first walk a block of its own, which ends in the branch.
void Splitter::isolateBackEdges() {
  llvm::DenseMap<Block *, bool> onPath; // present: visited
  llvm::SmallVector<std::pair<Block *, unsigned>> stack{{&body.front(), 0}};
  llvm::SmallVector<std::pair<Operation *, unsigned>> back;
  onPath[&body.front()] = true;
  while (!stack.empty()) {
    auto &[block, next] = stack.back();
    Operation *end = block->getTerminator();
    if (next == end->getNumSuccessors()) {
      onPath[block] = false;
      stack.pop_back();
      continue;
    }
    unsigned index = next++;
    Block *target = end->getSuccessor(index);
    auto [it, fresh] = onPath.try_emplace(target, true);
    if (fresh)
      stack.push_back({target, 0});
    else if (it->second && isa<cf::BranchOp, cf::CondBranchOp, cf::SwitchOp>(end))
      back.push_back({end, index});
  }
  for (auto [end, index] : back) {
    Block *target = end->getSuccessor(index);
    Block *edge = builder.createBlock(&body, std::next(end->getBlock()->getIterator()));
    auto branch = cast<BranchOpInterface>(end);
    SuccessorOperands operands = branch.getSuccessorOperands(index);
    llvm::SmallVector<Value> arguments(operands.getForwardedOperands());
    builder.setInsertionPointToEnd(edge);
    auto jump = builder.create<cf::BranchOp>(end->getLoc(), target, arguments);
    operands.getMutableForwardedOperands().clear();
    end->setSuccessor(edge, index);
    points.push_back({jump, {}});
  }
}

void Splitter::findPoints() {
  for (Block &block : body)
    if (isa<flow::TaskOp, flow::ForkOp, flow::WaitOp, flow::AttemptOp>(block.getTerminator()))
      points.push_back({block.getTerminator(), {}});
  Liveness liveness(machine);
  for (Point &point : points) {
    llvm::SetVector<Value> live;
    for (Block *successor : point.terminator->getSuccessors())
      for (Value value : liveness.getLiveIn(successor))
        if (!isa<flow::SlotType>(value.getType()))
          live.insert(value);
    // What a back edge hands to its target has to survive as well.
    if (auto jump = dyn_cast<cf::BranchOp>(point.terminator))
      live.insert(jump.getDestOperands().begin(), jump.getDestOperands().end());
    point.live = live.takeVector();
  }
  orderLiveValues();
  for (const Point &point : points)
    slotCount = std::max<uint32_t>(slotCount, point.live.size());
}

/// The blocks in which an attempt is at work when they end: a failure on from there must find the attempt's values.
static llvm::SetVector<Block *> blocksOfWork(flow::AttemptOp attempt) {
  llvm::SetVector<Block *> blocks;
  llvm::SmallVector<Block *> next{attempt.getBody()};
  while (!next.empty()) {
    Block *block = next.pop_back_val();
    if (block->getOps<flow::EndAttemptOp>().empty() && blocks.insert(block))
      next.append(block->succ_begin(), block->succ_end());
  }
  return blocks;
}

/// In the order of blocks and positions, which is the same in every run as pointers are not; what the state's attempt needs comes first.
void Splitter::orderLiveValues() {
  llvm::DenseMap<Value, unsigned> order;
  for (Block &block : body) {
    for (BlockArgument argument : block.getArguments())
      order[argument] = order.size();
    for (Operation &op : block)
      for (Value result : op.getResults())
        order[result] = order.size();
  }
  llvm::DenseMap<Block *, llvm::ArrayRef<Value>> needed; // by an attempt that is at work
  for (Point &point : points) {
    llvm::sort(point.live, [&](Value a, Value b) { return order.lookup(a) < order.lookup(b); });
    if (auto attempt = dyn_cast<flow::AttemptOp>(point.terminator))
      for (Block *block : blocksOfWork(attempt))
        needed[block] = point.live;
  }
  for (Point &point : points)
    if (llvm::ArrayRef<Value> first = needed.lookup(point.terminator->getBlock()); !first.empty()) {
      llvm::SetVector<Value> live(first.begin(), first.end());
      live.insert(point.live.begin(), point.live.end());
      point.live = live.takeVector();
    }
}

void Splitter::spillValue(Value value) {
  Location loc = value.getLoc();
  builder.setInsertionPointToStart(&body.front());
  Value slot = builder.create<flow::SlotOp>(loc, flow::SlotType::get(builder.getContext()), "");
  slots[value] = slot;
  Block *home = value.getParentBlock();
  for (OpOperand &use : llvm::make_early_inc_range(value.getUses())) {
    Operation *user = body.findAncestorOpInRegion(*use.getOwner());
    if (user->getBlock() == home)
      continue; // no suspension lies between
    builder.setInsertionPoint(user);
    Value read = builder.create<flow::GetOp>(loc, valueType, slot);
    use.set(unboxed(read, value.getType()));
  }
  if (isa<BlockArgument>(value))
    builder.setInsertionPointToStart(home);
  else
    builder.setInsertionPointAfterValue(value);
  Value held = boxed(value);
  builder.create<flow::SetOp>(loc, slot, held);
}

void Splitter::spill() {
  for (Point &point : points)
    for (Value value : point.live)
      if (!slots.count(value))
        spillValue(value);
}

void Splitter::save(const Point &point, uint32_t id, Location loc) {
  for (auto [i, value] : llvm::enumerate(point.live)) {
    Value current = builder.create<flow::GetOp>(loc, valueType, slots.lookup(value));
    builder.create<flow::StoreOp>(loc, current, frame, i);
  }
  builder.create<flow::LiveOp>(loc, frame, id, point.live.size());
}

void Splitter::reload(const Point &point, Location loc) {
  for (auto [i, value] : llvm::enumerate(point.live)) {
    Value loaded = builder.create<flow::LoadOp>(loc, valueType, frame, i);
    builder.create<flow::SetOp>(loc, slots.lookup(value), loaded);
  }
}

void Splitter::returnOutcome(Location loc, aslrt::Outcome outcome) {
  Value code = builder.create<arith::ConstantIntOp>(loc, int64_t(outcome), 32);
  builder.create<func::ReturnOp>(loc, code);
}

/// A back edge: pause if that is due, and go on either way. What lives may have moved then.
void Splitter::pauseAtBackEdge(cf::BranchOp jump, const Point &point, uint32_t id) {
  Location loc = jump.getLoc();
  Block *pause = builder.createBlock(&body, std::next(jump->getBlock()->getIterator()));
  Block *onward = builder.createBlock(&body, std::next(pause->getIterator()));
  builder.setInsertionPoint(jump);
  Value due = call(loc, "pause_due", {}, builder.getI1Type()).getResult();
  builder.create<cf::CondBranchOp>(loc, due, pause, onward);
  builder.setInsertionPointToEnd(pause);
  save(point, id, loc);
  call(loc, "pause", frame);
  reload(point, loc);
  builder.create<cf::BranchOp>(loc, onward);
  builder.setInsertionPointToEnd(onward);
  llvm::SmallVector<Value> arguments;
  for (Value value : jump.getDestOperands())
    arguments.push_back(value.getType() == valueType ? builder.create<flow::GetOp>(loc, valueType, slotOf(value)) : value);
  builder.create<cf::BranchOp>(loc, jump.getDest(), arguments);
}

/// Saves what lives; the builder then stands where the request goes. Returns the block in which the machine goes on.
Block *Splitter::suspend(const Point &point, uint32_t id) {
  builder.setInsertionPoint(point.terminator);
  save(point, id, point.terminator->getLoc());
  Block *resume = builder.createBlock(&body);
  resumeBlocks.push_back(resume);
  reload(point, point.terminator->getLoc());
  builder.setInsertionPoint(point.terminator);
  return resume;
}

void Splitter::goOnWithResult(Block *done, Location loc) {
  Value result = call(loc, "task_result", {}, valueType).getResult();
  builder.create<cf::BranchOp>(loc, done, result);
}

void Splitter::cut(flow::TaskOp task, const Point &point, uint32_t id) {
  Block *resume = suspend(point, id);
  builder.create<flow::RequestTaskOp>(task.getLoc(), task.getArguments(), task.getResource(), task.getState(), task.getTimeout(),
                                      task.getHeartbeat(), task.getCredentials());
  returnOutcome(task.getLoc(), aslrt::Outcome::Suspended);
  builder.setInsertionPointToEnd(resume);
  goOnWithResult(task.getDone(), task.getLoc());
}

void Splitter::cut(flow::ForkOp fork, const Point &point, uint32_t id) {
  Block *resume = suspend(point, id);
  builder.create<flow::RequestForkOp>(fork.getLoc(), fork.getEachAttr(), fork.getInput(), fork.getMachinesAttr(), fork.getCaptures(),
                                      fork.getStateAttr(), fork.getConcurrency(), fork.getRun());
  returnOutcome(fork.getLoc(), aslrt::Outcome::Suspended);
  builder.setInsertionPointToEnd(resume);
  goOnWithResult(fork.getDone(), fork.getLoc());
}

void Splitter::cut(flow::WaitOp wait, const Point &point, uint32_t id) {
  Block *resume = suspend(point, id);
  builder.create<flow::RequestWaitOp>(wait.getLoc(), wait.getTime(), wait.getUntil(), wait.getPath(), wait.getExpressionAttr());
  returnOutcome(wait.getLoc(), aslrt::Outcome::Suspended);
  builder.setInsertionPointToEnd(resume);
  builder.create<cf::BranchOp>(wait.getLoc(), wait.getNext());
}

/// The body follows at once; a failure comes back and finds the handler.
void Splitter::cut(flow::AttemptOp attempt, const Point &point, uint32_t id) {
  Location loc = attempt.getLoc();
  Block *resume = suspend(point, id);
  builder.create<flow::BeginAttemptOp>(loc, attempt.getState(), attempt.getRetriers(), attempt.getErrors(), id, point.live.size());
  builder.create<cf::BranchOp>(loc, attempt.getBody());
  builder.setInsertionPointToEnd(resume);
  if (attempt.getCatchers().empty()) {
    builder.create<cf::BranchOp>(loc, attempt.getBody());
    return;
  }
  Value handler = call(loc, "handler", {}, builder.getI32Type()).getResult();
  auto catchers = attempt.getCatchers();
  llvm::SmallVector<Block *> targets(catchers.begin(), catchers.end());
  llvm::SmallVector<int32_t> ids(targets.size());
  std::iota(ids.begin(), ids.end(), 0);
  llvm::SmallVector<ValueRange> none(targets.size());
  builder.create<cf::SwitchOp>(loc, handler, attempt.getBody(), ValueRange(), ids, targets, none);
}

void Splitter::cut(Point &point, uint32_t id) {
  Operation *end = point.terminator;
  llvm::TypeSwitch<Operation *>(end)
      .Case<flow::TaskOp, flow::ForkOp, flow::WaitOp, flow::AttemptOp>([&](auto op) { cut(op, point, id); })
      .Case([&](cf::BranchOp jump) { pauseAtBackEdge(jump, point, id); });
  end->erase();
  point.terminator = nullptr;
}

/// A new entry block that jumps to where the frame says; the old one is point 0 and gets the input and captures from the first slots.
void Splitter::dispatch() {
  Location loc = machine.getLoc();
  Block *start = &body.front();
  Block *entry = builder.createBlock(&body, body.begin(), function.getArgumentTypes(), {loc, loc});
  frame.replaceAllUsesWith(entry->getArgument(1));
  frame = entry->getArgument(1);
  // Slots belong to the entry block: they have to dominate every use.
  for (Operation &op : llvm::make_early_inc_range(start->getOperations()))
    if (isa<flow::SlotOp>(op))
      op.moveBefore(entry, entry->end());
  builder.setInsertionPointToEnd(entry);
  llvm::SmallVector<Value> inputs;
  for (unsigned i = 0; i < start->getNumArguments(); ++i)
    inputs.push_back(builder.create<flow::LoadOp>(loc, valueType, frame, i));
  if (resumeBlocks.empty()) {
    builder.create<cf::BranchOp>(loc, start, inputs);
    return;
  }
  Value point = builder.create<flow::ResumePointOp>(loc, builder.getI32Type(), frame);
  llvm::SmallVector<int32_t> ids;
  for (auto [i, block] : llvm::enumerate(resumeBlocks))
    ids.push_back(i + 1);
  llvm::SmallVector<ValueRange> none(ids.size());
  builder.create<cf::SwitchOp>(loc, point, start, inputs, ids, resumeBlocks, none);
}

void Splitter::lowerEnds() {
  for (Block &block : body) {
    Operation *end = block.getTerminator();
    builder.setInsertionPoint(end);
    if (auto succeed = dyn_cast<flow::SucceedOp>(end)) {
      call(end->getLoc(), "succeed", succeed.getOutput());
      returnOutcome(end->getLoc(), aslrt::Outcome::Succeeded);
    } else if (auto fail = dyn_cast<flow::FailOp>(end)) {
      call(end->getLoc(), "fail", {fail.getError(), fail.getCause()});
      returnOutcome(end->getLoc(), aslrt::Outcome::Failed);
    } else if (isa<flow::NoChoiceOp>(end)) {
      call(end->getLoc(), "no_choice", {});
      returnOutcome(end->getLoc(), aslrt::Outcome::Failed);
    } else {
      continue;
    }
    end->erase();
  }
}

void Splitter::run() {
  slotCount = body.getNumArguments();
  rematerialiseConstants();
  isolateBackEdges();
  findPoints();
  spill();
  // Until there is an entry block the frame is this stand-in.
  OpBuilder outside(machine);
  auto standIn = outside.create<UnrealizedConversionCastOp>(machine.getLoc(), TypeRange{flow::FrameType::get(builder.getContext())}, ValueRange{});
  frame = standIn.getResult(0);
  for (Point &point : points)
    cut(point, isa<cf::BranchOp>(point.terminator) ? 0 : uint32_t(resumeBlocks.size() + 1));
  dispatch();
  standIn.erase();
  lowerEnds();
  function.getBody().takeBody(body);
}

struct SplitSuspensions : ir::impl::SplitSuspensionsBase<SplitSuspensions> {
  void runOnOperation() override {
    for (auto machine : llvm::make_early_inc_range(getOperation().getOps<flow::MachineOp>()))
      split(machine);
  }

  void split(flow::MachineOp machine) {
    MLIRContext *context = &getContext();
    OpBuilder builder(machine);
    Type types[] = {json::ContextType::get(context), flow::FrameType::get(context)};
    auto type = FunctionType::get(context, types, {builder.getI32Type()});
    auto function = builder.create<func::FuncOp>(machine.getLoc(), machine.getSymName(), type);
    Splitter splitter(machine, function);
    splitter.run();
    function->setAttr("flow.frame_slots", builder.getI32IntegerAttr(splitter.frameSlots()));
    if (machine.getIterates())
      function->setAttr(flow::iteratesAttribute, builder.getUnitAttr());
    machine.erase();
    promoteSlots(function.getBody());
    count(function, getArgument(), splitter.suspensionPoints().size());
  }
};

} // namespace
