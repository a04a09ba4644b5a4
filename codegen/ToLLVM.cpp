// convert-json-to-llvm: everything that is left after split-suspensions and scf-to-cf becomes the LLVM dialect. Values are structs
// of two words, contexts, frames and builders are pointers. What the code refers to by number (states, expressions, tasks, constants)
// is collected in tables that become attributes of the module.

#include "codegen/Codegen.h"
#include "codegen/RuntimeCalls.h"
#include "ir/flow/Weights.h"
#include "ir/passes/Passes.h"

#include "mlir/Conversion/ArithToLLVM/ArithToLLVM.h"
#include "mlir/Conversion/ControlFlowToLLVM/ControlFlowToLLVM.h"
#include "mlir/Conversion/LLVMCommon/ConversionTarget.h"
#include "mlir/Conversion/FuncToLLVM/ConvertFuncToLLVM.h"
#include "mlir/Conversion/ReconcileUnrealizedCasts/ReconcileUnrealizedCasts.h"
#include "mlir/Conversion/SCFToControlFlow/SCFToControlFlow.h"
#include "mlir/Target/LLVMIR/Dialect/Builtin/BuiltinToLLVMIRTranslation.h"
#include "mlir/Target/LLVMIR/Dialect/LLVMIR/LLVMToLLVMIRTranslation.h"
#include "mlir/Transforms/Passes.h"
#include "llvm/ADT/StringSet.h"

using namespace mlir;
using namespace aslc;
using namespace aslc::codegen;
using namespace aslc::ir;

namespace {

struct ConvertJsonToLLVM : PassWrapper<ConvertJsonToLLVM, OperationPass<ModuleOp>> {
  MLIR_DEFINE_EXPLICIT_INTERNAL_INLINE_TYPE_ID(ConvertJsonToLLVM)

  ConvertJsonToLLVM() = default;
  explicit ConvertJsonToLLVM(bool debugOnStack) : debugOnStack(debugOnStack) {}

  llvm::StringRef getArgument() const override { return "convert-json-to-llvm"; }
  llvm::StringRef getDescription() const override { return "lower values, runtime calls and frames to the LLVM dialect"; }
  void getDependentDialects(DialectRegistry &registry) const override { registry.insert<LLVM::LLVMDialect>(); }

  void addTypes(LLVMTypeConverter &types) {
    types.addConversion([](json::ValueType type) { return valueType(type.getContext()); });
    types.addConversion([](Type type) -> std::optional<Type> {
      if (isa<json::ContextType, json::BuilderType, json::GroupsType, json::ClosureType, json::ArgumentsType, flow::FrameType, flow::SlotType>(type))
        return pointerType(type.getContext());
      return std::nullopt;
    });
  }

  /// Machines in their order, each with its observed copy; one that has none stands for itself.
  static void listMachines(ModuleOp module, Tables &tables) {
    llvm::MapVector<llvm::StringRef, Attribute> slots;
    llvm::StringSet<> iterating;
    for (auto function : module.getOps<func::FuncOp>())
      if (Attribute count = function->removeAttr("flow.frame_slots")) {
        slots[function.getSymName()] = count;
        if (function->removeAttr(flow::iteratesAttribute))
          iterating.insert(function.getSymName());
      }
    Builder builder(module.getContext());
    for (auto [name, count] : slots) {
      if (name.ends_with(flow::observedSuffix))
        continue;
      std::string observed = (name + flow::observedSuffix).str();
      bool hasCopy = slots.contains(observed);
      tables.machines.index(builder.getArrayAttr({FlatSymbolRefAttr::get(module.getContext(), name), count,
                                                  FlatSymbolRefAttr::get(module.getContext(), hasCopy ? llvm::StringRef(observed) : name),
                                                  hasCopy ? slots[observed] : count,
                                                  builder.getI32IntegerAttr(iterating.contains(name))}));
    }
  }

  /// States in the order of the machine's blocks, which is that of the definition; lowering goes another way. An observed copy has all of
  /// them.
  static void listStates(ModuleOp module, Tables &tables) {
    Builder builder(module.getContext());
    auto list = [&](flow::EnterOp op) { tables.states.index(builder.getArrayAttr({op.getStateAttr(), builder.getI32IntegerAttr(int32_t(op.getType()))})); };
    for (auto function : module.getOps<func::FuncOp>())
      if (function.getSymName().ends_with(flow::observedSuffix))
        function.walk(list);
    module.walk(list);
  }

  /// Contexts and frames are there. InstCombine would ask at each call, and look through the block before it.
  static void markPresent(ModuleOp module) {
    for (auto function : module.getOps<func::FuncOp>())
      for (auto [i, type] : llvm::enumerate(function.getArgumentTypes()))
        if (isa<json::ContextType, flow::FrameType>(type))
          function.setArgAttr(i, LLVM::LLVMDialect::getNonNullAttrName(), UnitAttr::get(module.getContext()));
  }

  /// A pattern that branches splits its block, and the conversion notes each op that moves: of one long block, which a chain of states is,
  /// all behind it each time. So blocks are short, and LLVM puts them together again.
  static void breakLongBlocks(ModuleOp module) {
    constexpr size_t most = 64; // ops
    llvm::SmallVector<Operation *> firsts;
    module.walk([&](Block *block) {
      if (!isa<func::FuncOp>(block->getParentOp()))
        return;
      for (auto [i, op] : llvm::enumerate(*block))
        if (i > 0 && i % most == 0)
          firsts.push_back(&op);
    });
    for (Operation *first : llvm::reverse(firsts)) { // the last ones first: each op moves once
      Block *block = first->getBlock(), *rest = block->splitBlock(first);
      OpBuilder::atBlockEnd(block).create<LLVM::BrOp>(first->getLoc(), rest);
    }
  }

  /// Branches have their places still, and with them what a profile told.
  static void setWeights(ModuleOp module) {
    module.walk([](LLVM::BranchWeightOpInterface branch) {
      if (llvm::ArrayRef<int32_t> counts = flow::countsOf(branch); !counts.empty())
        branch.setBranchWeights(DenseI32ArrayAttr::get(branch.getContext(), counts));
    });
  }

  void runOnOperation() override {
    ModuleOp module = getOperation();
    MLIRContext *context = &getContext();
    LowerToLLVMOptions options(context);
    options.overrideIndexBitwidth(64);
    LLVMTypeConverter types(context, options);
    addTypes(types);
    Tables tables;
    tables.debugOnStack = debugOnStack;
    listMachines(module, tables);
    listStates(module, tables);
    breakLongBlocks(module);
    markPresent(module);
    RewritePatternSet patterns(context);
    populateFuncToLLVMConversionPatterns(types, patterns);
    cf::populateControlFlowToLLVMConversionPatterns(types, patterns);
    arith::populateArithToLLVMConversionPatterns(types, patterns);
    populateJsonToLLVM(types, patterns, tables);
    populateMemberLookup(module, types, patterns, tables);
    populatePathTails(types, patterns, tables);
    populateSpelledObjects(types, patterns, tables);
    populateTextMatching(types, patterns, tables);
    populateFlowToLLVM(types, patterns, tables);
    LLVMConversionTarget target(*context);
    target.addLegalOp<ModuleOp>();
    if (failed(applyFullConversion(module, target, std::move(patterns))))
      return signalPassFailure();
    setWeights(module);
    tables.attach(module);
  }

  bool debugOnStack = false;
};

} // namespace

std::unique_ptr<Pass> codegen::createConvertJsonToLLVMPass(bool debugOnStack) { return std::make_unique<ConvertJsonToLLVM>(debugOnStack); }
void codegen::registerConvertJsonToLLVMPass() { PassRegistration<ConvertJsonToLLVM>(); }

void codegen::registerLowering(DialectRegistry &registry) {
  registry.insert<LLVM::LLVMDialect>();
  registerBuiltinDialectTranslation(registry);
  registerLLVMDialectTranslation(registry);
}

void codegen::buildLoweringPipeline(OpPassManager &pm, const LoweringOptions &options) {
  pm.addPass(ir::createMeterLoops());
  pm.addPass(createConvertSCFToCFPass());
  pm.addPass(createConvertJsonToLLVMPass(/*debugOnStack=*/options.level == 0));
  pm.addPass(createReconcileUnrealizedCastsPass());
  if (options.debug)
    pm.addPass(createAddDebugScopesPass(/*optimised=*/options.level > 0));
}
