#include "ir/flow/Flow.h"

#include "mlir/IR/Builders.h"
#include "mlir/IR/DialectImplementation.h"
#include "mlir/IR/PatternMatch.h"
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

Operation *FlowDialect::materializeConstant(OpBuilder &builder, Attribute value, Type type, Location loc) {
  return arith::ConstantOp::materialize(builder, value, type, loc);
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

OpFoldResult RequireOp::fold(FoldAdaptor adaptor) {
  bool isScalar = adaptor.getInput() || isa_and_nonnull<json::BooleanOp, json::NumberOp>(getInput().getDefiningOp());
  return isScalar ? OpFoldResult(getInput()) : OpFoldResult();
}

OpFoldResult ConditionOp::fold(FoldAdaptor adaptor) {
  if (auto boolean = dyn_cast_or_null<json::BooleanAttr>(adaptor.getInput()))
    return BoolAttr::get(getContext(), boolean.getValue());
  auto boolean = getInput().getDefiningOp<json::BooleanOp>();
  return boolean ? OpFoldResult(boolean.getInput()) : OpFoldResult();
}

/// What is a boolean in any case need not be checked.
LogicalResult ConditionOp::canonicalize(ConditionOp op, PatternRewriter &rewriter) {
  auto call = op.getInput().getDefiningOp<json::CallOp>();
  if (!call || !llvm::is_contained({"equal", "not_equal", "contains"}, call.getEntry()))
    return failure();
  rewriter.replaceOpWithNewOp<json::CallOp>(op, op.getType(), "truthy", op.getInput());
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

ForksByMachine flow::forksByMachine(ModuleOp workflow) {
  ForksByMachine forks;
  workflow.walk([&](ForkOp fork) {
    if (!fork->getParentOfType<MachineOp>().getObserved())
      for (auto machine : fork.getMachines().getAsRange<FlatSymbolRefAttr>())
        forks[machine.getAttr()].push_back(fork);
  });
  return forks;
}

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
