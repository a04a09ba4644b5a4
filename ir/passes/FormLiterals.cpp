// An object of constants is data of the executable, and is not made when it runs:
//
//     %0 = json.constant 0.0 : f64
//     %1 = json.object ["count", "sum"](%0, %0)   =>   %1 = json.literal "{\"count\":0,\"sum\":0}"
//
// Sound because values do not change. Left alone: objects that are written as text (spell-outputs), keys like indices or that stand twice,
// numbers that no text gives (-0), observed machines.

#include "ir/passes/Passes.h"
#include "ir/passes/Remarks.h"

namespace aslc::ir {
#define GEN_PASS_DEF_FORMLITERALS
#include "ir/passes/Passes.h.inc"
} // namespace aslc::ir

using namespace mlir;
using namespace aslc;
using namespace aslc::ir;

namespace {

struct FormLiterals : ir::impl::FormLiteralsBase<FormLiterals> {
  void runOnOperation() override {
    if (getOperation().getObserved())
      return;
    unsigned formed = 0;
    // What is part of another object comes first.
    getOperation().walk([&](json::ObjectOp object) { formed += form(object); });
    count(getOperation(), getArgument(), formed);
  }

  static bool form(json::ObjectOp object) {
    auto text = object.getSpelled() || !json::hasPlainKeys(object.getKeys()) ? std::nullopt : json::textOf(object);
    if (!text)
      return false;
    OpBuilder builder(object);
    object.replaceAllUsesWith(builder.create<json::LiteralOp>(object.getLoc(), object.getType(), *text).getResult());
    object.erase();
    return true;
  }
};

} // namespace
