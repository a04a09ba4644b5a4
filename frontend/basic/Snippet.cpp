#include "frontend/basic/Snippet.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/ConvertUTF.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/Unicode.h"

#include <algorithm>

namespace aslc {

constexpr unsigned maxWidth = 160;     // columns of a line that is shown
constexpr unsigned contextBefore = 60; // columns kept left of the focus when the line is cut
constexpr uint32_t longLine = 1000;    // bytes from which on a line is cut without measuring all of it
static const char *const ellipsis = "...";

/// Characters that change the direction of the text after them.
static bool reordersText(unsigned c) {
  return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F || c == 0x061C;
}

/// Reads the cell at `at` and steps over it.
Snippet::Cell Snippet::decode(llvm::StringRef line, uint32_t &at) {
  uint32_t begin = at;
  auto *bytes = reinterpret_cast<const llvm::UTF8 *>(line.data());
  unsigned length = llvm::getUTF8SequenceSize(bytes + at, bytes + line.size());
  if (length == 0) {
    std::string shown = llvm::formatv("<{0:X-2}>", static_cast<unsigned char>(line[at++]));
    return {begin, static_cast<unsigned>(shown.size()), shown};
  }
  at += length;
  llvm::StringRef text = line.slice(begin, at);
  if (text == "\t")
    return {begin, 1, "\t"};
  const llvm::UTF8 *from = bytes + begin;
  llvm::UTF32 point = 0, *to = &point;
  llvm::ConvertUTF8toUTF32(&from, bytes + at, &to, to + 1, llvm::strictConversion);
  int width = llvm::sys::unicode::columnWidthUTF8(text);
  if (width < 0 && llvm::sys::unicode::isFormatting(point) && !reordersText(point))
    width = 0;
  if (width >= 0 && !reordersText(point))
    return {begin, static_cast<unsigned>(width), text.str()};
  std::string shown = llvm::formatv("<U+{0:X-4}>", point); // utohexstr(0) of width 4 has five digits
  return {begin, static_cast<unsigned>(shown.size()), shown};
}

std::string printable(llvm::StringRef text) {
  std::string result;
  for (uint32_t at = 0; at < text.size();) {
    Snippet::Cell cell = Snippet::decode(text, at);
    result += cell.shown == "\t" ? " " : cell.shown;
  }
  return result;
}

/// The byte at which a cut line begins, so that `contextBefore` columns stand before the focus.
uint32_t Snippet::windowBegin(llvm::StringRef line, uint32_t focus) {
  uint32_t begin = focus;
  for (unsigned kept = 0; begin > 0 && kept < contextBefore;)
    kept += (static_cast<unsigned char>(line[--begin]) & 0xC0) != 0x80;
  unsigned width = 0;
  for (uint32_t at = begin; at < focus;)
    width += decode(line, at).width;
  // Spelled-out characters are wider than one column.
  while (width > contextBefore)
    width -= decode(line, begin).width;
  return begin;
}

Snippet::Snippet(llvm::StringRef line, uint32_t focus) {
  focus = std::min<uint32_t>(focus, line.size());
  uint32_t at = line.size() > longLine ? windowBegin(line, focus) : 0;
  for (int attempt = 0; attempt < 2; ++attempt) {
    unsigned width = 0, limit = at == 0 ? maxWidth : maxWidth - 2 * 3;
    cells.clear();
    uint32_t next = at;
    cutLeft = at > 0;
    while (next < line.size() && width <= limit) {
      cells.push_back(decode(line, next));
      width += cells.back().width;
    }
    cutRight = width > limit;
    if (!cutRight)
      cells.push_back({static_cast<uint32_t>(line.size()), 1, " "});
    else
      cells.back().shown = ellipsis;
    bool seen = !cutRight || cells.back().byte > focus;
    if (seen)
      break;
    at = windowBegin(line, focus);
  }
}

bool Snippet::shows(uint32_t byte) const {
  return byte >= cells.front().byte && (byte < cells.back().byte || (byte == cells.back().byte && !cutRight));
}

std::string Snippet::line() const {
  std::string result = cutLeft ? ellipsis : "";
  for (size_t i = 0; i + 1 < cells.size(); ++i)
    result += cells[i].shown;
  return cutRight ? result + ellipsis : result;
}

/// The cell under which a byte's mark begins. Combining characters have no column of their own: theirs is the base's.
size_t Snippet::cellAt(uint32_t byte) const {
  auto after = std::upper_bound(cells.begin(), cells.end(), byte,
                                [](uint32_t value, const Cell &cell) { return value < cell.byte; });
  size_t index = std::max<ptrdiff_t>(after - cells.begin() - 1, 0);
  while (index > 0 && cells[index].width == 0)
    --index;
  return index;
}

/// Blanks under the first cells. Tabs are repeated, so that any width of tabs fits.
std::string Snippet::blanks(size_t count) const {
  std::string result(cutLeft ? 3 : 0, ' ');
  for (const Cell &cell : llvm::ArrayRef(cells).take_front(count))
    result += cell.shown == "\t" ? "\t" : std::string(cell.width, ' ');
  return result;
}

std::vector<std::string> Snippet::marks(llvm::ArrayRef<Mark> marks) const {
  std::vector<std::string> under(cells.size());
  for (size_t i = 0; i < cells.size(); ++i)
    under[i] = cells[i].shown == "\t" ? "\t" : std::string(cells[i].width, ' ');
  std::vector<const Mark *> withText;
  size_t lastMarked = 0;
  for (const Mark &mark : marks) {
    if (!shows(mark.begin))
      continue;
    size_t first = cellAt(mark.begin);
    for (size_t i = first; i < cells.size() && (i == first || cells[i].byte < mark.end); ++i) {
      if (cells[i].shown != "\t")
        under[i] = std::string(cells[i].width, '~');
      lastMarked = std::max(lastMarked, i);
    }
    // A tab under a tab keeps what follows aligned, whatever its width.
    bool isTab = cells[first].shown == "\t";
    under[first] = mark.head + (isTab ? "\t" : std::string(std::max(cells[first].width, 1u) - 1, '~'));
    if (!mark.text.empty())
      withText.push_back(&mark);
  }
  std::string line = blanks(0);
  for (const std::string &piece : under)
    line += piece;
  std::vector<std::string> result{llvm::StringRef(line).rtrim(" \t").str()};
  llvm::sort(withText, [](const Mark *a, const Mark *b) { return a->begin != b->begin ? a->begin > b->begin : a < b; });
  for (const Mark *mark : withText) {
    bool isRightmost =
        mark == withText.front() && (cellAt(mark->begin) == lastMarked || mark->end > cells[lastMarked].byte);
    if (isRightmost)
      result.front() += " " + mark->text;
    else
      result.push_back(blanks(cellAt(mark->begin)) + mark->text);
  }
  return result;
}

} // namespace aslc
