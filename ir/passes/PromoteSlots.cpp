// Makes variables SSA values, with block arguments where ways with different values meet.
//
//     %x = flow.slot "x"
//     flow.set %x, %a                        ^b:                                    cf.br ^c(%a)
//     ...                                       ...                          =>  ^b: ...
//     cf.br ^c                                  flow.set %x, %b                     cf.br ^c(%b)
//   ^c:                                         cf.br ^c                         ^c(%v: !json.value):
//     %v = flow.get %x
//
// MLIR's mem2reg does the same, but looks at every block for every slot: the square of the states, for most values live from one
// suspension to the next. Here a slot costs the blocks in which it lives:
//  1. Its ops, block by block: gets before any set of their block ask for what the block is entered with.
//  2. Blocks in which it lives at their entry, backwards from those.
//  3. Where several edges meet in such a block, a block argument, unless all bring the same.
// After Braun et al., "Simple and Efficient Construction of Static Single Assignment Form" (2013).

#include "ir/passes/Passes.h"
#include "ir/passes/Remarks.h"

#include "llvm/ADT/TypeSwitch.h"

namespace aslc::ir {
#define GEN_PASS_DEF_PROMOTESLOTS
#include "ir/passes/Passes.h.inc"
} // namespace aslc::ir

using namespace mlir;
using namespace aslc;
using namespace aslc::ir;

namespace {

class Promoter {
public:
  Promoter(Region &region, flow::SlotOp slot) : region(region), slot(slot) {}
  /// Whether the slot is gone: one that a nested region assigns stays.
  bool run();

private:
  /// What a slot holds somewhere: a value, or the argument of a block, if there is to be one. Neither: it was not assigned.
  struct Definition {
    Value value;
    Block *argument = nullptr;
    bool operator==(const Definition &) const = default;
  };
  struct Local {
    llvm::SmallVector<std::pair<Operation *, Operation *>, 2> ops; // in order: where in the block, get or set
    Value last;                                                    // assigned in the block
    bool exposed = false;                                          // read before that
  };

  bool collect();
  void findLiveBlocks();
  Definition atEntry(Block *block);
  Definition trace(Value value);
  Definition follow(Block *block, Value value);
  void placeArguments();
  Definition settled(Definition definition) const;
  Value materialised(Definition definition);
  void addArguments();

  Region &region;
  flow::SlotOp slot;
  llvm::MapVector<Block *, Local> locals;
  llvm::DenseMap<Operation *, Value> assigned; // a get behind a set of its block -> what that assigned
  llvm::SetVector<Block *> live;
  llvm::DenseMap<Block *, Definition> entries;                       // found so far
  llvm::MapVector<Block *, llvm::SmallVector<Definition>> arguments; // what the edges to a block bring
  llvm::DenseMap<Block *, Definition> replaced;                      // arguments that are not needed
  Value undefined;
};

bool Promoter::collect() {
  for (Operation *user : slot->getUsers()) {
    Operation *place = region.findAncestorOpInRegion(*user);
    if (!isa<flow::GetOp, flow::SetOp>(user) || (isa<flow::SetOp>(user) && place != user))
      return false;
    locals[place->getBlock()].ops.push_back({place, user});
  }
  for (auto &[block, local] : locals) {
    llvm::stable_sort(local.ops, [](auto &a, auto &b) { return a.first != b.first && a.first->isBeforeInBlock(b.first); });
    for (auto [place, op] : local.ops) {
      if (auto set = dyn_cast<flow::SetOp>(op))
        local.last = set.getValue();
      else if (local.last)
        assigned[op] = local.last;
      else
        local.exposed = true;
    }
  }
  return true;
}

void Promoter::findLiveBlocks() {
  for (auto &[block, local] : locals)
    if (local.exposed)
      live.insert(block);
  for (size_t i = 0; i < live.size(); ++i)
    for (Block *before : live[i]->getPredecessors())
      if (auto it = locals.find(before); it == locals.end() || !it->second.last)
        live.insert(before);
}

Promoter::Definition Promoter::atEntry(Block *block) { return follow(block, {}); }
Promoter::Definition Promoter::trace(Value value) { return follow(nullptr, value); }

/// From the entry of a block, or from a value that was assigned, back to where it comes from.
Promoter::Definition Promoter::follow(Block *block, Value value) {
  llvm::SmallVector<Block *> passed;
  Definition found;
  // A way longer than there are places has no beginning: it is in code that nothing reaches.
  for (size_t steps = live.size() + assigned.size() + 2; steps; --steps) {
    if (value) {
      auto get = value.getDefiningOp<flow::GetOp>();
      if (!get || get.getSlot() != slot.getSlot()) {
        found.value = value;
        break;
      }
      value = assigned.lookup(get);
      block = value ? nullptr : region.findAncestorOpInRegion(*get)->getBlock();
      continue;
    }
    if (auto it = entries.find(block); it != entries.end()) {
      found = it->second;
      break;
    }
    passed.push_back(block);
    if (block->hasNoPredecessors())
      break;
    Block *before = block->getUniquePredecessor();
    if (!before || !llvm::hasSingleElement(block->getPredecessors())) {
      found.argument = block;
      break;
    }
    block = before;
    if (auto it = locals.find(before); it != locals.end())
      value = it->second.last;
  }
  for (Block *each : passed)
    entries[each] = found;
  return found;
}

/// Follows what took the place of arguments.
Promoter::Definition Promoter::settled(Definition definition) const {
  while (definition.argument) {
    auto it = replaced.find(definition.argument);
    if (it == replaced.end())
      break;
    definition = it->second;
  }
  return definition;
}

void Promoter::placeArguments() {
  for (Block *block : live) {
    if (atEntry(block).argument != block)
      continue;
    llvm::SmallVector<Definition> &operands = arguments[block];
    for (Block *before : block->getPredecessors()) {
      auto it = locals.find(before);
      operands.push_back(it != locals.end() && it->second.last ? trace(it->second.last) : atEntry(before));
    }
  }
  // An argument to which all edges bring the same is that; its readers may be so, too, then.
  llvm::DenseMap<Block *, llvm::SmallVector<Block *>> readers;
  llvm::SetVector<Block *> waiting;
  for (auto &[block, operands] : arguments) {
    waiting.insert(block);
    for (const Definition &operand : operands)
      if (operand.argument)
        readers[operand.argument].push_back(block);
  }
  while (!waiting.empty()) {
    Block *block = waiting.pop_back_val();
    if (replaced.count(block))
      continue;
    std::optional<Definition> only;
    bool several = false;
    for (const Definition &operand : arguments[block]) {
      Definition definition = settled(operand);
      if (definition.argument == block || (only && definition == *only))
        continue;
      several |= only.has_value();
      only = definition;
    }
    if (several)
      continue;
    Definition same = only.value_or(Definition());
    replaced[block] = same;
    llvm::SmallVector<Block *> again = std::move(readers[block]);
    for (Block *reader : again)
      waiting.insert(reader);
    if (same.argument)
      readers[same.argument].append(again.begin(), again.end());
  }
}

Value Promoter::materialised(Definition definition) {
  definition = settled(definition);
  if (definition.argument)
    return definition.argument->getArguments().back();
  if (definition.value)
    return definition.value;
  if (!undefined) {
    OpBuilder builder = OpBuilder::atBlockBegin(&region.front());
    undefined = builder.create<json::UndefinedOp>(slot.getLoc(), json::ValueType::get(slot.getContext()));
  }
  return undefined;
}

void Promoter::addArguments() {
  for (auto &[block, operands] : arguments)
    if (!replaced.count(block))
      block->addArgument(json::ValueType::get(slot.getContext()), slot.getLoc());
  for (auto &[block, operands] : arguments) {
    if (replaced.count(block))
      continue;
    // A branch has an edge for each of its successors that is the block, and predecessors tell each.
    auto edge = block->pred_begin();
    for (const Definition &operand : operands) {
      auto branch = cast<BranchOpInterface>((*edge)->getTerminator());
      branch.getSuccessorOperands(edge.getSuccessorIndex()).append(materialised(operand));
      ++edge;
    }
  }
}

bool Promoter::run() {
  if (!collect())
    return false;
  findLiveBlocks();
  placeArguments();
  addArguments();
  llvm::SmallVector<flow::GetOp> gets;
  llvm::SmallVector<Value> values;
  for (auto &[block, local] : locals)
    for (auto [place, op] : local.ops)
      if (auto get = dyn_cast<flow::GetOp>(op)) {
        gets.push_back(get);
        values.push_back(materialised(trace(get)));
      }
  for (auto [get, value] : llvm::zip(gets, values)) {
    get.replaceAllUsesWith(value);
    get.erase();
  }
  for (Operation *set : llvm::make_early_inc_range(slot->getUsers()))
    set->erase();
  slot.erase();
  return true;
}

struct PromoteSlots : ir::impl::PromoteSlotsBase<PromoteSlots> {
  void runOnOperation() override { count(getOperation(), getArgument(), promoteSlots(getOperation().getBody())); }
};

} // namespace

unsigned ir::promoteSlots(Region &region) {
  unsigned promoted = 0;
  for (auto slot : llvm::make_early_inc_range(region.front().getOps<flow::SlotOp>()))
    promoted += Promoter(region, slot).run();
  return promoted;
}
