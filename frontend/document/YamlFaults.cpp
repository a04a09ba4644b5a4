#include "frontend/document/Yaml.h"

#include <algorithm>

namespace aslc::document {

namespace {
struct Wording {
  const char *theirs; // how yaml-cpp's message begins
  const char *ours;
  const char *hint;
};
} // namespace

namespace theirs = YAML::ErrorMsg;

static const Wording wordings[] = {
    {theirs::YAML_DIRECTIVE_ARGS, "%YAML needs exactly one version", ""},
    {theirs::YAML_VERSION, "%YAML with a malformed version", ""},
    {theirs::YAML_MAJOR_VERSION, "%YAML asks for a version that is not 1", ""},
    {theirs::REPEATED_YAML_DIRECTIVE, "%YAML is given twice", ""},
    {theirs::TAG_DIRECTIVE_ARGS, "%TAG needs exactly a handle and a prefix", ""},
    {theirs::REPEATED_TAG_DIRECTIVE, "%TAG gives the same handle twice", ""},
    {theirs::CHAR_IN_TAG_HANDLE, "character that a tag cannot have", ""},
    {theirs::TAG_WITH_NO_SUFFIX, "tag without a name", ""},
    {theirs::END_OF_VERBATIM_TAG, "tag '!<' is not closed by '>'", ""},
    {theirs::END_OF_MAP_FLOW, "'{' is not closed, or a ',' is missing before this",
     "text that begins with '{' stands in quotes"},
    {theirs::END_OF_MAP, "this belongs to no key of the mapping",
     "keys of one mapping begin in the same column, as 'Key: value'"},
    {theirs::END_OF_SEQ_FLOW, "'[' is not closed, or a ',' is missing before this",
     "text that begins with '[' stands in quotes"},
    {theirs::END_OF_SEQ, "this belongs to no item of the list",
     "items of one list begin in the same column, as '- item'"},
    {theirs::MULTIPLE_TAGS, "value with two tags", ""},
    {theirs::MULTIPLE_ANCHORS, "value with two anchors", ""},
    {theirs::MULTIPLE_ALIASES, "value with two aliases", ""},
    {theirs::ALIAS_CONTENT, "alias with a tag or a value of its own", ""},
    {theirs::INVALID_HEX, "escape with a character that is no hexadecimal digit", ""},
    {theirs::INVALID_UNICODE, "escape of a code point that does not exist",
     "beyond U+FFFF it is written '\\UXXXXXXXX', not as a pair"},
    {theirs::INVALID_ESCAPE, "unknown escape in a double-quoted string", "in single quotes a backslash is just that"},
    {theirs::DOC_IN_SCALAR, "'---' or '...' begins a line inside a string", ""},
    {theirs::EOF_IN_SCALAR, "the file ends inside a quoted string", ""},
    {theirs::CHAR_IN_SCALAR, "character that a plain string cannot have", ""},
    {theirs::TAB_IN_INDENTATION, "tab in the indentation", "indent with spaces"},
    {theirs::FLOW_END, "closing bracket that closes nothing", ""},
    {theirs::BLOCK_ENTRY, "'-' where no list can begin", "put the list on lines of its own"},
    {theirs::MAP_KEY, "key where no mapping can begin", ""},
    {theirs::MAP_VALUE, "':' where no value can begin", "text with ': ' inside stands in quotes"},
    {theirs::ALIAS_NOT_FOUND, "'*' without a name", "text that begins with '*' stands in quotes"},
    {theirs::ANCHOR_NOT_FOUND, "'&' without a name", "text that begins with '&' stands in quotes"},
    {theirs::CHAR_IN_ALIAS, "character that an alias cannot have", ""},
    {theirs::CHAR_IN_ANCHOR, "character that an anchor cannot have", ""},
    {theirs::ZERO_INDENT_IN_BLOCK, "block scalar with an indentation of 0", ""},
    {theirs::CHAR_IN_BLOCK, "text behind the '|' or '>' of a block scalar", "the text begins on the next line"},
    {theirs::UNKNOWN_ANCHOR, "alias of an anchor that is not defined above", ""},
    {theirs::UNKNOWN_TOKEN, "character that begins no value of YAML", "text that begins with it stands in quotes"},
};

/// Whether `{%` stands in the line outside quotes: an expression that YAML takes for a mapping.
static bool hasBareExpression(llvm::StringRef line) {
  size_t open = line.find("{%");
  return open != llvm::StringRef::npos && !line.take_front(open).contains_insensitive('"') &&
         !line.take_front(open).contains('\'');
}

void reportYamlError(const Input &input, const YAML::ParserException &error) {
  SourceManager &sources = input.diagnostics.sourceManager();
  uint32_t size = input.text.size();
  uint32_t at = error.mark.pos < 0 ? size : std::min<uint32_t>(input.begin + error.mark.pos, size);
  // At the end of the file: the last thing that stands there.
  if (at == size)
    at = std::max<uint32_t>(input.text.rtrim().size(), input.begin);
  SourceRange range = input.range(at, std::min(at + 1, size));
  const Wording *wording =
      llvm::find_if(wordings, [&](const Wording &w) { return llvm::StringRef(error.msg).starts_with(w.theirs); });
  bool isKnown = wording != std::end(wordings);
  DiagnosticBuilder builder =
      input.diagnostics.report(DiagId::YamlSyntax, range, isKnown ? wording->ours : "malformed YAML");
  llvm::StringRef line = sources.line(input.file, sources.place(input.file, at).line);
  if (hasBareExpression(line))
    builder.hint("an expression stands in quotes: '{% ... %}'");
  else if (line.take_while([](char c) { return c == ' ' || c == '\t'; }).contains('\t'))
    builder.hint("this line is indented with a tab; YAML counts spaces only");
  else if (isKnown && *wording->hint)
    builder.hint(wording->hint);
}

} // namespace aslc::document
