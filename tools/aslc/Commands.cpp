#include "Commands.h"

using namespace aslc;

llvm::ArrayRef<const Command *> aslc::allCommands() {
  static const CompileCommand compile;
  static const CheckCommand check;
  static const TestCommand test;
  static const FmtCommand fmt;
  static const GraphCommand graph;
  static const EvalCommand eval;
  static const ExplainCommand explain;
  static const BuiltinsCommand builtins;
  static const Command *const commands[] = {&compile, &check, &test, &fmt, &graph, &eval, &explain, &builtins};
  return commands;
}
