// What of `aslc compile --emit=lib` is no code: names, the header, options that do not go with it.
#pragma once

#include "Command.h"

#include <string>

namespace aslc {

/// "order_program" for a workflow named "order": a C identifier, whatever the name.
std::string entryOf(llvm::StringRef name);
/// "out/order.h" for the library "out/liborder.a" of the workflow "order".
std::string headerBeside(llvm::StringRef library, llvm::StringRef name);
/// A C header that stands alone: the interface of every workflow, and the entry of this one.
std::string headerText(llvm::StringRef name, llvm::StringRef entry);
/// Complains about options that do not go with the form of the output. 0 if there are none.
int checkLibraryOptions(const Arguments &arguments);

} // namespace aslc
