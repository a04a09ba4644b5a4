#include "codegen/TextPieces.h"

#include "llvm/Support/Endian.h"

using namespace mlir;
using namespace aslc;
using namespace aslc::codegen;

uint64_t TextPiece::of(llvm::StringRef text) const {
  char word[8] = {};
  memcpy(word, text.data() + offset, bytes);
  return llvm::support::endian::read64le(word);
}

llvm::SmallVector<TextPiece> codegen::piecesOf(uint32_t length) {
  llvm::SmallVector<TextPiece> pieces;
  uint32_t size = length >= 8 ? 8 : length >= 4 ? 4 : length >= 2 ? 2 : 1;
  for (uint32_t at = 0; at < length; at += size)
    pieces.push_back({std::min(at, length - size), size});
  return pieces;
}

Value codegen::loadPiece(Emitter &emit, Value bytes, TextPiece piece) {
  Value address = emit.elementAddress(bytes, emit.builder.getI8Type(), piece.offset);
  return emit.builder.create<LLVM::LoadOp>(address.getLoc(), emit.builder.getIntegerType(piece.bytes * 8), address, /*alignment=*/1);
}

Value codegen::compareText(Emitter &emit, Value bytes, llvm::StringRef text, llvm::ArrayRef<TextPiece> pieces) {
  Value same;
  for (TextPiece piece : pieces) {
    Value word = loadPiece(emit, bytes, piece);
    APInt wanted(piece.bytes * 8, piece.of(text));
    Value expected =
        emit.builder.create<LLVM::ConstantOp>(word.getLoc(), word.getType(), emit.builder.getIntegerAttr(word.getType(), wanted));
    Value one = emit.builder.create<LLVM::ICmpOp>(word.getLoc(), LLVM::ICmpPredicate::eq, word, expected);
    same = same ? emit.builder.create<LLVM::AndOp>(word.getLoc(), same, one) : one;
  }
  return same;
}
