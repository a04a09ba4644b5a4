// The pages of docs/errors, which aslc carries: one source for `aslc explain`, SARIF and readers.
#pragma once

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

namespace aslc {

/// A section `## CODE: title` of a page.
struct Explanation {
  llvm::StringRef code;  // "A202", "States.Timeout"
  llvm::StringRef title; // "unknown field"
  llvm::StringRef text;  // Markdown, without the heading
};

/// All, in the order of the pages.
llvm::ArrayRef<Explanation> explanations();
/// That of a code, in whatever case; null if there is no such code.
const Explanation *findExplanation(llvm::StringRef code);

} // namespace aslc
