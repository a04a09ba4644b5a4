// aslc eval: a JSONata expression, compiled as the ones in workflows are, run in memory.

#include "Backend.h"
#include "Commands.h"
#include "Frontend.h"

#include "codegen/Jit.h"
#include "frontend/lower/Lower.h"
#include "runtime/engine/Clock.h"
#include "runtime/engine/Random.h"
#include "runtime/json/Json.h"

#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"

#include <unistd.h>

using namespace aslc;

llvm::ArrayRef<OptionSpec> EvalCommand::options() const {
  static const OptionSpec specs[] = {
      {OptionSpec::Value, "file,f", "FILE", "", "read the expression from FILE"},
      {OptionSpec::Value, "input", "FILE", "", "read the input from FILE; - is stdin, the default. Nothing at all is undefined"},
      {OptionSpec::Values, "bind", "NAME=JSON", "", "bind the variable $NAME"},
      {OptionSpec::Flag, "compact", "", "", "print the result on one line"},
      {OptionSpec::Value, "dialect", "DIALECT", "jsonata|aws", "whose rules hold (default: jsonata)"},
      {OptionSpec::Value, "seed", "N", "", "draw random numbers from this seed"},
      {OptionSpec::Value, "O", "LEVEL", "0|1|2", "optimisation (default: 1)"},
      {OptionSpec::Value, "emit", "FORM", "ast|flow|json|llvm", "print a phase instead of running"},
      {OptionSpec::Value, "max-depth", "N", "", "nested calls of functions (default: 2000)"},
      {OptionSpec::Value, "max-memory", "SIZE", "", "memory of values (default: 1G)"},
      common::format, common::colour, common::werror, common::maxDefinition, common::maxNesting, common::maxTerms};
  return specs;
}

namespace {

/// One evaluation: the expression, its bindings and input, and what came of it.
class Evaluation {
public:
  Evaluation(const Arguments &arguments, Session &session) : arguments(arguments), session(session), level(arguments.get("O", "1")[0] - '0') {}
  int run();

private:
  bool readExpression();
  bool readBindings();
  bool readInput(aslrt::Value &input);
  bool readValue(const std::string &what, std::string_view text, aslrt::Value &value);
  bool configureRuntime();
  int execute(Backend &backend, mlir::ModuleOp module);
  int report(const aslrt::Error &error);
  int reportLimit(const aslrt::LimitExceeded &limit);
  int write(aslrt::Value result);

  const Arguments &arguments;
  Session &session;
  unsigned level;
  MappedText text;
  std::vector<std::string> names;      // of bindings
  std::vector<std::string> texts;      // their JSON, which values point into
  std::vector<aslrt::Value> values;
  std::unique_ptr<llvm::MemoryBuffer> inputText;
  aslrt::RealClock clock;
  aslrt::SystemRandom systemRandom;
  aslrt::SeededRandom seededRandom;
  aslrt::Context runtime;
};

} // namespace

bool Evaluation::readExpression() {
  std::string path = arguments.get("file");
  if (path.empty() == arguments.positional.empty() || arguments.positional.size() > 1) {
    complain("give one expression, or -f FILE", "aslc eval '$sum(items.price)' --input order.json");
    return false;
  }
  FileId file = path.empty() ? session.sources.add(llvm::MemoryBuffer::getMemBufferCopy(arguments.positional[0]), "<expression>") : session.open(path);
  if (!file.valid())
    return false;
  text = MappedText::verbatim(file, session.sources.text(file).str(), 0);
  return true;
}

bool Evaluation::readValue(const std::string &what, std::string_view json, aslrt::Value &value) {
  aslrt::ReadError error;
  value = aslrt::readJson(&runtime, json, {.keepNumberText = false, .borrow = true}, error);
  if (!value.is(aslrt::Tag::Undefined))
    return true;
  llvm::errs() << "aslc: error: " << what << ": byte " << error.offset << ": " << error.message << '\n';
  return false;
}

bool Evaluation::readBindings() {
  llvm::ArrayRef<std::string> bindings = arguments.all("bind");
  texts.reserve(bindings.size());
  for (const std::string &binding : bindings) {
    auto [name, json] = llvm::StringRef(binding).split('=');
    name.consume_front("$");
    texts.push_back(json.str());
    aslrt::Value value;
    if (name.empty() || !readValue("--bind " + name.str(), texts.back(), value))
      return name.empty() ? complain("--bind takes NAME=JSON, not '" + binding + "'"), false : false;
    names.push_back(name.str());
    values.push_back(value);
  }
  runtime.globals = values;
  return true;
}

bool Evaluation::readInput(aslrt::Value &input) {
  input = aslrt::undefinedValue();
  std::string path = arguments.get("input", "-");
  if (path == "-" && isatty(STDIN_FILENO))
    return true;
  auto buffer = llvm::MemoryBuffer::getFileOrSTDIN(path, false, false);
  if (!buffer) {
    llvm::errs() << "aslc: error: cannot read '" << path << "': " << buffer.getError().message() << '\n';
    return false;
  }
  inputText = std::move(*buffer);
  llvm::StringRef json = inputText->getBuffer();
  if (json.trim().empty())
    return true;
  return readValue(path == "-" ? "<stdin>" : path, {json.data(), json.size()}, input);
}

bool Evaluation::configureRuntime() {
  auto depth = arguments.number("max-depth", runtime.limits.depth, 1, 1000000);
  auto memory = arguments.number("max-memory", runtime.limits.memory, 1 << 16, SIZE_MAX);
  if (!depth || !memory)
    return false;
  runtime.limits.depth = *depth;
  runtime.limits.memory = runtime.arena.limit = *memory;
  runtime.stackEnd = static_cast<const char *>(__builtin_frame_address(0)) - (256 << 20); // of aslc's own thread
  runtime.clock = &clock;
  runtime.random = &systemRandom;
  if (arguments.has("seed")) {
    auto seed = arguments.number("seed", 0, 0, UINT64_MAX);
    if (!seed)
      return false;
    seededRandom = aslrt::SeededRandom(*seed);
    runtime.random = &seededRandom;
  }
  return true;
}

int Evaluation::write(aslrt::Value result) {
  if (result.is(aslrt::Tag::Undefined))
    return Ok;
  std::string out;
  if (arguments.has("compact"))
    aslrt::writeJson(out, result);
  else
    aslrt::writeJsonPretty(out, result);
  llvm::outs() << out << '\n';
  return Ok;
}

int Evaluation::report(const aslrt::Error &error) {
  std::string_view code = aslrt::codeName(error.code);
  uint32_t size = text.text().size(), at = std::min(error.position, size);
  session.diagnostics.reportError({code.data(), code.size()}, text.map(at, std::min(at + 1, size)), error.message);
  return session.finish();
}

int Evaluation::reportLimit(const aslrt::LimitExceeded &limit) {
  session.diagnostics.reportError("U1001", text.map(0, text.text().size()), limit.message);
  return session.finish();
}

int Evaluation::execute(Backend &backend, mlir::ModuleOp module) {
  auto context = std::make_unique<llvm::LLVMContext>();
  auto machine = codegen::createTargetMachine(level);
  auto code = backend.toLLVM(module, "aslc_eval", nullptr, *machine, *context);
  if (!code)
    return InputErrors;
  if (arguments.get("emit") == "llvm") {
    code->print(llvm::outs(), nullptr);
    return Ok;
  }
  auto function = codegen::JitFunction::create(std::move(code), std::move(context), "aslc_eval", level);
  if (!function) {
    llvm::errs() << "aslc: internal error: " << llvm::toString(function.takeError()) << '\n';
    return InputErrors;
  }
  aslrt::Value input;
  if (!readInput(input))
    return WrongUse;
  try {
    return write((**function)(&runtime, input));
  } catch (const aslrt::Error &error) {
    return report(error);
  } catch (const aslrt::LimitExceeded &limit) {
    return reportLimit(limit);
  }
}

int Evaluation::run() {
  if (!session.configure() || !configureRuntime())
    return WrongUse;
  if (!readExpression())
    return session.diagnostics.hasErrors() ? session.finish() : int(WrongUse);
  if (!readBindings())
    return WrongUse;
  runtime.dialect = arguments.get("dialect", "jsonata") == "aws" ? sema::Dialect::Aws : sema::Dialect::Jsonata;
  session.semaOptions.dialect = runtime.dialect;
  auto checked = sema::checkExpression(text, names, session.semaOptions, session.diagnostics);
  if (!checked || session.diagnostics.hasErrors())
    return session.finish();
  std::string form = arguments.get("emit");
  if (form == "ast") {
    jsonata::dump(*checked->syntax->root, llvm::outs());
    return Ok;
  }
  Backend backend(level);
  auto module = lower::lowerExpression(*checked, names, session.sources, "aslc_eval", backend.context());
  if (form == "flow") {
    module->print(llvm::outs());
    return Ok;
  }
  if (!backend.runMiddle(*module))
    return InputErrors;
  if (form == "json") {
    module->print(llvm::outs());
    return Ok;
  }
  return backend.runLowering(*module) ? execute(backend, *module) : int(InputErrors);
}

int EvalCommand::run(const Arguments &arguments) const {
  Session session(arguments);
  return Evaluation(arguments, session).run();
}
