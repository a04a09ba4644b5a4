// Phis, selects, loads and stores of pairs, as values are, become two each:
//
//     %v = phi { i64, i64 } [ %a, %x ], [ { i64 5, i64 0 }, %y ]   =>   %v.0 = phi i64 [ %a.0, %x ], [ 5, %y ]
//                                                                       %v.1 = phi i64 [ %a.1, %x ], [ 0, %y ]
//
// with extractvalue at the end of %x, or what insertvalue has put there. The fast instruction selector does not know the former: it leaves
// a load or store, and all blocks before a phi, to the full selector, which takes several times as long.

#include "codegen/Codegen.h"

#include "llvm/ADT/MapVector.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"
#include "llvm/Transforms/Utils/Local.h"

#include <array>

using namespace aslc;
using namespace llvm;

namespace {

class PairSplitter {
public:
  void run(Function &function) {
    SmallVector<PHINode *> phis;
    SmallVector<SelectInst *> selects;
    SmallVector<LoadInst *> loads;
    SmallVector<StoreInst *> stores;
    for (Instruction &instruction : instructions(function)) {
      if (auto *store = dyn_cast<StoreInst>(&instruction); store && store->isSimple() && isPair(store->getValueOperand()->getType()))
        stores.push_back(store);
      if (!isPair(instruction.getType()))
        continue;
      if (auto *load = dyn_cast<LoadInst>(&instruction); load && load->isSimple())
        loads.push_back(load);
      else if (auto *phi = dyn_cast<PHINode>(&instruction); phi && canSplit(*phi))
        phis.push_back(phi);
      else if (auto *select = dyn_cast<SelectInst>(&instruction))
        selects.push_back(select);
    }
    for (LoadInst *load : loads)
      split.insert({load, makeParts(*load)});
    for (PHINode *phi : phis)
      split.insert({phi, makeParts(*phi)});
    for (SelectInst *select : selects)
      partsOf(*select);
    for (PHINode *phi : phis)
      fill(*phi, split.lookup(phi));
    for (StoreInst *store : stores)
      storeParts(*store);
    for (auto &[instruction, parts] : split) // from here on nothing of one uses another
      for (Use &operand : instruction->operands())
        if (isPair(operand->getType()))
          operand = PoisonValue::get(operand->getType());
    for (auto &[instruction, parts] : split)
      replace(*instruction, parts);
    for (Value *value : packed)
      if (auto *instruction = dyn_cast_or_null<Instruction>(value))
        RecursivelyDeleteTriviallyDeadInstructions(instruction);
  }

private:
  using Parts = std::array<Value *, 2>;

  static bool isPair(Type *type) {
    auto *pair = dyn_cast<StructType>(type);
    return pair && pair->getNumElements() == 2 && none_of(pair->elements(), [](Type *element) { return element->isAggregateType(); });
  }

  /// Where a part of a pair is in memory, and what loads or stores it there.
  struct Place {
    Place(Type *pair, Value *whole, Align wholeAlign, unsigned part, Instruction &at)
        : builder(&at), address(part ? builder.CreateStructGEP(pair, whole, part) : whole),
          align(commonAlignment(wholeAlign, at.getDataLayout().getStructLayout(cast<StructType>(pair))->getElementOffset(part))) {}
    IRBuilder<> builder;
    Value *address;
    Align align;
  };

  /// Nothing can be added behind an invoke where it came from.
  static bool canSplit(PHINode &phi) {
    return none_of(phi.incoming_values(), [](Value *value) { return isa<InvokeInst>(value); });
  }

  static Parts makeParts(PHINode &phi) {
    IRBuilder<> builder(&phi);
    auto make = [&](unsigned part) { return builder.CreatePHI(phi.getType()->getStructElementType(part), phi.getNumIncomingValues()); };
    return {make(0), make(1)};
  }

  static Parts makeParts(LoadInst &load) {
    auto make = [&](unsigned part) -> Value * {
      Place place(load.getType(), load.getPointerOperand(), load.getAlign(), part, load);
      return place.builder.CreateAlignedLoad(load.getType()->getStructElementType(part), place.address, place.align);
    };
    return {make(0), make(1)};
  }

  void storeParts(StoreInst &store) {
    Value *pair = store.getValueOperand();
    for (unsigned part : {0, 1}) {
      Place place(pair->getType(), store.getPointerOperand(), store.getAlign(), part, store);
      place.builder.CreateAlignedStore(partOf(pair, part, &store), place.address, place.align);
    }
    store.eraseFromParent();
  }

  void fill(PHINode &phi, const Parts &parts) {
    for (auto [i, block] : enumerate(phi.blocks()))
      for (unsigned part : {0, 1}) {
        auto *scalar = cast<PHINode>(parts[part]);
        int known = scalar->getBasicBlockIndex(block); // a switch may come several times, with one value
        scalar->addIncoming(known >= 0 ? scalar->getIncomingValue(unsigned(known))
                                       : partOf(phi.getIncomingValue(unsigned(i)), part, block->getTerminator()),
                            block);
      }
  }

  Parts partsOf(SelectInst &select) {
    if (auto found = split.find(&select); found != split.end())
      return found->second;
    auto make = [&](unsigned part) {
      Value *yes = partOf(select.getTrueValue(), part, &select), *no = partOf(select.getFalseValue(), part, &select);
      return IRBuilder<>(&select).CreateSelect(select.getCondition(), yes, no, "", &select);
    };
    Parts parts = {make(0), make(1)};
    split.insert({&select, parts});
    return parts;
  }

  /// For a use before that instruction.
  Value *partOf(Value *value, unsigned part, Instruction *before) {
    for (auto *insert = dyn_cast<InsertValueInst>(value); insert && insert->getNumIndices() == 1;
         insert = dyn_cast<InsertValueInst>(value)) {
      packed.push_back(insert);
      if (insert->getIndices()[0] == part)
        return insert->getInsertedValueOperand();
      value = insert->getAggregateOperand();
    }
    if (auto found = split.find(dyn_cast<Instruction>(value)); found != split.end())
      return found->second[part];
    if (auto *select = dyn_cast<SelectInst>(value))
      return partsOf(*select)[part];
    if (auto *constant = dyn_cast<Constant>(value))
      if (Constant *element = constant->getAggregateElement(part))
        return element;
    return IRBuilder<>(before).CreateExtractValue(value, part);
  }

  /// Where the pair itself is used, it is put together again.
  static void replace(Instruction &pair, const Parts &parts) {
    for (User *user : make_early_inc_range(pair.users()))
      if (auto *extract = dyn_cast<ExtractValueInst>(user); extract && extract->getNumIndices() == 1) {
        extract->replaceAllUsesWith(parts[extract->getIndices()[0]]);
        extract->eraseFromParent();
      }
    if (!pair.use_empty() || pair.isUsedByMetadata()) {
      IRBuilder<> builder(pair.getParent(), isa<PHINode>(pair) ? pair.getParent()->getFirstInsertionPt() : pair.getIterator());
      Value *first = builder.CreateInsertValue(PoisonValue::get(pair.getType()), parts[0], 0);
      pair.replaceAllUsesWith(builder.CreateInsertValue(first, parts[1], 1));
    }
    pair.eraseFromParent();
  }

  MapVector<Instruction *, Parts> split;
  SmallVector<WeakVH> packed; // pairs that were put together, maybe for these alone
};

} // namespace

void codegen::splitPairs(Module &module) {
  for (Function &function : module)
    PairSplitter().run(function);
}
