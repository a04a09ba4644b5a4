// What ResultPath puts into an object that has just been made is made with it:
//
//     %1 = json.object ["id", "total"](%a, %b)                     %2 = json.object ["id", "total", "class"](%a, %b, %c)
//     %2 = flow.put %c into %1 "[\"class\"]"           =>
//
// Also where several states put something into it, each on a way of its own: each makes its object, and the first is not made at all.
//
// Sound because a put that goes into an object cannot fail, and leaves members where they are: one of that name in its place, a new one at
// the end. Left alone: objects that anything else uses, paths of several steps, names that begin with a digit, whose order is the
// dialect's, and values that may be undefined, which a constructor leaves out.

#include "ir/passes/Passes.h"
#include "ir/passes/Remarks.h"
#include "ir/passes/Shapes.h"
#include "ir/passes/Types.h"

namespace aslc::ir {
#define GEN_PASS_DEF_FOLDPUTS
#include "ir/passes/Passes.h.inc"
} // namespace aslc::ir

using namespace mlir;
using namespace aslc;
using namespace aslc::ir;

namespace {

struct FoldPuts : ir::impl::FoldPutsBase<FoldPuts> {
  void runOnOperation() override {
    if (getOperation().getObserved())
      return;
    Types types(getOperation().getBody());
    llvm::SmallVector<json::ObjectOp> pending;
    getOperation().walk([&](json::ObjectOp object) { pending.push_back(object); });
    unsigned folded = 0;
    while (!pending.empty()) {
      json::ObjectOp object = pending.pop_back_val();
      if (!mayFold(object, types))
        continue;
      for (Operation *user : llvm::make_early_inc_range(object->getUsers())) {
        pending.push_back(fold(object, cast<flow::PutOp>(user)));
        ++folded;
      }
      object.erase();
    }
    count(getOperation(), getArgument(), folded);
  }

  static bool mayFold(json::ObjectOp object, const Types &types) {
    auto goesInto = [&](OpOperand &use) {
      auto put = dyn_cast<flow::PutOp>(use.getOwner());
      ArrayAttr path = put && &use == &put.getInputMutable() ? namesOf(put) : ArrayAttr();
      if (!path || path.size() != 1 || !json::hasPlainKeys(path) || types.of(put.getValue()).mayBe(tags::undefined))
        return false;
      // A member that may have been left out has no place yet.
      auto at = llvm::find(object.getKeys(), path[0]);
      return at == object.getKeys().end() || !types.of(object.getValues()[at - object.getKeys().begin()]).mayBe(tags::undefined);
    };
    return !object->use_empty() && json::hasPlainKeys(object.getKeys()) && llvm::all_of(object->getUses(), goesInto);
  }

  static json::ObjectOp fold(json::ObjectOp object, flow::PutOp put) {
    llvm::SmallVector<Attribute> keys(object.getKeys().begin(), object.getKeys().end());
    llvm::SmallVector<Value> values(object.getValues());
    Attribute name = namesOf(put)[0];
    if (auto *at = llvm::find(keys, name); at != keys.end()) {
      values[at - keys.begin()] = put.getValue();
    } else {
      keys.push_back(name);
      values.push_back(put.getValue());
    }
    OpBuilder builder(put);
    auto made = builder.create<json::ObjectOp>(put.getLoc(), put.getType(), builder.getArrayAttr(keys), values);
    put.replaceAllUsesWith(made.getResult());
    put.erase();
    return made;
  }
};

} // namespace
