// Widths, wrapping and escapes of the texts in a picture. Internal to this folder.
#pragma once

#include "llvm/ADT/StringRef.h"

#include <string>
#include <vector>

namespace aslc::graph {

/// A size of text in the picture.
struct Font {
  double size; // pixels
  bool bold;
};

/// Width in pixels in Helvetica, or a font with its metrics (Arial, Liberation Sans).
double widthOf(llvm::StringRef text, Font font);

/// A text in lines of at most `width` pixels, broken after blanks and punctuation, or else anywhere. What does not fit into
/// `mostLines` ends in an ellipsis. At least one line.
std::vector<std::string> wrap(llvm::StringRef text, Font font, double width, size_t mostLines);

/// One line of text that XML may hold: white space in runs becomes one space, controls and lone surrogates U+FFFD.
std::string plain(llvm::StringRef text);
/// The same, but with its line breaks.
std::string plainLines(llvm::StringRef text);
/// With & < > " escaped.
std::string escapeXml(llvm::StringRef text);

} // namespace aslc::graph
