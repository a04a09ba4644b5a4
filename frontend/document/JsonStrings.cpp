#include "frontend/document/Json.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/Unicode.h"

namespace aslc::document {

static bool isHighSurrogate(uint32_t point) { return point >= 0xD800 && point < 0xDC00; }
static bool isLowSurrogate(uint32_t point) { return point >= 0xDC00 && point < 0xE000; }

/// The code unit of `\uXXXX` at `at`, or -1.
static int64_t codeUnitAt(llvm::StringRef text, uint32_t at) {
  uint32_t unit = 0;
  if (!text.substr(at).starts_with("\\u") || text.size() - at < 6)
    return -1;
  for (char c : text.substr(at + 2, 4)) {
    if (!llvm::isHexDigit(c))
      return -1;
    unit = unit * 16 + llvm::hexDigitValue(c);
  }
  return unit;
}

static StringPiece unicodeEscapeAt(llvm::StringRef text, uint32_t at) {
  int64_t unit = codeUnitAt(text, at);
  if (unit < 0) {
    uint32_t end = at + 2;
    while (end < text.size() && end < at + 6 && llvm::isHexDigit(text[end]))
      ++end;
    return {StringPiece::BadEscape, at, end, 0};
  }
  int64_t second = isHighSurrogate(unit) ? codeUnitAt(text, at + 6) : -1;
  if (second >= 0 && isLowSurrogate(second))
    return {StringPiece::Escape, at, at + 12,
            static_cast<uint32_t>(0x10000 + ((unit - 0xD800) << 10) + (second - 0xDC00))};
  return {StringPiece::Escape, at, at + 6, static_cast<uint32_t>(unit)};
}

static StringPiece escapeAt(llvm::StringRef text, uint32_t at) {
  static constexpr llvm::StringLiteral letters = "\"\\/bfnrt", meanings = "\"\\/\b\f\n\r\t";
  uint32_t end = at + 1;
  if (end == text.size() || text[end] == '\n' || text[end] == '\r')
    return {StringPiece::BadEscape, at, end, 0};
  if (text[end] == 'u')
    return unicodeEscapeAt(text, at);
  if (size_t index = letters.find(text[end]); index != llvm::StringRef::npos)
    return {StringPiece::Escape, at, at + 2, static_cast<unsigned char>(meanings[index])};
  // All bytes of the character: a mask must not leave half of one.
  for (++end; end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80;)
    ++end;
  return {StringPiece::BadEscape, at, end, 0};
}

StringPiece stringPieceAt(llvm::StringRef text, uint32_t at) {
  if (text[at] == '\\')
    return escapeAt(text, at);
  if (static_cast<unsigned char>(text[at]) < 0x20)
    return {StringPiece::Control, at, at + 1, static_cast<unsigned char>(text[at])};
  uint32_t end = at;
  while (end < text.size() && text[end] != '"' && text[end] != '\\' && static_cast<unsigned char>(text[end]) >= 0x20)
    ++end;
  return {StringPiece::Plain, at, end, 0};
}

MappedText decodeString(FileId file, llvm::StringRef text, Token token) {
  // What was masked as a string may have other quotes, or none.
  bool isQuoted = text[token.begin] == '"' || text[token.begin] == '\'';
  uint32_t begin = token.begin + isQuoted, end = token.end - isQuoted;
  MappedText::Builder result(file, begin);
  for (uint32_t at = begin; at < end;) {
    StringPiece piece = stringPieceAt(text, at);
    at = std::min(piece.end, end);
    if (piece.kind == StringPiece::Escape)
      result.replaced(encodeCodePoint(piece.point), piece.begin, piece.end - piece.begin);
    else
      result.verbatim(text.slice(piece.begin, at), piece.begin);
  }
  return result.take();
}

/// Whether a reader sees a character, and sees which one it is.
static bool isVisible(uint32_t point) {
  static constexpr uint32_t blanks[] = {0xA0, 0x1680, 0x202F, 0x205F, 0x3000};
  bool isBlank = llvm::is_contained(blanks, point) || (point >= 0x2000 && point <= 0x200A);
  return !isBlank && llvm::sys::unicode::isPrintable(point) && !llvm::sys::unicode::isFormatting(point);
}

static std::string respellEscape(uint32_t point) {
  static constexpr llvm::StringLiteral special = "\"\\\b\f\n\r\t", letters = "\"\\bfnrt";
  if (size_t index = point < 0x80 ? special.find(char(point)) : llvm::StringRef::npos; index != llvm::StringRef::npos)
    return {'\\', letters[index]};
  bool isSurrogate = isHighSurrogate(point) || isLowSurrogate(point);
  if (!isSurrogate && isVisible(point))
    return encodeCodePoint(point);
  if (point < 0x10000)
    return llvm::formatv("\\u{0:x-4}", point);
  return llvm::formatv("\\u{0:x-4}\\u{1:x-4}", 0xD800 + ((point - 0x10000) >> 10), 0xDC00 + ((point - 0x10000) & 0x3FF));
}

std::string respell(llvm::StringRef token) {
  std::string out = "\"";
  for (uint32_t at = 1; at + 1 < token.size();) {
    StringPiece piece = stringPieceAt(token, at);
    if (piece.kind == StringPiece::Escape)
      out += respellEscape(piece.point);
    else
      out += token.slice(piece.begin, piece.end);
    at = piece.end;
  }
  return out + '"';
}

} // namespace aslc::document
