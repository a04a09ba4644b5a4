// A JSON or YAML document as one kind of tree, whose nodes know their bytes.
#pragma once

#include "frontend/basic/Diagnostics.h"
#include "frontend/basic/Source.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSet.h"

#include <memory>
#include <optional>
#include <vector>

namespace aslc::document {

enum class Kind : uint8_t { Null, Boolean, Number, String, Array, Object };

class Node;

struct Member {
  MappedText key;
  SourceRange keyRange; // with its quotes
  std::unique_ptr<Node> value;
  bool merged = false; // YAML: came by `<<`, and stands where its anchor is
};

class Node {
public:
  /// Frees the tree without recursion: its depth is the file's.
  ~Node();

  Kind kind;
  SourceRange range;   // the whole value; a string with its quotes
  bool boolean = false;
  double number = 0;
  std::string numberText; // Number: as written, in JSON's grammar
  MappedText string;      // String: decoded
  std::vector<std::unique_ptr<Node>> items; // Array
  std::vector<Member> members;              // Object, in the order written; merged ones last
  /// YAML: a copy of an anchored value. `range` is the alias; what is inside keeps the ranges of the original.
  bool alias = false;
  /// YAML: the local tag before the value, as in `!GetAtt Function.Arn`; "" without one.
  std::string tag;
  /// Stands for a value of any type that only the deployment knows; `string` holds `${...}` for it.
  bool opaque = false;
  /// The same where values are needed: a string, for which --define can give a value of another type.
  bool unfilled = false;

  bool is(Kind k) const { return kind == k; }
  /// Member of that name, or null.
  const Node *find(llvm::StringRef key) const;
  const Member *findMember(llvm::StringRef key) const;
};

/// "null", "a boolean", "a number", "a string", "an array", "an object": for messages.
llvm::StringRef describe(Kind kind);
/// Compact JSON text of a tree; numbers as written, lone surrogates as \uXXXX.
std::string toJson(const Node &node);
/// The shortest spelling of a string of a JSON file, given and returned with its quotes. Escapes stay where the character
/// alone could not be seen, or could not stand: controls, blanks, marks of direction, lone surrogates.
std::string respell(llvm::StringRef token);

enum class Format : uint8_t { Auto, Json, Yaml }; // Auto: by the name's ending (.yaml, .yml), else JSON
bool isYaml(llvm::StringRef name, Format format);

struct Options {
  Format format = Format::Auto;
  uint64_t maxBytes = 16 << 20; // stops files that would not fit AWS's 1 MB many times over: --max-definition-size
  uint32_t maxDepth = 200;      // stops nesting that would exhaust a stack: --max-nesting
  /// Values for ${Name} inside strings. Names without a value stay as they are.
  std::vector<std::pair<std::string, std::string>> substitutions;
  /// Names whose ${Name} outside of strings stands for a value that is not known yet: an opaque node. Null: such is an
  /// error.
  const llvm::StringSet<> *opaqueNames = nullptr;
};

/// Reads a file of the source manager. Reports every fault that it can go on after (duplicate keys, say) and returns null
/// only if there is no tree at all.
std::unique_ptr<Node> parse(FileId file, const Options &options, DiagnosticEngine &diagnostics);

/// The two halves of `parse`, for what may be a template: the tree as it is written, with its tags; and the substitutions
/// and the look for duplicate keys.
std::unique_ptr<Node> parseAsWritten(FileId file, const Options &options, DiagnosticEngine &diagnostics);
void complete(Node &root, FileId file, const Options &options, DiagnosticEngine &diagnostics);
/// Reports the tags in a tree, which have a meaning in templates only.
void refuseTags(Node &root, DiagnosticEngine &diagnostics);

/// Calls `visit` for each node, parents before children, without recursion. What `visit` takes out of a node is not
/// visited.
void forEachNode(Node &root, llvm::function_ref<void(Node &)> visit);
/// Asks of each ${Name} in a text what stands for it; where that is nothing, it stays. What is filled in is not looked
/// through again, and maps to the ${Name} in the file.
void replacePlaceholders(MappedText &text,
                         llvm::function_ref<std::optional<llvm::StringRef>(llvm::StringRef name, SourceRange place)> valueOf);
/// Makes a node the number or the boolean that a text is in JSON. False: it is neither.
bool setScalar(Node &node, llvm::StringRef text);
/// Whether all of a text is well-formed UTF-8.
bool isUtf8(llvm::StringRef text);
/// Faults of one kind that are reported; a file of noise must not give a million diagnostics.
constexpr unsigned maxReports = 100;

} // namespace aslc::document
