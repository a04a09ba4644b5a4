#include "Remarks.h"

#include "ir/passes/Remarks.h"

#include "llvm/Support/Format.h"

using namespace aslc;

Remarks::Remarks(mlir::MLIRContext &context) : handler(&context, [this](mlir::Diagnostic &diagnostic) { return take(diagnostic); }) {
  ir::enableRemarks(context);
}

mlir::LogicalResult Remarks::take(mlir::Diagnostic &diagnostic) {
  if (diagnostic.getSeverity() != mlir::DiagnosticSeverity::Remark)
    return mlir::failure(); // for the next handler
  if (auto place = diagnostic.getLocation()->findInstanceOf<mlir::FileLineColLoc>())
    all.emplace(place.getFilename().str(), place.getLine(), place.getColumn(), diagnostic.str());
  else
    all.emplace("", 0, 0, diagnostic.str());
  return mlir::success();
}

void Remarks::print(llvm::raw_ostream &out) const {
  for (const auto &[file, line, column, text] : all) {
    if (!file.empty())
      out << file << ':' << line << ':' << column << ": ";
    out << "remark: " << text << '\n';
  }
}

void aslc::printPassCounts(mlir::MLIRContext &context, llvm::raw_ostream &out) {
  for (const auto &[pass, count] : ir::counts(context))
    out << llvm::format("%6u ", count) << pass << '\n';
}
