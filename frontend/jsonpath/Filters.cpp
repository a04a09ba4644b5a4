// Filters: [?(@.price < 10 && !(@.sold) || @.kind in ['a', 'b'])].
#include "frontend/jsonpath/Cursor.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/JSON.h"

using namespace llvm;

namespace aslc::jsonpath {

namespace {

using aslrt::FilterOperator;

constexpr struct {
  FilterOperator op;
  StringLiteral spelling;
} operators[] = {
#define FILTER_OPERATOR(Id, Spelling) {FilterOperator::Id, Spelling},
#include "runtime/abi/FilterOperators.def"
};

class FilterParser {
public:
  explicit FilterParser(Cursor &cursor) : cursor(cursor) {}

  Filter parseOr() { return parseChain(Filter::Or, "||", [&] { return parseAnd(); }); }

private:
  template <typename Parse> Filter parseChain(Filter::Kind kind, StringRef symbol, Parse parsePart) {
    uint32_t begin = cursor.place();
    Filter first = parsePart();
    cursor.skipBlanks();
    if (!cursor.looksAt(symbol))
      return first;
    Filter chain{.kind = kind};
    chain.parts.push_back(std::move(first));
    while (cursor.take(symbol)) {
      chain.parts.push_back(parsePart());
      cursor.skipBlanks();
    }
    chain.range = {begin, cursor.place()};
    return chain;
  }

  Filter parseAnd() { return parseChain(Filter::And, "&&", [&] { return parseUnary(); }); }

  Filter parseUnary() {
    cursor.skipBlanks();
    uint32_t begin = cursor.place();
    if (++cursor.filters > cursor.options.maxFilters)
      cursor.fail(cursor.here(), "filters nest more than " + Twine(cursor.options.maxFilters) + " deep");
    Filter filter;
    if (cursor.take('!')) {
      filter = {.kind = Filter::Not};
      filter.parts.push_back(parseUnary());
    } else if (cursor.take('(')) {
      filter = parseOr();
      cursor.skipBlanks();
      if (!cursor.failed() && !cursor.take(')'))
        cursor.expected("')'");
    } else {
      filter = parseComparison();
    }
    --cursor.filters;
    filter.range = {begin, cursor.place()};
    return filter;
  }

  Filter parseComparison() {
    Filter filter{.kind = Filter::Exists};
    filter.sides.push_back(parseOperand());
    cursor.skipBlanks();
    std::optional<FilterOperator> op = parseOperator();
    if (cursor.failed())
      return filter;
    if (!op) {
      if (filter.sides[0].kind != Operand::Path)
        cursor.expected("an operator");
      return filter;
    }
    filter.kind = Filter::Compare;
    filter.op = *op;
    cursor.skipBlanks();
    filter.sides.push_back(parseOperand());
    checkRegexes(filter);
    return filter;
  }

  void checkRegexes(const Filter &filter) {
    for (const auto &[i, side] : enumerate(filter.sides))
      if ((side.kind == Operand::Regex) != (filter.op == FilterOperator::Matches && i == 1))
        if (side.kind == Operand::Regex || (filter.op == FilterOperator::Matches && i == 1))
          cursor.fail(side.range, side.kind == Operand::Regex ? "a regular expression stands only behind '=~'"
                                                              : "behind '=~' stands a regular expression: /.../");
  }

  std::optional<FilterOperator> parseOperator() {
    uint32_t begin = cursor.place();
    auto belongs = isAlpha(cursor.peek()) ? [](char c) { return isAlpha(c); } : [](char c) { return StringRef("=!<>~").contains(c); };
    while (!cursor.atEnd() && belongs(cursor.peek()))
      cursor.next();
    StringRef word = cursor.since(begin);
    if (word.empty())
      return std::nullopt;
    for (const auto &row : operators)
      if (word.equals_insensitive(row.spelling))
        return row.op;
    cursor.fail({begin, cursor.place()}, "'" + word + "' is no operator", word == "=" ? "equality is written '=='" : "");
    return std::nullopt;
  }

  //===--- Operands ---===//

  Operand parseOperand() {
    Operand operand{.kind = Operand::Literal};
    uint32_t begin = cursor.place();
    char c = cursor.peek();
    if (c == '@' || c == '$') {
      operand.kind = Operand::Path;
      operand.path = parsePath(cursor, Within::Filter);
    } else if (c == '/') {
      parseRegex(operand);
    } else if (c == '\'' || c == '"') {
      operand.text = toText(json::Value(json::fixUTF8(parseQuoted(cursor))));
    } else if (c == '[' || c == '{') {
      operand.text = parseBracketed();
    } else {
      operand.text = parseWord();
    }
    operand.range = {begin, cursor.place()};
    return operand;
  }

  static std::string toText(const json::Value &value) {
    std::string text;
    raw_string_ostream(text) << value;
    return text;
  }

  void parseRegex(Operand &operand) {
    operand.kind = Operand::Regex;
    uint32_t begin = cursor.place();
    cursor.next();
    while (!cursor.atEnd() && cursor.peek() != '/') {
      if (cursor.peek() == '\\')
        operand.text += cursor.next();
      if (!cursor.atEnd())
        operand.text += cursor.next();
    }
    if (!cursor.take('/'))
      return cursor.fail({begin, begin + 1}, "the regular expression is not closed");
    while (isAlpha(cursor.peek()))
      operand.flags += cursor.next();
  }

  /// An array or an object, in JSON with single or double quotes.
  std::string parseBracketed() {
    uint32_t begin = cursor.place();
    std::string text;
    int open = 0; // json::parse below calls itself for each
    do {
      char c = cursor.peek();
      if (c == '\'' || c == '"') {
        text += toText(json::Value(json::fixUTF8(parseQuoted(cursor))));
        continue;
      }
      open += (c == '[' || c == '{') - (c == ']' || c == '}');
      if (open > int(cursor.options.maxFilters)) {
        cursor.fail(cursor.here(), "values nest more than " + Twine(cursor.options.maxFilters) + " deep");
        return "null";
      }
      text += cursor.next();
    } while (open > 0 && !cursor.atEnd());
    Expected<json::Value> value = json::parse(text);
    if (!value) {
      consumeError(value.takeError());
      cursor.fail({begin, begin + 1}, "this is no array or object of JSON");
      return "null";
    }
    return toText(*value);
  }

  /// A number, true, false, null; or a string without quotes, which Step Functions takes (a published sample has `==es`).
  std::string parseWord() {
    uint32_t begin = cursor.place();
    while (isAlnum(cursor.peek()) || (cursor.peek() != '\0' && StringRef("+-._").contains(cursor.peek())))
      cursor.next();
    StringRef word = cursor.since(begin);
    if (word.empty())
      cursor.expected("a path, a string, a number, true, false or null");
    return isScalar(word) ? word.str() : toText(json::Value(word));
  }

  Cursor &cursor;
};

} // namespace

Filter parseFilter(Cursor &cursor) {
  cursor.next(); // the parenthesis
  Filter filter = FilterParser(cursor).parseOr();
  cursor.skipBlanks();
  if (!cursor.failed() && !cursor.take(')'))
    cursor.expected("')'");
  return filter;
}

} // namespace aslc::jsonpath
