// Paths of JSONPath states into data that an earlier state has replaced.
#pragma once

#include "frontend/asl/Model.h"

namespace aslc::sema {

/// Follows the members that the data is known to have from state to state, and warns of paths that select one which it cannot have.
void checkLostInput(const asl::Machine &machine, DiagnosticEngine &diagnostics);

} // namespace aslc::sema
