// The reference turns a signature into a regular expression over the letters of the arguments' types: a parameter is a set of
// letters, and `-`, `?`, `+` after it are put behind the set as they are. So two marks in a row read as a lazy quantifier,
// and what is no quantifier is a fault.
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

std::optional<SyntaxError> aslc::jsonata::checkSignature(llvm::StringRef signature, Range range) {
  char type = '\0';  // of the last parameter; none before the first
  std::string marks; // behind it
  auto invalid = [&] { return makeError(ErrorCode::S0201, range, {quoteJson(signature), {}}); };
  for (size_t at = 1; at < signature.size() && signature[at] != ':'; ++at) {
    char symbol = signature[at];
    if (llvm::StringRef("snblofajx").contains(symbol) || symbol == '(') {
      if (type && !isQuantifier(marks))
        return invalid();
      type = symbol;
      marks.clear();
    }
    if (symbol == '-' || symbol == '?' || symbol == '+') {
      if (symbol == '-' && !isQuantifier(marks))
        return invalid();
      marks += symbol == '+' ? '+' : '?';
    } else if (symbol == '(') {
      size_t end = closingBracket(signature, at, ')');
      llvm::StringRef choice = signature.slice(at + 1, end);
      if (choice.contains('<'))
        return makeError(ErrorCode::S0402, range);
      if (!isChoice(choice))
        return invalid();
      at = end;
    } else if (symbol == '<') {
      if (type != 'a' && type != 'f')
        return makeError(ErrorCode::S0401, range);
      at = closingBracket(signature, at, '>');
    }
  }
  if (type && !isQuantifier(marks))
    return invalid();
  return std::nullopt;
}
