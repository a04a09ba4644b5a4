// How large an expression is.
#pragma once

#include "frontend/jsonata/Ast.h"

namespace aslc::sema {

/// The first node that makes an expression larger than `maxTerms` nodes, or its chains of calls and other postfixes longer than
/// `maxChain`; null if none does. Operators chain without limit, being lowered one after the other.
const jsonata::Node *findExcess(const jsonata::Node &root, uint32_t maxTerms, uint32_t maxChain);

/// A binding (@, #) or parent operator beyond `most` of them; null if there are not so many.
const jsonata::Node *findBinding(const jsonata::Node &root, uint32_t most);

} // namespace aslc::sema
