// Declarations of the functions that generated code calls, expanded from EntryPoints.def and Builtins.def.
#pragma once

#include "runtime/abi/Value.h"

#include <cstddef>
#include <type_traits>
#include <utility>

namespace aslrt {

/// The C++ type of a letter of the tables.
template <char> struct Letter;
template <> struct Letter<'V'> { using type = Value; };
template <> struct Letter<'C'> { using type = Context *; };
template <> struct Letter<'P'> { using type = void *; };
template <> struct Letter<'I'> { using type = uint32_t; };
template <> struct Letter<'L'> { using type = uint64_t; };
template <> struct Letter<'D'> { using type = double; };
template <> struct Letter<'B'> { using type = bool; };
template <> struct Letter<'v'> { using type = void; };

/// A string as a template argument.
template <std::size_t N> struct Notation {
  char text[N];
  constexpr Notation(const char (&s)[N]) { for (std::size_t i = 0; i < N; ++i) text[i] = s[i]; }
};

template <Notation T, typename Seq> struct EntryTypeOf;
template <Notation T, std::size_t... I> struct EntryTypeOf<T, std::index_sequence<I...>> {
  using type = typename Letter<T.text[0]>::type(typename Letter<T.text[I + 2]>::type...);
};
/// "V(CVV)" as a function type: Value(Context *, Value, Value).
template <Notation T>
using EntryType = typename EntryTypeOf<T, std::make_index_sequence<sizeof(T.text) - 4>>::type;

extern "C" {
#define ENTRY(Name, Type, Traits, Doc) EntryType<Type> aslrt_##Name;
#include "runtime/abi/EntryPoints.def"
}

enum class Builtin : uint32_t {
#define BUILTIN(Id, Name, Signature, Effects, Availability, Doc) Id,
#include "runtime/abi/Builtins.def"
};

/// Parameters of a signature: what stands between `<` and `:` or `>`, modifiers and type parameters skipped.
constexpr std::size_t parameterCount(std::string_view signature) {
  std::size_t count = 0, depth = 0;
  bool choice = false;
  for (char c : signature.substr(1)) {
    if (c == '<') ++depth;
    else if (c == '>') { if (depth == 0) break; --depth; }
    else if (depth) continue;
    else if (c == ':') break;
    else if (c == '(') choice = true;
    else if (c == ')') { choice = false; ++count; }
    else if (!choice && c != '?' && c != '-' && c != '+') ++count;
  }
  return count;
}

template <std::size_t, typename T> using Repeat = T;
template <typename Seq> struct BuiltinTypeOf;
template <std::size_t... I> struct BuiltinTypeOf<std::index_sequence<I...>> {
  using type = Value(Context *, uint32_t, Repeat<I, Value>...);
};
template <std::size_t N> using BuiltinType = typename BuiltinTypeOf<std::make_index_sequence<N>>::type;

extern "C" {
#define BUILTIN(Id, Name, Signature, Effects, Availability, Doc) BuiltinType<parameterCount(Signature)> aslrt_fn_##Id;
#include "runtime/abi/Builtins.def"
}

/// An intrinsic function: `count` arguments, none of them Undefined. Throws IntrinsicError (core/Error.h).
using IntrinsicCode = Value(Context *, const Value *arguments, uint32_t count);

extern "C" {
#define INTRINSIC(Id, Name, Least, Most, Types, Result, Doc) IntrinsicCode aslrt_states_##Id;
#include "runtime/abi/Intrinsics.def"
}

} // namespace aslrt
