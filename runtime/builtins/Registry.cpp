// All builtins by their number: what is called by a number that is known only when the program runs, and builtins as values.
//
// Alone in its file, because whoever links it links every builtin. Code that names a builtin calls aslrt_fn_<Id> and links just that.
#include "runtime/builtins/Signature.h"
#include "runtime/builtins/Support.h"

#include <iterator>
#include <utility>

namespace aslrt {
namespace {

using Arguments = std::span<const Value>;
using Adapter = Value (*)(Context *, uint32_t position, Arguments);

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

struct Entry {
  std::string_view name;
  std::span<const Parameter> parameters;
  Adapter call;
};
constexpr Entry entries[] = {
#define BUILTIN(Id, Name, Signature, Effects, Availability, Doc)                                                       \
  {Name, parameters##Id, adapt<aslrt_fn_##Id, parameters##Id>},
#include "runtime/abi/Builtins.def"
};

/// How many arguments a builtin takes when $map and friends, or a partial application, ask. In the reference that is the `length` of
/// a JavaScript function, which counts neither repeated parameters nor those with a default: only $string has one.
consteval uint32_t arityOf(Builtin id, std::span<const Parameter> parameters) {
  if (id == Builtin::String)
    return 1;
  return uint32_t(parameters.size()) - (!parameters.empty() && parameters.back().repeated);
}

Value invoke(Context *c, const Entry &entry, uint32_t position, Value context, Arguments arguments) {
  return entry.call(c, position, validateArguments(c, position, entry.name, entry.parameters, context, arguments));
}

/// A function value of a builtin. Laid out as a Closure without captures, which is an array's element only so.
struct BuiltinClosure {
  Code code;
  uint32_t arity, captureCount;
  const char *signature;
  Value context;
};
static_assert(sizeof(BuiltinClosure) == sizeof(Closure) && offsetof(BuiltinClosure, context) == offsetof(Closure, context));

Value runBuiltin(Context *c, const Closure *self, const Value *args, uint32_t count);

const BuiltinClosure closures[] = {
#define BUILTIN(Id, Name, Signature, Effects, Availability, Doc)                                                       \
  {runBuiltin, arityOf(Builtin::Id, parameters##Id), 0, Signature, undefinedValue()},
#include "runtime/abi/Builtins.def"
};

/// The code of every builtin closure: which one it is, its address says. Arguments are checked here too, since not
/// every caller of function values does; the position is not known.
Value runBuiltin(Context *c, const Closure *self, const Value *args, uint32_t count) {
  size_t id = size_t(reinterpret_cast<const BuiltinClosure *>(self) - closures);
  return invoke(c, entries[id], 0, undefinedValue(), {args, count});
}

} // namespace

Value aslrt_call_builtin(Context *c, uint32_t id, uint32_t position, Value context, void *arguments, uint32_t count) {
  return invoke(c, entries[id], position, context, {static_cast<const Value *>(arguments), count});
}

Value aslrt_builtin(uint32_t id) {
  return {makeHead(Tag::Function, Static), reinterpret_cast<uint64_t>(&closures[id])};
}

} // namespace aslrt
