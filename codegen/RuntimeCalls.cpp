#include "codegen/RuntimeCalls.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Interfaces/FunctionInterfaces.h"

using namespace mlir;
using namespace aslc;
using namespace aslc::codegen;

LLVM::LLVMStructType codegen::valueType(MLIRContext *context) {
  Type word = IntegerType::get(context, 64);
  return LLVM::LLVMStructType::getLiteral(context, {word, word});
}

LLVM::LLVMPointerType codegen::pointerType(MLIRContext *context) { return LLVM::LLVMPointerType::get(context); }

FunctionOpInterface codegen::functionAround(Operation *op) { return op->getParentOfType<FunctionOpInterface>(); }

std::string codegen::constantSymbol(uint32_t index) { return "aslc.constant." + std::to_string(index); }
std::string codegen::regexSymbol(uint32_t index) { return "aslc.regex." + std::to_string(index); }

void Tables::attach(ModuleOp module) const {
  MLIRContext *context = module.getContext();
  for (auto [name, table] : {std::pair(constantsAttribute, &constants), std::pair(regexesAttribute, &regexes), std::pair(statesAttribute, &states),
                             std::pair(expressionsAttribute, &expressions), std::pair(tasksAttribute, &tasks), std::pair(machinesAttribute, &machines),
                             std::pair(forksAttribute, &forks), std::pair(attemptsAttribute, &attempts)})
    module->setAttr(name, ArrayAttr::get(context, table->all()));
  module->setAttr(guessesAttribute, IntegerAttr::get(IntegerType::get(context, 32), guesses));
}

Value Emitter::i32(uint32_t value) {
  return builder.create<LLVM::ConstantOp>(loc, builder.getI32Type(), builder.getI32IntegerAttr(int32_t(value)));
}

Value Emitter::i64(uint64_t value) {
  return builder.create<LLVM::ConstantOp>(loc, builder.getI64Type(), builder.getI64IntegerAttr(int64_t(value)));
}

Value Emitter::makeValue(Value head, Value payload) {
  Value empty = builder.create<LLVM::UndefOp>(loc, valueType(builder.getContext()));
  Value half = builder.create<LLVM::InsertValueOp>(loc, empty, head, 0);
  return builder.create<LLVM::InsertValueOp>(loc, half, payload, 1);
}

Value Emitter::constantValue(uint64_t head, uint64_t payload) { return makeValue(i64(head), i64(payload)); }

Operation *Emitter::symbol(llvm::StringRef name, llvm::function_ref<Operation *(ModuleOp)> make) {
  Operation *&known = tables.symbols[name];
  if (!known) {
    auto module = at->getParentOfType<ModuleOp>();
    OpBuilder::InsertionGuard guard(builder);
    builder.setInsertionPointToStart(module.getBody());
    known = make(module);
  }
  return known;
}

Value Emitter::guesses(uint32_t count) {
  symbol(guessesSymbol, [&](ModuleOp module) {
    return builder.create<LLVM::GlobalOp>(module.getLoc(), builder.getI32Type(), /*isConstant=*/false, LLVM::Linkage::External, guessesSymbol, Attribute());
  });
  uint32_t first = std::exchange(tables.guesses, tables.guesses + count);
  Value base = builder.create<LLVM::AddressOfOp>(loc, pointerType(builder.getContext()), guessesSymbol);
  return elementAddress(base, builder.getI32Type(), first);
}

Value Emitter::constantAddress(uint32_t index) { return symbolAddress(constantSymbol(index)); }

Value Emitter::symbolAddress(const std::string &name) {
  symbol(name, [&](ModuleOp module) {
    return builder.create<LLVM::GlobalOp>(module.getLoc(), valueType(builder.getContext()), /*isConstant=*/true, LLVM::Linkage::External, name, Attribute());
  });
  return builder.create<LLVM::AddressOfOp>(loc, pointerType(builder.getContext()), name);
}

Value Emitter::loadValue(Value address) { return builder.create<LLVM::LoadOp>(loc, valueType(builder.getContext()), address); }

Value Emitter::context() {
  Value argument = functionAround(at).getArgument(0);
  if (isa<LLVM::LLVMPointerType>(argument.getType()))
    return argument;
  return builder.create<UnrealizedConversionCastOp>(loc, TypeRange{pointerType(builder.getContext())}, argument).getResult(0);
}

Value Emitter::stack(Type element, uint32_t count) {
  OpBuilder::InsertionGuard guard(builder);
  builder.setInsertionPointToStart(&functionAround(at).getFunctionBody().front());
  return builder.create<LLVM::AllocaOp>(loc, pointerType(builder.getContext()), element, i32(count), 16);
}

Value Emitter::elementAddress(Value base, Type element, uint32_t index) {
  return builder.create<LLVM::GEPOp>(loc, pointerType(builder.getContext()), element, base, llvm::ArrayRef<LLVM::GEPArg>{int32_t(index)});
}

Value Emitter::buffer(ValueRange values) {
  Type element = valueType(builder.getContext());
  Value base = stack(element, std::max<size_t>(values.size(), 1));
  for (auto [i, value] : llvm::enumerate(values))
    builder.create<LLVM::StoreOp>(loc, value, elementAddress(base, element, i));
  return base;
}

// The System V ABI passes a Value in two registers while two are left, else by value on the stack.

namespace {
/// Counts the integer registers that arguments take.
struct Registers {
  unsigned left = 6;
  void takeOne() { left -= left > 0; }
  bool takeTwo() {
    if (left < 2)
      return false;
    left -= 2;
    return true;
  }
};
} // namespace

static Type lettersType(char letter, MLIRContext *context) {
  switch (letter) {
  case 'V': return valueType(context);
  case 'L': return IntegerType::get(context, 64);
  case 'I': return IntegerType::get(context, 32);
  case 'B': return IntegerType::get(context, 1);
  case 'D': return Float64Type::get(context);
  case 'v': return LLVM::LLVMVoidType::get(context);
  default: return pointerType(context); // C, P
  }
}

LLVM::LLVMFuncOp Emitter::declare(llvm::StringRef name, llvm::StringRef type) {
  MLIRContext *context = builder.getContext();
  return cast<LLVM::LLVMFuncOp>(symbol(name, [&](ModuleOp module) -> Operation * {
    llvm::SmallVector<Type> parameters;
    llvm::SmallVector<unsigned> byValue;
    Registers registers;
    for (char letter : type.drop_front(2).drop_back()) {
      if (letter != 'V') {
        if (letter != 'D')
          registers.takeOne();
        parameters.push_back(lettersType(letter, context));
      } else if (registers.takeTwo()) {
        parameters.append(2, IntegerType::get(context, 64));
      } else {
        byValue.push_back(parameters.size());
        parameters.push_back(pointerType(context));
      }
    }
    auto function =
        builder.create<LLVM::LLVMFuncOp>(module.getLoc(), name, LLVM::LLVMFunctionType::get(lettersType(type.front(), context), parameters));
    for (unsigned index : byValue) {
      function.setArgAttr(index, LLVM::LLVMDialect::getByValAttrName(), TypeAttr::get(valueType(context)));
      function.setArgAttr(index, LLVM::LLVMDialect::getAlignAttrName(), builder.getI64IntegerAttr(8));
    }
    return function;
  }));
}

Value Emitter::callSymbol(llvm::StringRef symbol, llvm::StringRef type, ValueRange operands, llvm::ArrayRef<Attribute> immediates) {
  LLVM::LLVMFuncOp function = declare(symbol, type);
  llvm::SmallVector<Value> arguments;
  Registers registers;
  auto operand = operands.begin();
  auto immediate = immediates.begin();
  for (char letter : type.drop_front(2).drop_back()) {
    if (letter != 'V' && letter != 'D')
      registers.takeOne();
    if (letter == 'C') {
      arguments.push_back(context());
    } else if (letter == 'I' || letter == 'D') {
      arguments.push_back(builder.create<LLVM::ConstantOp>(loc, lettersType(letter, builder.getContext()), *immediate++));
    } else if (letter != 'V') {
      arguments.push_back(*operand++);
    } else if (Value value = *operand++; registers.takeTwo()) {
      arguments.push_back(builder.create<LLVM::ExtractValueOp>(loc, value, 0));
      arguments.push_back(builder.create<LLVM::ExtractValueOp>(loc, value, 1));
    } else {
      arguments.push_back(buffer(value));
    }
  }
  auto call = builder.create<LLVM::CallOp>(loc, function, arguments);
  return call.getNumResults() ? call.getResult() : Value();
}

Value Emitter::call(llvm::StringRef entry, ValueRange operands, llvm::ArrayRef<Attribute> immediates) {
  return callSymbol(("aslrt_" + entry).str(), ir::findEntryPoint(entry)->type, operands, immediates);
}

Value Emitter::call(llvm::StringRef entry, ValueRange operands, llvm::ArrayRef<uint32_t> immediates) {
  llvm::SmallVector<Attribute> attributes;
  for (uint32_t immediate : immediates)
    attributes.push_back(builder.getI32IntegerAttr(int32_t(immediate)));
  return call(entry, operands, llvm::ArrayRef<Attribute>(attributes));
}
