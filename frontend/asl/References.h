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

/// What the paths of an object's fields read: a state (its own fields), a choice rule or a catcher. Nothing in JSONata.
std::vector<VariableRead> variablesRead(const document::Node &object, Owner owner, QueryLanguage language, llvm::StringRef pointer);
/// For every state, inside others too, the variables that it reads by paths, as DescribeStateMachine tells them.
VariableReferences variableReferences(const Machine &machine);

} // namespace aslc::asl
