// Texts as words that are compared with constants.
#pragma once

#include "codegen/RuntimeCalls.h"

namespace aslc::codegen {

/// Of the head of a value: tag and length.
inline constexpr uint64_t headWithoutFlags = ~(uint64_t(0xffffff) << 8);

/// A word of a text.
struct TextPiece {
  uint32_t offset, bytes;

  /// The word that a text has there, little-endian.
  uint64_t of(llvm::StringRef text) const;
};

/// Words that cover a text of this length. The last one overlaps the one before rather than to reach behind the text.
llvm::SmallVector<TextPiece> piecesOf(uint32_t length);

mlir::Value loadPiece(Emitter &emit, mlir::Value bytes, TextPiece piece);

/// i1: whether these words are those of a text; null if there are none.
mlir::Value compareText(Emitter &emit, mlir::Value bytes, llvm::StringRef text, llvm::ArrayRef<TextPiece> pieces);

} // namespace aslc::codegen
