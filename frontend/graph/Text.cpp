#include "frontend/graph/Text.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/ConvertUTF.h"
#include "llvm/Support/Unicode.h"

#include <algorithm>

using namespace llvm;

namespace aslc::graph {

// Advance widths of Helvetica from ' ' to '~' in thousandths of the size, as its metrics (AFM) have them.
static constexpr uint16_t advances[] = {
    278, 278, 355, 556, 556, 889, 667, 191, 333,  333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667,  667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556,
    556, 222, 222, 500, 222, 833, 556, 556, 556,  556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
};
static_assert(std::size(advances) == '~' - ' ' + 1);

/// The character at the start of a text that is not empty: all its bytes, or one that is no UTF-8.
static StringRef firstCharacter(StringRef text) {
  auto *bytes = reinterpret_cast<const UTF8 *>(text.data());
  unsigned length = getUTF8SequenceSize(bytes, bytes + text.size());
  return text.take_front(std::max(length, 1u));
}

double widthOf(StringRef text, Font font) {
  double width = 0;
  while (!text.empty()) {
    StringRef character = firstCharacter(text);
    text = text.drop_front(character.size());
    unsigned char first = character[0];
    int columns = first < 0x80 ? 1 : sys::unicode::columnWidthUTF8(character);
    bool isAscii = first >= ' ' && first <= '~';
    width += isAscii ? advances[first - ' '] : columns == 0 ? 0 : columns == 1 ? 640 : 1050;
  }
  return width * font.size / 1000 * (font.bold ? 1.07 : 1);
}

/// Whether a line may end after `before` where `after` follows.
static bool mayBreak(char before, char after) {
  return before == ' ' || StringRef("-_/.,:;&|)").contains(before) || (isLower(before) && isUpper(after));
}

/// Bytes of a text that fit, up to the last place where a line may end; at least one character. A blank is the best place,
/// unless the line would be less than half full.
static size_t fitting(StringRef text, Font font, double width) {
  size_t end = 0, best = 0, blank = 0;
  double used = 0, usedToBlank = 0;
  while (end < text.size()) {
    StringRef character = firstCharacter(text.substr(end));
    used += widthOf(character, font);
    if (used > width && end > 0 && character != " ")
      return usedToBlank > width / 2 ? blank : best > 0 ? best : end;
    end += character.size();
    if (character == " ")
      blank = end, usedToBlank = used;
    if (end < text.size() && mayBreak(text[end - 1], text[end]))
      best = end;
  }
  return text.size();
}

static std::string withEllipsis(StringRef text, Font font, double width) {
  constexpr StringLiteral ellipsis = "…";
  while (!text.empty() && widthOf(text, font) + widthOf(ellipsis, font) > width) {
    size_t last = text.size() - 1;
    while (last > 0 && (static_cast<unsigned char>(text[last]) & 0xC0) == 0x80)
      --last;
    text = text.take_front(last);
  }
  return (text.rtrim() + ellipsis).str();
}

std::vector<std::string> wrap(StringRef text, Font font, double width, size_t mostLines) {
  std::vector<std::string> lines;
  do {
    size_t end = fitting(text, font, width);
    bool isCut = lines.size() + 1 == mostLines && end < text.size();
    lines.push_back(isCut ? withEllipsis(text.take_front(end), font, width) : text.take_front(end).rtrim().str());
    text = text.drop_front(end).ltrim();
  } while (!text.empty() && lines.size() < mostLines);
  return lines;
}

/// Without what XML 1.0 cannot hold.
static std::string clean(StringRef text, StringRef kept) {
  constexpr StringLiteral replacement = "\uFFFD";
  std::string result;
  while (!text.empty()) {
    StringRef character = firstCharacter(text);
    text = text.drop_front(character.size());
    unsigned char first = character[0];
    auto *bytes = reinterpret_cast<const UTF8 *>(character.data());
    bool isLegal = isLegalUTF8Sequence(bytes, bytes + character.size()) && character != "\uFFFE" && character != "\uFFFF";
    if (!isLegal || (first < ' ' && !kept.contains(first)))
      result += replacement;
    else
      result += character;
  }
  return result;
}

std::string plain(StringRef text) {
  std::string result;
  for (char c : clean(text, "\t\n\r"))
    if (!isSpace(c))
      result += c;
    else if (!result.empty() && result.back() != ' ')
      result += ' ';
  return StringRef(result).rtrim().str();
}

std::string plainLines(StringRef text) { return clean(text, "\t\n"); }

std::string escapeXml(StringRef text) {
  std::string result;
  for (char c : text)
    switch (c) {
    case '&': result += "&amp;"; break;
    case '<': result += "&lt;"; break;
    case '>': result += "&gt;"; break;
    case '"': result += "&quot;"; break;
    default: result += c;
    }
  return result;
}

} // namespace aslc::graph
