#include "ir/passes/Remarks.h"

#include "ir/flow/Flow.h"

#include "mlir/IR/Diagnostics.h"

#include <mutex>

using namespace mlir;
using namespace aslc;

static ir::flow::FlowDialect &dialectOf(MLIRContext &context) { return *context.getOrLoadDialect<ir::flow::FlowDialect>(); }

void ir::enableRemarks(MLIRContext &context) { dialectOf(context).wantsRemarks = true; }

bool ir::wantsRemarks(MLIRContext &context) { return dialectOf(context).wantsRemarks; }

void ir::remark(Operation *op, llvm::StringRef pass, const llvm::Twine &text) {
  if (wantsRemarks(*op->getContext()))
    mlir::emitRemark(op->getLoc()) << text << " [" << pass << ']';
}

void ir::count(Operation *op, llvm::StringRef pass, unsigned times) {
  if (!times)
    return;
  static std::mutex counting; // aslc-opt runs a pass on several machines at a time
  std::lock_guard lock(counting);
  dialectOf(*op->getContext()).counts[pass.str()] += times;
}

const std::map<std::string, unsigned> &ir::counts(MLIRContext &context) { return dialectOf(context).counts; }
