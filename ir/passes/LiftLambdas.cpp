// Makes each lambda a function of the module, what it captures made explicit:
//
//     %f = jsonata.lambda context %c {              func.func private @order_lambda0(%ctx, %self, %args, %n) {
//     ^bb0(%me, %a):                                   %me = json.call self(%self)
//       ... %x ...                           =>        %x = json.call captured(%self) [0]
//       jsonata.yield %v                               %a = json.argument %args[0] of %n
//     }                                                ... return %v }
//                                                   %f = json.function @order_lambda0 arity 1 captures(%x) context %c
//
// Lambdas inside lambdas are lifted first, so that what they capture from further out is seen as captured by the outer one too.
// Constants are not captured but made again inside, and so is what is no value (CSE may have found `truthy %x` further out).

#include "ir/passes/Passes.h"
#include "ir/passes/Remarks.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/SymbolTable.h"
#include "mlir/Transforms/RegionUtils.h"

namespace aslc::ir {
#define GEN_PASS_DEF_LIFTLAMBDAS
#include "ir/passes/Passes.h.inc"
} // namespace aslc::ir

using namespace mlir;
using namespace aslc;
using namespace aslc::ir;

namespace {

struct LiftLambdas : ir::impl::LiftLambdasBase<LiftLambdas> {
  void runOnOperation() override {
    llvm::SmallVector<jsonata::LambdaOp> lambdas;
    getOperation().walk<WalkOrder::PostOrder>([&](jsonata::LambdaOp op) { lambdas.push_back(op); });
    for (jsonata::LambdaOp lambda : lambdas)
      lift(lambda);
    count(getOperation(), getArgument(), lambdas.size());
  }

  /// Whether the body makes this value again rather than capturing it: a constant, or what is no value and follows from values.
  static bool isMadeAgain(Value value) {
    Operation *op = value.getDefiningOp();
    if (!op || op->getNumRegions() || !isMemoryEffectFree(op))
      return false;
    return !isa<json::ValueType>(value.getType()) || op->hasTrait<OpTrait::ConstantLike>() ||
           isa<json::UndefinedOp, json::LiteralOp, jsonata::BuiltinOp, jsonata::GlobalOp>(op);
  }

  /// Gives the body what it need not capture; returns what it does, in order of first use. Only values can be captured: a flag
  /// becomes one.
  llvm::SetVector<Value> captures(jsonata::LambdaOp lambda) {
    llvm::SetVector<Value> used, captured;
    getUsedValuesDefinedAbove(lambda.getBody(), used);
    OpBuilder outside(lambda), inside(lambda.getContext());
    for (size_t i = 0; i < used.size(); ++i) { // what is made again may use more
      Value value = used[i], copy;
      inside.setInsertionPointToStart(&lambda.getBody().front());
      if (isMadeAgain(value)) {
        Operation *op = inside.clone(*value.getDefiningOp());
        used.insert(op->operand_begin(), op->operand_end());
        copy = op->getResult(cast<OpResult>(value).getResultNumber());
      } else if (value.getType().isInteger(1)) {
        Value boolean = outside.create<json::BooleanOp>(lambda.getLoc(), json::ValueType::get(&getContext()), value);
        copy = inside.create<jsonata::TruthyOp>(lambda.getLoc(), value.getType(), boolean);
        used.insert(boolean);
      } else {
        captured.insert(value);
        continue;
      }
      value.replaceUsesWithIf(copy, [&](OpOperand &use) { return lambda.getBody().isAncestor(use.getOwner()->getParentRegion()); });
    }
    return captured;
  }

  func::FuncOp makeFunction(jsonata::LambdaOp lambda) {
    MLIRContext *context = &getContext();
    Type types[] = {json::ContextType::get(context), json::ClosureType::get(context), json::ArgumentsType::get(context),
                    IntegerType::get(context, 32)};
    auto type = FunctionType::get(context, types, {json::ValueType::get(context)});
    Operation *around = lambda->getParentOp();
    while (!isa<ModuleOp>(around->getParentOp()))
      around = around->getParentOp();
    std::string name = (SymbolTable::getSymbolName(around).getValue() + "_lambda" + llvm::Twine(counter++)).str();
    OpBuilder builder(context);
    builder.setInsertionPoint(around);
    auto function = builder.create<func::FuncOp>(lambda.getLoc(), name, type);
    function.setPrivate();
    return function;
  }

  void lift(jsonata::LambdaOp lambda) {
    llvm::SetVector<Value> captured = captures(lambda);
    func::FuncOp function = makeFunction(lambda);
    Block *entry = function.addEntryBlock();
    OpBuilder builder = OpBuilder::atBlockEnd(entry);
    Location loc = lambda.getLoc();
    Type value = json::ValueType::get(&getContext());
    Block &body = lambda.getBody().front();

    IRMapping inside;
    for (auto [i, value_] : llvm::enumerate(captured)) {
      Value outer = value_;
      Value inner = builder.create<json::CallOp>(loc, value, "captured", ValueRange{function.getArgument(1)}, uint32_t(i)).getResult();
      outer.replaceUsesWithIf(inner, [&](OpOperand &use) { return lambda.getBody().isAncestor(use.getOwner()->getParentRegion()); });
    }
    body.getArgument(0).replaceAllUsesWith(
        builder.create<json::CallOp>(loc, value, "self", ValueRange{function.getArgument(1)}).getResult());
    for (BlockArgument parameter : body.getArguments().drop_front())
      parameter.replaceAllUsesWith(builder.create<json::ArgumentOp>(loc, value, function.getArgument(2), function.getArgument(3),
                                                                    builder.getI32IntegerAttr(parameter.getArgNumber() - 1)));
    auto yield = cast<jsonata::YieldOp>(body.getTerminator());
    builder.setInsertionPoint(yield);
    builder.create<func::ReturnOp>(yield.getLoc(), yield.getValues());
    yield.erase();
    entry->getOperations().splice(entry->end(), body.getOperations());

    builder.setInsertionPoint(lambda);
    auto made = builder.create<json::FunctionOp>(loc, value, SymbolRefAttr::get(function), builder.getI32IntegerAttr(body.getNumArguments() - 1),
                                                 captured.getArrayRef(), lambda.getContextValue(), lambda.getSignatureAttr());
    lambda.getResult().replaceAllUsesWith(made);
    lambda.erase();
  }

  unsigned counter = 0;
};

} // namespace
