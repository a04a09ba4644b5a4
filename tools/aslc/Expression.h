// An expression of `aslc eval` on its way from text to machine code, and to any form between.
#pragma once

#include "DemandTable.h"
#include "Frontend.h"

#include "codegen/Jit.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace aslc {

class Expression {
public:
  /// `variables` are the names bound before, in the order of Context::globals.
  Expression(Session &session, MappedText text, std::vector<std::string> variables)
      : session(session), source(std::move(text)), variables(std::move(variables)) {}
  /// Parses and checks. False after diagnostics.
  bool check();
  /// Prints a phase to stdout: a value of --emit. A status.
  int print(llvm::StringRef form, unsigned level);
  /// Machine code; null after an internal error, which is printed. Without a level: made in the least time, half of that of level 1.
  /// `compact`: results are written as compact JSON.
  std::unique_ptr<codegen::JitFunction> compile(std::optional<unsigned> level, bool compact);
  /// What it reads of its input, once it is compiled; null: all.
  const aslrt::Demand *demand() const { return inputDemand ? inputDemand->root() : nullptr; }
  const MappedText &text() const { return source; }

private:
  int printCode(llvm::Module &module, llvm::TargetMachine &machine, llvm::StringRef form);

  Session &session;
  MappedText source;
  std::vector<std::string> variables;
  std::unique_ptr<sema::CheckedExpression> checked;
  std::unique_ptr<DemandTable> inputDemand;
};

} // namespace aslc
