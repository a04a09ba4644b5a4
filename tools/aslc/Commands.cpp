#include "Commands.h"

using namespace aslc;

llvm::ArrayRef<const Command *> aslc::allCommands() {
  static const CompileCommand compile;
  static const CheckCommand check;
  static const EvalCommand eval;
  static const Command *const commands[] = {&compile, &check, &eval};
  return commands;
}
