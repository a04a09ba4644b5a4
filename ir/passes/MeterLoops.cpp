// Makes loops count what they do, so that an expression that runs out of time is stopped (--max-evaluation-time), also where it neither
// calls a function nor takes memory:
//
//     scf.for %i = %0 to %n { ... }     =>     if (%n > 1) json.call "spend"(%n)
//                                              scf.for %i = %0 to %n { ... }
//
// A loop pays for all its turns before the first one: the body stays as short as it is, and LLVM may vectorise it. That suffices, since
// one loop runs over values that are there, which is over soon; it is loops in loops that are not. A loop that runs but once in an
// expression does not even pay, nor does a single turn, as most loops over what may be an array are. Only where a turn may itself take
// long (a search through a text, say), does a loop look at the clock every 256 turns:
//
//     scf.for %i = %0 to %n {                      =>     json.call "spend"(%n * 256)
//       %r = json.invoke "contains"(%a, %b)               scf.for %i = %0 to %n {
//     }                                                     %r = json.invoke "contains"(%a, %b)
//                                                           if (%i % 256 == 255) json.call "spend"(%all)
//                                                         }
//
// Sound because to spend has no effect but to fail when time is up. Left alone: calls of functions, which count themselves, and
// loops from state to state, whose number is not limited.

#include "ir/passes/Passes.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Interfaces/FunctionInterfaces.h"
#include "llvm/ADT/StringSet.h"

#include "runtime/abi/Limits.h"

namespace aslc::ir {
#define GEN_PASS_DEF_METERLOOPS
#include "ir/passes/Passes.h.inc"
} // namespace aslc::ir

using namespace mlir;
using namespace aslc;
using namespace aslc::ir;

namespace {

constexpr int64_t turns = aslrt::stepsPerLook / aslrt::stepsOfCall; // of a loop that may take long, between two looks

/// Comparing with a scalar that is written in the expression goes no further than that is long.
bool comparesConstant(json::CallOp op) {
  static constexpr llvm::StringRef names[] = {"equal",   "not_equal",     "less",       "less_equal",       "greater",     "greater_equal",
                                              "is_less", "is_less_equal", "is_greater", "is_greater_equal", "string_order"};
  return llvm::is_contained(names, op.getEntry()) &&
         llvm::any_of(op.getOperands(), [](Value side) { return side.getDefiningOp<json::ConstantOp>(); });
}

/// Only an array's truth is asked of its items.
bool asksScalar(json::CallOp op) {
  static constexpr llvm::StringRef booleans[] = {"equal", "not_equal", "less", "less_equal", "greater", "greater_equal", "contains"};
  if (op.getEntry() != "truthy")
    return false;
  Operation *asked = op.getOperands()[0].getDefiningOp();
  auto call = dyn_cast_or_null<json::CallOp>(asked);
  return call ? llvm::is_contained(booleans, call.getEntry()) : isa_and_nonnull<json::BooleanOp, json::ConstantOp>(asked);
}

bool mayTakeLong(Operation *op) {
  if (auto call = dyn_cast<json::CallOp>(op))
    return !entryHas(call.getEntry(), EntryPoint::Brief) && !comparesConstant(call) && !asksScalar(call);
  return isa<json::InvokeOp, json::IntrinsicOp, json::ConcatOp, json::SortOp>(op);
}

/// Whether a turn of the loop may take long, its inner loops aside.
bool hasLongTurns(scf::ForOp loop) {
  WalkResult result = loop.getBody()->walk<WalkOrder::PreOrder>([&](Operation *op) {
    if (isa<scf::ForOp>(op))
      return WalkResult::skip();
    return mayTakeLong(op) ? WalkResult::interrupt() : WalkResult::advance();
  });
  return result.wasInterrupted();
}

void spend(OpBuilder &builder, Location loc, Value steps) { builder.create<json::CallOp>(loc, Type(), "spend", steps); }

void spendIf(OpBuilder builder, Location loc, arith::CmpIPredicate predicate, Value a, Value b, Value steps) {
  auto choice = builder.create<scf::IfOp>(loc, builder.create<arith::CmpIOp>(loc, predicate, a, b), /*withElseRegion=*/false);
  builder.setInsertionPointToStart(choice.thenBlock());
  spend(builder, loc, steps);
}

/// Which functions an expression may run more than once: those of function values, and what is attempted in a loop or in such a function.
class Repeated {
public:
  explicit Repeated(ModuleOp module) {
    module.walk([&](json::FunctionOp op) { names.insert(op.getCode()); });
    size_t before;
    do {
      before = names.size();
      module.walk([&](json::AttemptOp op) {
        if (contains(op))
          for (llvm::StringRef name : {op.getFast(), op.getWhole()})
            names.insert(name);
      });
    } while (names.size() != before);
  }

  /// Whether an op runs more than once.
  bool contains(Operation *op) const {
    return op->getParentOfType<scf::ForOp>() || names.contains(op->getParentOfType<FunctionOpInterface>().getName());
  }

private:
  llvm::StringSet<> names;
};

struct MeterLoops : ir::impl::MeterLoopsBase<MeterLoops> {
  void runOnOperation() override {
    Repeated repeated(getOperation());
    getOperation().walk([&](scf::ForOp loop) {
      if (bool isLong = hasLongTurns(loop); isLong || repeated.contains(loop))
        meter(loop, isLong);
    });
  }

  /// All loops of ours run from 0 by 1.
  void meter(scf::ForOp loop, bool isLong) {
    OpBuilder builder(loop);
    Location loc = loop.getLoc();
    auto index = [&](int64_t value) -> Value { return builder.create<arith::ConstantIndexOp>(loc, value); };
    Value count = loop.getUpperBound();
    if (!isLong)
      return spendIf(builder, loc, arith::CmpIPredicate::ugt, count, index(1), count);
    spend(builder, loc, builder.create<arith::MulIOp>(loc, count, index(aslrt::stepsOfCall)));
    Value last = index(turns - 1), all = index(aslrt::stepsPerLook);
    builder.setInsertionPoint(loop.getBody()->getTerminator());
    Value turn = builder.create<arith::AndIOp>(loc, loop.getInductionVar(), last);
    spendIf(builder, loc, arith::CmpIPredicate::eq, turn, last, all);
  }
};

} // namespace
