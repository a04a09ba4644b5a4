// aslc builtins: the tables of built-in and intrinsic functions, or all about one.

#include "Builtins.h"
#include "Commands.h"

#include "frontend/basic/Diagnostics.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/raw_ostream.h"

#include <nlohmann/json.hpp>

#include <utility>

using namespace aslc;
using Json = nlohmann::ordered_json;
using aslrt::Dialect;

llvm::ArrayRef<OptionSpec> BuiltinsCommand::options() const {
  static const OptionSpec specs[] = {
      {OptionSpec::Value, "dialect", "DIALECT", "aws|jsonata", "only functions of this dialect"},
      {OptionSpec::Value, "format", "FORMAT", "text|json", "how they are printed (default: text)"}};
  return specs;
}

std::vector<std::string> BuiltinsCommand::operandWords() const {
  std::vector<std::string> words;
  for (llvm::ArrayRef<BuiltinInfo> infos : {builtinInfos(), intrinsicInfos()})
    for (const BuiltinInfo &info : infos)
      words.push_back(info.name.str());
  return words;
}

static std::vector<std::string> dialectsOf(const BuiltinInfo &info) {
  std::vector<std::string> names;
  if (info.isIntrinsic())
    return {};
  for (Dialect dialect : {Dialect::Aws, Dialect::Jsonata})
    if (isAvailable(info.origin, dialect))
      names.emplace_back(dialectName(dialect));
  return names;
}

/// "A pure function" and the like would tell a user nothing: what the column Effects means to who calls the function.
static llvm::StringRef effectsInWords(llvm::StringRef effects) {
  if (effects == "Clock")
    return "The clock stands still while an expression is evaluated.";
  if (effects == "Random")
    return "Results differ from call to call; --seed makes them repeatable.";
  return "";
}

static void printList(llvm::ArrayRef<const BuiltinInfo *> infos) {
  bool intrinsics = false;
  for (const BuiltinInfo *info : infos) {
    if (info->isIntrinsic() && !std::exchange(intrinsics, true))
      llvm::outs() << "\nIntrinsic functions, which JSONPath states call:\n";
    std::string call = info->call();
    call += call.size() > 38 ? "\n" + std::string(40, ' ') : std::string(40 - call.size(), ' ');
    llvm::outs() << call << info->doc << (info->origin == aslrt::Origin::StepFunctions && !info->isIntrinsic() ? " [aws]" : "") << '\n';
  }
  llvm::outs() << "\n`aslc builtins NAME` tells all about one; [aws]: in the dialect of Step Functions only.\n";
}

static void printParameter(const BuiltinParameter &parameter, size_t width) {
  llvm::outs() << "  " << llvm::left_justify(parameter.name, width) << "  " << parameter.type;
  if (parameter.context)
    llvm::outs() << "; the context value if left out";
  else if (parameter.optional)
    llvm::outs() << "; may be left out";
  if (parameter.repeated)
    llvm::outs() << "; any number of them";
  llvm::outs() << '\n';
}

static void printDetails(const BuiltinInfo &info) {
  llvm::outs() << info.call() << "\n\n" << info.doc << '\n';
  if (llvm::StringRef effects = effectsInWords(info.effects); !effects.empty())
    llvm::outs() << effects << '\n';
  llvm::outs() << '\n';
  size_t width = 6;
  for (const BuiltinParameter &parameter : info.parameters)
    width = std::max(width, parameter.name.size());
  for (const BuiltinParameter &parameter : info.parameters)
    printParameter(parameter, width);
  if (!info.result.empty())
    llvm::outs() << "  " << llvm::left_justify("result", width) << "  " << info.result << '\n';
  if (info.isIntrinsic())
    llvm::outs() << "\nIn         fields of JSONPath states that take intrinsic functions\n";
  else
    llvm::outs() << "\nSignature  " << info.signature << "\nDialects   " << llvm::join(dialectsOf(info), ", ") << '\n';
  if (!info.errors.empty())
    llvm::outs() << "Errors     " << llvm::join(info.errors, ", ") << " (aslc explain CODE)\n";
  if (!info.example.empty())
    llvm::outs() << "Example    " << info.example << "\n           = " << info.exampleResult << '\n';
  if (info.exampleInput.size() > 2)
    llvm::outs() << "           of " << info.exampleInput << '\n';
}

static Json toJson(const BuiltinInfo &info) {
  Json parameters = Json::array(), errors = Json::array();
  if (info.isIntrinsic()) {
    for (const BuiltinParameter &p : info.parameters)
      parameters.push_back({{"name", p.name}, {"type", p.type}, {"optional", p.optional}, {"repeated", p.repeated}});
    return {{"name", info.name.str()}, {"parameters", parameters}, {"result", info.result}, {"doc", info.doc.str()},
            {"example", {{"call", info.example.str()}, {"input", Json::parse(info.exampleInput)}, {"result", info.exampleResult.str()}}}};
  }
  for (const BuiltinParameter &p : info.parameters)
    parameters.push_back({{"name", p.name}, {"type", p.type}, {"optional", p.optional}, {"context", p.context}, {"repeated", p.repeated}});
  for (llvm::StringRef code : info.errors)
    errors.push_back(code.str());
  return {{"name", info.name.str()},       {"signature", info.signature.str()}, {"parameters", parameters},
          {"result", info.result},         {"effects", info.effects.lower()},   {"dialects", dialectsOf(info)},
          {"doc", info.doc.str()},         {"errors", errors},
          {"example", {{"expression", info.example.str()}, {"result", info.exampleResult.str()}}}};
}

/// Intrinsic functions, which no dialect has: by name; all without a name. Empty after a complaint.
static std::vector<const BuiltinInfo *> selectIntrinsics(llvm::StringRef wanted) {
  std::vector<const BuiltinInfo *> found;
  std::vector<llvm::StringRef> names;
  for (const BuiltinInfo &info : intrinsicInfos()) {
    names.push_back(info.name);
    if (wanted.empty() || info.name == wanted)
      found.push_back(&info);
  }
  if (found.empty()) {
    llvm::StringRef nearest = closest(wanted, names);
    complain("no intrinsic function is named '" + wanted + "'", nearest.empty() ? "" : "did you mean " + nearest + "?");
  }
  return found;
}

/// One by name, a built-in function with or without its `$`; all without a name, of a dialect only those that are built in. Empty after a
/// complaint.
static std::vector<const BuiltinInfo *> select(const Arguments &arguments) {
  std::string dialect = arguments.get("dialect");
  std::vector<const BuiltinInfo *> found;
  std::vector<llvm::StringRef> names;
  std::string operand = arguments.positional.empty() ? "" : arguments.positional[0];
  llvm::StringRef wanted = operand;
  if (dialect.empty() && wanted.starts_with("States."))
    return selectIntrinsics(wanted);
  wanted.consume_front("$");
  for (const BuiltinInfo &info : builtinInfos()) {
    if (!dialect.empty() && !llvm::is_contained(dialectsOf(info), dialect))
      continue;
    names.push_back(info.name);
    if (arguments.positional.empty() || info.name == wanted)
      found.push_back(&info);
  }
  if (dialect.empty() && operand.empty())
    llvm::append_range(found, selectIntrinsics(""));
  if (found.empty()) {
    llvm::StringRef nearest = closest(wanted, names);
    std::string where = dialect.empty() ? "" : " in the dialect '" + dialect + "'";
    complain("no built-in function is named '$" + wanted + "'" + where, nearest.empty() ? "" : "did you mean $" + nearest + "?");
  }
  return found;
}

int BuiltinsCommand::run(const Arguments &arguments) const {
  if (arguments.positional.size() > 1)
    return complain("give one name, or none for all");
  std::vector<const BuiltinInfo *> found = select(arguments);
  if (found.empty())
    return WrongUse;
  if (arguments.get("format") == "json") {
    Json builtins = Json::array(), intrinsics = Json::array();
    for (const BuiltinInfo *info : found)
      (info->isIntrinsic() ? intrinsics : builtins).push_back(toJson(*info));
    llvm::outs() << Json{{"builtins", std::move(builtins)}, {"intrinsics", std::move(intrinsics)}}.dump(2) << '\n';
  } else if (arguments.positional.empty()) {
    printList(found);
  } else {
    printDetails(*found[0]);
  }
  return Ok;
}
