// Words of JSON (null, booleans, numbers), and those of other languages that stand in their place.
#include "frontend/document/Json.h"

#include "llvm/ADT/StringExtras.h"

#include <cstdlib>

namespace aslc::document {

static void dropDigits(llvm::StringRef &text) { text = text.drop_while(llvm::isDigit); }

bool isJsonNumber(llvm::StringRef word) {
  word.consume_front("-");
  if (word.empty() || !llvm::isDigit(word.front()))
    return false;
  if (!word.consume_front("0"))
    dropDigits(word);
  if (word.consume_front(".")) {
    if (word.empty() || !llvm::isDigit(word.front()))
      return false;
    dropDigits(word);
  }
  if (!word.consume_front_insensitive("e"))
    return word.empty();
  if (!word.consume_front("+"))
    word.consume_front("-");
  return !word.empty() && llvm::all_of(word, llvm::isDigit);
}

// strtod and not from_chars: that one calls both too great and too small "out of range", and 1e-400 is just 0.
double numberOf(llvm::StringRef word) { return std::strtod(word.str().c_str(), nullptr); }

llvm::StringRef meantLiteral(llvm::StringRef word) {
  static constexpr std::pair<llvm::StringLiteral, llvm::StringLiteral> others[] = {
      {"true", "true"},     {"false", "false"}, {"null", "null"},      {"none", "null"},
      {"nil", "null"},      {"nan", "null"},    {"undefined", "null"}, {"yes", "true"},
      {"infinity", "null"}, {"on", "true"},     {"no", "false"},       {"off", "false"},
  };
  std::string lower = word.lower();
  for (const auto &[other, meant] : others)
    if (lower == other)
      return meant;
  return closest(lower, {"true", "false", "null"});
}

std::string mendNumber(llvm::StringRef word) {
  std::string sign = word.consume_front("-") ? "-" : "";
  if (sign.empty())
    word.consume_front("+");
  word = word.drop_while([](char c) { return c == '0'; });
  word.consume_back(".");
  bool needsZero = word.empty() || !llvm::isDigit(word.front());
  std::string mended = sign + (needsZero ? "0" : "") + word.str();
  return isJsonNumber(mended) ? mended : "";
}

bool setScalar(Node &node, llvm::StringRef text) {
  bool isBoolean = text == "true" || text == "false";
  if (!isBoolean && !isJsonNumber(text))
    return false;
  readWord(node, text);
  return true;
}

void readWord(Node &node, llvm::StringRef word) {
  std::string mended = isJsonNumber(word) ? word.str() : mendNumber(word);
  bool looksNumeric = !word.empty() && (llvm::isDigit(word.front()) || llvm::StringRef("+-.").contains(word.front()));
  llvm::StringRef literal = meantLiteral(word);
  if (looksNumeric && !mended.empty()) {
    node.kind = Kind::Number;
    node.numberText = mended;
    node.number = numberOf(mended);
  } else if (literal == "true" || literal == "false") {
    node.kind = Kind::Boolean;
    node.boolean = literal == "true";
  } else {
    node.kind = Kind::Null;
  }
}

} // namespace aslc::document
