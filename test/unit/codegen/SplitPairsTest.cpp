// Functions that definitions seldom lead to, and that must stay right: what is split is valid code, and no pair is joined any more.
#include "codegen/Codegen.h"

#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Module.h"
#include "llvm/IR/Verifier.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;

namespace {

class SplitPairs : public testing::Test {
protected:
  /// Splits, and gives what is wrong with the module then; "" if nothing is.
  std::string split() {
    aslc::codegen::splitPairs(module);
    std::string wrong;
    raw_string_ostream out(wrong);
    verifyModule(module, &out);
    return wrong;
  }
  /// Phis, selects, loads and stores of pairs that are there.
  long joins() {
    return count_if(instructions(*function), [&](Instruction &instruction) {
      auto *store = dyn_cast<StoreInst>(&instruction);
      Type *type = store ? store->getValueOperand()->getType() : instruction.getType();
      return isa<PHINode, SelectInst, LoadInst, StoreInst>(instruction) && type == pair;
    });
  }
  BasicBlock *block(const char *name) { return BasicBlock::Create(context, name, function); }
  Value *call() { return builder.CreateCall(give); }

  LLVMContext context;
  Module module{"test", context};
  IRBuilder<> builder{context};
  StructType *pair = StructType::get(builder.getInt64Ty(), builder.getInt64Ty());
  Function *give = Function::Create(FunctionType::get(pair, false), Function::ExternalLinkage, "give", module);
  Function *function =
      Function::Create(FunctionType::get(pair, {builder.getInt32Ty(), builder.getInt1Ty()}, false), Function::ExternalLinkage, "f", module);
};

// The ways of a switch to one block are several entries of a phi there, of one block and with one value.
TEST_F(SplitPairs, SeveralWaysFromOneBlock) {
  BasicBlock *entry = block("entry"), *other = block("other"), *join = block("join");
  builder.SetInsertPoint(entry);
  Value *first = call();
  SwitchInst *ways = builder.CreateSwitch(function->getArg(0), other);
  for (uint32_t i : {0, 1, 2})
    ways->addCase(builder.getInt32(i), join);
  builder.SetInsertPoint(other);
  Value *second = call();
  builder.CreateBr(join);
  builder.SetInsertPoint(join);
  PHINode *phi = builder.CreatePHI(pair, 4);
  for ([[maybe_unused]] int way : {0, 1, 2})
    phi->addIncoming(first, entry);
  phi->addIncoming(second, other);
  builder.CreateRet(phi);
  EXPECT_EQ(split(), "");
  EXPECT_EQ(joins(), 0);
}

// A loop hands on a select of what it began with and of a constant; pairs that were put together are taken apart.
TEST_F(SplitPairs, LoopsAndSelects) {
  BasicBlock *entry = block("entry"), *loop = block("loop"), *end = block("end");
  builder.SetInsertPoint(entry);
  Value *begin = builder.CreateInsertValue(PoisonValue::get(pair), builder.getInt64(1), 0);
  begin = builder.CreateInsertValue(begin, builder.CreateExtractValue(call(), 1), 1);
  builder.CreateBr(loop);
  builder.SetInsertPoint(loop);
  PHINode *phi = builder.CreatePHI(pair, 2);
  Value *chosen = builder.CreateSelect(function->getArg(1), phi, ConstantStruct::get(pair, {builder.getInt64(5), builder.getInt64(0)}));
  Value *again = builder.CreateSelect(function->getArg(1), chosen, begin);
  phi->addIncoming(begin, entry);
  phi->addIncoming(again, loop);
  builder.CreateCondBr(builder.CreateICmpEQ(builder.CreateExtractValue(again, 0), builder.getInt64(7)), loop, end);
  builder.SetInsertPoint(end);
  builder.CreateRet(again);
  EXPECT_EQ(split(), "");
  EXPECT_EQ(joins(), 0);
}

// A constant, what a call has given and what was loaded are stored; what is loaded is used as it is, too.
TEST_F(SplitPairs, LoadsAndStores) {
  builder.SetInsertPoint(block("entry"));
  Value *place = builder.CreateAlloca(pair), *other = builder.CreateAlloca(pair);
  builder.CreateStore(ConstantStruct::get(pair, {builder.getInt64(5), builder.getInt64(0)}), place);
  builder.CreateStore(call(), other);
  Value *loaded = builder.CreateLoad(pair, place);
  builder.CreateStore(builder.CreateSelect(function->getArg(1), loaded, builder.CreateLoad(pair, other)), other);
  builder.CreateRet(loaded);
  EXPECT_EQ(split(), "");
  EXPECT_EQ(joins(), 0);
}

} // namespace
