// The subcommands.
#pragma once

#include "Command.h"

namespace aslc {

class CompileCommand : public Command {
public:
  llvm::StringRef name() const override { return "compile"; }
  llvm::StringRef summary() const override { return "compile a workflow to an executable that stands alone"; }
  llvm::StringRef operands() const override { return "FILE [OBJECT|ARCHIVE ...]"; }
  llvm::ArrayRef<OptionSpec> options() const override;
  int run(const Arguments &arguments) const override;
};

class CheckCommand : public Command {
public:
  llvm::StringRef name() const override { return "check"; }
  llvm::StringRef summary() const override { return "report what is wrong with definitions"; }
  llvm::StringRef operands() const override { return "FILE..."; }
  llvm::ArrayRef<OptionSpec> options() const override;
  int run(const Arguments &arguments) const override;
};

class EvalCommand : public Command {
public:
  llvm::StringRef name() const override { return "eval"; }
  llvm::StringRef summary() const override { return "compile a JSONata expression in memory and run it"; }
  llvm::StringRef operands() const override { return "EXPRESSION"; }
  llvm::ArrayRef<OptionSpec> options() const override;
  int run(const Arguments &arguments) const override;
};

} // namespace aslc
