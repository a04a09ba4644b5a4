// Definitions in canonical form: fields in one order, indentation and line breaks by rule, everything else as it was.
#pragma once

#include "frontend/basic/Diagnostics.h"
#include "frontend/document/Document.h"

#include <optional>
#include <string>

namespace aslc::format {

struct Options {
  uint32_t indent = 2;     // spaces for each level
  uint32_t width = 100;    // columns up to which JSON arrays and objects stand on one line
  bool sortStates = false; // states in the order of the flow from StartAt, else as written
};

/// The text of a definition, a file of the engine's source manager, in canonical form. Reports what keeps it from having
/// one: faults of the document (A1xx), or that it is no definition (A009, A010). YAML that cannot be moved without risk
/// stays as it is, with a warning (A011).
std::optional<std::string> format(FileId file, const document::Options &reading, const Options &options, DiagnosticEngine &diagnostics);

} // namespace aslc::format
