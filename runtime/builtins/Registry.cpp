// Builtins as values, and calls whose arguments must be checked first.
//
// From each row comes an object aslrt_builtin_<Id>. Whoever names one links that builtin only, since the linker keeps
// the sections that are reached; the table by number, behind builtinEntry, keeps them all (130
// KB).
#include "runtime/builtins/BuiltinEntry.h"
#include "runtime/builtins/Signature.h"
#include "runtime/builtins/Support.h"

#include <iterator>
#include <utility>

namespace aslrt {
namespace {

using Arguments = std::span<const Value>;

Value argumentAt(Arguments arguments, size_t i) { return i < arguments.size() ? arguments[i] : undefinedValue(); }

/// Argument i as the function takes it: those of a repeated parameter, which is the last one, as an Array.
Value argumentFor(Context *c, const Parameter &parameter, Arguments arguments, size_t i) {
  if (!parameter.repeated)
    return argumentAt(arguments, i);
  return makeArray(c, arguments.subspan(i < arguments.size() ? i : arguments.size()));
}

/// Calls a function with as many Values as it has parameters.
template <auto Function, const auto &Parameters> Value adapt(Context *c, uint32_t position, Arguments arguments) {
  return [&]<size_t... I>(std::index_sequence<I...>) {
    return Function(c, position, argumentFor(c, Parameters[I], arguments, I)...);
  }(std::make_index_sequence<Parameters.size()>());
}

#define BUILTIN(Id, Name, Signature, Effects, Availability, Doc)                                                       \
  constexpr auto parameters##Id = tableSignature<parameterCount(Signature)>(Signature);
#include "runtime/abi/Builtins.def"

/// How many arguments a builtin takes when $map and friends, or a partial application, ask. In the reference that is
/// the `length` of a JavaScript function, which counts neither repeated parameters nor those with a default: only
/// $string has one.
consteval uint32_t arityOf(Builtin id, std::span<const Parameter> parameters) {
  if (id == Builtin::String)
    return 1;
  return uint32_t(parameters.size()) - (!parameters.empty() && parameters.back().repeated);
}

/// Checks the arguments and calls.
Value run(Context *c, const BuiltinEntry &entry, uint32_t position, Value context, Arguments arguments) {
  return entry.call(c, position, validateArguments(c, position, entry.name, entry.parameters, context, arguments));
}

/// The code of a builtin as a value. Arguments are checked here too, since not every caller of function values does.
Value runValue(Context *c, const Closure *self, const Value *args, uint32_t count) {
  return run(c, *reinterpret_cast<const BuiltinEntry *>(self), c->callPosition, undefinedValue(), {args, count});
}

} // namespace

#define BUILTIN(Id, Name, Signature, Effects, Availability, Doc)                                                       \
  extern "C" const BuiltinEntry aslrt_builtin_##Id = {                                                                 \
      runValue,       arityOf(Builtin::Id, parameters##Id), 0, Signature, undefinedValue(), Name,                      \
      parameters##Id, adapt<aslrt_fn_##Id, parameters##Id>};
#include "runtime/abi/Builtins.def"

static const BuiltinEntry *const entries[] = {
#define BUILTIN(Id, Name, Signature, Effects, Availability, Doc) &aslrt_builtin_##Id,
#include "runtime/abi/Builtins.def"
};

Value aslrt_call_entry(Context *c, void *entry, uint32_t position, Value context, void *arguments, uint32_t count) {
  return run(c, *static_cast<const BuiltinEntry *>(entry), position, context,
             {static_cast<const Value *>(arguments), count});
}

const BuiltinEntry &builtinEntry(Builtin id) { return *entries[uint32_t(id)]; }

} // namespace aslrt
