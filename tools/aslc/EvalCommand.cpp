// aslc eval: a JSONata expression, compiled as the ones in workflows are, run in memory for each value of a stream.

#include "Commands.h"
#include "Evaluation.h"
#include "Expression.h"

#include "llvm/Support/MemoryBuffer.h"

using namespace aslc;

llvm::ArrayRef<OptionSpec> EvalCommand::options() const {
  static const OptionSpec specs[] = {
      {OptionSpec::Value, "file,f", "FILE", "", "read the expression from FILE"},
      {OptionSpec::Value, "input", "FILE", "", "read the input from FILE: JSON texts, one after the other; - is stdin, the default"},
      {OptionSpec::Flag, "null-input,n", "", "", "read no input; the expression is run once, its context undefined"},
      {OptionSpec::Values, "bind", "NAME=JSON", "", "bind the variable $NAME to a value"},
      {OptionSpec::Values, "bind-string", "NAME=TEXT", "", "bind the variable $NAME to a string"},
      {OptionSpec::Flag, "raw,r", "", "", "print a result that is a string as it is, without quotes"},
      {OptionSpec::Flag, "compact,c", "", "", "print each result on one line"},
      {OptionSpec::Flag, "fail-fast", "", "", "stop at the first input for which the expression fails"},
      {OptionSpec::Value, "seed", "N", "", "draw random numbers from this seed, so that runs can be repeated"},
      {OptionSpec::Value, "O", "LEVEL", "0|1|2|3", "optimisation (default: what compiles soonest, and 2 once there is much input)"},
      {OptionSpec::Value, "emit", "FORM", "ast|flow|jsonata|json|llvm|asm", "print a phase of the expression instead of running it"},
      {OptionSpec::Value, "max-input", "SIZE", "", "longest input value (default: 1G)"},
      {OptionSpec::Value, "max-memory", "SIZE", "", "memory of the values of an evaluation (default: 1G)"},
      {OptionSpec::Value, "max-depth", "N", "", "nested calls of functions; in AWS's dialect nested evaluations (default: 2000, aws: 100)"},
      {OptionSpec::Value, "max-items", "N", "", "items of an array that is made (default: 2147483647, aws: 873782)"},
      {OptionSpec::Value, "max-text", "N", "", "UTF-16 code units of a string that is made (default: 4294967295, aws: 4194304)"},
      {OptionSpec::Value, "max-evaluation-time", "N", "",
       "milliseconds of processor time of an evaluation; 0: no limit (default: 0, aws: 1000)"},
      {OptionSpec::Value, "max-backtracking", "N", "", "ways that a regular expression tries to match from one place (default: 10000000)"},
      {OptionSpec::Value, "max-json-depth", "N", "", "nesting of JSON that is read (default: 1000)"},
      {OptionSpec::Value, "format", "FORMAT", "text|json", "how diagnostics are printed (default: text)"},
      common::dialect,
      common::colour,
      common::werror,
      common::maxDefinition,
      common::maxNesting,
      common::maxTerms};
  return specs;
}

static bool checkSize(Session &session, FileId file) {
  uint64_t size = session.sources.text(file).size(), limit = session.documentOptions.maxBytes;
  if (size > limit)
    session.diagnostics.report(DiagId::FileTooLarge, {file, 0, 0}, size, limit).hint("'--max-definition-size' sets the limit");
  return size <= limit;
}

/// The expression that the command line gives; nothing after a complaint.
static std::optional<MappedText> readExpression(const Arguments &arguments, Session &session) {
  std::string path = arguments.get("file");
  if (path.empty() == arguments.positional.empty() || arguments.positional.size() > 1) {
    complain("give one expression, or -f FILE", "aslc eval '$sum(items.price)' --input order.json");
    return std::nullopt;
  }
  FileId file = path.empty() ? session.sources.add(llvm::MemoryBuffer::getMemBufferCopy(arguments.positional[0]), "<expression>")
                             : session.open(path);
  if (!file.valid() || !checkSize(session, file)) {
    session.finish();
    return std::nullopt;
  }
  return MappedText::verbatim(file, session.sources.text(file).str(), 0);
}

int EvalCommand::run(const Arguments &arguments) const {
  if (arguments.has("null-input") && arguments.has("input"))
    return complain("--null-input and --input exclude each other");
  Session session(arguments);
  session.semaOptions.dialect = sema::Dialect::Jsonata;
  Bindings bindings;
  if (!session.configure() || !bindings.read(arguments))
    return WrongUse;
  auto text = readExpression(arguments, session);
  if (!text)
    return WrongUse;
  Expression expression(session, std::move(*text), bindings.names);
  if (!expression.check())
    return session.finish();
  if (arguments.has("emit"))
    return expression.print(arguments.get("emit"), arguments.get("O", "1")[0] - '0');
  Evaluation evaluation(arguments, session, expression);
  return evaluation.configure(bindings) ? evaluation.run() : int(WrongUse);
}
