// One expression, from its text to its checked form.
#pragma once

#include "frontend/sema/Names.h"

namespace aslc::sema {

/// Parses an expression and checks its names and calls. Faults are reported at `pointer`; null if there is no tree.
std::unique_ptr<CheckedExpression> readExpression(MappedText text, std::string field, std::string pointer,
                                                  const Surroundings &surroundings, const Options &options,
                                                  DiagnosticEngine &diagnostics);

} // namespace aslc::sema
