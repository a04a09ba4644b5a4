#include "frontend/lower/Depth.h"

#include "frontend/sema/Walker.h"
#include "ir/json/Json.h"
#include "runtime/abi/Limits.h"

using namespace aslc;
using namespace aslc::lower;
using jsonata::Kind;

/// Whether a call runs a function of which no more is known than that it is a value.
static bool callsUnknown(const jsonata::Node &node) {
  if (node.kind == Kind::Binary && node.op == jsonata::Operator::Chain)
    return node.rhs->kind != Kind::Call;
  if (node.kind != Kind::Call)
    return false;
  const ir::BuiltinRow *builtin = node.lhs->kind == Kind::Variable ? ir::findBuiltin(node.lhs->text) : nullptr;
  if (!builtin)
    return true;
  auto isVariable = [](const jsonata::Node *argument) { return argument->kind == Kind::Variable; };
  return builtin->signature.contains('f') && llvm::any_of(node.items, isVariable);
}

/// A function that calls what it does not know may call itself.
static bool mayRecurse(const jsonata::Node &root) {
  bool found = false;
  sema::forEachNode(root, [&](const jsonata::Node &node) {
    if (node.kind == Kind::Lambda)
      sema::forEachNode(*node.lhs, [&](const jsonata::Node &inside) {
        found |= callsUnknown(inside);
        return !found && inside.kind != Kind::Lambda;
      });
    return !found;
  });
  return found;
}

void DepthCounter::begin(const jsonata::Node &root) { recursive = counts && mayRecurse(root); }

void DepthCounter::enter(const jsonata::Term &term, mlir::Location loc) {
  ++level;
  bool mayBreak = level > aslrt::limitsOf(aslrt::Dialect::Aws).depth || (recursive && inFunction);
  if (!counts || !mayBreak || level <= checked)
    return;
  checked = level;
  auto constants = builder.getI32ArrayAttr({int32_t(level), int32_t(term.mark.begin)});
  // On the way down into an expression one check is enough: nothing has been done in between.
  if (lastCheck && lastCheck->getBlock() == builder.getInsertionBlock()) {
    lastCheck->setAttr("constants", constants);
    return;
  }
  lastCheck = builder.create<ir::json::CallOp>(loc, mlir::Type(), "check_depth", mlir::ValueRange(),
                                               llvm::ArrayRef{level, term.mark.begin});
}

void DepthCounter::call(mlir::Location loc, bool callback) {
  if (!recursive)
    return;
  builder.create<ir::json::CallOp>(loc, mlir::Type(), "call_depth", mlir::ValueRange(), llvm::ArrayRef{callback ? 0 : level});
  lastCheck = nullptr;
}
