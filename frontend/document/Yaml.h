// The parts of the YAML reader. Internal to this folder.
//
// yaml-cpp gives events with a mark where each value begins (a byte, as it reads UTF-8), and decoded scalars. Where a
// value ends, and which byte of the file a decoded byte came from, is found again by lining the two texts up. So the
// tree always agrees with the library; only a place can be off where lining up fails.
#pragma once

#include "frontend/document/Input.h"

#include <yaml-cpp/exceptions.h>

namespace aslc::document {

/// Where a scalar stands: with its quotes, or from a block scalar's indicator to the end of its last line.
struct YamlScalar {
  SourceRange range;
  MappedText text;
  bool isPlain;
  bool isClosed = true; // false: the file ends before its quote
};
/// Finds the scalar that begins at `begin` and was decoded to `value`.
YamlScalar locateScalar(FileId file, llvm::StringRef text, uint32_t begin, llvm::StringRef value);

/// First byte from `at` on that is no blank, line break, comment or one of `also`; at most `limit`.
uint32_t skipYamlSpace(llvm::StringRef text, uint32_t at, uint32_t limit, llvm::StringRef also = "");
/// Past the tag and the anchor that may stand before a value.
uint32_t skipProperties(llvm::StringRef text, uint32_t at);
/// End of `*name`.
uint32_t aliasEnd(llvm::StringRef text, uint32_t at);

/// Types a plain scalar by the core schema of YAML 1.2 (10.3.2). Reports what JSON cannot hold.
void typePlain(Node &node, const MappedText &text, const Input &input);

/// Reports an error of yaml-cpp in our words.
void reportYamlError(const Input &input, const YAML::ParserException &error);

/// Copies anchored values for their aliases. Copies are counted against maxBytes, so that ten lines of aliases of
/// aliases
/// ("billion laughs") cannot fill the memory.
class AliasCopier {
public:
  explicit AliasCopier(const Input &input) : left(input.options.maxBytes) {}
  /// Null if the copy would be too large; `depth` levels are around it, at most `maxDepth` are allowed. Recursive, but
  /// no deeper than maxDepth.
  std::unique_ptr<Node> copy(const Node &node, uint32_t depth, uint32_t maxDepth);
  bool isTooDeep() const { return tooDeep; }

private:
  uint64_t left;
  bool tooDeep = false;
};

/// Adds to an object, which is `depth` levels deep, copies of the members that `<<` brought, except those that it has
/// itself. `sources` stand in order of precedence. False: as for a copy that is null.
bool mergeMembers(Node &object, llvm::ArrayRef<const Node *> sources, AliasCopier &copier, uint32_t depth,
                  uint32_t maxDepth);

} // namespace aslc::document
