// What travels from block to block and is always a double travels as a double: a counter stays in a register.
//
//   ^loop(%i: !json.value):                             ^loop(%d: f64):
//     %1 = json.call "is_less"(%i, %n)                    %i = json.number %d
//     ...                                          =>     %1 = json.call "is_less"(%i, %n)
//     %2 = json.call "add"(%i, %one)                      %2 = json.call "add"(%i, %one)
//     cf.br ^loop(%2)                                     %3 = json.call "to_number"(%2)
//                                                         cf.br ^loop(%3)
//
// The type of json.number is known where the runtime's bitcode is inlined, so that no tag is asked for any more. Types.h tells which values
// are doubles; a number in its own text (Decimal) is none. Sound because a double and its value can be made of each other. Left alone:
// arguments that no arithmetic uses, observed machines.

#include "ir/passes/Edges.h"
#include "ir/passes/Passes.h"
#include "ir/passes/Remarks.h"
#include "ir/passes/Types.h"

#include "llvm/ADT/MapVector.h"

namespace aslc::ir {
#define GEN_PASS_DEF_UNBOXNUMBERS
#include "ir/passes/Passes.h.inc"
} // namespace aslc::ir

using namespace mlir;
using namespace aslc;
using namespace aslc::ir;

namespace {

/// Whether an op computes with numbers or compares them.
bool computes(Operation *op) {
  static constexpr llvm::StringLiteral entries[] = {
      "add",           "subtract", "multiply",   "divide",        "modulo",           "negate",    "less",         "greater", "less_equal",
      "greater_equal", "is_less",  "is_greater", "is_less_equal", "is_greater_equal", "to_number", "number_order", "equal",   "integers"};
  auto call = dyn_cast<json::CallOp>(op);
  auto intrinsic = dyn_cast<json::IntrinsicOp>(op);
  return (call && llvm::is_contained(entries, call.getEntry())) || (intrinsic && intrinsic.getName() == "MathAdd");
}

struct UnboxNumbers : ir::impl::UnboxNumbersBase<UnboxNumbers> {
  void runOnOperation() override {
    if (getOperation().getObserved())
      return;
    Types types(getOperation().getBody());
    llvm::MapVector<Block *, llvm::BitVector> doubles;
    for (Block &block : llvm::drop_begin(getOperation().getBody()))
      for (BlockArgument argument : block.getArguments())
        if (isDouble(argument, types)) {
          llvm::BitVector &of = doubles[&block];
          of.resize(block.getNumArguments());
          of.set(argument.getArgNumber());
        }
    for (auto &[block, which] : doubles)
      unbox(*block, which);
  }

  static bool isDouble(BlockArgument argument, const Types &types) {
    if (!isa<json::ValueType>(argument.getType()) || !types.of(argument).isOnly(tags::plainNumber) ||
        !llvm::any_of(argument.getUsers(), computes))
      return false;
    auto edges = edgesTo(*argument.getOwner());
    return edges && llvm::none_of(*edges, [&](Edge &edge) { return edge.operands().isOperandProduced(argument.getArgNumber()); });
  }

  void unbox(Block &block, const llvm::BitVector &which) {
    OpBuilder builder(&getContext());
    auto edges = edgesTo(block);
    for (unsigned i : which.set_bits()) {
      BlockArgument argument = block.getArgument(i);
      Location loc = argument.getLoc();
      Value number = block.addArgument(builder.getF64Type(), loc);
      builder.setInsertionPointToStart(&block);
      argument.replaceAllUsesWith(builder.create<json::NumberOp>(loc, argument.getType(), number));
      for (Edge &edge : *edges) {
        builder.setInsertionPoint(edge.branch);
        Value value = edge.operands()[i];
        edge.operands().append(builder.create<json::CallOp>(loc, builder.getF64Type(), "to_number", value).getResult());
      }
    }
    dropOperands(block, which);
    llvm::BitVector gone = which;
    gone.resize(block.getNumArguments());
    block.eraseArguments(gone);
    count(getOperation(), getArgument(), which.count());
  }
};

} // namespace
