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

} // namespace aslc::sema
