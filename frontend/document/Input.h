// What the readers of both formats share. Internal to this folder.
#pragma once

#include "frontend/document/Document.h"

#include "llvm/ADT/STLFunctionalExtras.h"

namespace aslc::document {

/// A file while it is read.
struct Input {
  FileId file;
  llvm::StringRef text; // all of it: offsets are those of the file
  uint32_t begin;       // past the byte order mark
  const Options &options;
  DiagnosticEngine &diagnostics;

  SourceRange range(uint32_t from, uint32_t to) const { return {file, from, to}; }
};

/// Whether the text can be read at all: UTF-8 without NUL bytes. Reports what is wrong.
bool checkEncoding(const Input &input);
/// UTF-8 of a code point; a surrogate gives its three bytes of WTF-8.
std::string encodeCodePoint(uint32_t point);

/// A piece of the file as a message quotes it: a word of megabytes is cut.
std::string shorten(llvm::StringRef text);

/// What Step Functions says of a text that is no JSON; nothing if it takes it.
std::optional<AwsRefusal> jacksonRefusal(llvm::StringRef text);

std::unique_ptr<Node> parseJson(const Input &input);
std::unique_ptr<Node> parseYaml(const Input &input);

/// Fills ${Name} in all strings and keys by the options, and warns of values that nothing uses.
void substitute(Node &root, const Input &input);
void reportDuplicateKeys(const Node &root, const Input &input);
DiagnosticBuilder reportTooDeep(const Input &input, uint32_t limit, SourceRange range);

} // namespace aslc::document
