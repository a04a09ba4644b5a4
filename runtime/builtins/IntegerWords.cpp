#include "runtime/builtins/IntegerWords.h"

#include <algorithm>

namespace aslrt {
namespace {

constexpr NumberWord words[] = {
    {"Zero", "Zeroth", 0},
    {"One", "First", 1},
    {"Two", "Second", 2},
    {"Three", "Third", 3},
    {"Four", "Fourth", 4},
    {"Five", "Fifth", 5},
    {"Six", "Sixth", 6},
    {"Seven", "Seventh", 7},
    {"Eight", "Eighth", 8},
    {"Nine", "Ninth", 9},
    {"Ten", "Tenth", 10},
    {"Eleven", "Eleventh", 11},
    {"Twelve", "Twelfth", 12},
    {"Thirteen", "Thirteenth", 13},
    {"Fourteen", "Fourteenth", 14},
    {"Fifteen", "Fifteenth", 15},
    {"Sixteen", "Sixteenth", 16},
    {"Seventeen", "Seventeenth", 17},
    {"Eighteen", "Eighteenth", 18},
    {"Nineteen", "Nineteenth", 19},
    {"Twenty", "Twentieth", 20},
    {"Thirty", "Thirtieth", 30},
    {"Forty", "Fortieth", 40},
    {"Fifty", "Fiftieth", 50},
    {"Sixty", "Sixtieth", 60},
    {"Seventy", "Seventieth", 70},
    {"Eighty", "Eightieth", 80},
    {"Ninety", "Ninetieth", 90},
    {"Hundred", "Hundredth", 100},
    {"Thousand", "Thousandth", 1e3},
    {"Million", "Millionth", 1e6},
    {"Billion", "Billionth", 1e9},
    {"Trillion", "Trillionth", 1e12},
};
constexpr const NumberWord *tens = words + 18, *hundred = words + 28; // tens[2] is Twenty

char lowered(char c) { return c >= 'A' && c <= 'Z' ? char(c | 0x20) : c; }

class WordWriter {
public:
  WordWriter(TextBuilder &out, IntegerPicture::Case letterCase) : out(out), letterCase(letterCase) {}

  /// `follows`: larger parts stand before. Calls itself for parts that are at least 2^40 times smaller than a large
  /// number, so that the exponent of a double bounds the depth.
  void number(double value, bool follows, bool ordinal) {
    if (value <= 19) {
      append(follows ? " and " : "");
      word(words[size_t(value)], ordinal);
    } else if (value < 100) {
      append(follows ? " and " : "");
      const NumberWord &ten = tens[size_t(value / 10)];
      double rest = std::fmod(value, 10);
      word(ten, ordinal && rest <= 0);
      if (rest > 0) {
        append("-");
        number(rest, false, ordinal);
      }
    } else {
      append(follows ? ", " : "");
      large(value, ordinal);
    }
  }

private:
  /// From 100 on: how many hundreds, thousands, ... and the rest. There is no larger word than Trillion.
  void large(double value, bool ordinal) {
    const NumberWord *unit = hundred;
    while (unit + 1 != std::end(words) && value >= unit[1].value)
      ++unit;
    double count = std::floor(value / unit->value), rest = value - count * unit->value;
    number(count, false, false);
    append(" ");
    word(*unit, ordinal && !(rest > 0));
    if (rest > 0)
      number(rest, true, ordinal);
  }
  void word(const NumberWord &word, bool ordinal) { append(ordinal ? word.ordinal : word.cardinal); }
  void append(std::string_view text) {
    char letters[16]; // the longest: Seventeenth
    auto *end = std::transform(text.begin(), text.end(), letters, [&](char letter) {
      bool isUpper = letterCase == IntegerPicture::Upper && letter >= 'a' && letter <= 'z';
      return letterCase == IntegerPicture::Lower ? lowered(letter) : isUpper ? char(letter & ~0x20) : letter;
    });
    out.append({letters, size_t(end - letters)});
  }

  TextBuilder &out;
  IntegerPicture::Case letterCase;
};

/// Bytes of the space at the start; 0 if none is there.
size_t spaceAt(std::string_view text) {
  const char *at = text.data();
  return !text.empty() && isSpace(nextCodePoint(at, text.data() + text.size())) ? size_t(at - text.data()) : 0;
}

/// Bytes of what parts words at the start: ", ", " and ", " ", "-" or "\"; 0 if nothing does.
size_t separatorAt(std::string_view text) {
  if (text[0] == '-' || text[0] == '\\')
    return 1;
  if (text[0] == ',') {
    size_t space = spaceAt(text.substr(1));
    return space ? 1 + space : 0;
  }
  size_t space = spaceAt(text);
  if (space && startsWithWord(text.substr(space), "and"))
    if (size_t behind = spaceAt(text.substr(space + 3)))
      return space + 3 + behind;
  return space;
}

double valueOfWord(std::string_view text) {
  for (const NumberWord &word : words)
    for (std::string_view form : {word.cardinal, word.ordinal})
      if (text.size() == form.size() && startsWithWord(text, form))
        return word.value;
  return NAN;
}

} // namespace

constinit const std::span<const NumberWord> numberWords = words;

bool startsWithWord(std::string_view text, std::string_view word) {
  return text.size() >= word.size() &&
         std::equal(word.begin(), word.end(), text.begin(), [](char a, char b) { return lowered(a) == lowered(b); });
}

void appendWords(TextBuilder &out, double value, bool ordinal, IntegerPicture::Case letterCase) {
  WordWriter(out, letterCase).number(value, false, ordinal);
}

double readWords(std::string_view text) {
  double finished = 0, current = 0; // "two thousand and five": 2000, 5
  for (bool more = true; more;) {
    size_t size = 0, separator = 0;
    while (size < text.size() && !(separator = separatorAt(text.substr(size))))
      ++size;
    more = separator != 0;
    double value = valueOfWord(text.substr(0, size));
    text.remove_prefix(size + separator);
    if (std::isnan(value))
      return NAN;
    if (value >= 100) {
      current *= value;
      continue;
    }
    if (current >= 1000) {
      finished += current;
      current = 0;
    }
    current += value;
  }
  return finished + current;
}

} // namespace aslrt
