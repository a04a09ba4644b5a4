// What is known of a builtin when the program runs.
#pragma once

#include "runtime/abi/EntryPoints.h"
#include "runtime/builtins/Signature.h"

#include <cstddef>
#include <span>
#include <string_view>

namespace aslrt {

/// A builtin as a function value, and how it is called. {makeHead(Tag::Function, Static), &entry} is the value: the
/// first members are a Closure's, written out because a struct with a flexible array cannot stand at the front of
/// another.
struct BuiltinEntry {
  Code code;
  uint32_t arity, captureCount;
  const char *signature;
  Value context;

  std::string_view name;
  std::span<const Parameter> parameters;
  Value (*call)(Context *, uint32_t position, std::span<const Value> arguments); // arguments as the signature has them
};
static_assert(offsetof(BuiltinEntry, arity) == offsetof(Closure, arity) &&
              offsetof(BuiltinEntry, captureCount) == offsetof(Closure, captureCount) &&
              offsetof(BuiltinEntry, signature) == offsetof(Closure, signature) &&
              offsetof(BuiltinEntry, context) == offsetof(Closure, context) &&
              offsetof(BuiltinEntry, name) == sizeof(Closure));

extern "C" {
#define BUILTIN(Id, Name, Signature, Effects, Availability, Doc) extern const BuiltinEntry aslrt_builtin_##Id;
#include "runtime/abi/Builtins.def"
}

/// The entry of a row. Only for tools and tests: it links all builtins.
const BuiltinEntry &builtinEntry(Builtin id);

/// A builtin as a function value.
inline Value functionValue(const BuiltinEntry &entry) {
  return {makeHead(Tag::Function, Static), reinterpret_cast<uint64_t>(&entry)};
}

} // namespace aslrt
