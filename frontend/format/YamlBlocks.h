// A YAML file as lines and block collections. Internal to this folder.
#pragma once

#include "frontend/format/Layouts.h"

namespace aslc::format {

/// Whether a value is an array or object in brackets.
inline bool isFlow(llvm::StringRef text, const document::Node &node) {
  bool isCollection = node.is(document::Kind::Array) || node.is(document::Kind::Object);
  return isCollection && !node.alias && llvm::StringRef("[{").contains(text.substr(node.range.begin, 1).take_front(1)) &&
         node.range.begin < text.size();
}

struct YamlLine {
  uint32_t begin, end;    // in the file; without the line end
  bool continues = false; // begins inside a scalar or a bracketed value
};

struct YamlCollection;

/// An entry of a block mapping, or an item of a block sequence.
struct YamlEntry {
  uint32_t begin; // offset of its key or dash
  uint32_t line;  // on which that stands
  uint32_t last;  // line of its own that is the last: of its scalar, or of the key alone if a collection follows
  const document::Node *value;
  std::vector<uint32_t> header; // lines above it that are blank or a comment
  std::unique_ptr<YamlCollection> child;
};

struct YamlCollection {
  const document::Node *node;
  bool isSequence;
  uint32_t column;
  uint32_t begin;                 // offset of its first entry
  uint32_t firstLine, lastLine;   // of all that is in it, without the footer
  bool isOpaque = false;          // something in it is not understood: its lines stay together
  std::vector<YamlEntry> entries; // none if it is opaque
  std::vector<uint32_t> header;   // above an opaque collection
  std::vector<uint32_t> footer;   // comments below the last entry
};

struct YamlFile {
  std::vector<YamlLine> lines;
  std::unique_ptr<YamlCollection> root; // null: there is no block collection at the top, or no way to take it apart

  uint32_t lineAt(uint32_t offset) const;
};

/// Takes the file apart. Every line is in exactly one place.
YamlFile readBlocks(const Job &job);

/// The file with sorted flow mappings; as long as before.
std::string sortFlowMappings(const Job &job);

} // namespace aslc::format
