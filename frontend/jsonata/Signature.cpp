// The reference turns a signature into a regular expression over the letters of the arguments' types: a parameter is a
// set of letters, and `-`, `?`, `+` after it are put behind the set as they are. So two marks in a row read as a lazy
// quantifier, and what is no quantifier is a fault.
#include "frontend/jsonata/Signature.h"

#include "frontend/jsonata/SyntaxErrors.h"
#include "frontend/jsonata/Text.h"

#include "llvm/ADT/StringSwitch.h"

using namespace aslc::jsonata;

/// Place of the bracket that closes the one at `open`; the end of the text if there is none.
static size_t closingBracket(llvm::StringRef text, size_t open, char closing) {
  unsigned depth = 0;
  for (size_t at = open; at < text.size(); ++at) {
    if (text[at] == text[open])
      ++depth;
    else if (text[at] == closing && --depth == 0)
      return at;
  }
  return text.size();
}

static bool isQuantifier(llvm::StringRef marks) {
  return llvm::StringSwitch<bool>(marks).Cases("", "?", "+", "??", "+?", true).Default(false);
}

/// Whether the types of a choice, with the letter m behind them, make a set: no range runs backwards (`s-n`).
static bool isChoice(llvm::StringRef choice) {
  if (choice.find_first_of("]\\") != llvm::StringRef::npos)
    return false;
  std::string set = (choice.ltrim('^') + "m").str();
  for (size_t at = 0; at + 2 < set.size();) {
    if (set[at + 1] != '-') {
      ++at;
      continue;
    }
    if (static_cast<uint8_t>(set[at]) > static_cast<uint8_t>(set[at + 2]))
      return false;
    at += 3;
  }
  return true;
}

namespace {
/// The parameter that marks apply to: the last one, or before the first a nameless one that no argument meets.
struct Parameter {
  char type = '\0';
  bool choiceFits = true;
  std::string marks = {};
  bool isExpression() const { return choiceFits && isQuantifier(marks); }
};
} // namespace

std::optional<SyntaxError> aslc::jsonata::checkSignature(llvm::StringRef signature, Range range) {
  Parameter last;
  bool valid = true; // the parameters before
  auto invalid = [&] { return makeError(ErrorCode::S0201, range, {quoteJson(signature), {}}); };
  for (size_t at = 1; at < signature.size() && signature[at] != ':'; ++at) {
    char symbol = signature[at];
    if (llvm::StringRef("snblofajx(").contains(symbol)) {
      valid &= !last.type || last.isExpression();
      last = {symbol};
    }
    if (symbol == '-' && !last.isExpression()) // the reference compiles it at once, all others when all are read
      return invalid();
    if (symbol == '-' || symbol == '?' || symbol == '+') {
      last.marks += symbol == '+' ? '+' : '?';
    } else if (symbol == '(') {
      size_t end = closingBracket(signature, at, ')');
      llvm::StringRef choice = signature.slice(at + 1, end);
      if (choice.contains('<'))
        return makeError(ErrorCode::S0402, range);
      last.choiceFits = isChoice(choice);
      at = end;
    } else if (symbol == '<') {
      if (last.type != 'a' && last.type != 'f')
        return makeError(ErrorCode::S0401, range);
      at = closingBracket(signature, at, '>');
    }
  }
  if (!valid || (last.type && !last.isExpression()))
    return invalid();
  return std::nullopt;
}
