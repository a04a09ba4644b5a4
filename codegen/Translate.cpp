// From the LLVM dialect to an LLVM module, with the constants that lowering numbered (codegen/Tables.h) defined.

#include "codegen/Codegen.h"
#include "codegen/Data.h"
#include "codegen/Embedded.h"
#include "codegen/Tables.h"
#include "ir/flow/Flow.h"

#include "runtime/abi/Regex.h"
#include "runtime/json/Json.h"

#include "mlir/Target/LLVMIR/Export.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"
#include "llvm/Transforms/Utils/ModuleUtils.h"

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

static llvm::ArrayRef<Attribute> rows(ModuleOp module, llvm::StringRef name) {
  auto attribute = module->getAttrOfType<ArrayAttr>(name);
  return attribute ? attribute.getValue() : llvm::ArrayRef<Attribute>();
}

/// aslrt::Regex, field by field, from a row of Tables::regexes. What its functions refer to is linked with it, and only with it.
static llvm::Constant *regexData(llvm::Module &module, DataBuilder &data, Attribute attribute) {
  llvm::LLVMContext &context = module.getContext();
  auto *pointer = llvm::PointerType::get(context, 0);
  auto function = [&](llvm::StringRef symbol) {
    auto *type = llvm::FunctionType::get(llvm::Type::getVoidTy(context), false);
    return cast<llvm::Constant>(module.getOrInsertFunction(symbol, type).getCallee());
  };
  auto row = cast<ArrayAttr>(attribute);
  llvm::StringRef source = cast<StringAttr>(row[0]).getValue(), flags = cast<StringAttr>(row[1]).getValue();
  auto number = [&](size_t i) { return uint32_t(cast<IntegerAttr>(row[i]).getInt()); };
  llvm::Constant *code;
  size_t size;
  auto pattern = dyn_cast<StringAttr>(row[4]);
  if (pattern) {
    code = data.bytes(pattern.getValue());
    size = pattern.getValue().size();
  } else {
    llvm::SmallVector<llvm::Constant *> words;
    for (int32_t word : cast<DenseI32ArrayAttr>(row[4]).asArrayRef())
      words.push_back(data.i32(uint32_t(word)));
    code = data.table(words, "program");
    size = words.size();
  }
  auto *null = llvm::ConstantPointerNull::get(pointer);
  constexpr uint32_t arity = 2; // of the reference's function
  return data.structure({function("aslrt_regex_call"), data.i32(arity), data.i32(0), null, data.value(aslrt::undefinedValue()),
                         function(pattern ? "aslrt_regex_pcre2" : "aslrt_regex_backtrack"), code, data.i64(size), data.bytes(source),
                         data.i64(source.size()), data.i32(number(2)), data.i32(flags.contains('i') ? aslrt::IgnoreCase : 0),
                         data.i64(number(3)), null});
}

/// Defines what the code refers to by `symbol`.
static void define(llvm::Module &module, const std::string &symbol, llvm::Constant *initial, llvm::StringRef name, bool constant) {
  llvm::GlobalVariable *declared = module.getGlobalVariable(symbol);
  auto *global = new llvm::GlobalVariable(module, initial->getType(), constant, llvm::GlobalValue::PrivateLinkage, initial, name);
  global->setAlignment(llvm::Align(16));
  if (!declared)
    return;
  declared->replaceAllUsesWith(global);
  declared->eraseFromParent();
}

/// Says at each call, too, which arguments are passed by value on the stack: the optimiser looks there, and else takes stores to them for
/// dead. (MLIR 19 has no attributes for arguments of calls.)
static void passByValue(llvm::Function &function) {
  for (unsigned i = 0; i < function.arg_size(); ++i)
    if (llvm::Type *type = function.getParamByValType(i))
      for (llvm::User *user : function.users())
        if (auto *call = dyn_cast<llvm::CallBase>(user); call && call->getCalledFunction() == &function) {
          call->addParamAttr(i, llvm::Attribute::getWithByValType(function.getContext(), type));
          call->addParamAttr(i, llvm::Attribute::getWithAlignment(function.getContext(), *function.getParamAlign(i)));
        }
}

/// Gives the halves of each value one name, for all that look at them, debuggers included: what only those look at is dropped as dead before
/// it is found to be what others look at, too.
static void shareHalves(llvm::Function &function) {
  llvm::DenseMap<std::pair<llvm::Value *, unsigned>, llvm::ExtractValueInst *> first;
  for (llvm::Instruction &instruction : llvm::make_early_inc_range(llvm::instructions(function))) {
    auto *half = dyn_cast<llvm::ExtractValueInst>(&instruction);
    if (!half || half->getNumIndices() != 1)
      continue;
    llvm::Value *whole = half->getAggregateOperand();
    auto [place, isNew] = first.try_emplace({whole, half->getIndices()[0]}, half);
    if (place->second == half && !isNew)
      continue; // it was moved to a block that comes later
    if (!isNew) {
      half->replaceAllUsesWith(place->second);
      half->eraseFromParent();
      continue;
    }
    auto *made = dyn_cast<llvm::Instruction>(whole);
    std::optional<llvm::BasicBlock::iterator> start;
    if (made)
      start = made->getInsertionPointAfterDef();
    else if (isa<llvm::Argument>(whole))
      start = function.getEntryBlock().getFirstInsertionPt();
    if (!start) {
      first.erase(place); // a constant, or what no place follows at once
      continue;
    }
    half->setDebugLoc(llvm::DebugLoc()); // of no state: debuggers would take it for the start of one
    if (&**start != half)
      half->moveBefore(*(*start)->getParent(), *start);
  }
}

/// Keeps the fast halves of attempts functions of their own: in one that catches exceptions, LLVM keeps what a loop carries in memory,
/// not in registers, if the loop has a call of something slow.
static void keepAttemptsApart(llvm::Module &module) {
  llvm::Function *attempt = module.getFunction("aslrt_attempt");
  if (!attempt)
    return;
  for (llvm::User *user : attempt->users())
    if (auto *call = dyn_cast<llvm::CallBase>(user))
      if (auto *fast = dyn_cast<llvm::Function>(call->getArgOperand(1)))
        fast->addFnAttr(llvm::Attribute::NoInline);
}

/// By the section's convention: a byte that says that a script in Python follows, its name in a line, the script.
static void addGdbScript(llvm::Module &module) {
  std::string entry = ("\4aslc-values\n" + embedded::gdbScript()).str();
  auto *text = llvm::ConstantDataArray::getString(module.getContext(), entry);
  auto *global = new llvm::GlobalVariable(module, text->getType(), true, llvm::GlobalValue::PrivateLinkage, text, "gdb");
  global->setSection(".debug_gdb_scripts");
  global->setAlignment(llvm::Align(1));
  llvm::appendToUsed(module, {global});
}

std::unique_ptr<llvm::Module> codegen::translate(ModuleOp source, llvm::LLVMContext &context) {
#ifdef NDEBUG
  constexpr bool isVerified = false;
#else
  constexpr bool isVerified = true;
#endif
  auto module = translateModuleToLLVMIR(source, context, "workflow", /*disableVerification=*/!isVerified);
  if (!module)
    return nullptr;
  DataBuilder data(*module);
  for (auto [i, attribute] : llvm::enumerate(rows(source, constantsAttribute)))
    define(*module, constantSymbol(i), constantData(data, attribute), "constant", /*constant=*/true);
  for (auto [i, attribute] : llvm::enumerate(rows(source, regexesAttribute)))
    define(*module, regexSymbol(i), regexData(*module, data, attribute), "regex", /*constant=*/false);
  if (auto guesses = source->getAttrOfType<IntegerAttr>(guessesAttribute); guesses && guesses.getInt()) {
    auto *type = llvm::ArrayType::get(llvm::Type::getInt32Ty(context), guesses.getInt());
    define(*module, guessesSymbol.str(), llvm::ConstantAggregateZero::get(type), "guesses", /*constant=*/false);
  }
  for (llvm::Function &function : *module) {
    passByValue(function);
    if (function.getSubprogram())
      shareHalves(function);
  }
  keepAttemptsApart(*module);
  if (!module->debug_compile_units().empty())
    addGdbScript(*module);
  // Code for one machine everywhere: helpers from the bitcode are inlined only into functions of equal features.
  for (llvm::Function &function : *module)
    if (!function.isDeclaration()) {
      function.addFnAttr("target-cpu", "x86-64");
      function.addFnAttr("tune-cpu", "generic");
      function.addFnAttr("target-features", "+cmov,+cx8,+fxsr,+mmx,+sse,+sse2,+x87");
      function.setUWTableKind(llvm::UWTableKind::Async);            // errors of the runtime unwind through it
      if (function.getName().ends_with(ir::flow::observedSuffix)) { // what writes a history is not in a hurry, but compiling is
        function.addFnAttr(llvm::Attribute::OptimizeNone);
        function.addFnAttr(llvm::Attribute::NoInline);
      }
    }
  return module;
}
