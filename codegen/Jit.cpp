// ORC inside a static executable: there is no dynamic symbol table to look names up in, so the symbols that code may refer to are
// given by the tables of runtime/abi; and EH frames are registered in process, since errors unwind through the code.

#include "codegen/Jit.h"
#include "codegen/Codegen.h"

#include "runtime/abi/EntryPoints.h"
#include "runtime/abi/Regex.h"
#include "runtime/builtins/BuiltinEntry.h"

#include "llvm/ExecutionEngine/JITLink/EHFrameSupport.h"
#include "llvm/ExecutionEngine/JITLink/JITLinkMemoryManager.h"
#include "llvm/ExecutionEngine/Orc/CompileUtils.h"
#include "llvm/ExecutionEngine/Orc/LLJIT.h"
#include "llvm/ExecutionEngine/Orc/ObjectLinkingLayer.h"

#include <cmath>
#include <cstring>
#include <exception>

using namespace aslc;
using namespace aslc::codegen;
namespace orc = llvm::orc;

extern "C" void _Unwind_Resume(void *);
extern "C" int __gxx_personality_v0(...);

struct Symbol {
  const char *name;
  void *address;
};

static llvm::ArrayRef<Symbol> runtimeSymbols() {
  static const Symbol symbols[] = {
#define ENTRY(Name, Type, Traits, Doc) {"aslrt_" #Name, reinterpret_cast<void *>(&aslrt::aslrt_##Name)},
#include "runtime/abi/EntryPoints.def"
#define BUILTIN(Id, Name, Signature, Effects, Availability, Doc) {"aslrt_fn_" #Id, reinterpret_cast<void *>(&aslrt::aslrt_fn_##Id)},                               \
      {"aslrt_builtin_" #Id, const_cast<aslrt::BuiltinEntry *>(&aslrt::aslrt_builtin_##Id)},
#include "runtime/abi/Builtins.def"
      {"aslrt_regex_call", reinterpret_cast<void *>(&aslrt::aslrt_regex_call)},
      {"aslrt_regex_pcre2", reinterpret_cast<void *>(&aslrt::aslrt_regex_pcre2)},
      {"aslrt_regex_backtrack", reinterpret_cast<void *>(&aslrt::aslrt_regex_backtrack)},
      // What LLVM itself makes calls of
      {"memcpy", reinterpret_cast<void *>(&std::memcpy)},
      {"memmove", reinterpret_cast<void *>(&std::memmove)},
      {"memset", reinterpret_cast<void *>(&std::memset)},
      {"memcmp", reinterpret_cast<void *>(&std::memcmp)},
      {"bcmp", reinterpret_cast<void *>(&bcmp)},
      {"fmod", reinterpret_cast<void *>(static_cast<double (*)(double, double)>(&std::fmod))},
      {"floor", reinterpret_cast<void *>(static_cast<double (*)(double)>(&std::floor))},
      {"_Unwind_Resume", reinterpret_cast<void *>(&_Unwind_Resume)},
      {"__gxx_personality_v0", reinterpret_cast<void *>(&__gxx_personality_v0)},
  };
  return symbols;
}

/// What the runtime's bitcode refers to besides entry points: a table that the build makes of its declarations.
extern "C" const Symbol aslc_hot_references[];
extern "C" const uint64_t aslc_hot_reference_count;

struct JitFunction::Session {
  std::unique_ptr<orc::LLJIT> jit;
};

JitFunction::JitFunction() : session(std::make_unique<Session>()) {}
JitFunction::~JitFunction() = default;

static llvm::Expected<std::unique_ptr<orc::ObjectLayer>> makeObjectLayer(orc::ExecutionSession &session, const llvm::Triple &) {
  auto memory = llvm::jitlink::InProcessMemoryManager::Create();
  if (!memory)
    return memory.takeError();
  auto layer = std::make_unique<orc::ObjectLinkingLayer>(session, std::move(*memory));
  layer->addPlugin(std::make_unique<orc::EHFrameRegistrationPlugin>(session, std::make_unique<llvm::jitlink::InProcessEHFrameRegistrar>()));
  return layer;
}

static llvm::Error defineSymbols(orc::LLJIT &jit) {
  orc::SymbolMap map;
  auto define = [&](const char *name, void *address) {
    map[jit.mangleAndIntern(name)] = {orc::ExecutorAddr::fromPtr(address), llvm::JITSymbolFlags::Exported | llvm::JITSymbolFlags::Callable};
  };
  for (const Symbol &symbol : runtimeSymbols())
    define(symbol.name, symbol.address);
  for (const Symbol &symbol : llvm::ArrayRef(aslc_hot_references, aslc_hot_reference_count))
    define(symbol.name, symbol.address);
  return jit.getMainJITDylib().define(orc::absoluteSymbols(std::move(map)));
}

llvm::Expected<std::unique_ptr<JitFunction>> JitFunction::create(std::unique_ptr<llvm::Module> module, std::unique_ptr<llvm::LLVMContext> context,
                                                                 llvm::StringRef symbol, std::unique_ptr<llvm::TargetMachine> machine) {
  // One machine for optimising and generating code: what it knows of the processor takes as long to make as the code of an expression.
  auto makeCompiler = [&](orc::JITTargetMachineBuilder) -> llvm::Expected<std::unique_ptr<orc::IRCompileLayer::IRCompiler>> {
    return std::make_unique<orc::TMOwningSimpleCompiler>(std::move(machine));
  };
  auto jit = orc::LLJITBuilder()
                 .setJITTargetMachineBuilder(orc::JITTargetMachineBuilder(machine->getTargetTriple()))
                 .setDataLayout(machine->createDataLayout())
                 .setCompileFunctionCreator(makeCompiler)
                 .setObjectLinkingLayerCreator(makeObjectLayer)
                 .setLinkProcessSymbolsByDefault(false)
                 .setPlatformSetUp(orc::setUpInactivePlatform)
                 .create();
  if (!jit)
    return jit.takeError();
  if (llvm::Error error = defineSymbols(**jit))
    return error;
  if (llvm::Error error = (*jit)->addIRModule(orc::ThreadSafeModule(std::move(module), std::move(context))))
    return error;
  auto address = (*jit)->lookup(symbol);
  if (!address)
    return address.takeError();
  std::unique_ptr<JitFunction> function(new JitFunction());
  function->session->jit = std::move(*jit);
  function->entry = address->toPtr<Entry>();
  return function;
}
