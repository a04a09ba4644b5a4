// Makes functions of the same code one: a machine's observed copy then has the loops and lambdas of the machine itself.
//
//     func.func private @order_fast0 { A }                       func.func private @order_fast0 { A }
//     func.func private @"order/observed_fast1" { A }     =>
//     json.attempt @"order/observed_fast1" else ...              json.attempt @order_fast0 else ...
//
// The same are ops, attributes and places in the definition, so that nothing changes of what a debugger, a remark or a profile tells.
// Functions inside of others come before them in the module: those that are the same have one name by the time that these are compared.

#include "ir/passes/Passes.h"
#include "ir/passes/Remarks.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"

namespace aslc::ir {
#define GEN_PASS_DEF_SHAREFUNCTIONS
#include "ir/passes/Passes.h.inc"
} // namespace aslc::ir

using namespace mlir;
using namespace aslc;
using namespace aslc::ir;

namespace {

/// Functions as keys: those of the same code are equal.
struct SameCode : llvm::DenseMapInfo<func::FuncOp> {
  static unsigned getHashValue(func::FuncOp function) {
    llvm::hash_code hash = mlir::hash_value(function.getFunctionType());
    function.getBody().walk([&](Operation *op) {
      hash = llvm::hash_combine(
          hash, OperationEquivalence::computeHash(op, OperationEquivalence::ignoreHashValue, OperationEquivalence::ignoreHashValue));
    });
    return unsigned(hash);
  }

  static bool isEqual(func::FuncOp a, func::FuncOp b) {
    auto isNone = [](func::FuncOp key) { return key == getEmptyKey() || key == getTombstoneKey(); };
    if (a == b || isNone(a) || isNone(b))
      return a == b;
    return a.getFunctionType() == b.getFunctionType() &&
           OperationEquivalence::isRegionEquivalentTo(&a.getBody(), &b.getBody(), OperationEquivalence::None);
  }
};

struct ShareFunctions : ir::impl::ShareFunctionsBase<ShareFunctions> {
  void runOnOperation() override {
    llvm::DenseSet<func::FuncOp, SameCode> first;
    llvm::SmallVector<func::FuncOp> others;
    for (Operation &op : getOperation().getOps()) {
      if (!others.empty())
        renameIn(op);
      auto function = dyn_cast<func::FuncOp>(op);
      if (!function || !function.isPrivate() || function.isExternal())
        continue;
      if (auto [same, isNew] = first.insert(function); !isNew) {
        kept[function.getSymNameAttr()] = FlatSymbolRefAttr::get(*same);
        others.push_back(function);
      }
    }
    for (func::FuncOp function : others)
      function.erase();
    count(getOperation(), getArgument(), others.size());
  }

private:
  void renameIn(Operation &around) {
    auto renamed = [&](FlatSymbolRefAttr name) {
      auto found = kept.find(name.getAttr());
      return found == kept.end() ? name : found->second;
    };
    around.walk([&](Operation *op) {
      if (auto attempt = dyn_cast<json::AttemptOp>(op)) {
        attempt.setFastAttr(renamed(attempt.getFastAttr()));
        attempt.setWholeAttr(renamed(attempt.getWholeAttr()));
      } else if (auto function = dyn_cast<json::FunctionOp>(op)) {
        function.setCodeAttr(renamed(function.getCodeAttr()));
      }
    });
  }

  llvm::DenseMap<StringAttr, FlatSymbolRefAttr> kept; // by the name of one that goes: the one that stays
};

} // namespace
