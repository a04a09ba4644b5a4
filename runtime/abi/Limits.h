// What bounds an execution. The compiler knows the defaults, since it emits checks only where they may be broken.
#pragma once

#include "runtime/abi/Dialect.h"

namespace aslrt {

/// Limits on one execution, each an option of the command line. The first four bound what an expression does; a program of AWS's
/// dialect has AWS's, as far as they were measured (docs/dialects.md).
struct Limits {
  uint64_t depth = 2000;             // --max-depth: nested calls of functions; in AWS's dialect all nested evaluations
  uint64_t items = INT32_MAX;        // --max-items: of an array that an expression makes
  uint64_t text = UINT32_MAX;        // --max-text: UTF-16 code units of a string that an expression makes
  uint64_t milliseconds = 0;         // --max-evaluation-time: processor time of an expression; 0: no limit
  uint64_t memory = uint64_t(1) << 30; // --max-memory: bytes of an execution's arena
  uint64_t jsonDepth = 1000;         // --max-json-depth: nesting of input
  uint64_t backtracking = 10'000'000; // --max-backtracking: ways that a regular expression tries from one place of a text
};

/// What bounds an execution as a whole. None unless asked for: by options of their own, or by --limits=aws, which sets those of AWS.
struct Bounds {
  static constexpr uint64_t none = UINT64_MAX;
  uint64_t events = none;      // --max-events: of its history
  uint64_t payload = none;     // --max-payload: bytes of JSON text that a state takes, gives, assigns, or hands to its task
  uint64_t variables = none;   // --max-variables: bytes of JSON text of all variables together
  uint64_t seconds = none;     // --max-execution-time
  uint64_t concurrency = none; // --max-concurrency: iterations of an inline Map state that run side by side
  bool watched() const { return events != none || payload != none || variables != none; }
};

/// What an expression does is counted in steps, such as a turn of a loop; after so many one looks at the clock.
inline constexpr uint64_t stepsPerLook = 65'536;
/// Events of an execution between two looks at the clock for its TimeoutSeconds: a thousandth of a second's work at most, unless expressions
/// take long, which look themselves.
inline constexpr uint64_t eventsPerLook = 1024;
/// A call counts for so many: of a function of the runtime that may have to search through megabytes, or of one that is written in JSONata.
inline constexpr uint64_t stepsOfCall = 256;

constexpr Limits limitsOf(Dialect dialect) {
  if (dialect == Dialect::Jsonata)
    return {};
  return {.depth = 100, .items = 873'782, .text = 1 << 22, .milliseconds = 1000};
}

} // namespace aslrt
