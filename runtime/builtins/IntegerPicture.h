// Pictures of integers, as XPath's format-integer has them and as the reference reads them: "#,##0", "0001;o", "I", "a",
// "Ww". $formatInteger and $parseInteger take them, and the components of dates are pictures of their own.
#pragma once

#include "runtime/builtins/Text.h"

#include <cmath>
#include <span>

namespace aslrt {

/// A sign between digits, and how many digits stand behind it.
struct Separator {
  uint32_t position, point;
};

struct IntegerPicture {
  enum Kind : uint8_t { Decimal, Letters, Roman, Words, Sequence /* no picture we know: formatting is D3130 */ };
  enum Case : uint8_t { Lower, Upper, Title };

  Kind kind = Decimal;
  Case letterCase = Lower;
  bool ordinal = false;
  uint32_t zero = '0'; // digit 0 of the family of digits
  // Numbers of 0s and #s; NaN unless Decimal. Widths of dates, which may be any number, make them larger.
  double mandatoryDigits = NAN, optionalDigits = NAN;
  uint32_t interval = 0;                 // digits between separators if all are alike and at equal distances
  std::span<const Separator> separators = {}; // from the right
  std::string_view text = {};
};

/// Reads "0;o". Raises D3131 for digits of several families.
IntegerPicture readIntegerPicture(Context *c, uint32_t position, std::string_view picture);
/// The same of a picture whose part behind the semicolon is known.
IntegerPicture readIntegerPicture(Context *c, uint32_t position, std::string_view picture, bool ordinal);

/// Appends `value`, which need not be finite. Raises D3130 for a Sequence, D1001 for words of NaN.
void formatInteger(Context *c, uint32_t position, TextBuilder &out, double value, const IntegerPicture &picture);
/// The number that `text` is by a picture other than Sequence; NaN if it is none.
double parseInteger(Context *c, std::string_view text, const IntegerPicture &picture);
[[noreturn]] void raiseSequence(Context *c, uint32_t position, const IntegerPicture &picture);

/// JavaScript's parseInt: the number that the text begins with, decimal or 0x1F; NaN if there is none.
double parseLeadingInteger(std::string_view text);
/// Whether JavaScript's regular expressions call it a space (\s).
bool isSpace(uint32_t point);

} // namespace aslrt
