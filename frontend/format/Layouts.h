// The layouts of the two formats. Internal to this folder.
#pragma once

#include "frontend/format/Format.h"
#include "frontend/format/Plan.h"

namespace aslc::format {

/// A parsed definition at work. Texts are given back with LF, and with one at the end.
struct Job {
  FileId file;
  llvm::StringRef text; // without its byte order mark only where offsets do not matter: node ranges count it
  const document::Node &root;
  const Plan &plan;
  const Options &options;
  DiagnosticEngine &diagnostics;

  llvm::StringRef at(SourceRange range) const { return text.slice(range.begin, range.end); }
};

std::string layOutJson(const Job &job);
std::string layOutYaml(const Job &job);

} // namespace aslc::format
