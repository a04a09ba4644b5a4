// json.along in the LLVM dialect: what a path leads to is the last of the members that it met, unless one of them is an array.
//
//     if (last is an Array or Undefined) {            // behind an array there is no member: else none of the others is one
//       if (any is an Array)
//         result = aslrt_fields_of_array(the first Array, names, how many led to it)
//       else result = last
//     } else result = last

#include "codegen/RuntimeCalls.h"

#include "runtime/abi/Value.h"

using namespace mlir;
using namespace aslc;
using namespace aslc::codegen;
using namespace aslc::ir;

namespace {

struct AlongPattern : TablePattern<json::AlongOp> {
  using TablePattern::TablePattern;
  LogicalResult matchAndRewrite(json::AlongOp op, OpAdaptor adaptor, ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op, tables);
    Location loc = op.getLoc();
    ValueRange met = adaptor.getMet();
    Value last = met.back(), isOpen = hasTag(emit, loc, last, aslrt::Tag::Array);
    if (met.size() > 1)
      isOpen = rewriter.create<LLVM::OrOp>(loc, isOpen, hasTag(emit, loc, last, aslrt::Tag::Undefined));
    Block *before = op->getBlock(), *after = rewriter.splitBlock(before, op->getIterator());
    Value result = after->addArgument(valueType(getContext()), loc);
    Block *look = rewriter.createBlock(after), *slow = rewriter.createBlock(after);
    rewriter.setInsertionPointToEnd(before);
    rewriter.create<LLVM::CondBrOp>(loc, isOpen, look, ValueRange(), after, last);
    rewriter.setInsertionPointToEnd(look);
    Value array, done, any;
    for (size_t i = met.size(); i-- > 0;) {
      Value is = hasTag(emit, loc, met[i], aslrt::Tag::Array), place = emit.i64(op.getFirst() + i);
      array = any ? rewriter.create<LLVM::SelectOp>(loc, is, met[i], array) : met[i];
      done = any ? rewriter.create<LLVM::SelectOp>(loc, is, place, done) : place;
      any = any ? rewriter.create<LLVM::OrOp>(loc, is, any) : is;
    }
    rewriter.create<LLVM::CondBrOp>(loc, any, slow, ValueRange(), after, last);
    rewriter.setInsertionPointToEnd(slow);
    if (Attribute expression = op.getExpressionAttr())
      emit.call("evaluate", ValueRange(), tables.expressions.index(expression));
    Value names = emit.constantAddress(tables.constants.index(op.getNames()));
    Value rest = emit.call("fields_of_array", {array, names, done}, uint32_t(op.getNames().size()));
    rewriter.create<LLVM::BrOp>(loc, rest, after);
    rewriter.setInsertionPointToStart(after);
    rewriter.replaceOp(op, result);
    return success();
  }

  static Value hasTag(Emitter &emit, Location loc, Value value, aslrt::Tag tag) {
    Value head = emit.builder.create<LLVM::ExtractValueOp>(loc, value, 0);
    Value own = emit.builder.create<LLVM::AndOp>(loc, head, emit.i64(0xff));
    return emit.builder.create<LLVM::ICmpOp>(loc, LLVM::ICmpPredicate::eq, own, emit.i64(uint64_t(tag)));
  }
};

} // namespace

void codegen::populatePathTails(const LLVMTypeConverter &types, RewritePatternSet &patterns, Tables &tables) {
  patterns.add<AlongPattern>(types, tables);
}
