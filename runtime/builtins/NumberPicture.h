// Pictures of $formatNumber: XPath's format-number (Functions and Operators 3.1, 4.7), in the way the reference has it. That way
// is to be kept where it is odd, too: text is UTF-16 code units; a symbol of several units, or of none, is searched for as a
// whole but is equal to no unit.
#pragma once

#include "runtime/core/Context.h"

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string_view>

namespace aslrt {

using Units = std::u16string_view;

// SYMBOL(Id, name of its option, default). The options `infinity` and `NaN` mean nothing, numbers being finite.
#define NUMBER_PICTURE_SYMBOLS(SYMBOL)                                                                                                     \
  SYMBOL(DecimalSeparator, "decimal-separator", u".")                                                                                      \
  SYMBOL(GroupingSeparator, "grouping-separator", u",")                                                                                    \
  SYMBOL(ExponentSeparator, "exponent-separator", u"e")                                                                                    \
  SYMBOL(PatternSeparator, "pattern-separator", u";")                                                                                      \
  SYMBOL(OptionalDigit, "digit", u"#")                                                                                                     \
  SYMBOL(ZeroDigit, "zero-digit", u"0")                                                                                                    \
  SYMBOL(MinusSign, "minus-sign", u"-")                                                                                                    \
  SYMBOL(Percent, "percent", u"%")                                                                                                         \
  SYMBOL(PerMille, "per-mille", u"\u2030")

enum class Symbol : uint8_t {
#define SYMBOL(Id, Name, Default) Id,
  NUMBER_PICTURE_SYMBOLS(SYMBOL)
#undef SYMBOL
};

/// What stands for what in pictures and results.
class Symbols {
public:
  /// `options` is an Object or Undefined. An option that is no string is T0410.
  Symbols(Context *c, uint32_t position, Value options);

  Units operator[](Symbol symbol) const { return texts[size_t(symbol)]; }
  bool is(char16_t unit, Symbol symbol) const { return (*this)[symbol] == Units(&unit, 1); }
  /// Whether the unit is one of the ten digits, which follow the first unit of zero-digit.
  bool isDigit(char16_t unit) const;
  /// A digit or the symbol `digit`.
  bool isPlace(char16_t unit) const { return isDigit(unit) || is(unit, Symbol::OptionalDigit); }
  /// Whether the unit is no mere text in a picture.
  bool isActive(char16_t unit) const;

private:
#define SYMBOL(Id, Name, Default) Default,
  Units texts[9] = {NUMBER_PICTURE_SYMBOLS(SYMBOL)};
#undef SYMBOL
};

/// A sub-picture.
struct NumberPicture {
  Units text, prefix, suffix;
  bool percent, perMille;
  std::span<const uint32_t> integerGroups;              // for each grouping separator, the places to the right of it
  std::span<const uint32_t> fractionGroups;             // to the left of it
  uint32_t groupSize;                                   // of groups of one size, else 0
  uint32_t minInteger, scale, minFraction, maxFraction; // places; scale: in front of the point, if there is an exponent
  uint32_t minExponent;                                 // places; 0: no exponent
};

struct NumberPictures {
  NumberPicture positive, negative; // negative: also with the minus sign, if the picture has one sub-picture
};

/// Reads a picture; D3080 to D3093 if it is none.
NumberPictures readNumberPictures(Context *c, uint32_t position, Value picture, const Symbols &symbols);

/// WTF-8 to UTF-16, in the arena.
Units unitsOf(Context *c, Value string);
/// All as one text, in the arena.
Units concat(Context *c, std::initializer_list<Units> parts);

} // namespace aslrt
