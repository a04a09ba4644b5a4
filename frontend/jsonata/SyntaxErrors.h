// Faults of expressions, with the messages of runtime/abi/Errors.def.
#pragma once

#include "frontend/jsonata/Ast.h"

namespace aslc::jsonata {

/// The codes that the parser raises: the rows of runtime/abi/Errors.def.
enum class ErrorCode : uint8_t {
#define JSONATA_ERROR(Code, Message) Code,
#include "runtime/abi/Errors.def"
};

/// What fills the places of a message: {token} and {value}, both as JSON texts, as the reference prints them.
struct ErrorArguments {
  std::string token;
  std::string value;
};

SyntaxError makeError(ErrorCode code, Range range, const ErrorArguments &arguments = {});

} // namespace aslc::jsonata
