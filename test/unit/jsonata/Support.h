// What the tests of the JSONata frontend share.
#pragma once

#include "frontend/jsonata/Paths.h"

#include <string>

namespace aslc::jsonata::test {

/// The code that an expression gives, from the parser or the path form; "" if it gives both.
std::string codeOf(llvm::StringRef text, const ParseOptions &options = {});
/// `code begin-end message` of the fault, or "".
std::string faultOf(llvm::StringRef text, const ParseOptions &options = {});
/// The syntax tree without ranges.
std::string treeOf(llvm::StringRef text);
/// The path form without ranges.
std::string pathsOf(llvm::StringRef text);
/// The text that print() gives.
std::string printed(llvm::StringRef text);
/// Empty if print() gives a text with the same tree, and prints that text again as it is (or the text does not parse);
/// else what went wrong.
std::string roundTripFault(llvm::StringRef text);

} // namespace aslc::jsonata::test
