// Which variables of a frame cannot be plain SSA values.
#pragma once

#include "frontend/jsonata/Paths.h"

#include <map>
#include <set>
#include <string>

namespace aslc::lower {

/// Variables that the frame of `scope` (the whole expression, a block or a lambda) must keep in cells: those that a lambda
/// captures without being certain of their value when it is made, and those that are assigned in the body of a loop.
std::map<std::string, bool> cellsOf(const jsonata::Term &scope);

/// The same of a frame in which these terms are evaluated, one after the other.
std::map<std::string, bool> cellsOf(llvm::ArrayRef<const jsonata::Term *> parts);

/// Variables that evaluating `term` may assign in the frame around it.
std::set<std::string> assignedBy(const jsonata::Term &term);

} // namespace aslc::lower
