// How ended executions are written.
#pragma once

#include "runtime/core/Context.h"

#include <string>

namespace aslrt {

/// {"error": ..., "cause": ...}, each only if there is one, as compact JSON without a line's end.
void appendFailure(std::string &out, Value error, Value cause);
void appendFailure(std::string &out, std::string_view error, std::string_view cause);
/// The output, or the failure, and a line's end.
void appendOutcome(std::string &out, const Context &context, Outcome outcome);

} // namespace aslrt
