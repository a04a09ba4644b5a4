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
  if (entry.getNumArguments() != 1 || !isa<json::ValueType>(entry.getArgument(0).getType()))
    return emitOpError("its entry block has one argument, the input");
  for (Block &block : getBody()) {
    Operation *end = block.getTerminator();
    if (!isa<SucceedOp, FailOp, NoChoiceOp, TaskOp, WaitOp, cf::BranchOp, cf::CondBranchOp, cf::SwitchOp>(end))
      return end->emitOpError("does not end a block of a machine");
  }
  return success();
}

// A task produces the arguments of its successors itself: the result of the one, error and cause of the other.
SuccessorOperands TaskOp::getSuccessorOperands(unsigned index) {
  return SuccessorOperands(getDone() == getSuccessor(index) && index == 0 ? 1 : 2,
                           MutableOperandRange(getOperation(), 0, 0));
}

LogicalResult TaskOp::verify() {
  if (!getDone()->getSinglePredecessor() || !getFailed()->getSinglePredecessor())
    return emitOpError("is the only way to its successors");
  return success();
}

SuccessorOperands WaitOp::getSuccessorOperands(unsigned) {
  return SuccessorOperands(MutableOperandRange(getOperation(), 0, 0));
}

