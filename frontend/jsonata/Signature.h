// Signatures of lambdas: function($x)<s-n?:s>{...}.
#pragma once

#include "frontend/jsonata/Ast.h"

namespace aslc::jsonata {

/// Checks a signature, given with its angle brackets and without blanks. S0401 and S0402 are the reference's. Where the
/// reference makes an invalid regular expression of it and fails without a code (`<s?+>`), this gives S0201. Symbols
/// that mean nothing are ignored, as there. `range` is that of the signature in the expression's text.
std::optional<SyntaxError> checkSignature(llvm::StringRef signature, Range range);

} // namespace aslc::jsonata
