// Debug information must not keep what the program does without.
//
//     %1 = jsonata.fields %0 ["a"]
//     flow.debug_value "x" = %1        =>     (nothing: %1 has no other use)

#include "ir/passes/Passes.h"

namespace aslc::ir {
#define GEN_PASS_DEF_DROPDEBUGVALUES
#include "ir/passes/Passes.h.inc"
} // namespace aslc::ir

using namespace mlir;
using namespace aslc;
using namespace aslc::ir;

namespace {
struct DropDebugValues : ir::impl::DropDebugValuesBase<DropDebugValues> {
  void runOnOperation() override {
    llvm::SmallVector<flow::DebugValueOp> names;
    getOperation().walk([&](flow::DebugValueOp op) {
      if (llvm::all_of(op.getValue().getUsers(), [](Operation *user) { return isa<flow::DebugValueOp>(user); }))
        names.push_back(op);
    });
    for (flow::DebugValueOp op : names)
      op.erase();
    dropped += names.size();
  }
};
} // namespace
