// What the builtins of all families share.
#pragma once

#include "runtime/abi/EntryPoints.h"
#include "runtime/core/Context.h"

#include <span>
#include <string_view>

namespace aslrt {

inline bool isUndefined(Value v) { return v.is(Tag::Undefined); }

/// Flag of a value that holds nothing but parts of `source`.
inline uint8_t dataFlag(Value source) { return source.has(Data) ? Data : 0; }

/// T0410, for arguments that the signature lets pass and that the reference then stumbles over with an error of
/// JavaScript.
[[noreturn]] void raiseArgument(Context *c, uint32_t position, std::string_view name, uint32_t index, Value value);
/// T0412: argument 1 holds something else than `type` ("numbers").
[[noreturn]] void raiseItems(Context *c, uint32_t position, std::string_view name, Value array, std::string_view type);
/// D3137, with a text of our own: for what only Step Functions' functions can get wrong.
[[noreturn]] void raiseMessage(Context *c, uint32_t position, std::string_view message);

/// A number that counts something: Step Functions documents that it rounds fractions down where integers are wanted. What the reference
/// does with them differs from function to function.
double integerArgument(Context *c, Value number);

/// A number of the execution's random source, from 0 up to, not including, 1.
double randomFraction(Context *c);

/// Calls a function argument, as $map and friends do: with (value, key or index, whole), as many of them as it takes.
/// Its signature is checked. As in the reference, its context is null and errors of the check bear `name`, that of the
/// builtin which calls.
class Callback {
public:
  Callback(Context *c, uint32_t position, std::string_view name, Value function)
      : context(c), position(position), name(name), function(function), declared(function.pointer<Closure>()->arity) {}
  uint32_t arity() const { return declared; }
  Value operator()(std::span<const Value> arguments) const;
  /// Leaves out the second and third argument if the function declares fewer.
  Value operator()(Value value, Value key, Value whole) const {
    Value arguments[] = {value, key, whole};
    return (*this)({arguments, declared >= 3 ? 3u : declared == 2 ? 2u : 1u});
  }

private:
  Context *context;
  uint32_t position;
  std::string_view name;
  Value function;
  uint32_t declared;
};

} // namespace aslrt
