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

class TestCommand : public Command {
public:
  llvm::StringRef name() const override { return "test"; }
  llvm::StringRef summary() const override { return "run test cases over a workflow, with mocks and in virtual time"; }
  llvm::StringRef operands() const override { return "FILE CASES..."; }
  llvm::ArrayRef<OptionSpec> options() const override;
  int run(const Arguments &arguments) const override;
};

class FmtCommand : public Command {
public:
  llvm::StringRef name() const override { return "fmt"; }
  llvm::StringRef summary() const override { return "write definitions in canonical form"; }
  llvm::StringRef operands() const override { return "FILE..."; }
  llvm::ArrayRef<OptionSpec> options() const override;
  int run(const Arguments &arguments) const override;
};

class GraphCommand : public Command {
public:
  llvm::StringRef name() const override { return "graph"; }
  llvm::StringRef summary() const override { return "draw a state machine as Mermaid, DOT or SVG"; }
  llvm::StringRef operands() const override { return "FILE"; }
  llvm::ArrayRef<OptionSpec> options() const override;
  int run(const Arguments &arguments) const override;
};

class EvalCommand : public Command {
public:
  llvm::StringRef name() const override { return "eval"; }
  llvm::StringRef summary() const override { return "compile a JSONata expression in memory and run it over JSON"; }
  llvm::StringRef operands() const override { return "EXPRESSION"; }
  llvm::ArrayRef<OptionSpec> options() const override;
  int run(const Arguments &arguments) const override;
};

class ExplainCommand : public Command {
public:
  llvm::StringRef name() const override { return "explain"; }
  llvm::StringRef summary() const override { return "tell what an error code means, with an example, and what to do"; }
  llvm::StringRef operands() const override { return "[CODE]"; }
  std::vector<std::string> operandWords() const override;
  llvm::ArrayRef<OptionSpec> options() const override;
  int run(const Arguments &arguments) const override;
};

class BuiltinsCommand : public Command {
public:
  llvm::StringRef name() const override { return "builtins"; }
  llvm::StringRef summary() const override { return "list the functions of JSONata and JSONPath states, or tell all about one"; }
  llvm::StringRef operands() const override { return "[NAME]"; }
  std::vector<std::string> operandWords() const override;
  llvm::ArrayRef<OptionSpec> options() const override;
  int run(const Arguments &arguments) const override;
};

} // namespace aslc
