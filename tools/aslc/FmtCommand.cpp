// aslc fmt: definitions in canonical form, to stdout, in place, or as a question (--check, --diff).

#include "Commands.h"
#include "Frontend.h"
#include "Output.h"
#include "UnifiedDiff.h"

#include "frontend/format/Format.h"

#include "llvm/Support/raw_ostream.h"

using namespace aslc;

llvm::ArrayRef<OptionSpec> FmtCommand::options() const {
  static const OptionSpec specs[] = {
      {OptionSpec::Flag, "in-place,i", "", "", "write the files, those that change"},
      {OptionSpec::Flag, "check", "", "", "write nothing; list the files that would change, and exit with 1 if there are any"},
      {OptionSpec::Flag, "diff", "", "", "like --check, but print what would change"},
      {OptionSpec::Value, "width", "COLUMNS", "", "columns up to which JSON arrays and objects stand on one line (default: 100)"},
      {OptionSpec::Value, "indent", "COLUMNS", "", "spaces for each level (default: 2)"},
      {OptionSpec::Flag, "sort-states", "", "", "order states by the flow from StartAt; without it they stay as written"},
      {OptionSpec::Value, "assume-filename", "NAME", "", "name of what is read from stdin: .yaml and .yml are YAML"},
      common::format,
      common::colour,
      common::werror,
      common::warnings,
      common::maxDefinition,
      common::maxNesting};
  return specs;
}

namespace {

class Formatter {
public:
  Formatter(const Arguments &arguments, Session &session) : arguments(arguments), session(session) {}

  /// Takes the options. False after a complaint.
  bool configure() {
    auto width = arguments.number("width", options.width, 1, 100'000);
    auto indent = arguments.number("indent", options.indent, 1, 16);
    if (!width || !indent)
      return false;
    options = {.indent = uint32_t(*indent), .width = uint32_t(*width), .sortStates = arguments.has("sort-states")};
    return true;
  }

  int run() {
    for (const std::string &path : arguments.positional)
      format(path);
    return std::max({session.finish(), failed ? int(InputErrors) : int(Ok), differs ? int(InputErrors) : int(Ok)});
  }

private:
  bool isQuestion() const { return arguments.has("check") || arguments.has("diff"); }

  void format(const std::string &path) {
    FileId file = session.open(path, arguments.get("assume-filename"));
    if (!file.valid())
      return;
    llvm::StringRef before = session.sources.text(file);
    size_t errors = session.diagnostics.errorCount();
    std::optional<std::string> after = format::format(file, session.documentOptions, options, session.diagnostics);
    if (!after || session.diagnostics.errorCount() != errors)
      return;
    if (isQuestion())
      ask(session.sources.name(file), before, *after);
    else if (!arguments.has("in-place"))
      llvm::outs() << *after;
    else if (*after != before)
      write(path, *after);
  }

  void ask(llvm::StringRef name, llvm::StringRef before, llvm::StringRef after) {
    if (before == after)
      return;
    differs = true;
    if (arguments.has("diff"))
      llvm::outs() << unifiedDiff(before, after, name, name);
    else
      llvm::outs() << name << '\n';
  }

  void write(const std::string &path, llvm::StringRef text) {
    if (llvm::Error error = rewriteFile(path, text)) {
      complain("cannot write '" + path + "': " + llvm::toString(std::move(error)));
      failed = true;
    }
  }

  const Arguments &arguments;
  Session &session;
  format::Options options;
  bool differs = false, failed = false;
};

} // namespace

int FmtCommand::run(const Arguments &arguments) const {
  bool isQuestion = arguments.has("check") || arguments.has("diff");
  if (arguments.positional.empty())
    return complain("no file to format", "aslc fmt -i order.asl.json");
  if (arguments.has("in-place") && isQuestion)
    return complain("--in-place writes, --check and --diff do not: give one of them");
  if (arguments.has("in-place") && llvm::is_contained(arguments.positional, "-"))
    return complain("stdin cannot be written in place");
  if (arguments.positional.size() > 1 && !arguments.has("in-place") && !isQuestion)
    return complain("the text of one file can go to stdout; give --in-place, --check or --diff for several");
  Session session(arguments);
  Formatter formatter(arguments, session);
  if (!session.configure() || !formatter.configure())
    return WrongUse;
  return formatter.run();
}
