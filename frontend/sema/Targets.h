// What is right to check, but cannot be compiled.
#pragma once

#include "frontend/asl/Model.h"
#include "frontend/basic/Diagnostics.h"

namespace aslc::sema {

/// Refuses targets that a placeholder hides, `"Next": "${After}"`, of a machine that is to be compiled, in machines inside it too.
/// To check, it need not be known.
void refuseUnknownTargets(const asl::Machine &machine, DiagnosticEngine &diagnostics);

} // namespace aslc::sema
