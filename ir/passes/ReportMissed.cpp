// Tells what has stayed general, in terms of the definition (`aslc compile --remarks`): operators whose operands may be anything,
// conditions that may be no booleans, functions that are not known, arrays between the steps of an expression. Changes nothing, and does
// nothing unless remarks are wanted.
//
//     %1 = json.call "is_greater"(%x, %10)    order.asl.json:8:45: remark: '>' looks at the types of its operands when it runs: they may be
//     no
//                                             numbers [report-missed]

#include "ir/passes/Passes.h"
#include "ir/passes/Remarks.h"
#include "ir/passes/Types.h"

#include "mlir/Dialect/SCF/IR/SCF.h"

namespace aslc::ir {
#define GEN_PASS_DEF_REPORTMISSED
#include "ir/passes/Passes.h.inc"
} // namespace aslc::ir

using namespace mlir;
using namespace aslc;
using namespace aslc::ir;

namespace {

/// How an operator on numbers is written.
llvm::StringRef writtenAs(llvm::StringRef entry) {
  static constexpr std::pair<llvm::StringLiteral, llvm::StringLiteral> rows[] = {
      {"add", "+"},    {"subtract", "-"}, {"multiply", "*"},    {"divide", "/"},  {"modulo", "%"},
      {"negate", "-"}, {"less", "<"},     {"less_equal", "<="}, {"greater", ">"}, {"greater_equal", ">="}};
  entry.consume_front("is_");
  const auto *row = llvm::find_if(rows, [&](const auto &each) { return each.first == entry; });
  return row == std::end(rows) ? "" : row->second;
}

/// Whether a loop collects values.
bool collects(scf::ForOp loop) {
  return llvm::any_of(loop.getBody()->getOps<json::CallOp>(),
                      [](json::CallOp call) { return llvm::is_contained({"step_push", "filter_push", "append_item"}, call.getEntry()); });
}

struct ReportMissed : ir::impl::ReportMissedBase<ReportMissed> {
  void runOnOperation() override {
    if (getOperation().getObserved() || !wantsRemarks(getContext()))
      return;
    Types types(getOperation().getBody());
    getOperation().walk([&](Operation *op) { report(op, types); });
  }

  void report(Operation *op, const Types &types) {
    auto say = [&](const llvm::Twine &text) { remark(op, getArgument(), text); };
    if (isa<flow::ConditionOp>(op))
      say("the condition is checked when it runs: it may be no boolean");
    else if (isa<json::ApplyOp>(op))
      say("calls a function that is not known when compiling");
    else if (auto loop = dyn_cast<scf::ForOp>(op); loop && collects(loop))
      say("an array is made here, of items one after the other");
    auto call = dyn_cast<json::CallOp>(op);
    llvm::StringRef written = call ? writtenAs(call.getEntry()) : "";
    auto isNumber = [&](Value operand) { return types.of(operand).isOnly(tags::number); };
    if (!written.empty() && !llvm::all_of(call.getOperands(), isNumber))
      say("'" + written + "' looks at the types of its operands when it runs: they may be no numbers");
  }
};

} // namespace
