// json.member in the LLVM dialect: a look where the last object had the member, in place; the runtime is asked only if it is not there.
//
//     if (value is an Object) {
//       at = guess                                  // Tables::guesses: threads may share it, any value of it is safe
//       if (at < members && head of key[at] is that of a String of 4 && word32(key[at]) == 'city')
//         result = value[at]
//       else
//         result = aslrt_member_at(value, "city", &guess)   // which mends the guess
//     } else result = undefined
//
// If the value may be a tuple, that is asked first: it is if its head is that of a tuple of so many values.
//
// In modules with very many look-ups, where the code to be compiled counts for more, each is a call.

#include "codegen/TextPieces.h"

#include "runtime/abi/Value.h"

using namespace mlir;
using namespace aslc;
using namespace aslc::codegen;
using namespace aslc::ir;

namespace {

class Lookup {
public:
  Lookup(ConversionPatternRewriter &rewriter, json::MemberOp op, Tables &tables, Value object)
      : rewriter(rewriter), emit(rewriter, op, tables), tables(tables), loc(op.getLoc()), op(op), object(object) {}

  /// If it is a tuple, leads to `end` with the member; goes on in a new block if it is none.
  void emitOfTuple(Block *end) {
    json::PlaceAttr place = *op.getPlace();
    Value head = rewriter.create<LLVM::ExtractValueOp>(loc, object, 0);
    Value isTuple = rewriter.create<LLVM::ICmpOp>(loc, LLVM::ICmpPredicate::eq, head, emit.i64(aslrt::tupleHead(place.getCount())));
    Block *from = rewriter.getInsertionBlock(), *take = rewriter.createBlock(end), *other = rewriter.createBlock(end);
    rewriter.setInsertionPointToEnd(from);
    rewriter.create<LLVM::CondBrOp>(loc, isTuple, take, other);
    rewriter.setInsertionPointToEnd(take);
    Value payload = rewriter.create<LLVM::ExtractValueOp>(loc, object, 1);
    Value values = rewriter.create<LLVM::IntToPtrOp>(loc, pointerType(rewriter.getContext()), payload);
    Value value = emit.loadValue(emit.elementAddress(values, valueType(rewriter.getContext()), place.getPlace()));
    rewriter.create<LLVM::BrOp>(loc, value, end);
    rewriter.setInsertionPointToEnd(other);
  }

  /// Ends the block at which the rewriter stands; each way leads to `end` with the member.
  void emitInto(Block *end) {
    Value head = rewriter.create<LLVM::ExtractValueOp>(loc, object, 0);
    Value tag = rewriter.create<LLVM::AndOp>(loc, head, emit.i64(0xff));
    Value isObject = rewriter.create<LLVM::ICmpOp>(loc, LLVM::ICmpPredicate::eq, tag, emit.i64(uint64_t(aslrt::Tag::Object)));
    Block *from = rewriter.getInsertionBlock();
    Block *look = rewriter.createBlock(end), *compare = rewriter.createBlock(end), *words = rewriter.createBlock(end),
          *found = rewriter.createBlock(end), *elsewhere = rewriter.createBlock(end);
    rewriter.setInsertionPointToEnd(from);
    Value undefined = emit.constantValue(aslrt::makeHead(aslrt::Tag::Undefined), 0);
    rewriter.create<LLVM::CondBrOp>(loc, isObject, look, ValueRange(), end, undefined);

    rewriter.setInsertionPointToEnd(look);
    Value guess = emit.guesses(1);
    Value at = rewriter.create<LLVM::LoadOp>(loc, rewriter.getI32Type(), guess);
    Value place = rewriter.create<LLVM::ZExtOp>(loc, rewriter.getI64Type(), at);
    Value members = rewriter.create<LLVM::LShrOp>(loc, head, emit.i64(32));
    Value isThere = rewriter.create<LLVM::ICmpOp>(loc, LLVM::ICmpPredicate::ult, place, members);
    rewriter.create<LLVM::CondBrOp>(loc, isThere, compare, elsewhere);

    rewriter.setInsertionPointToEnd(compare);
    Value payload = rewriter.create<LLVM::ExtractValueOp>(loc, object, 1);
    Value first = rewriter.create<LLVM::IntToPtrOp>(loc, pointerType(rewriter.getContext()), payload);
    Value offset = rewriter.create<LLVM::MulOp>(loc, place, emit.i64(sizeof(aslrt::Member)));
    Value member = rewriter.create<LLVM::GEPOp>(loc, pointerType(rewriter.getContext()), rewriter.getI8Type(), first,
                                                llvm::ArrayRef<LLVM::GEPArg>{offset});
    llvm::StringRef name = op.getName();
    Value key = emit.loadValue(member);
    Value kind = rewriter.create<LLVM::AndOp>(loc, rewriter.create<LLVM::ExtractValueOp>(loc, key, 0), emit.i64(headWithoutFlags));
    Value wanted = emit.i64(aslrt::makeHead(aslrt::Tag::String, 0, name.size()));
    Value isLong = rewriter.create<LLVM::ICmpOp>(loc, LLVM::ICmpPredicate::eq, kind, wanted);
    rewriter.create<LLVM::CondBrOp>(loc, isLong, words, elsewhere);

    rewriter.setInsertionPointToEnd(words);
    Value bytes =
        rewriter.create<LLVM::IntToPtrOp>(loc, pointerType(rewriter.getContext()), rewriter.create<LLVM::ExtractValueOp>(loc, key, 1));
    if (Value same = compareText(emit, bytes, name, piecesOf(name.size())))
      rewriter.create<LLVM::CondBrOp>(loc, same, found, elsewhere);
    else
      rewriter.create<LLVM::BrOp>(loc, ValueRange(), found);

    rewriter.setInsertionPointToEnd(found);
    Value value = emit.loadValue(emit.elementAddress(member, valueType(rewriter.getContext()), 1));
    rewriter.create<LLVM::BrOp>(loc, value, end);

    rewriter.setInsertionPointToEnd(elsewhere);
    rewriter.create<LLVM::BrOp>(loc, call(guess), end);
  }

  Value call(Value guess) {
    Value key = emit.loadValue(emit.constantAddress(tables.constants.index(op.getNameAttr())));
    return emit.call("member_at", {object, key, guess});
  }
  Value call() { return call(emit.guesses(1)); }

private:
  ConversionPatternRewriter &rewriter;
  Emitter emit;
  Tables &tables;
  Location loc;
  json::MemberOp op;
  Value object;
};

struct MemberPattern : TablePattern<json::MemberOp> {
  MemberPattern(const LLVMTypeConverter &types, Tables &tables, bool inPlace) : TablePattern(types, tables), inPlace(inPlace) {}
  bool inPlace;

  LogicalResult matchAndRewrite(json::MemberOp op, OpAdaptor adaptor, ConversionPatternRewriter &rewriter) const override {
    Lookup lookup(rewriter, op, tables, adaptor.getInput());
    if (!inPlace && !op.getPlace()) {
      rewriter.replaceOp(op, lookup.call());
      return success();
    }
    Block *before = op->getBlock();
    Block *after = rewriter.splitBlock(before, op->getIterator());
    Value result = after->addArgument(valueType(getContext()), op.getLoc());
    rewriter.setInsertionPointToEnd(before);
    if (op.getPlace())
      lookup.emitOfTuple(after);
    if (inPlace)
      lookup.emitInto(after);
    else
      rewriter.create<LLVM::BrOp>(op.getLoc(), lookup.call(), after);
    rewriter.setInsertionPointToStart(after);
    rewriter.replaceOp(op, result);
    return success();
  }
};

} // namespace

void codegen::populateMemberLookup(ModuleOp module, const LLVMTypeConverter &types, RewritePatternSet &patterns, Tables &tables) {
  constexpr unsigned mostInPlace = 400;
  unsigned count = 0;
  module.walk([&](json::MemberOp) { ++count; });
  patterns.add<MemberPattern>(types, tables, /*inPlace=*/count <= mostInPlace);
}
