#include "frontend/sema/Calls.h"

#include "frontend/sema/Results.h"

#include "llvm/ADT/STLExtras.h"

using namespace llvm;
using namespace aslc::jsonata;

namespace aslc::sema {

namespace {

/// Fits arguments to parameters as the reference does, whose signatures are regular expressions over the letters of
/// types: what may be left out is tried with an argument first, then without.
class Matcher {
public:
  Matcher(ArrayRef<Parameter> parameters, ArrayRef<TypeMask> arguments, bool hasContext)
      : parameters(parameters), arguments(arguments), hasContext(hasContext) {}

  bool match(size_t parameter = 0, size_t argument = 0) {
    if (parameter == parameters.size())
      return argument == arguments.size();
    const Parameter &wanted = parameters[parameter];
    if (argument < arguments.size()) {
      if (arguments[argument] & wanted.types) {
        if (match(parameter + (wanted.repeated ? 0 : 1), argument + 1))
          return true;
      } else if (argument >= furthest) {
        expected = (argument > furthest ? 0 : expected) | wanted.types;
        furthest = argument;
      }
    }
    bool mayBeMissing = wanted.optional || (wanted.context && hasContext) || (wanted.repeated && argument > 0);
    return mayBeMissing && match(parameter + 1, argument);
  }

  size_t furthest = 0;   // argument that no way of matching got beyond
  TypeMask expected = 0; // there

private:
  ArrayRef<Parameter> parameters;
  ArrayRef<TypeMask> arguments;
  bool hasContext;
};

class CallChecker {
public:
  CallChecker(const Builtin &builtin, const Term &call, const Term *piped, Context context, const Reporter &reporter)
      : builtin(builtin), call(call), hasContext(context == Context::Present), reporter(reporter) {
    if (piped)
      arguments.push_back(piped);
    arguments.append(call.items.begin(), call.items.end());
  }

  void run() {
    if (any_of(call.items, [](const Term *item) { return item->kind == Kind::Placeholder; }))
      return;
    if (arguments.size() > builtin.maximum() || arguments.size() < builtin.minimum(/*hasContext=*/true))
      reportCount(builtin.minimum(/*hasContext=*/true), "");
    else if (arguments.size() < builtin.minimum(hasContext))
      reportCount(builtin.minimum(hasContext), " here")
          .note("its first argument may be left out only where there is a "
                "context value, as in a predicate or a step of a path");
    else
      checkTypes();
  }

private:
  DiagnosticBuilder reportCount(size_t least, StringRef where) {
    size_t most = builtin.maximum();
    std::string takes = most == SIZE_MAX ? "at least " + std::to_string(least)
                        : most == 0      ? "no"
                        : least == most  ? std::to_string(least)
                        : least == 0     ? "at most " + std::to_string(most)
                                         : std::to_string(least) + " to " + std::to_string(most);
    StringRef noun = (most == SIZE_MAX ? least : most) == 1 ? " argument" : " arguments";
    return reporter.reportError("T0410", call.range,
                                "`$" + builtin.name + "` takes " + takes + noun + where + ", " +
                                    Twine(arguments.size()) + " given");
  }

  void checkTypes() {
    SmallVector<TypeMask> types;
    for (const Term *argument : arguments) {
      CertainType certain = certainType(*argument);
      types.push_back(certain.type && certain.defined ? *certain.type : anyType);
    }
    Matcher matcher(builtin.parameters, types, hasContext);
    if (builtin.maximum() == SIZE_MAX || matcher.match() || !matcher.expected)
      return;
    reporter.reportError("T0410", arguments[matcher.furthest]->range,
                         "argument " + Twine(matcher.furthest + 1) + " of `$" + builtin.name + "` must be " +
                             describe(matcher.expected) + ", not " + describe(types[matcher.furthest]));
  }

  const Builtin &builtin;
  const Term &call;
  bool hasContext;
  const Reporter &reporter;
  SmallVector<const Term *> arguments;
};

} // namespace

void checkArguments(const Builtin &builtin, const Term &call, const Term *piped, Context context,
                    const Reporter &reporter) {
  CallChecker(builtin, call, piped, context, reporter).run();
}

} // namespace aslc::sema
