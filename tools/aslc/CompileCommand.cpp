// aslc compile: a definition to an executable, or to any form on the way there.

#include "Backend.h"
#include "Build.h"
#include "Commands.h"
#include "Depfile.h"
#include "Frontend.h"
#include "Handlers.h"
#include "Library.h"
#include "Output.h"
#include "Profile.h"
#include "Remarks.h"

#include "frontend/lower/Lower.h"
#include "frontend/sema/Targets.h"
#include "ir/passes/Passes.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/raw_ostream.h"

using namespace aslc;

llvm::ArrayRef<OptionSpec> CompileCommand::options() const {
  static const OptionSpec specs[] = {
      {OptionSpec::Value, "output,o", "FILE", "", "where to write; - is stdout (default: the input's name without its endings)"},
      {OptionSpec::Value, "O", "LEVEL", "0|1|2|3", "-O0 compiles fastest, -O3 makes the fastest code (default: 2, nearly as fast, in a third of the time)"},
      {OptionSpec::Flag, "g", "", "", "with debug information: lines, states and variables for gdb and perf"},
      {OptionSpec::Value, "emit", "FORM", "ast|flow|json|llvm|asm|obj|lib|exe", "what to write (default: exe)"},
      {OptionSpec::Value, "handlers", "FILE", "", "bind Resources of Task states to programs (exec:) or functions (native:)"},
      {OptionSpec::Flag, "require-handlers", "", "", "make a Resource that nothing binds an error"},
      {OptionSpec::Value, "header", "FILE", "", "with --emit=lib: where to write the C header (default: beside the library)"},
      {OptionSpec::Value, "entry", "NAME", "", "with --emit=lib: the C name of the workflow's program (default: order_program)"},
      {OptionSpec::Flag, "profile-generate", "", "", "make a program that counts how often rules of Choices are taken, in NAME.profile.json"},
      {OptionSpec::Values, "profile-use", "FILE", "", "optimise for what FILE tells: a profile, or what --coverage has counted"},
      {OptionSpec::Flag, "remarks", "", "", "tell on stderr what of the definition was optimised, and what was not"},
      {OptionSpec::Values, "disable-pass", "NAME", "", "leave a pass of the optimiser out, to see what it is good for"},
      {OptionSpec::Flag, "pass-statistics", "", "", "tell on stderr how often each pass of the optimiser found something to do"},
      {OptionSpec::Flag, "MD", "", "", "write a dependency file beside the output"},
      {OptionSpec::Value, "MF", "FILE", "", "with -MD: where to write it"},
      common::define, common::machine, common::dialect, common::format, common::colour, common::werror, common::warnings, common::type, common::maxDefinition, common::maxNesting, common::maxTerms};
  return specs;
}

namespace {

class Compilation {
public:
  Compilation(const Arguments &arguments, Session &session)
      : arguments(arguments), session(session), input(arguments.positional[0]), form(arguments.get("emit", "exe")), level(arguments.get("O", "2")[0] - '0') {}

  int run();

private:
  void nameOutput(const Definition &definition);
  /// Whether the output is one of the inputs; complains.
  bool overwritesInput() const;
  int emit(Definition definition);
  int emitCode(mlir::OwningOpRef<mlir::ModuleOp> module, Backend &backend, const codegen::ProgramInfo &info);
  llvm::Error writeLibrary(llvm::ArrayRef<char> object, llvm::StringRef entry);
  int emitLibrary(llvm::ArrayRef<char> object, const codegen::ProgramInfo &info);
  int write(llvm::StringRef content) { return done(writeWhole(output, content)); }
  int done(llvm::Error error);

  const Arguments &arguments;
  Session &session;
  std::string input, form, name, output;
  unsigned level;
  std::optional<aslrt::Handlers> handlers;
  lower::ChoiceCounts profile;
};

} // namespace

int Compilation::done(llvm::Error error) {
  if (!error)
    return Ok;
  bool linked = form == "exe" || (form == "lib" && output.ends_with(".so")); // the linker names its output itself
  llvm::errs() << "aslc: error: " << (linked ? "" : "cannot write '" + output + "': ") << llvm::toString(std::move(error)) << '\n';
  return InputErrors;
}

void Compilation::nameOutput(const Definition &definition) {
  static const std::map<std::string, std::string> endings = {{"obj", ".o"}, {"asm", ".s"}, {"lib", ".a"}};
  auto ending = endings.find(form);
  name = stemOf(definition.name.empty() ? input : definition.name);
  output = arguments.get("output", form == "exe" ? name : ending == endings.end() ? "-" : (form == "lib" ? "lib" : "") + name + ending->second);
}

bool Compilation::overwritesInput() const {
  std::vector<std::string> inputs = session.inputs;
  inputs.insert(inputs.end(), arguments.positional.begin(), arguments.positional.end());
  for (const std::string &path : inputs)
    if (output != "-" && llvm::sys::fs::equivalent(path, output)) {
      complain("the output '" + output + "' is also an input", "name another by -o");
      return true;
    }
  return false;
}

int Compilation::run() {
  Definition definition = session.loadOne(input);
  handlers = readHandlers(session);
  nameOutput(definition);
  if (overwritesInput())
    return WrongUse;
  if (form == "ast" && definition.machine) {
    std::string text;
    llvm::raw_string_ostream out(text);
    asl::dump(*definition.machine, out);
    int status = session.finish();
    return status ? status : write(text);
  }
  if (definition.checked)
    sema::refuseUnknownTargets(*definition.machine, session.diagnostics);
  if (form != "lib" && definition.checked && (handlers || !arguments.has("handlers")))
    checkBindings(session, *definition.machine, handlers ? &*handlers : nullptr);
  if (definition.checked && arguments.has("profile-use")) {
    Profile counts;
    if (!llvm::all_of(arguments.all("profile-use"), [&](const std::string &path) { return counts.read(path); }))
      return InputErrors;
    profile = counts.choices(*definition.machine, session.diagnostics);
  }
  if (int status = session.finish())
    return status;
  if (int status = emit(std::move(definition)))
    return status;
  if (!arguments.has("MD"))
    return Ok;
  std::vector<std::string> prerequisites = session.inputs;
  llvm::append_range(prerequisites, arguments.all("profile-use"));
  prerequisites.insert(prerequisites.begin() + 1, arguments.positional.begin() + 1, arguments.positional.end());
  std::string depfile = arguments.get("MF", output + ".d");
  if (llvm::Error error = writeDepfile(depfile, output, prerequisites))
    return complain("cannot write '" + depfile + "': " + llvm::toString(std::move(error))), InputErrors;
  return Ok;
}

int Compilation::emit(Definition definition) {
  llvm::ArrayRef<std::string> without = arguments.all("disable-pass");
  Backend backend(level, arguments.has("g"), {without.begin(), without.end()});
  std::optional<Remarks> remarks;
  if (arguments.has("remarks"))
    remarks.emplace(backend.context());
  codegen::ProgramInfo info = programInfo(session, definition, name, level, handlers ? &*handlers : nullptr);
  if (arguments.has("profile-generate"))
    info.profile = name + ".profile.json";
  if (form == "lib")
    info.entry = arguments.get("entry", entryOf(name));
  lower::Names names = !arguments.has("g") ? lower::Names::None : level ? lower::Names::Read : lower::Names::All;
  auto module = lower::lowerMachine(*definition.checked, session.sources, info.name, backend.context(), names, profile);
  definition = {}; // its memory will do for the passes
  auto print = [&] {
    std::string text;
    llvm::raw_string_ostream out(text);
    module->print(out, mlir::OpPrintingFlags().enableDebugInfo(arguments.has("g")));
    return write(text + "\n");
  };
  if (form == "flow")
    return print();
  if (!backend.runMiddle(*module))
    return InputErrors;
  if (remarks)
    remarks->print(llvm::errs());
  if (arguments.has("pass-statistics"))
    printPassCounts(backend.context(), llvm::errs());
  if (form == "json")
    return print();
  if (!backend.runLowering(*module))
    return InputErrors;
  return emitCode(std::move(module), backend, info);
}

int Compilation::emitCode(mlir::OwningOpRef<mlir::ModuleOp> module, Backend &backend, const codegen::ProgramInfo &info) {
  // Never taken apart: the process ends without (Main.cpp).
  llvm::LLVMContext &context = *std::make_unique<llvm::LLVMContext>().release();
  auto machine = codegen::createTargetMachine(level, form == "lib" ? codegen::Place::Library : codegen::Place::Executable);
  llvm::Module *code = backend.toLLVM(std::move(module), info.name, &info, *machine, context).release();
  if (!code)
    return InputErrors;
  if (form == "llvm") {
    std::string text;
    llvm::raw_string_ostream out(text);
    code->print(out, nullptr);
    return write(text);
  }
  auto type = form == "asm" ? llvm::CodeGenFileType::AssemblyFile : llvm::CodeGenFileType::ObjectFile;
  auto bytes = codegen::emit(*code, *machine, type);
  if (form == "lib")
    return emitLibrary(bytes, info);
  if (form != "exe")
    return write({bytes.data(), bytes.size()});
  codegen::LinkOptions options;
  options.output = output;
  options.strip = !arguments.has("g");
  options.objects.assign(arguments.positional.begin() + 1, arguments.positional.end());
  return done(codegen::link(bytes, options));
}

llvm::Error Compilation::writeLibrary(llvm::ArrayRef<char> object, llvm::StringRef entry) {
  if (llvm::StringRef(output).ends_with(".so"))
    return codegen::linkShared(object, entry, output);
  auto library = codegen::archive(object, name + ".o");
  return library ? writeWhole(output, (*library)->getBuffer()) : library.takeError();
}

int Compilation::emitLibrary(llvm::ArrayRef<char> object, const codegen::ProgramInfo &info) {
  if (int status = done(writeLibrary(object, info.entry)))
    return status;
  std::string header = arguments.get("header", headerBeside(output, name));
  if (llvm::Error failure = writeWhole(header, headerText(info.name, info.entry)))
    return complain("cannot write '" + header + "': " + llvm::toString(std::move(failure))), InputErrors;
  return Ok;
}

int CompileCommand::run(const Arguments &arguments) const {
  if (arguments.positional.empty())
    return complain("no file to compile", "aslc compile order.asl.json -o order");
  if (arguments.has("MF") && !arguments.has("MD"))
    return complain("-MF is of use only with -MD");
  if (arguments.get("output") == "-" && arguments.get("emit", "exe") == "exe")
    return complain("an executable cannot be written to stdout");
  if (arguments.get("output") == "-" && arguments.has("MD") && !arguments.has("MF"))
    return complain("-MD needs -MF where the output is stdout");
  if (int status = checkLibraryOptions(arguments))
    return status;
  std::vector<std::string> passes = ir::optionalPasses();
  for (const std::string &name : arguments.all("disable-pass"))
    if (!llvm::is_contained(passes, name))
      return complain("no pass '" + name + "' can be left out", "those that can: " + llvm::join(passes, " "));
  Session session(arguments);
  if (!session.configure())
    return WrongUse;
  return Compilation(arguments, session).run();
}
