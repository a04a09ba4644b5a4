// Calls of function values.
#pragma once

#include "runtime/abi/EntryPoints.h"
#include "runtime/core/Context.h"

namespace aslrt {

/// The arguments as a lambda with this signature gets them: T0410, T0411, T0412. Lies with the signatures, in runtime/builtins
/// (Signature.h tells the details); core knows only that it is there.
std::span<const Value> validateArguments(Context *context, uint32_t position, std::string_view name,
                                         std::string_view signature, Value contextValue,
                                         std::span<const Value> arguments);

/// The same, if the function has a signature. `name`: null or the Value of what it was called by.
std::span<const Value> checkedArguments(Context *c, uint32_t position, Value function, Value context, std::span<const Value> arguments,
                                        void *name);

/// What a function gives that is no value: Context::tail tells the call whose value is wanted.
inline constexpr Value tailMarker{makeHead(Tag::Undefined, 4), 0};
inline bool isTailCall(Value result) { return result.head == tailMarker.head; }
/// The value of Context::tail, and of the calls that it leaves there.
[[gnu::noinline]] Value makeTailCalls(Context *c);

} // namespace aslrt
