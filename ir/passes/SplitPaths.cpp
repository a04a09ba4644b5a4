// Name steps of paths become look-ups of single members, which paths with a common beginning share (cse does that), also from state to
// state:
//
//     %1 = json.fields %in ["customer", "tier"]        %c = json.member %in "customer"
//     %2 = json.fields %in ["customer", "score"]  =>   %t = json.member %c "tier"
//                                                      %1 = json.along ["customer", "tier"] by (%in, %c, %t)
//                                                      %s = json.member %c "score"
//                                                      %2 = json.along ["customer", "score"] by (%in, %c, %s)
//
// Sound because that is how a path goes as long as there are objects; what it does where it meets an array is left to json.along. Left
// alone: paths in loops, which go over other items each time, and those that further steps follow (`open`).

#include "ir/passes/Passes.h"
#include "ir/passes/Remarks.h"

#include "mlir/Dialect/SCF/IR/SCF.h"

namespace aslc::ir {
#define GEN_PASS_DEF_SPLITPATHS
#include "ir/passes/Passes.h.inc"
} // namespace aslc::ir

using namespace mlir;
using namespace aslc;
using namespace aslc::ir;

namespace {

constexpr size_t mostNames = 8; // of a path: a longer one is rather followed by a loop

void split(json::FieldsOp path) {
  OpBuilder builder(path);
  llvm::SmallVector<Value> met = {path.getInput()};
  for (auto name : path.getNames().getAsRange<StringAttr>())
    met.push_back(builder.create<json::MemberOp>(path.getLoc(), path.getType(), met.back(), name));
  path.replaceAllUsesWith(builder.create<json::AlongOp>(path.getLoc(), path.getType(), path.getNames(), met).getResult());
  path.erase();
}

struct SplitPaths : ir::impl::SplitPathsBase<SplitPaths> {
  void runOnOperation() override {
    if (getOperation().getObserved())
      return;
    llvm::SmallVector<json::FieldsOp> paths;
    getOperation().walk<WalkOrder::PreOrder>([&](Operation *op) {
      if (isa<scf::ForOp>(op))
        return WalkResult::skip();
      if (auto path = dyn_cast<json::FieldsOp>(op);
          path && !path.getOpen() && !path.getNames().empty() && path.getNames().size() <= mostNames)
        paths.push_back(path);
      return WalkResult::advance();
    });
    llvm::for_each(paths, split);
    count(getOperation(), getArgument(), paths.size());
  }
};

} // namespace
