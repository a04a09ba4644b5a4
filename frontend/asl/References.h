// The variables that JSONPath states read.
#pragma once

#include "frontend/asl/Fields.h"

namespace aslc::asl {

/// A variable read in a path or a call of an intrinsic function.
struct VariableRead {
  std::string name;
  SourceRange range;   // of the name with its '$'
  std::string pointer; // JSON pointer of the field
};

/// What the paths of a state read, its choice rules and catchers included. Nothing in JSONata.
std::vector<VariableRead> variablesRead(const State &state);
/// For every state, inside others too, the variables that it reads by paths, as DescribeStateMachine tells them.
VariableReferences variableReferences(const Machine &machine);

} // namespace aslc::asl
