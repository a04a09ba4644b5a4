// Choice rules of both query languages as text.
#include "frontend/graph/Details.h"

#include "llvm/ADT/StringExtras.h"

using namespace llvm;

namespace aslc::graph {

using document::Member;
using Value = document::Node;
using DocumentKind = document::Kind;

namespace {

/// Endings of comparisons, longer ones first, and tests of one value: what is said of it if the test is true.
constexpr struct {
  StringLiteral ending, symbol;
} comparisons[] = {
    {"LessThanEquals", "<="}, {"GreaterThanEquals", ">="}, {"LessThan", "<"}, {"GreaterThan", ">"}, {"Equals", "="}, {"Matches", "matches"},
};
constexpr struct {
  StringLiteral field, predicate;
} tests[] = {
    {"IsNull", "null"},       {"IsPresent", "present"},   {"IsNumeric", "a number"},
    {"IsString", "a string"}, {"IsBoolean", "a boolean"}, {"IsTimestamp", "a timestamp"},
};

/// A rule as text. `isOperand`: And and Or are put in parentheses.
std::string ruleText(const Value &rule, bool isOperand);

std::string joined(const Value &rules, StringRef conjunction, bool isOperand) {
  std::string text;
  for (const auto &rule : rules.items)
    text += (text.empty() ? "" : (" " + conjunction + " ").str()) + ruleText(*rule, true);
  return isOperand && rules.items.size() > 1 ? "(" + text + ")" : text;
}

std::string comparisonText(StringRef variable, const Member &member) {
  StringRef field = member.key.text();
  const Value &value = *member.value;
  for (const auto &test : tests)
    if (field == test.field)
      return (variable + (value.is(DocumentKind::Boolean) && !value.boolean ? " is not " : " is ") + test.predicate).str();
  bool isPath = field.consume_back("Path");
  for (const auto &[ending, symbol] : comparisons)
    if (field.ends_with(ending))
      return (variable + " " + symbol + " " + (isPath ? textOf(value) : document::toJson(value))).str();
  return "";
}

std::string ruleText(const Value &rule, bool isOperand) {
  const Value *variable = rule.find("Variable");
  for (const Member &member : rule.members) {
    StringRef field = member.key.text();
    if (field == "And" || field == "Or")
      return joined(*member.value, field == "And" ? "and" : "or", isOperand);
    if (field == "Not")
      return "not (" + ruleText(*member.value, false) + ")";
    if (std::string text = variable ? comparisonText(textOf(*variable), member) : ""; !text.empty())
      return text;
  }
  return "";
}

} // namespace

std::string textOf(const Value &node) {
  if (!node.is(DocumentKind::String))
    return document::toJson(node);
  StringRef text = node.string.text();
  if (text.size() >= 4 && text.starts_with("{%") && text.ends_with("%}"))
    text = text.drop_front(2).drop_back(2).trim();
  return text.str();
}

std::string conditionOf(const asl::ChoiceRule &rule) {
  if (const Value *condition = rule.node->find("Condition"))
    return textOf(*condition);
  return ruleText(*rule.node, false);
}

std::string withoutComments(StringRef expression) {
  std::string text;
  char quote = 0; // around what is no comment
  while (!expression.empty()) {
    if (!quote && expression.starts_with("/*")) {
      size_t end = expression.find("*/", 2);
      expression = end == StringRef::npos ? "" : expression.substr(end + 2);
      continue;
    }
    size_t length = quote && expression[0] == '\\' && expression.size() > 1 ? 2 : 1;
    char c = expression[0];
    if (c == quote)
      quote = 0;
    else if (!quote && StringRef("'\"`").contains(c))
      quote = c;
    text += expression.take_front(length);
    expression = expression.drop_front(length);
  }
  return StringRef(text).trim().str();
}

} // namespace aslc::graph
