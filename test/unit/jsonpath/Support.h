// Trees of paths, filters and calls in one line, and faults with their places, for the tests of the parser.
#pragma once

#include "frontend/jsonpath/Ast.h"

#include <string>

namespace aslc::jsonpath::test {

/// The path in one spelling, whatever it was written in: `$['a'][0]..[?(@['b'] < 1)]`. Otherwise "fault: " and the fault.
std::string pathOf(llvm::StringRef text);
/// The filter of `$[?(text)]`, every operator in parentheses.
std::string filterOf(llvm::StringRef text);
/// A path or a call: `Format('{}', $['a'])`, literals as JSON.
std::string expressionOf(llvm::StringRef text, const ParseOptions &options = {});
/// "begin-end: message" of what is wrong, with "; hint" if there is one; otherwise "none".
std::string faultOf(llvm::StringRef text, const ParseOptions &options = {});

} // namespace aslc::jsonpath::test
