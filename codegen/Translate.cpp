// From the LLVM dialect to an LLVM module, with the constants that lowering numbered (codegen/Tables.h) defined.

#include "codegen/Codegen.h"
#include "codegen/Data.h"
#include "codegen/Tables.h"

#include "runtime/json/Json.h"

#include "mlir/Target/LLVMIR/Export.h"

using namespace mlir;
using namespace aslc;
using namespace aslc::codegen;

static llvm::Constant *keyTable(DataBuilder &data, ArrayAttr names) {
  llvm::SmallVector<llvm::Constant *> keys;
  for (auto name : names.getAsRange<StringAttr>())
    keys.push_back(data.string(name.getValue()));
  return llvm::ConstantArray::get(llvm::ArrayType::get(data.valueType(), keys.size()), keys);
}

/// The verifier of json.literal has seen that the text is JSON.
static llvm::Constant *literal(DataBuilder &data, llvm::StringRef text) {
  aslrt::Context context;
  aslrt::ReadError error;
  context.limits.jsonDepth = UINT32_MAX;
  return data.value(aslrt::readJson(&context, {text.data(), text.size()}, {.keepNumberText = true, .borrow = true}, error));
}

static llvm::Constant *constantData(DataBuilder &data, Attribute attribute) {
  if (auto string = dyn_cast<StringAttr>(attribute))
    return data.string(string.getValue());
  auto row = cast<ArrayAttr>(attribute);
  if (row.size() == 2 && isa<UnitAttr>(row[1]))
    return literal(data, cast<StringAttr>(row[0]).getValue());
  return keyTable(data, row);
}

std::unique_ptr<llvm::Module> codegen::translate(ModuleOp source, llvm::LLVMContext &context) {
  auto module = translateModuleToLLVMIR(source, context, "workflow");
  if (!module)
    return nullptr;
  DataBuilder data(*module);
  auto constants = source->getAttrOfType<ArrayAttr>(constantsAttribute);
  for (auto [i, attribute] : llvm::enumerate(constants ? constants.getValue() : llvm::ArrayRef<Attribute>())) {
    llvm::GlobalVariable *declared = module->getGlobalVariable(constantSymbol(i));
    llvm::Constant *initial = constantData(data, attribute);
    auto *global = new llvm::GlobalVariable(*module, initial->getType(), true, llvm::GlobalValue::PrivateLinkage, initial, "constant");
    global->setAlignment(llvm::Align(16));
    if (!declared)
      continue;
    declared->replaceAllUsesWith(global);
    declared->eraseFromParent();
  }
  if (llvm::GlobalVariable *declared = module->getGlobalVariable(guessesSymbol)) {
    auto *type = llvm::ArrayType::get(llvm::Type::getInt32Ty(context), source->getAttrOfType<IntegerAttr>(guessesAttribute).getInt());
    auto *global = new llvm::GlobalVariable(*module, type, false, llvm::GlobalValue::PrivateLinkage, llvm::ConstantAggregateZero::get(type), "guesses");
    declared->replaceAllUsesWith(global);
    declared->eraseFromParent();
  }
  // Code for one machine everywhere: helpers from the bitcode are inlined only into functions of equal features.
  for (llvm::Function &function : *module)
    if (!function.isDeclaration()) {
      function.addFnAttr("target-cpu", "x86-64");
      function.addFnAttr("tune-cpu", "generic");
      function.addFnAttr("target-features", "+cmov,+cx8,+fxsr,+mmx,+sse,+sse2,+x87");
      function.setUWTableKind(llvm::UWTableKind::Async); // errors of the runtime unwind through it
    }
  return module;
}
