// Failures that a workflow's semantics name: States.QueryEvaluationError and its causes, worded as AWS words them
// (jsonata-in-asl.md, section 6). They quote where the execution stands: Context::state, enteredEvent and expression.
#pragma once

#include "runtime/abi/JsonPath.h"
#include "runtime/core/Context.h"

namespace aslrt {

/// What an error that left generated code means for the execution: States.QueryEvaluationError with AWS's text.
StateError describe(Context *c, const Error &error);
StateError describe(Context *c, const LimitExceeded &limit);
StateError describe(Context *c, const InternalError &error);
/// States.Runtime, with the call that Context::expression names: documented as States.IntrinsicFailure, but that is not what runs show.
StateError describe(Context *c, const IntrinsicError &error);

/// "An error occurred while executing the state 'S' (entered at the event id #2). " and `detail`.
std::string stateCause(Context *c, std::string_view detail);

// Results of expressions that the field cannot take; `expression` as in Program::expressions, or UINT32_MAX for a value that the
// definition gives literally. They throw StateError.
[[noreturn, gnu::noinline, gnu::cold]] void failUndefined(Context *c, uint32_t expression);
[[noreturn, gnu::noinline, gnu::cold]] void failFunction(Context *c, uint32_t expression);
/// `expected` is array, object, string, number or boolean. Undefined fails as failUndefined does, a function as failFunction.
[[noreturn, gnu::noinline, gnu::cold]] void failType(Context *c, uint32_t expression, const char *expected, Value value);
/// The right type, but not `expected` ("an integer from 0 to 99999999").
[[noreturn, gnu::noinline, gnu::cold]] void failValue(Context *c, uint32_t expression, const char *expected, Value value);

// Paths that select nothing, or what their field cannot take; `expression` names path and field. They throw StateError.
/// `steps`: array of names and indices of a definite path that was followed from `from`.
[[noreturn, gnu::noinline, gnu::cold]] void failPath(Context *c, Value from, Value steps, uint32_t expression, PathUse use);
/// States.Runtime with "The <field> parameter <what>: <path>", and " == <value>" if `value` is not Undefined.
[[noreturn, gnu::noinline, gnu::cold]] void failPathParameter(Context *c, uint32_t expression, std::string_view what, Value value);
/// States.Runtime with "The <field> field refers to value "<value>" which is not <what>: <path>".
[[noreturn, gnu::noinline, gnu::cold]] void failPathValue(Context *c, uint32_t expression, std::string_view what, Value value);
/// States.ResultPathMatchFailure: there is no place for a result in `input`.
[[noreturn, gnu::noinline, gnu::cold]] void failPut(Context *c, Value input, uint32_t expression);

/// Fails if the value is Undefined or holds a function at any depth.
[[gnu::noinline]] void requireData(Context *c, Value v, uint32_t expression);

} // namespace aslrt
