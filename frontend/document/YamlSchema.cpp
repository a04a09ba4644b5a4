// The core schema of YAML 1.2. Other tools of AWS read YAML 1.1, where yes, no, on, off, y and n are booleans, 1_000
// and 1:30 are numbers and 2020-01-01 is a date. ASL has booleans in few places and strings in many ("on" may well be a
// state's name), so all of these stay the strings that they look like; a boolean field that gets "yes" is then an error
// with a position.
#include "frontend/document/Yaml.h"

#include "llvm/ADT/APInt.h"
#include "llvm/ADT/StringExtras.h"

#include <cmath>
#include <cstdlib>
#include <limits>

namespace aslc::document {

static bool allOf(llvm::StringRef text, llvm::StringRef characters) {
  return !text.empty() && text.find_first_not_of(characters) == llvm::StringRef::npos;
}

static bool isOneOf(llvm::StringRef word, std::initializer_list<llvm::StringRef> words) {
  return llvm::is_contained(words, word);
}

/// JSON's spelling of a number of the core schema: +12 → 12, 0x1F → 31, 0o17 → 15, 012 → 12, .5 → 0.5, 1. → 1.0. "" if
/// the word is no number.
static std::string numberInJson(llvm::StringRef word) {
  static constexpr llvm::StringLiteral digits = "0123456789";
  for (auto [prefix, radix, allowed] :
       {std::tuple<const char *, unsigned, llvm::StringRef>{"0x", 16, "0123456789abcdefABCDEF"}, {"0o", 8, "01234567"}})
    if (llvm::StringRef rest = word; rest.consume_front(prefix) && rest.size() <= 256 && allOf(rest, allowed))
      return llvm::toString(llvm::APInt(4 * 256, rest, radix), 10, /*Signed=*/false);
  std::string sign = word.consume_front("-") ? "-" : "";
  if (sign.empty())
    word.consume_front("+");
  llvm::StringRef whole = word.take_while(llvm::isDigit);
  word = word.drop_front(whole.size());
  bool hasPoint = word.consume_front(".");
  llvm::StringRef fraction = hasPoint ? word.take_while(llvm::isDigit) : "";
  word = word.drop_front(fraction.size());
  if (whole.empty() && fraction.empty())
    return "";
  std::string exponent;
  if (word.consume_front_insensitive("e")) {
    std::string exponentSign = word.starts_with("-") || word.starts_with("+") ? word.take_front(1).str() : "";
    word = word.drop_front(exponentSign.size());
    if (!allOf(word, digits))
      return "";
    exponent = "e" + exponentSign + word.str();
    word = "";
  }
  if (!word.empty())
    return "";
  std::string significant = whole.ltrim('0').str();
  return sign + (significant.empty() ? "0" : significant) +
         (hasPoint ? "." + (fraction.empty() ? "0" : fraction.str()) : "") + exponent;
}

static bool isNotFinite(llvm::StringRef word) {
  if (isOneOf(word, {".nan", ".NaN", ".NAN"}))
    return true;
  if (!word.consume_front("-"))
    word.consume_front("+");
  return isOneOf(word, {".inf", ".Inf", ".INF"});
}

static void setNumber(Node &node, std::string spelling) {
  node.kind = Kind::Number;
  node.number = std::strtod(spelling.c_str(), nullptr);
  node.numberText = std::move(spelling);
}

void typePlain(Node &node, const MappedText &text, const Input &input) {
  llvm::StringRef word = text.text();
  if (isOneOf(word, {"", "~", "null", "Null", "NULL"})) {
    node.kind = Kind::Null;
  } else if (isOneOf(word, {"true", "True", "TRUE", "false", "False", "FALSE"})) {
    node.kind = Kind::Boolean;
    node.boolean = llvm::toLower(word.front()) == 't';
  } else if (isNotFinite(word)) {
    input.diagnostics.report(DiagId::YamlNotFinite, node.range, word).hint("quote it, if it is text");
    node.kind = Kind::Null;
  } else if (std::string number = numberInJson(word); !number.empty()) {
    bool hasLeadingZero = word.size() > 1 && word.front() == '0' && llvm::all_of(word, llvm::isDigit);
    if (hasLeadingZero)
      input.diagnostics.report(DiagId::YamlLeadingZero, node.range, shorten(word), shorten(number))
          .hint("quote it, if it is an account number or the like", node.range, "'" + word.str() + "'");
    setNumber(node, std::move(number));
    if (!std::isfinite(node.number))
      input.diagnostics.report(DiagId::NumberOutOfRange, node.range, shorten(word));
  } else {
    node.kind = Kind::String;
    node.string = text;
  }
}

} // namespace aslc::document
