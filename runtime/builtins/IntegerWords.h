// Integers in English words.
#pragma once

#include "runtime/builtins/IntegerPicture.h"

namespace aslrt {

struct NumberWord {
  std::string_view cardinal, ordinal;
  double value;
};
/// Zero to Nineteen, Twenty to Ninety, Hundred, Thousand to Trillion.
extern const std::span<const NumberWord> numberWords;

/// Appends an integer that is not negative, finite: "one hundred and twenty-third".
void appendWords(TextBuilder &out, double value, bool ordinal, IntegerPicture::Case letterCase);
/// The number that the words say, in letters of either case; NaN if one is none.
double readWords(std::string_view text);
/// Whether `text` begins with `word`, letters of ASCII in either case.
bool startsWithWord(std::string_view text, std::string_view word);

} // namespace aslrt
