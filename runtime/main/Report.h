// How ended executions are written.
#pragma once

#include "runtime/engine/Execution.h"
#include "runtime/json/Appender.h"

#include <string>

namespace aslrt {

/// {"error": ..., "cause": ...}, each only if there is one, as compact JSON without a line's end.
void appendFailure(std::string &out, Value error, Value cause);
void appendFailure(std::string &out, std::string_view error, std::string_view cause);
/// The output, or the failure, and a line's end. An output whose text breaks the limit on memory is a failure, too: gives what
/// became of the execution.
Outcome appendOutcome(Appender &out, Execution &execution, Outcome outcome);

} // namespace aslrt
