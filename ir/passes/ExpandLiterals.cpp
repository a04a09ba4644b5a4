// An object known when compiling that goes on to another state is made of its members, as those are that it meets there: so they may travel
// by themselves (forward-members), or ResultPath's result is made with them (fold-puts).
//
//     %1 = json.literal "{\"count\":0,\"sum\":0}"   =>   %zero = json.constant 0.0 : f64
//     cf.br ^loop(%1)                                    %1 = json.object ["count", "sum"](%zero, %zero)
//   ^loop(%acc):                                         cf.br ^loop(%1)
//     %2 = json.object ["count", "sum"](%c, %s)
//     cf.br ^loop(%2)
//
// Of what stays an object form-literals makes a literal again. Left alone: large ones, keys like indices or that stand twice, observed
// machines.

#include "ir/passes/Passes.h"
#include "ir/passes/Remarks.h"

#include "mlir/Interfaces/ControlFlowInterfaces.h"

namespace aslc::ir {
#define GEN_PASS_DEF_EXPANDLITERALS
#include "ir/passes/Passes.h.inc"
} // namespace aslc::ir

using namespace mlir;
using namespace aslc;
using namespace aslc::ir;

namespace {

constexpr size_t mostCharacters = 1024;

/// Whether a use hands an object on, or makes another one of it.
bool goesOn(OpOperand &use) {
  auto branch = dyn_cast<BranchOpInterface>(use.getOwner());
  return isa<flow::PutOp, json::ObjectOp>(use.getOwner()) || (branch && branch.getSuccessorBlockArgument(use.getOperandNumber()));
}

struct ExpandLiterals : ir::impl::ExpandLiteralsBase<ExpandLiterals> {
  void runOnOperation() override {
    if (getOperation().getObserved())
      return;
    unsigned expanded = 0;
    for (Block &block : getOperation().getBody())
      for (auto literal : llvm::make_early_inc_range(block.getOps<json::LiteralOp>()))
        expanded += llvm::any_of(literal->getUses(), goesOn) && expand(literal);
    count(getOperation(), getArgument(), expanded);
  }

  /// With the objects in it.
  static bool expand(json::LiteralOp literal) {
    auto members = literal.getText().size() > mostCharacters ? std::nullopt : json::membersOf(literal);
    if (!members)
      return false;
    OpBuilder builder(literal);
    ArrayAttr keys = builder.getArrayAttr(llvm::to_vector_of<Attribute>(llvm::make_first_range(*members)));
    if (!json::hasPlainKeys(keys))
      return false;
    auto valueOf = [&](llvm::StringRef text) { return json::literalOf(builder, literal.getLoc(), text); };
    auto values = llvm::map_to_vector(llvm::make_second_range(*members), valueOf);
    literal.replaceAllUsesWith(builder.create<json::ObjectOp>(literal.getLoc(), literal.getType(), keys, values).getResult());
    literal.erase();
    for (Value value : values)
      if (auto inner = value.getDefiningOp<json::LiteralOp>())
        expand(inner);
    return true;
  }
};

} // namespace
