// Variables as memory slots: what mem2reg asks of them to turn them into SSA values.

#include "ir/flow/Flow.h"

#include "mlir/IR/Builders.h"

using namespace mlir;
using namespace aslc::ir;
using namespace aslc::ir::flow;

llvm::SmallVector<MemorySlot> SlotOp::getPromotableSlots() {
  return {MemorySlot{getSlot(), json::ValueType::get(getContext())}};
}

// A variable that was never assigned is undefined.
Value SlotOp::getDefaultValue(const MemorySlot &, OpBuilder &builder) {
  return builder.create<json::UndefinedOp>(getLoc(), json::ValueType::get(getContext()));
}

void SlotOp::handleBlockArgument(const MemorySlot &, BlockArgument, OpBuilder &) {}

std::optional<PromotableAllocationOpInterface> SlotOp::handlePromotionComplete(const MemorySlot &, Value defaultValue, OpBuilder &) {
  if (defaultValue && defaultValue.use_empty())
    defaultValue.getDefiningOp()->erase();
  erase();
  return std::nullopt;
}

bool GetOp::loadsFrom(const MemorySlot &slot) { return getSlot() == slot.ptr; }
bool GetOp::storesTo(const MemorySlot &) { return false; }
Value GetOp::getStored(const MemorySlot &, OpBuilder &, Value, const DataLayout &) { return {}; }

bool GetOp::canUsesBeRemoved(const MemorySlot &slot, const SmallPtrSetImpl<OpOperand *> &uses, SmallVectorImpl<OpOperand *> &,
                             const DataLayout &) {
  return uses.size() == 1 && (*uses.begin())->get() == slot.ptr;
}

DeletionKind GetOp::removeBlockingUses(const MemorySlot &, const SmallPtrSetImpl<OpOperand *> &, OpBuilder &,
                                       Value reachingDefinition, const DataLayout &) {
  getResult().replaceAllUsesWith(reachingDefinition);
  return DeletionKind::Delete;
}

bool SetOp::loadsFrom(const MemorySlot &) { return false; }
bool SetOp::storesTo(const MemorySlot &slot) { return getSlot() == slot.ptr; }
Value SetOp::getStored(const MemorySlot &, OpBuilder &, Value, const DataLayout &) { return getValue(); }

bool SetOp::canUsesBeRemoved(const MemorySlot &slot, const SmallPtrSetImpl<OpOperand *> &uses, SmallVectorImpl<OpOperand *> &,
                             const DataLayout &) {
  return uses.size() == 1 && (*uses.begin())->get() == slot.ptr && getValue() != slot.ptr;
}

DeletionKind SetOp::removeBlockingUses(const MemorySlot &, const SmallPtrSetImpl<OpOperand *> &, OpBuilder &, Value,
                                       const DataLayout &) {
  return DeletionKind::Delete;
}
