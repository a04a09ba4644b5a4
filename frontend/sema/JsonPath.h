// Paths and calls of intrinsic functions in JSONPath states.
#pragma once

#include "frontend/asl/Fields.h"
#include "frontend/sema/Names.h"
#include "frontend/sema/Sema.h"

namespace aslc::sema {

/// Parses what `text` holds and checks its names. `kind`: of the field, Payload for a member `name.$`. Faults are reported at `pointer`;
/// null if there is no tree. What it reads of variables is added to `reads`.
std::unique_ptr<CheckedPath> readPath(MappedText text, asl::Kind kind, llvm::StringRef name, std::string pointer, std::string location,
                                      Variables &variables, std::vector<VariableRead> &reads, const Options &options,
                                      DiagnosticEngine &diagnostics);

} // namespace aslc::sema
