#include "Build.h"

#include "Backend.h"
#include "Handlers.h"

#include "frontend/lower/Lower.h"

#include "llvm/Support/JSON.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

using namespace aslc;

std::string aslc::stemOf(llvm::StringRef path) {
  llvm::StringRef name = llvm::sys::path::filename(path);
  for (llvm::StringRef ending : {".json", ".yaml", ".yml", ".asl"})
    name.consume_back(ending);
  return name.empty() || name == "-" ? "workflow" : name.str();
}

static std::string referencesText(const VariableReferences &references) {
  llvm::json::Object states;
  for (const auto &[state, variables] : references)
    states[llvm::json::fixUTF8(state)] = llvm::json::Array(variables);
  std::string text;
  llvm::raw_string_ostream(text) << llvm::json::Value(std::move(states));
  return text;
}

codegen::ProgramInfo aslc::programInfo(const Session &session, const Definition &definition, llvm::StringRef name, unsigned level,
                                       const aslrt::Handlers *handlers) {
  codegen::ProgramInfo info;
  info.name = name;
  info.type = session.machineType == asl::MachineType::Express ? aslrt::WorkflowType::Express : aslrt::WorkflowType::Standard;
  info.timeoutSeconds = uint32_t(definition.machine->timeoutSeconds.value_or(0));
  info.definition = document::toJson(*definition.document);
  info.references = referencesText(definition.checked->references);
  info.options = "-O" + std::to_string(level);
  for (const std::string &value : session.arguments.all("define"))
    info.options += " --define " + value;
  info.bind = [handlers](llvm::StringRef resource) { return bindingOf(handlers, resource); };
  return info;
}

bool aslc::buildExecutable(const Session &session, const Definition &definition, const codegen::ProgramInfo &info, unsigned level,
                           const codegen::LinkOptions &options) {
  Backend backend(level);
  auto module = lower::lowerMachine(*definition.checked, session.sources, info.name, backend.context());
  if (!backend.runMiddle(*module) || !backend.runLowering(*module))
    return false;
  llvm::LLVMContext context;
  auto machine = codegen::createTargetMachine(level);
  auto code = backend.toLLVM(std::move(module), info.name, &info, *machine, context);
  if (!code)
    return false;
  llvm::Error error = codegen::link(codegen::emit(*code, *machine, llvm::CodeGenFileType::ObjectFile), options);
  if (!error)
    return true;
  llvm::errs() << "aslc: error: " << llvm::toString(std::move(error)) << '\n';
  return false;
}
