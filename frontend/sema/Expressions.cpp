#include "frontend/sema/Expressions.h"

#include "frontend/regex/Regex.h"
#include "frontend/sema/Size.h"
#include "frontend/sema/Walker.h"

using namespace llvm;

namespace aslc::sema {

static void reportSyntax(const jsonata::SyntaxError &error, bool coalescing, const Reporter &reporter) {
  auto builder = reporter.reportError(error.code, error.range, error.message);
  reporter.refuse(builder, "INVALID_JSONATA_EXPRESSION", error.message);
  if (coalescing || error.range.begin == 0)
    return;
  // Without these operators their second character is what the parser stumbles over.
  StringRef pair = reporter.spelled({error.range.begin - 1, error.range.begin + 1});
  if (pair == "??")
    builder.hint("AWS's JSONata (2.0.6) has no `??`: for `a ?? b` write `$exists(a) ? a : b`");
  else if (pair == "?:")
    builder.hint("AWS's JSONata (2.0.6) has no `?:`: for `a ?: b` write `a ? a : b`");
}

/// A chain of calls is lowered by recursion, each link by some kilobytes of stack.
constexpr uint32_t maxChain = 1000;

/// What is bound travels with each item of a path, and every step is lowered with all that is bound before it.
constexpr uint32_t maxBindings = 500;

static bool isTooLarge(const jsonata::Node &root, const Options &options, const Reporter &reporter) {
  if (const jsonata::Node *chain = findExcess(root, UINT32_MAX, maxChain))
    return reporter.report(DiagId::ChainTooLong, chain->mark, maxChain), true;
  if (const jsonata::Node *term = findExcess(root, options.maxTerms, UINT32_MAX))
    return reporter.report(DiagId::ExpressionTooLarge, term->mark, options.maxTerms), true;
  if (const jsonata::Node *binding = findBinding(root, maxBindings))
    return reporter.report(DiagId::TooManyBindings, binding->mark, maxBindings), true;
  return false;
}

/// Reports what JavaScript refuses in regular expressions; the reference lets its error through.
static void checkRegexes(const jsonata::Node &root, const Reporter &reporter) {
  forEachNode(root, [&](const jsonata::Node &node) {
    if (node.kind != jsonata::Kind::Regex)
      return true;
    regex::Pattern pattern;
    if (auto fault = regex::parse(node.text, node.flags, pattern)) {
      uint32_t first = node.range.begin + 1; // behind the slash
      reporter.report(DiagId::BadRegex, {first + fault->begin, first + std::max(fault->end, fault->begin + 1)}, fault->message);
    }
    return true;
  });
}

std::unique_ptr<CheckedExpression> readExpression(MappedText text, std::string field, std::string pointer,
                                                  const Surroundings &surroundings, const Options &options,
                                                  DiagnosticEngine &diagnostics) {
  auto result = std::make_unique<CheckedExpression>();
  result->text = std::move(text);
  result->field = std::move(field);
  result->dialect = options.dialect;
  bool onAws = options.dialect == Dialect::Aws && !surroundings.state.empty();
  Reporter reporter(result->text, std::move(pointer), diagnostics, onAws ? surroundings.state + "/" + result->field : "");
  jsonata::ParseOptions parsing{.coalescing = options.dialect == Dialect::Jsonata, .maxDepth = options.maxDepth};
  std::optional<jsonata::SyntaxError> error;
  result->syntax = jsonata::parse(result->text.text(), parsing, error);
  if (!error && isTooLarge(*result->syntax->root, options, reporter))
    return nullptr;
  if (!error)
    result->paths = jsonata::toPaths(*result->syntax, error);
  if (error) {
    reportSyntax(*error, parsing.coalescing, reporter);
    return nullptr;
  }
  checkRegexes(*result->syntax->root, reporter);
  checkNames(*result, surroundings, options.dialect, reporter);
  return result;
}

std::unique_ptr<CheckedExpression> checkExpression(MappedText text, ArrayRef<std::string> bindings,
                                                   const Options &options, DiagnosticEngine &diagnostics) {
  Variables variables;
  for (const std::string &name : bindings)
    variables.own.try_emplace(name);
  size_t errors = diagnostics.errorCount();
  bool hasStates = options.dialect == Dialect::Aws && !is_contained(bindings, "states");
  auto result = readExpression(std::move(text), "", "", {.variables = variables, .hasStates = hasStates}, options, diagnostics);
  return diagnostics.errorCount() == errors ? std::move(result) : nullptr;
}

} // namespace aslc::sema
