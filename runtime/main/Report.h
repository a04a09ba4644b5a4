// How ended executions are written.
#pragma once

#include "runtime/engine/Execution.h"
#include "runtime/json/Appender.h"

#include <string>

namespace aslrt {

/// {"error": ..., "cause": ...}, each only if there is one, as compact JSON without a line's end.
void appendFailure(std::string &out, Value error, Value cause);
void appendFailure(std::string &out, std::string_view error, std::string_view cause);
/// The output of one that has succeeded; what became of it, for if the text breaks the limit on memory, it has failed.
Outcome appendOutput(Appender &out, Execution &execution);
/// The output, or the failure, and a line's end. Gives what became of the execution.
Outcome appendOutcome(Appender &out, Execution &execution, Outcome outcome);

} // namespace aslrt
