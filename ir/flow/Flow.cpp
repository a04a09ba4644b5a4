#include "ir/flow/Flow.h"

#include "mlir/IR/Builders.h"
#include "mlir/IR/DialectImplementation.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace aslc::ir;
using namespace aslc::ir::flow;

#include "ir/flow/FlowEnums.cpp.inc"

#include "ir/flow/FlowDialect.cpp.inc"

#define GET_TYPEDEF_CLASSES
#include "ir/flow/FlowTypes.cpp.inc"

#define GET_ATTRDEF_CLASSES
#include "ir/flow/FlowAttributes.cpp.inc"

#define GET_OP_CLASSES
#include "ir/flow/FlowOps.cpp.inc"

void FlowDialect::initialize() {
  addTypes<
#define GET_TYPEDEF_LIST
#include "ir/flow/FlowTypes.cpp.inc"
      >();
  addAttributes<
#define GET_ATTRDEF_LIST
#include "ir/flow/FlowAttributes.cpp.inc"
      >();
  addOperations<
#define GET_OP_LIST
#include "ir/flow/FlowOps.cpp.inc"
      >();
}

LogicalResult MachineOp::verifyRegions() {
  Block &entry = getBody().front();
  if (entry.getNumArguments() == 0 || !llvm::all_of(entry.getArgumentTypes(), llvm::IsaPred<json::ValueType>))
    return emitOpError("its entry block has values as arguments, the input first");
  for (Block &block : getBody()) {
    Operation *end = block.getTerminator();
    if (!isa<SucceedOp, FailOp, NoChoiceOp, TaskOp, ForkOp, WaitOp, AttemptOp, cf::BranchOp, cf::CondBranchOp, cf::SwitchOp>(end))
      return end->emitOpError("does not end a block of a machine");
  }
  return success();
}

/// A task or fork produces the argument of its successor itself.
template <typename Op> static SuccessorOperands producesResult(Op op) {
  return SuccessorOperands(1, MutableOperandRange(op.getOperation(), 0, 0));
}

template <typename Op> static LogicalResult verifyOnlyWay(Op op) {
  for (Block *successor : op->getSuccessors())
    if (!successor->getSinglePredecessor())
      return op.emitOpError("is the only way to its successors");
  return success();
}

SuccessorOperands TaskOp::getSuccessorOperands(unsigned) { return producesResult(*this); }
LogicalResult TaskOp::verify() { return verifyOnlyWay(*this); }
SuccessorOperands ForkOp::getSuccessorOperands(unsigned) { return producesResult(*this); }
LogicalResult ForkOp::verify() { return verifyOnlyWay(*this); }

SuccessorOperands AttemptOp::getSuccessorOperands(unsigned) { return SuccessorOperands(MutableOperandRange(getOperation(), 0, 0)); }

LogicalResult AttemptOp::verify() {
  if (getErrors().size() != getCatchers().size())
    return emitOpError("has a successor for each catcher");
  return verifyOnlyWay(*this);
}

SuccessorOperands WaitOp::getSuccessorOperands(unsigned) {
  return SuccessorOperands(MutableOperandRange(getOperation(), 0, 0));
}
