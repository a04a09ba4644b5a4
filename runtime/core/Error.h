// Errors that unwind through generated code (decision D7).
#pragma once

#include "runtime/abi/Value.h"

#include <string>
#include <string_view>

namespace aslrt {

enum class ErrorCode : uint16_t {
#define JSONATA_ERROR(Code, Message) Code,
#include "runtime/abi/Errors.def"
};
/// "T2001"
std::string_view codeName(ErrorCode code);

/// What fills the {..} of a message. Unset ones print as JSONata prints undefined.
struct ErrorArguments {
  std::string_view token = {};        // operator or function name, printed as JSON text
  Value value = undefinedValue();
  Value value2 = undefinedValue();
  uint32_t index = 0;            // argument, from 1
  std::string_view type = {};         // printed as JSON text
  Value exp = undefinedValue();
  std::string_view functionName = {}; // printed as it is
  std::string_view message = {};      // D3137, D3141, U1001: the whole text
};

/// An error of a JSONata expression.
struct Error {
  ErrorCode code;
  uint32_t position; // byte offset in the expression
  std::string message; // with its {..} filled in
  Value value;       // of ErrorArguments, for `aslc eval --format=json`
};

/// A failure that the workflow's semantics name themselves: States.QueryEvaluationError with its cause, and so on.
struct StateError {
  std::string error;
  std::string cause;
};

/// An intrinsic function cannot do what it was called for. The message is what stands behind "The function 'States.X(...)' had the
/// following error: " in the cause of the failure.
struct IntrinsicError {
  std::string message;
};

/// A limit of the runtime was broken: memory, depth. The message is one that users see ("Expression evaluation memory limit exceeded").
struct LimitExceeded {
  std::string message;
};

/// A failure that AWS does not explain: it names a fresh UUID instead.
struct InternalError : LimitExceeded {};

[[noreturn]] void raise(Context *context, ErrorCode code, uint32_t position, const ErrorArguments &arguments = {});

/// The execution is to end as a whole, which nothing in it can catch: its time is up, or its history full. Who resumed it sees to that.
struct Stopped {};

} // namespace aslrt
