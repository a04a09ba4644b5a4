// The LLVM side: runtime bitcode, the O pipelines, object code.

#include "codegen/Codegen.h"
#include "codegen/Embedded.h"

#include "llvm/Analysis/LoopInfo.h"
#include "llvm/Bitcode/BitcodeReader.h"
#include "llvm/IR/Dominators.h"
#include "llvm/IR/LegacyPassManager.h"
#include "llvm/IR/Verifier.h"
#include "llvm/Linker/Linker.h"
#include "llvm/MC/TargetRegistry.h"
#include "llvm/Passes/PassBuilder.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/Transforms/IPO/Internalize.h"

using namespace aslc;
using namespace aslc::codegen;

static constexpr llvm::StringLiteral triple = "x86_64-unknown-linux-gnu";

llvm::Error codegen::linkRuntimeBitcode(llvm::Module &module, llvm::ArrayRef<llvm::StringRef> keep) {
  llvm::MemoryBufferRef buffer(embedded::hotBitcode(), "runtime bitcode");
  // Lazy: only bodies that the module calls are read.
  auto hot = llvm::getLazyBitcodeModule(buffer, module.getContext());
  if (!hot)
    return hot.takeError();
  module.setTargetTriple((*hot)->getTargetTriple());
  module.setDataLayout((*hot)->getDataLayout());
  if (llvm::Linker::linkModules(module, std::move(*hot), llvm::Linker::LinkOnlyNeeded))
    return llvm::createStringError("the runtime's bitcode does not link");
  llvm::internalizeModule(module, [&](const llvm::GlobalValue &value) { return llvm::is_contained(keep, value.getName()); });
  return llvm::Error::success();
}

std::unique_ptr<llvm::TargetMachine> codegen::createTargetMachine(unsigned level) {
  LLVMInitializeX86TargetInfo();
  LLVMInitializeX86Target();
  LLVMInitializeX86TargetMC();
  LLVMInitializeX86AsmPrinter();
  LLVMInitializeX86AsmParser();
  std::string error;
  const llvm::Target *target = llvm::TargetRegistry::lookupTarget(triple.str(), error);
  llvm::TargetOptions options;
  options.FunctionSections = options.DataSections = true;
  // -O0 and -O1 take the fast instruction selector: an eighth of the time of the full one, for code that runs somewhat slower.
  auto codegenLevel = level >= 2 ? llvm::CodeGenOptLevel::Default : llvm::CodeGenOptLevel::None;
  return std::unique_ptr<llvm::TargetMachine>(target->createTargetMachine(triple, "x86-64", "", options, llvm::Reloc::Static,
                                                                          llvm::CodeModel::Small, codegenLevel));
}

/// LLVM's passes take time that grows with a power of the nesting of loops: 80 in each other take 3 s, 450 take minutes. Nobody
/// writes such, but a definition may hold it: then it is compiled as at -O0.
static bool hasDeepLoops(llvm::Module &module) {
  constexpr unsigned deepest = 16;
  for (llvm::Function &function : module) {
    if (function.isDeclaration())
      continue;
    llvm::DominatorTree dominators(function);
    llvm::LoopInfo loops(dominators);
    if (llvm::any_of(function, [&](llvm::BasicBlock &block) { return loops.getLoopDepth(&block) > deepest; }))
      return true;
  }
  return false;
}

void codegen::optimise(llvm::Module &module, llvm::TargetMachine &machine, unsigned level) {
  if (level == 0 || hasDeepLoops(module))
    return;
  llvm::LoopAnalysisManager loops;
  llvm::FunctionAnalysisManager functions;
  llvm::CGSCCAnalysisManager sccs;
  llvm::ModuleAnalysisManager modules;
  llvm::PipelineTuningOptions tuning;
  llvm::PassBuilder builder(&machine, tuning);
  builder.registerModuleAnalyses(modules);
  builder.registerCGSCCAnalyses(sccs);
  builder.registerFunctionAnalyses(functions);
  builder.registerLoopAnalyses(loops);
  builder.crossRegisterProxies(loops, functions, sccs, modules);
  auto passes = builder.buildPerModuleDefaultPipeline(level == 1 ? llvm::OptimizationLevel::O1 : llvm::OptimizationLevel::O2);
  passes.run(module, modules);
}

llvm::SmallVector<char, 0> codegen::emit(llvm::Module &module, llvm::TargetMachine &machine, llvm::CodeGenFileType type) {
  llvm::SmallVector<char, 0> bytes;
  llvm::raw_svector_ostream out(bytes);
  llvm::legacy::PassManager passes;
  machine.addPassesToEmitFile(passes, out, nullptr, type);
  passes.run(module);
  return bytes;
}
