// json.match_text in the LLVM dialect: which of some texts a value is, without looking at any byte twice.
//
// The first question goes to the head of the value, where tag and length stand side by side: a switch that leaves the texts of that length.
// Then the text is taken word by word; each word is a switch that leaves the texts which have it there. Where one text is left, all
// its remaining words are compared at once. Of ["web", "store", "stock"]:
//
//     switch (head without flags) {
//     String of 3: place = word16(0) == 'we' & word16(1) == 'eb' ? 0 : 3
//     String of 5: switch (word32(0)) { 'stor': place = word32(1) == 'tore' ? 1 : 3    'stoc': place = word32(1) == 'tock' ? 2 : 3 } }
//
// Words at the end of a text may overlap those before, so that nothing behind it is read.

#include "codegen/RuntimeCalls.h"
#include "codegen/TextPieces.h"

#include "runtime/abi/Value.h"

#include "llvm/ADT/MapVector.h"

using namespace mlir;
using namespace aslc;
using namespace aslc::codegen;
using namespace aslc::ir;

namespace {

using Candidates = llvm::SmallVector<uint32_t>; // places among the texts

class Matcher {
public:
  Matcher(ConversionPatternRewriter &rewriter, json::MatchTextOp op, Tables &tables, Value input, Block *end)
      : rewriter(rewriter), emit(rewriter, op, tables), loc(op.getLoc()), input(input), end(end) {
    for (llvm::StringRef text : op.getTexts().getAsValueRange<StringAttr>())
      texts.push_back(text);
  }

  /// Ends the block at which the rewriter stands; each way leads to `end` with the place.
  void match() {
    llvm::MapVector<uint32_t, Candidates> byLength;
    for (uint32_t i = 0; i < texts.size(); ++i)
      byLength[texts[i].size()].push_back(i);
    Value head = rewriter.create<LLVM::ExtractValueOp>(loc, input, 0);
    Value kind = rewriter.create<LLVM::AndOp>(loc, head, emit.i64(headWithoutFlags));
    llvm::MapVector<uint64_t, Candidates> cases;
    for (auto &[length, candidates] : byLength)
      cases[aslrt::makeHead(aslrt::Tag::String, 0, length)] = candidates;
    choose(kind, 64, cases, [&](const Candidates &left) {
      Value payload = rewriter.create<LLVM::ExtractValueOp>(loc, input, 1);
      bytes = rewriter.create<LLVM::IntToPtrOp>(loc, pointerType(rewriter.getContext()), payload);
      matchPieces(left, piecesOf(texts[left[0]].size()));
    });
  }

private:
  void finish(uint32_t place) { rewriter.create<LLVM::BrOp>(loc, emit.i32(place), end); }

  void matchPieces(const Candidates &left, llvm::ArrayRef<TextPiece> pieces) {
    if (left.size() == 1)
      return matchOne(left[0], pieces);
    llvm::MapVector<uint64_t, Candidates> cases;
    for (uint32_t place : left)
      cases[pieces[0].of(texts[place])].push_back(place);
    choose(loadPiece(emit, bytes, pieces[0]), pieces[0].bytes * 8, cases,
           [&](const Candidates &rest) { matchPieces(rest, pieces.drop_front()); });
  }

  void matchOne(uint32_t place, llvm::ArrayRef<TextPiece> pieces) {
    Value same = compareText(emit, bytes, texts[place], pieces);
    if (!same)
      return finish(place);
    rewriter.create<LLVM::CondBrOp>(loc, same, end, emit.i32(place), end, emit.i32(texts.size()));
  }

  /// A switch, in whose blocks `then` goes on with what is left.
  void choose(Value word, uint32_t bits, const llvm::MapVector<uint64_t, Candidates> &cases,
              llvm::function_ref<void(const Candidates &)> then) {
    Block *from = rewriter.getInsertionBlock();
    llvm::SmallVector<APInt> values;
    llvm::SmallVector<Block *> blocks;
    for (auto &[value, candidates] : cases) {
      values.push_back(APInt(bits, value));
      blocks.push_back(rewriter.createBlock(end));
      then(candidates);
    }
    rewriter.setInsertionPointToEnd(from);
    llvm::SmallVector<ValueRange> nothing(blocks.size());
    rewriter.create<LLVM::SwitchOp>(loc, word, end, ValueRange(emit.i32(texts.size())), values, blocks, nothing);
  }

  ConversionPatternRewriter &rewriter;
  Emitter emit;
  Location loc;
  Value input, bytes;
  Block *end;
  llvm::SmallVector<llvm::StringRef> texts;
};

struct MatchTextPattern : TablePattern<json::MatchTextOp> {
  using TablePattern::TablePattern;
  LogicalResult matchAndRewrite(json::MatchTextOp op, OpAdaptor adaptor, ConversionPatternRewriter &rewriter) const override {
    Block *before = op->getBlock();
    Block *after = rewriter.splitBlock(before, op->getIterator());
    Value place = after->addArgument(rewriter.getI32Type(), op.getLoc());
    rewriter.setInsertionPointToEnd(before);
    Matcher(rewriter, op, tables, adaptor.getInput(), after).match();
    rewriter.setInsertionPointToStart(after);
    rewriter.replaceOp(op, place);
    return success();
  }
};

} // namespace

void codegen::populateTextMatching(const LLVMTypeConverter &types, RewritePatternSet &patterns, Tables &tables) {
  patterns.add<MatchTextPattern>(types, tables);
}
