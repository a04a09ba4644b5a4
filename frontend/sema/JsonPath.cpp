#include "frontend/sema/JsonPath.h"

#include "frontend/regex/Regex.h"
#include "frontend/sema/Intrinsics.h"

#include "llvm/ADT/STLExtras.h"

using namespace llvm;

namespace aslc::sema {

using asl::Kind;

namespace {

class PathChecker {
public:
  PathChecker(CheckedPath &checked, Kind kind, StringRef name, std::string pointer, std::string location, Variables &variables,
              std::vector<VariableRead> &reads, DiagnosticEngine &diagnostics)
      : checked(checked), kind(kind), name(name), pointer(std::move(pointer)), location(std::move(location)), variables(variables),
        reads(reads), diagnostics(diagnostics) {}

  bool run(const Options &options) {
    std::optional<jsonpath::SyntaxError> error;
    auto syntax = jsonpath::parse(checked.text.text(), {}, error);
    if (error) {
      reportSyntax(*error);
      return false;
    }
    checked.syntax = std::move(*syntax);
    if (isTooLarge(options))
      return false;
    for (const jsonpath::Path *path : jsonpath::pathsOf(checked.syntax)) {
      checkNames(*path);
      for (const jsonpath::Step &step : path->steps)
        if (step.filter)
          checkRegexes(*step.filter);
    }
    if (checked.syntax.call)
      checkCall(*checked.syntax.call);
    else
      checkReference(*checked.syntax.path);
    return true;
  }

private:
  template <typename... Args> DiagnosticBuilder report(DiagId id, jsonpath::Range range, const Args &...args) {
    auto builder = diagnostics.report(id, checked.text.map(range.begin, range.end), args...);
    builder.at(pointer);
    return builder;
  }

  /// Each step, operand and argument is code of its own, and compiles slower than linearly; names and indices are data.
  bool isTooLarge(const Options &options) {
    constexpr uint32_t maxSteps = 1000;
    std::vector<const jsonpath::Path *> paths = jsonpath::pathsOf(checked.syntax);
    for (const jsonpath::Path *path : paths)
      if (path->steps.size() > maxSteps)
        return report(DiagId::ChainTooLong, path->steps[maxSteps].range, maxSteps), true;
    uint32_t terms = checked.syntax.call ? termsOf(*checked.syntax.call) : 0;
    for (const jsonpath::Path *path : paths)
      for (const jsonpath::Step &step : path->steps)
        if ((terms += termsOf(step)) > options.maxTerms)
          return report(DiagId::ExpressionTooLarge, step.range, options.maxTerms), true;
    if (terms > options.maxTerms)
      return report(DiagId::ExpressionTooLarge, checked.syntax.call->nameRange, options.maxTerms), true;
    return false;
  }

  static uint32_t termsOf(const jsonpath::Step &step) {
    return 1 + step.names.size() + step.indices.size() + (step.filter ? termsOf(*step.filter) : 0);
  }
  static uint32_t termsOf(const jsonpath::Filter &filter) {
    uint32_t terms = 1 + filter.sides.size();
    for (const jsonpath::Filter &part : filter.parts)
      terms += termsOf(part);
    return terms;
  }
  static uint32_t termsOf(const jsonpath::Call &call) {
    uint32_t terms = 1 + call.arguments.size();
    for (const jsonpath::Argument &argument : call.arguments)
      terms += argument.call ? termsOf(*argument.call) : 0;
    return terms;
  }

  /// What AWS says of it: of a member of a payload in other words than of a field.
  void refuse(DiagnosticBuilder builder) {
    if (location.empty())
      return;
    std::string message = kind == Kind::Payload
                              ? ("The value for the field '" + name + "' must be a valid JSONPath or a valid intrinsic function call").str()
                          : kind == Kind::ReferencePath || kind == Kind::ResultPath ? "Value is not a Reference Path"
                                                                                     : "Value is not a valid JSONPath";
    builder.aws({"SCHEMA_VALIDATION_FAILED", message, location});
  }

  void reportSyntax(const jsonpath::SyntaxError &error) {
    bool isCall = checked.text.text().ltrim().starts_with("States.");
    auto builder = report(isCall ? DiagId::BadCall : DiagId::BadPath, error.range, error.message);
    if (!error.hint.empty())
      builder.hint(error.hint);
    refuse(builder);
  }

  void checkReference(const jsonpath::Path &path) {
    if (kind != Kind::ReferencePath && kind != Kind::ResultPath)
      return;
    const jsonpath::Step *step = path.notOfReference();
    bool ofInput = kind != Kind::ResultPath || path.root == jsonpath::Root::Input;
    if (!step && ofInput)
      return;
    jsonpath::Range range = step ? step->range : path.range;
    refuse(report(DiagId::NotReferencePath, range, name));
  }

  void checkNames(const jsonpath::Path &path) {
    if (path.root == jsonpath::Root::Variable) {
      checked.variables.insert(path.variable);
      reads.push_back({path.variable, checked.text.map(path.range.begin, path.range.begin + 1 + path.variable.size()), pointer});
      if (Variables::Entry *variable = variables.find(path.variable))
        variable->read = true;
      else if (!StringRef(path.variable).starts_with("{")) // ${Name}, to be filled in before this is a path
        reportUnknownVariable(path);
    }
    for (const jsonpath::Step &step : path.steps)
      for (StringRef each : step.names)
        if (each.ends_with(")") && checked.text.text().slice(step.range.begin, step.range.end).starts_with("."))
          report(DiagId::PathFunction, step.range, each);
  }

  // Filters of paths in the filter are reached by pathsOf().
  void checkRegexes(const jsonpath::Filter &filter) {
    for (const jsonpath::Filter &part : filter.parts)
      checkRegexes(part);
    for (const jsonpath::Operand &side : filter.sides)
      if (side.kind == jsonpath::Operand::Regex)
        checkRegex(side);
  }

  void checkRegex(const jsonpath::Operand &operand) {
    uint32_t first = operand.range.begin + 1; // behind the slash
    if (size_t flag = StringRef(operand.flags).find_first_not_of("im"); flag != StringRef::npos) {
      uint32_t place = operand.range.end - operand.flags.size() + flag;
      return void(report(DiagId::BadRegex, {place, place + 1}, ("the flag '" + Twine(operand.flags[flag]) + "' is not supported").str()));
    }
    regex::Pattern alone, grouped; // lowered in a group, which may be the one that is too deep
    auto fault = regex::parse(operand.text, operand.flags, alone);
    if (!fault && (fault = regex::parse("(?:" + operand.text + ")", operand.flags, grouped)))
      fault->begin = fault->end = 0;
    if (fault)
      report(DiagId::BadRegex, {first + fault->begin, first + std::max(fault->end, fault->begin + 1)}, fault->message);
  }

  void reportUnknownVariable(const jsonpath::Path &path) {
    uint32_t end = path.range.begin + 1 + path.variable.size();
    auto builder = report(DiagId::UnknownVariable, {path.range.begin, end}, path.variable);
    SmallVector<StringRef> candidates;
    for (const Variables *scope = &variables; scope; scope = scope->outer)
      for (const auto &entry : scope->own)
        candidates.push_back(entry.first);
    if (StringRef best = closest(path.variable, candidates); !best.empty())
      builder.hint("did you mean `$" + best + "`?", checked.text.map(path.range.begin + 1, end), best);
  }

  // Nesting is bounded by the parser.
  void checkCall(const jsonpath::Call &call) {
    const Intrinsic *intrinsic = findIntrinsic(call.name);
    if (!intrinsic) {
      auto builder = report(DiagId::UnknownIntrinsic, call.nameRange, call.name);
      if (StringRef best = closest(call.name, intrinsicNames()); !best.empty())
        builder.hint("did you mean `States." + best + "`?", checked.text.map(call.nameRange.begin, call.nameRange.end), "States." + best);
      refuse(builder);
    } else if (size_t given = call.arguments.size(); given < intrinsic->least || given > intrinsic->most) {
      refuse(report(DiagId::IntrinsicArguments, call.range, call.name, countOf(*intrinsic), uint64_t(given)));
    } else {
      checkTypes(call, *intrinsic);
    }
    for (const jsonpath::Argument &argument : call.arguments)
      if (argument.call)
        checkCall(*argument.call);
  }

  static StringRef typeName(char letter) {
    switch (letter) {
    case 's': return "a string";
    case 'n': return "a number";
    case 'b': return "a boolean";
    case 'a': return "an array";
    case 'o': return "an object";
    default: return "null";
    }
  }

  /// Of what is written in the call; what paths select, one sees when it runs.
  void checkTypes(const jsonpath::Call &call, const Intrinsic &intrinsic) {
    for (const auto &[index, argument] : enumerate(call.arguments)) {
      if (argument.kind != jsonpath::Argument::Literal)
        continue;
      char first = argument.text.front();
      char given = first == '"' ? 's' : first == 't' || first == 'f' ? 'b' : first == 'n' ? 'l' : 'n';
      char wanted = intrinsic.type(index);
      if (wanted != 'x' && wanted != given)
        refuse(report(DiagId::IntrinsicArgument, argument.range, call.name, uint64_t(index + 1), typeName(given), typeName(wanted)));
    }
  }

  static std::string countOf(const Intrinsic &intrinsic) {
    auto arguments = [](uint32_t count) { return std::to_string(count) + (count == 1 ? " argument" : " arguments"); };
    if (intrinsic.most == anyNumber)
      return "at least " + arguments(intrinsic.least);
    return intrinsic.least == intrinsic.most ? arguments(intrinsic.least)
                                             : std::to_string(intrinsic.least) + " to " + arguments(intrinsic.most);
  }

  CheckedPath &checked;
  Kind kind;
  StringRef name;
  std::string pointer, location;
  Variables &variables;
  std::vector<VariableRead> &reads;
  DiagnosticEngine &diagnostics;
};

} // namespace

std::unique_ptr<CheckedPath> readPath(MappedText text, Kind kind, StringRef name, std::string pointer, std::string location,
                                      Variables &variables, std::vector<VariableRead> &reads, const Options &options,
                                      DiagnosticEngine &diagnostics) {
  auto checked = std::make_unique<CheckedPath>();
  checked->text = std::move(text);
  PathChecker checker(*checked, kind, name, std::move(pointer), std::move(location), variables, reads, diagnostics);
  return checker.run(options) ? std::move(checked) : nullptr;
}

} // namespace aslc::sema
