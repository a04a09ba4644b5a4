// Variables are bound as JSONata does it when it runs: `:=` in the frame of the innermost block or lambda, a parameter
// in that of its lambda, @ and # in that of their path. What a reference finds depends on what has run before it; so a
// name counts as
//   Bound    if it was certainly bound before,
//   Maybe    if it may have been: bound in a branch of a condition, say,
//   Later    if only what comes later binds it: a lambda that is called then sees it.
// Nothing is reported that may find a local variable.
#include "frontend/sema/Names.h"

#include "frontend/sema/Calls.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"

using namespace llvm;
using namespace aslc::jsonata;

namespace aslc::sema {

Variables::Entry *Variables::find(StringRef name) {
  for (Variables *scope = this; scope; scope = scope->outer)
    if (auto entry = scope->own.find(name); entry != scope->own.end())
      return &entry->second;
  return nullptr;
}

namespace {

constexpr StringLiteral stateMembers[] = {"input", "context", "result", "errorOutput"};

enum class Binding : uint8_t { None, Later, Maybe, Bound };

class NameChecker : public Walker {
public:
  NameChecker(CheckedExpression &expression, const Surroundings &surroundings, Dialect dialect,
              const Reporter &reporter)
      : expression(expression), surroundings(surroundings), dialect(dialect), aws(dialect == Dialect::Aws),
        reporter(reporter) {
    forEachNode(*expression.syntax->root, [&](const Node &node) {
      bool exists = node.kind == Kind::Call && node.lhs && node.lhs->kind == Kind::Variable && node.lhs->text == "exists";
      if (exists && node.items.size() == 1)
        guard(*node.items.front());
      if (node.kind == Kind::Condition)
        guard(*node.lhs);
      return true;
    });
  }

private:
  struct Scope {
    StringMap<Binding> names;
    bool isLambda;
  };
  enum class Referent : uint8_t { Local, Variable, Builtin, States, Unknown };

  /// An expression that asks for a variable, `$exists($x.y)` or `$x ? ..`, reckons with its absence.
  void guard(const Node &asked) {
    const Node *first = &asked;
    while (first->lhs && continuesLeft(first->kind) && first->kind != Kind::Call)
      first = first->lhs;
    if (first->kind == Kind::Variable)
      guarded.insert(first->text);
  }

  //===--- Frames ---===//

  void openFrame(Frame kind, const Term &owner) override {
    Scope &scope = scopes.emplace_back();
    scope.isLambda = kind == Frame::Lambda;
    if (kind == Frame::Path)
      return bindOfPath(owner, scope);
    const Node &node = kind == Frame::Expression ? *expression.syntax->root : *owner.syntax;
    // Blocks and lambdas inside have frames of their own.
    forEachNode(node, [&](const Node &each) {
      if (each.kind == Kind::Bind)
        scope.names.try_emplace(each.lhs->text, Binding::Later);
      return &each == &node ? kind != Frame::Expression || !opensFrame(each) : !opensFrame(each);
    });
    if (kind == Frame::Lambda)
      for (const Term *parameter : owner.items)
        bind(parameter->text, parameter->range, Binding::Bound);
  }
  void closeFrame() override { scopes.pop_back(); }

  static bool opensFrame(const Node &node) { return node.kind == Kind::Block || node.kind == Kind::Lambda; }

  void bindOfPath(const Term &path, Scope &scope) {
    for (const Term *step : path.items) {
      for (StringRef name : {step->focus, step->index})
        if (!name.empty())
          bind(name, step->range, Binding::Bound);
      for (const Stage &stage : step->stages)
        if (stage.kind == Stage::Index)
          bind(stage.variable, step->range, Binding::Bound);
    }
  }

  void bind(StringRef name, jsonata::Range range, Binding how) {
    if (surroundings.hasStates && name == "states") {
      reporter.report(DiagId::ReservedName, range);
      return;
    }
    Binding &binding = scopes.back().names[name];
    binding = std::max(binding, how);
  }

  void onBind(const Term &variable, bool certain) override {
    bind(variable.text, variable.range, certain ? Binding::Bound : Binding::Maybe);
  }

  /// Maybe covers Later where a lambda stands between.
  Binding findLocal(StringRef name) const {
    Binding found = Binding::None;
    bool inLambda = false;
    for (const Scope &scope : reverse(scopes)) {
      if (!scope.names.empty()) {
        Binding binding = scope.names.lookup(name);
        if (binding == Binding::Bound)
          return binding;
        if (binding == Binding::Maybe || (binding == Binding::Later && inLambda))
          found = Binding::Maybe;
      }
      inLambda |= scope.isLambda;
    }
    return found;
  }

  //===--- References ---===//

  Referent resolve(StringRef name) {
    Binding local = findLocal(name);
    if (local == Binding::Bound)
      return Referent::Local;
    Variables::Entry *variable = surroundings.variables.find(name);
    if (variable) {
      variable->read = true;
      expression.variables.insert(name.str());
    }
    if (local == Binding::Maybe)
      return Referent::Local;
    if (surroundings.hasStates && name == "states")
      return Referent::States;
    if (variable)
      return Referent::Variable;
    return findBuiltin(name, dialect) ? Referent::Builtin : Referent::Unknown;
  }

  void onVariable(const Term &variable, Context context) override {
    StringRef name = variable.text;
    if (name.empty() || name == "$") {
      // `$$` is the input of the whole expression, which AWS has none of, wherever it stands.
      if (aws && (context == Context::None || name == "$"))
        reportTopLevel(name.empty() ? "$" : "$$", variable.range);
      return;
    }
    Referent referent = resolve(name);
    if (referent == Referent::Variable && surroundings.reads && !guarded.contains(name))
      surroundings.reads->push_back({name.str(), reporter.map(variable.range), reporter.place()});
    // Only a warning: AWS accepts it (recorded), and fails with "returned nothing (undefined)".
    if (referent == Referent::Unknown && aws)
      suggestFor(reporter.report(DiagId::UnknownVariable, variable.range, name), variable);
  }

  void onName(const Term &name, Context context) override {
    if (aws && context == Context::None)
      reportTopLevel(name.kind == Kind::Wildcard ? "*" : name.kind == Kind::Descendants ? "**" : name.text, name.range);
  }

  void reportTopLevel(StringRef name, jsonata::Range range) {
    if (!reportedNames.insert(name).second)
      return;
    auto builder = reporter.report(DiagId::TopLevelReference, range, name);
    refuseTopLevel(builder, name);
    if (name.starts_with("*"))
      return;
    if (!name.starts_with("$") && surroundings.variables.find(name))
      return reporter.suggest(builder, range, "$" + name);
    reporter.suggest(builder, range,
                     name.starts_with("$") ? "$states.input" : "$states.input." + reporter.spelled(range));
  }

  void refuseTopLevel(DiagnosticBuilder builder, StringRef name) {
    reporter.refuse(builder, "UNSUPPORTED_JSONATA_EXPRESSION",
                    "Reference to '" + name + "' at the top level is not supported.");
  }

  void onPath(const Term &path) override {
    const Term &first = *path.items.front();
    bool ofStates = first.kind == Kind::Variable && first.text == "states" && path.items.size() > 1;
    if (surroundings.hasStates && ofStates && path.items[1]->kind == Kind::Name && findLocal("states") == Binding::None)
      checkMember(*path.items[1]);
  }

  void checkMember(const Term &member) {
    if (!is_contained(stateMembers, member.text)) {
      SmallVector<StringRef> candidates(std::begin(stateMembers), std::end(stateMembers));
      auto builder = reporter.report(DiagId::UnknownStatesMember, member.range, member.text);
      return reporter.suggest(builder, member.range, closest(member.text, candidates));
    }
    if (member.text == "result" && !surroundings.hasResult)
      reporter.report(DiagId::NoSuchValueHere, member.range, member.text)
          .note("it is the result of a Task, Parallel or Map state, for that state's own 'Output' and 'Assign'");
    if (member.text == "errorOutput" && !surroundings.hasErrorOutput)
      reporter.report(DiagId::NoSuchValueHere, member.range, member.text)
          .note("it is the error that was caught, for 'Output' and 'Assign' of a catcher");
  }

  //===--- Calls ---===//

  void onCall(const Term &callee, const Term &call, const Term *piped, Context context) override {
    if (callee.kind != Kind::Variable)
      return callOfBareName(*callee.items.front(), context);
    Referent referent = resolveCallee(callee, context);
    if (aws && referent == Referent::Builtin) // in the reference a call that can only fail fails when it runs, if ever
      checkArguments(*findBuiltin(callee.text, dialect), call, piped, context, reporter);
  }

  void onChain(const Term &function, Context context) override { resolveCallee(function, context); }

  Referent resolveCallee(const Term &callee, Context context) {
    StringRef name = callee.text;
    if (name.empty() || name == "$") {
      onVariable(callee, context);
      return Referent::Local;
    }
    Referent referent = resolve(name);
    if (referent == Referent::Unknown)
      reportUnknownFunction(callee);
    else if (referent == Referent::Variable && findBuiltin(name, dialect))
      reporter.report(DiagId::HiddenFunction, callee.range, name);
    else if (aws && (referent == Referent::Variable || referent == Referent::States))
      reporter.report(DiagId::VariableCalled, callee.range, name);
    return referent;
  }

  void reportUnknownFunction(const Term &callee) {
    if (callee.text == "eval" && !aws)
      return void(reporter.report(DiagId::EvalNotCompiled, callee.range));
    auto builder = aws ? reporter.report(DiagId::UnknownFunction, callee.range, callee.text)
                       : reporter.report(DiagId::CallFails, callee.range, reporter.spelled(callee.range));
    if (callee.text == "eval")
      builder.hint("`$parse` reads a JSON text; expressions in strings are not evaluated");
    else if (findBuiltin(callee.text, Dialect::Aws))
      builder.hint("it is a function of Step Functions: --dialect=aws has it");
    else
      suggestFor(builder, callee);
  }

  /// A function that stands in a field of the context can be called by a bare name. Where there is no context, none
  /// can.
  void callOfBareName(const Term &name, Context context) {
    bool isBuiltin = findBuiltin(name.text, dialect);
    bool certain = aws && context == Context::None;
    if (!certain && !isBuiltin)
      return;
    auto builder = reporter.report(certain ? DiagId::BareCall : DiagId::CallFails, name.range, name.text);
    if (certain)
      refuseTopLevel(builder, name.text);
    reporter.suggest(builder, name.range, isBuiltin ? "$" + name.text : "");
  }

  /// Did-you-mean over all that `$name` could be.
  void suggestFor(DiagnosticBuilder builder, const Term &variable) {
    if (surroundings.hasStates && is_contained(stateMembers, variable.text))
      return reporter.suggest(builder, variable.range, "$states." + variable.text);
    if (!reporter.mayGuess())
      return;
    SmallVector<StringRef> candidates = builtinNames(dialect);
    for (const Scope &scope : scopes)
      for (const auto &entry : scope.names)
        candidates.push_back(entry.getKey());
    for (const Variables *scope = &surroundings.variables; scope; scope = scope->outer)
      for (const auto &entry : scope->own)
        candidates.push_back(entry.first);
    if (surroundings.hasStates)
      candidates.push_back("states");
    // The order of a hash table must not decide between equals.
    sort(candidates);
    StringRef best = closest(variable.text, candidates);
    reporter.suggest(builder, variable.range, best.empty() ? "" : "$" + best);
  }

  CheckedExpression &expression;
  const Surroundings &surroundings;
  Dialect dialect;
  bool aws;
  const Reporter &reporter;
  std::vector<Scope> scopes;
  StringSet<> reportedNames;
  StringSet<> guarded;
};

} // namespace

void checkNames(CheckedExpression &expression, const Surroundings &surroundings, Dialect dialect,
                const Reporter &reporter) {
  NameChecker(expression, surroundings, dialect, reporter)
      .walk(*expression.paths->root, dialect == Dialect::Aws ? Context::None : Context::Present);
}

} // namespace aslc::sema
