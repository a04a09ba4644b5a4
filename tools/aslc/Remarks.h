// What the passes of the optimiser say of a definition, collected and printed by place.
#pragma once

#include "mlir/IR/Diagnostics.h"
#include "llvm/Support/raw_ostream.h"

#include <set>
#include <string>
#include <tuple>

namespace aslc {

class Remarks {
public:
  /// Asks the passes that run in the context to say what they do, as long as this lives.
  explicit Remarks(mlir::MLIRContext &context);

  /// A line each, in the order of the definition: `order.asl.json:12:7: remark: ... [name-of-pass]`.
  void print(llvm::raw_ostream &out) const;

private:
  mlir::LogicalResult take(mlir::Diagnostic &diagnostic);

  std::set<std::tuple<std::string, unsigned, unsigned, std::string>> all; // file, line, column, text
  mlir::ScopedDiagnosticHandler handler;
};

/// How often each pass that ran in a context found something to do: `   12 name-of-pass`.
void printPassCounts(mlir::MLIRContext &context, llvm::raw_ostream &out);

} // namespace aslc
