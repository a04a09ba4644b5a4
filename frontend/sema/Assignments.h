// Which variables are assigned where they are read.
#pragma once

#include "frontend/asl/Model.h"
#include "frontend/sema/Reads.h"

#include "llvm/ADT/DenseMap.h"

namespace aslc::sema {

/// What each state reads, in either language: by its own fields, its choice rules and its catchers.
using StateReads = llvm::DenseMap<const asl::State *, std::vector<VariableRead>>;

/// Follows the variables of a machine and of those inside it from state to state. Warns of reads that may find a variable
/// unassigned, with the way that misses it, and refuses names that an inner scope shares with an outer one.
void checkAssignments(const asl::Machine &machine, const StateReads &reads, DiagnosticEngine &diagnostics);

} // namespace aslc::sema
