// Sequences within sequences.
#pragma once

#include "frontend/jsonata/Ast.h"

namespace aslc::lower {

/// Whether an expression may make a sequence whose items are sequences. $map, $each and $reduce take the value of their function as it is
/// returned, and what a function that gives a sequence (`$keys`) returns, or a call in tail position, has not been unwrapped: that is left
/// to whatever has the item for its value next, be it a variable or a pair of parentheses.
bool mayNestSequences(const jsonata::Node &root);

} // namespace aslc::lower
