#include "Support.h"

#include "llvm/ADT/StringExtras.h"

using namespace aslc::jsonpath;

namespace {

std::string print(const Path &path);

const char *spelling(aslrt::FilterOperator op) {
  static constexpr const char *all[] = {
#define FILTER_OPERATOR(Id, Spelling) Spelling,
#include "runtime/abi/FilterOperators.def"
  };
  return all[uint32_t(op)];
}

std::string print(const Operand &operand) {
  switch (operand.kind) {
  case Operand::Path: return print(operand.path);
  case Operand::Literal: return operand.text;
  case Operand::Regex: return "/" + operand.text + "/" + operand.flags;
  }
  return "";
}

std::string print(const Filter &filter) {
  switch (filter.kind) {
  case Filter::And:
  case Filter::Or: {
    std::string text;
    for (const Filter &part : filter.parts)
      text += (text.empty() ? "(" : filter.kind == Filter::And ? " && " : " || ") + print(part);
    return text + ")";
  }
  case Filter::Not: return "!" + print(filter.parts[0]);
  case Filter::Exists: return print(filter.sides[0]);
  case Filter::Compare: return "(" + print(filter.sides[0]) + " " + spelling(filter.op) + " " + print(filter.sides[1]) + ")";
  }
  return "";
}

std::string print(const Step &step) {
  auto bound = [](std::optional<int32_t> value) { return value ? std::to_string(*value) : ""; };
  switch (step.kind) {
  case Step::Names:
  case Step::Indices: return spelled(step);
  case Step::Slice: return "[" + bound(step.first) + ":" + bound(step.last) + "]";
  case Step::Wildcard: return "[*]";
  case Step::Descend: return "..";
  case Step::Filter: return "[?(" + print(*step.filter) + ")]";
  case Step::Length: return ".length()";
  }
  return "";
}

std::string print(const Path &path) {
  static constexpr const char *roots[] = {"$", "$$", "$", "@"};
  std::string text = roots[uint32_t(path.root)] + path.variable;
  for (const Step &step : path.steps)
    text += print(step);
  return text;
}

std::string print(const Call &call) {
  std::string text = call.name + "(";
  for (const Argument &argument : call.arguments) {
    if (&argument != &call.arguments.front())
      text += ", ";
    text += argument.kind == Argument::Path ? print(argument.path) : argument.call ? print(*argument.call) : argument.text;
  }
  return text + ")";
}

std::string print(const SyntaxError &error) {
  std::string text = std::to_string(error.range.begin) + "-" + std::to_string(error.range.end) + ": " + error.message;
  return error.hint.empty() ? text : text + "; " + error.hint;
}

} // namespace

std::string test::pathOf(llvm::StringRef text) {
  std::optional<SyntaxError> error;
  std::optional<Path> path = parsePath(text, {}, error);
  return path ? print(*path) : "fault: " + print(*error);
}

std::string test::filterOf(llvm::StringRef text) {
  std::optional<SyntaxError> error;
  std::optional<Path> path = parsePath(("$[?(" + text + ")]").str(), {}, error);
  return path ? print(*path->steps[0].filter) : "fault: " + print(*error);
}

std::string test::expressionOf(llvm::StringRef text, const ParseOptions &options) {
  std::optional<SyntaxError> error;
  std::optional<Expression> expression = parse(text, options, error);
  return !expression ? "fault: " + print(*error) : expression->path ? print(*expression->path) : print(*expression->call);
}

std::string test::faultOf(llvm::StringRef text, const ParseOptions &options) {
  std::optional<SyntaxError> error;
  parse(text, options, error);
  return error ? print(*error) : "none";
}
