// What this version parses but does not execute: the table Unsupported.def, and the checks that find it.
#pragma once

#include "frontend/asl/Model.h"
#include "frontend/basic/Diagnostics.h"

namespace aslc::sema {

enum class Feature : uint8_t {
#define UNSUPPORTED(Id, Wording) Id,
#include "frontend/sema/Unsupported.def"
};
llvm::StringRef wording(Feature feature);

/// Refuses states and fields of a machine; machines inside it are the caller's.
void refuseUnsupported(const asl::Machine &machine, DiagnosticEngine &diagnostics);

/// Refuses targets that a placeholder hides, `"Next": "${After}"`, of a machine that is to be compiled, in machines inside it too.
/// To check, it need not be known.
void refuseUnknownTargets(const asl::Machine &machine, DiagnosticEngine &diagnostics);

} // namespace aslc::sema
