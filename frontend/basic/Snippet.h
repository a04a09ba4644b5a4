// A line of source as a terminal shows it, with marks under it. Only the printer of texts uses it.
#pragma once

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include <string>
#include <vector>

namespace aslc {

/// What stands for a text on a terminal: control characters, invalid bytes and those that reorder text are spelled as
/// <U+001B> or <FF>, so that a hostile file cannot paint over a diagnostic.
std::string printable(llvm::StringRef text);

/// What is put under a line: `^~~~ text`. Bytes are counted from the line's begin.
struct Mark {
  uint32_t begin;
  uint32_t end;
  char head; // under the first character; '~' stands under the others
  std::string text;
};

class Snippet {
public:
  /// A line too wide for a terminal is shown in part, around the byte `focus`.
  Snippet(llvm::StringRef line, uint32_t focus);

  /// Whether a mark that begins at this byte can be seen.
  bool shows(uint32_t byte) const;
  /// The line, without a line end. Tabs stay tabs.
  std::string line() const;
  /// The lines under it: the marks, and the texts that do not fit behind them. Where marks overlap, the later one is
  /// seen.
  std::vector<std::string> marks(llvm::ArrayRef<Mark> marks) const;

private:
  struct Cell {
    uint32_t byte;
    unsigned width;
    std::string shown;
  };
  static Cell decode(llvm::StringRef line, uint32_t &at);
  static uint32_t windowBegin(llvm::StringRef line, uint32_t focus);
  friend std::string printable(llvm::StringRef text);
  size_t cellAt(uint32_t byte) const;
  std::string blanks(size_t cells) const;

  std::vector<Cell> cells; // the last one is the line's end (or the cut)
  bool cutLeft = false, cutRight = false;
};

} // namespace aslc
