// JSONata signatures ("<s-nn?:s>"): what a function's parameters accept.
//
// The reference turns a signature into a regular expression over one letter for each argument's type and lets
// JavaScript match it; which argument fills which parameter, and which argument an error names, follow from that. So
// does this: a parameter is a set of letters and a quantifier, and Signature.cpp finds the match that backtracking
// would find.
#pragma once

#include "runtime/core/Context.h"

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace aslrt {

/// Most parameters of a signature. Bounds the work of an adversarial one.
inline constexpr size_t maxSignatureParameters = 64;

/// A set of the letters that stand for an argument's type: "asnblfo", and m for a missing one.
using TypeSet = uint8_t;
inline constexpr std::string_view typeLetters = "asnblfom";
inline constexpr TypeSet anyType = 0xff;
constexpr TypeSet typeBit(char letter) {
  size_t i = typeLetters.find(letter);
  return i == std::string_view::npos ? TypeSet(0) : TypeSet(1 << i);
}

struct Parameter {
  TypeSet types = 0;
  TypeSet contextTypes = 0;  // of a context that may stand in
  char type = 0;             // letter of the signature, '(' for a choice
  char subtype = 0;          // a<..>: first letter inside, '>' if there is none; 0 without
  bool plainSubtype = false; // ... and that letter is all there is
  bool context = false;      // -
  bool optional = false;     // may match nothing (- or ?)
  bool repeated = false;     // +
  bool lazy = false;         // a ? after another modifier: matches as little as possible
};

enum class SignatureFault : uint8_t {
  None,
  ParameterizedChoice, // S0402
  MisplacedSubtype,    // S0401
  MisplacedModifier,   // no code: the reference fails with a SyntaxError of JavaScript
  TooManyParameters,   // more than maxSignatureParameters
};

struct SignatureScan {
  size_t count = 0; // parameters found
  SignatureFault fault = SignatureFault::None;
  size_t offset = 0; // of the fault
};

namespace detail {

/// Position of the bracket that closes the one at `start`; the end of the text if none does.
constexpr size_t closingBracket(std::string_view text, size_t start, char open, char close) {
  size_t depth = 1, i = start + 1;
  for (; i < text.size(); ++i) {
    if (text[i] == close && --depth == 0)
      break;
    if (text[i] == open)
      ++depth;
  }
  return i;
}

/// What a letter of the signature accepts; 0 if it is none.
constexpr TypeSet acceptedTypes(char letter) {
  switch (letter) {
  case 's':
  case 'n':
  case 'b':
  case 'l':
  case 'o': return typeBit(letter) | typeBit('m');
  case 'a':
  case 'x': return anyType;
  case 'j': return anyType & ~typeBit('f');
  case 'f': return typeBit('f');
  default: return 0;
  }
}

/// Applies - ? or +. False if nothing stands there to be repeated.
constexpr bool modify(Parameter &parameter, char modifier) {
  bool modified = parameter.optional || parameter.repeated;
  if (modifier == '-') {
    parameter.context = true;
    parameter.contextTypes = parameter.optional ? anyType : parameter.types;
  }
  if (modified && (modifier == '+' || parameter.lazy))
    return false;
  if (modified)
    parameter.lazy = true;
  else if (modifier == '+')
    parameter.repeated = true;
  else
    parameter.optional = true;
  return true;
}

} // namespace detail

/// Reads a signature into `out`, as far as there is room. Letters that mean nothing are skipped, as the reference does.
constexpr SignatureScan parseSignature(std::string_view text, std::span<Parameter> out) {
  SignatureScan scan;
  Parameter none;
  auto fail = [&](SignatureFault fault, size_t offset) { return SignatureScan{scan.count, fault, offset}; };
  for (size_t i = 1; i < text.size() && text[i] != ':'; ++i) {
    char symbol = text[i];
    Parameter &last = scan.count ? out[scan.count - 1] : none;
    Parameter next{.types = detail::acceptedTypes(symbol), .type = symbol};
    if (symbol == '-' || symbol == '?' || symbol == '+') {
      if (!scan.count || !detail::modify(last, symbol))
        return fail(SignatureFault::MisplacedModifier, i);
      continue;
    }
    if (symbol == '<') {
      if (last.type != 'a' && last.type != 'f')
        return fail(SignatureFault::MisplacedSubtype, i);
      size_t end = detail::closingBracket(text, i, '<', '>');
      last.subtype = i + 1 < end ? text[i + 1] : '>';
      last.plainSubtype = end == i + 2;
      i = end;
      continue;
    }
    if (symbol == '(') {
      size_t end = detail::closingBracket(text, i, '(', ')');
      next.types = typeBit('m');
      for (char c : text.substr(i + 1, end - i - 1)) {
        if (c == '<')
          return fail(SignatureFault::ParameterizedChoice, i);
        next.types |= typeBit(c);
      }
      i = end;
    }
    if (!next.types)
      continue;
    if (scan.count == out.size())
      return fail(SignatureFault::TooManyParameters, i);
    out[scan.count++] = next;
  }
  return scan;
}

/// The parameters of a signature of the builtin table; a malformed one does not compile.
template <size_t N> consteval std::array<Parameter, N> tableSignature(std::string_view text) {
  std::array<Parameter, N> parameters;
  SignatureScan scan = parseSignature(text, parameters);
  bool wellFormed = text.size() > 1 && text.front() == '<' && text.back() == '>' && scan.count == N &&
                    scan.fault == SignatureFault::None;
  for (size_t i = 0; i + 1 < N; ++i) // the table's calling convention has the repeated one last
    wellFormed = wellFormed && !parameters[i].repeated;
  if (!wellFormed)
    throw "malformed signature"; // not a constant expression: stops the compiler here
  return parameters;
}

/// Letter of a value's type.
char typeLetter(Value value);

/// The arguments as a function with these parameters gets them: the context put in where an argument with `-` is left
/// out, a value made an array of one for `a`. Undefined ones at the end are left out unless their parameter is
/// repeated. Lies in the arena, or is `arguments` itself. Raises T0410, T0411 and T0412 with `name` as the function's.
std::span<const Value> validateArguments(Context *context, uint32_t position, std::string_view name,
                                         std::span<const Parameter> parameters, Value contextValue,
                                         std::span<const Value> arguments);

/// The same with a signature that is not parsed yet, of a lambda. One with a fault, which the compiler refuses, accepts
/// nothing.
std::span<const Value> validateArguments(Context *context, uint32_t position, std::string_view name,
                                         std::string_view signature, Value contextValue,
                                         std::span<const Value> arguments);

} // namespace aslrt
