// The parts of the JSON reader. Internal to this folder.
//
// The grammar is nlohmann's: its SAX parser runs over a copy of the text in which every fault that stands inside a
// single token (a bad escape, `True`, a comment) has been reported and masked by harmless bytes of the same length, so
// that one run finds the faults of the whole file and every offset stays what it is in the file. Values are decoded
// from the file.
#pragma once

#include "frontend/document/Input.h"

namespace aslc::document {

/// The bytes [begin, end) of a token.
struct Token {
  uint32_t begin, end;
  llvm::StringRef in(llvm::StringRef text) const { return text.slice(begin, end); }
};

inline bool isJsonSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
/// First byte from `at` on that is no white space.
uint32_t skipSpace(llvm::StringRef text, uint32_t at);
/// The token that begins at `at`: punctuation, a string in double quotes, or a run of anything else. Empty at the end.
Token tokenAt(llvm::StringRef text, uint32_t at);
bool isJsonNumber(llvm::StringRef word);
/// The literal that was meant by a word of another language (True, None, undefined), or "".
llvm::StringRef meantLiteral(llvm::StringRef word);
/// How JSON would write a number: +1 → 1, .5 → 0.5, 1. → 1, 007 → 7. "" if that is no number either.
std::string mendNumber(llvm::StringRef word);
/// Null, a boolean or a number, as a word means it; words that are faults (True, 01) as they were meant, else null.
void readWord(Node &node, llvm::StringRef word);
/// Value of text that is in JSON's grammar of numbers; infinite where it is beyond the range.
double numberOf(llvm::StringRef word);

/// A piece of a string: plain bytes, one escape, or one fault.
struct StringPiece {
  enum Kind : uint8_t { Plain, Escape, BadEscape, Control } kind;
  uint32_t begin, end;
  uint32_t point; // Escape: its code point (a lone surrogate is one); Control: the character
};
/// The piece at `at`, which is neither the closing quote nor the text's end.
StringPiece stringPieceAt(llvm::StringRef text, uint32_t at);
/// Decodes a string token. Lone surrogates stay, as WTF-8.
MappedText decodeString(FileId file, llvm::StringRef text, Token token);

/// Reports the faults inside tokens and masks them in `masked`, a copy of the text. False: one of them cannot be
/// masked, and what follows from it would be misleading.
bool maskFaults(const Input &input, std::string &masked);

/// Where a SAX run stopped, and what it had read.
struct Stop {
  enum Last : uint8_t { Nothing, Opening, Key, Value } last; // the last event
  uint32_t cursor;                                           // end of that event's token
  const Node *open;                                          // innermost open object or array, or null
};
/// Reports why a run stopped. If the mistake is a common one, mends it in `masked` (same length) and returns true.
bool explainStop(const Input &input, const Stop &stop, std::string &masked);

} // namespace aslc::document
