// aslc check: what the frontend finds, nothing else.

#include "Commands.h"
#include "Frontend.h"

#include "llvm/Support/raw_ostream.h"

using namespace aslc;

llvm::ArrayRef<OptionSpec> CheckCommand::options() const {
  static const OptionSpec specs[] = {common::define, common::machine, common::dialect, common::format, common::colour, common::werror, common::warnings, common::type, common::maxDefinition, common::maxNesting, common::maxTerms};
  return specs;
}

int CheckCommand::run(const Arguments &arguments) const {
  if (arguments.positional.empty())
    return complain("no file to check", "aslc check order.asl.json");
  Session session(arguments);
  if (!session.configure())
    return WrongUse;
  // For programs an object for each file, whether there is something to say or not.
  bool each = arguments.get("format", "text") == "json";
  int status = Ok;
  for (const std::string &path : arguments.positional) {
    session.load(path);
    if (!each)
      continue;
    status = std::max(status, session.finish());
    session.diagnostics.clear();
  }
  return each ? status : session.finish();
}
