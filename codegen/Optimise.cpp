// The LLVM side: runtime bitcode, the O pipelines, object code.

#include "codegen/Codegen.h"
#include "codegen/Embedded.h"

#include "llvm/Analysis/LoopInfo.h"
#include "llvm/Bitcode/BitcodeReader.h"
#include "llvm/IR/Dominators.h"
#include "llvm/IR/InstIterator.h"
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
  // Members are looked up in place (MemberLookup.cpp): this is where they are not at once.
  if (llvm::Function *elsewhere = module.getFunction("aslrt_member_at"); elsewhere && !elsewhere->isDeclaration())
    elsewhere->deleteBody();
  return llvm::Error::success();
}

std::unique_ptr<llvm::TargetMachine> codegen::createTargetMachine(unsigned level, Place place) {
  bool inMemory = place == Place::Memory;
  LLVMInitializeX86TargetInfo();
  LLVMInitializeX86Target();
  LLVMInitializeX86TargetMC();
  LLVMInitializeX86AsmPrinter();
  LLVMInitializeX86AsmParser();
  std::string error;
  const llvm::Target *target = llvm::TargetRegistry::lookupTarget(triple.str(), error);
  llvm::TargetOptions options;
  options.FunctionSections = options.DataSections = !inMemory;
  // -O0 and -O1 take the fast instruction selector: an eighth of the time of the full one, for code that runs somewhat slower.
  auto codegenLevel = level >= 2 ? llvm::CodeGenOptLevel::Default : llvm::CodeGenOptLevel::None;
  return std::unique_ptr<llvm::TargetMachine>(target->createTargetMachine(triple, "x86-64", "", options, place == Place::Executable ? llvm::Reloc::Static : llvm::Reloc::PIC_,
                                                                          llvm::CodeModel::Small, codegenLevel, /*JIT=*/inMemory));
}

/// What kind of code a workflow is.
enum class Shape {
  Straight, // runs once through: choices and passes without loops or functions
  Usual,
  Large, // more in one function than the passes of Usual can take
  Deep   // loops nested beyond reason
};

static bool isRuntime(const llvm::Function &function) {
  return function.getName().starts_with("aslrt_") || function.getName().starts_with("_Z");
}

/// LLVM's passes take time that grows with a power of the nesting: 80 loops in each other take 3 s, 450 take minutes. Nobody writes
/// such, but a definition may hold it. Likewise, jump threading takes the square of the calls in a function: a minute for a path
/// with 1,000 names in a list, `$['a','b',...].c`.
static Shape shapeOf(llvm::Module &module) {
  constexpr unsigned deepest = 16, most = 1000;
  unsigned own = 0, calls = 0;
  bool loops = false;
  for (llvm::Function &function : module) {
    if (function.isDeclaration() || isRuntime(function) || function.hasOptNone())
      continue;
    llvm::DominatorTree dominators(function);
    llvm::LoopInfo info(dominators);
    for (llvm::BasicBlock &block : function)
      if (info.getLoopDepth(&block) > deepest)
        return Shape::Deep;
    auto isCall = [](const llvm::Instruction &instruction) { return llvm::isa<llvm::CallBase>(instruction); };
    calls = std::max(calls, unsigned(llvm::count_if(llvm::instructions(function), isCall)));
    loops |= !info.empty();
    ++own;
  }
  if (calls > most)
    return Shape::Large;
  return loops || own > 1 ? Shape::Usual : Shape::Straight;
}

/// Entry points with loops of their own gain nothing by being compiled once more: the runtime's object has them as well.
static void dropLoopsOfRuntime(llvm::Module &module) {
  for (llvm::Function &function : module) {
    if (function.isDeclaration() || !function.getName().starts_with("aslrt_"))
      continue;
    llvm::DominatorTree dominators(function);
    if (!llvm::LoopInfo(dominators).empty())
      function.deleteBody(); // a declaration with external linkage
  }
}

/// The inliner hopes to turn what an attempt calls into direct calls, and for that asks at each call of it who else calls it: the square
/// of the calls, to inline none unless there is but one.
static void keepManyAttemptsOutOfLine(llvm::Module &module) {
  if (llvm::Function *attempt = module.getFunction("aslrt_attempt"); attempt && attempt->hasNUsesOrMore(2))
    attempt->addFnAttr(llvm::Attribute::NoInline);
}

/// For code that runs once through: a third of the time of LLVM's O2, whose gain is in loops. EarlyCSE finds what global value numbering would in
/// such code; that, and jump threading, take the square of the blocks of a function.
static constexpr llvm::StringLiteral straightPipeline =
    "cgscc(inline<only-mandatory>,inline),globaldce,"
    "function(sroa<modify-cfg>,early-cse<memssa>,simplifycfg,instcombine<max-iterations=1;no-verify-fixpoint>,"
    "simplifycfg,early-cse<memssa>,dse,instcombine<max-iterations=1;no-verify-fixpoint>,"
    "simplifycfg<hoist-common-insts;sink-common-insts>),globaldce";

static void runPasses(llvm::Module &module, llvm::TargetMachine &machine, unsigned level, Shape shape) {
  llvm::LoopAnalysisManager loops;
  llvm::FunctionAnalysisManager functions;
  llvm::CGSCCAnalysisManager sccs;
  llvm::ModuleAnalysisManager modules;
  llvm::PassBuilder builder(&machine);
  builder.registerModuleAnalyses(modules);
  builder.registerCGSCCAnalyses(sccs);
  builder.registerFunctionAnalyses(functions);
  builder.registerLoopAnalyses(loops);
  builder.crossRegisterProxies(loops, functions, sccs, modules);
  llvm::ModulePassManager passes;
  if (level >= 2 && shape == Shape::Usual)
    passes = builder.buildPerModuleDefaultPipeline(level >= 3 ? llvm::OptimizationLevel::O3 : llvm::OptimizationLevel::O2);
  else
    llvm::cantFail(builder.parsePassPipeline(passes, straightPipeline));
  passes.run(module, modules);
}

void codegen::optimise(llvm::Module &module, llvm::TargetMachine &machine, unsigned level) {
  Shape shape = level == 0 ? Shape::Deep : shapeOf(module);
  if (level >= 3 && shape == Shape::Straight)
    shape = Shape::Usual; // registers keep what states hand on: such code runs in half of the time, and takes thrice as long to make
  // The fast instruction selector saves three quarters of the time of code generation, most of what is left.
  if (shape != Shape::Usual)
    machine.setOptLevel(llvm::CodeGenOptLevel::None);
  if (shape == Shape::Straight || shape == Shape::Large)
    dropLoopsOfRuntime(module);
  keepManyAttemptsOutOfLine(module);
  if (shape != Shape::Deep)
    runPasses(module, machine, level, shape);
  if (machine.getOptLevel() == llvm::CodeGenOptLevel::None) {
    splitPairs(module);
    branchSwitches(module);
  }
}

llvm::SmallVector<char, 0> codegen::emit(llvm::Module &module, llvm::TargetMachine &machine, llvm::CodeGenFileType type) {
  llvm::SmallVector<char, 0> bytes;
  llvm::raw_svector_ostream out(bytes);
  llvm::legacy::PassManager passes;
  machine.addPassesToEmitFile(passes, out, nullptr, type);
  passes.run(module);
  return bytes;
}
