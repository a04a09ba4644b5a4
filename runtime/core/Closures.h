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

} // namespace aslrt
