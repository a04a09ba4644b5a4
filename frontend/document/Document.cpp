#include "frontend/document/Document.h"
#include "frontend/document/Input.h"

#include <algorithm>

namespace aslc::document {

static void takeChildren(Node &node, std::vector<std::unique_ptr<Node>> &to) {
  auto take = [&](std::unique_ptr<Node> &child) {
    if (child) // a tree that was given up half made has gaps
      to.push_back(std::move(child));
  };
  for (std::unique_ptr<Node> &item : node.items)
    take(item);
  for (Member &member : node.members)
    take(member.value);
  node.items.clear();
  node.members.clear();
}

Node::~Node() {
  std::vector<std::unique_ptr<Node>> doomed;
  takeChildren(*this, doomed);
  while (!doomed.empty()) {
    std::unique_ptr<Node> node = std::move(doomed.back());
    doomed.pop_back();
    takeChildren(*node, doomed);
  }
}

const Member *Node::findMember(llvm::StringRef key) const {
  for (const Member &member : members)
    if (member.key.text() == key)
      return &member;
  return nullptr;
}

const Node *Node::find(llvm::StringRef key) const {
  const Member *member = findMember(key);
  return member ? member->value.get() : nullptr;
}

llvm::StringRef describe(Kind kind) {
  static constexpr llvm::StringLiteral names[] = {"null", "a boolean", "a number", "a string", "an array", "an object"};
  return names[static_cast<size_t>(kind)];
}

void forEachNode(Node &root, llvm::function_ref<void(Node &)> visit) {
  std::vector<Node *> waiting{&root};
  while (!waiting.empty()) {
    Node *node = waiting.back();
    waiting.pop_back();
    visit(*node);
    for (const std::unique_ptr<Node> &item : llvm::reverse(node->items))
      waiting.push_back(item.get());
    for (const Member &member : llvm::reverse(node->members))
      waiting.push_back(member.value.get());
  }
}

DiagnosticBuilder reportTooDeep(const Input &input, uint32_t limit, SourceRange range) {
  DiagnosticBuilder builder = input.diagnostics.report(DiagId::TooDeep, range, limit);
  if (limit == input.options.maxDepth)
    builder.hint("'--max-nesting' sets the limit");
  return builder;
}

bool isYaml(llvm::StringRef name, Format format) {
  if (format == Format::Auto)
    return name.ends_with_insensitive(".yaml") || name.ends_with_insensitive(".yml");
  return format == Format::Yaml;
}

/// Whether the file is small enough. Offsets are 32 bits wide and yaml-cpp's are signed, whatever the options say.
static bool checkSize(const Input &input) {
  uint64_t limit = std::min<uint64_t>(input.options.maxBytes, INT32_MAX);
  if (input.text.size() <= limit)
    return true;
  DiagnosticBuilder builder =
      input.diagnostics.report(DiagId::FileTooLarge, input.range(0, 0), uint64_t(input.text.size()), limit);
  builder.hint("'--max-definition-size' sets the limit; AWS takes definitions of up to 1 MB");
  return false;
}

void refuseTags(Node &root, DiagnosticEngine &diagnostics) {
  unsigned left = maxReports;
  forEachNode(root, [&](Node &node) {
    if (node.tag.empty())
      return;
    node.opaque = true; // what was meant is not known
    if (left == 0)
      return;
    --left;
    diagnostics.report(DiagId::TagInDefinition, node.range, shorten(node.tag))
        .note("such tags have a meaning in templates of CloudFormation, SAM and the Serverless Framework only")
        .hint("${Name} in a string is filled by --define Name=VALUE");
  });
}

void complete(Node &root, FileId file, const Options &options, DiagnosticEngine &diagnostics) {
  Input input{file, diagnostics.sourceManager().text(file), 0, options, diagnostics};
  substitute(root, input);
  reportDuplicateKeys(root, input);
}

std::unique_ptr<Node> parse(FileId file, const Options &options, DiagnosticEngine &diagnostics) {
  std::unique_ptr<Node> root = parseAsWritten(file, options, diagnostics);
  if (root)
    complete(*root, file, options, diagnostics);
  return root;
}

std::unique_ptr<Node> parseAsWritten(FileId file, const Options &options, DiagnosticEngine &diagnostics) {
  SourceManager &sources = diagnostics.sourceManager();
  llvm::StringRef text = sources.text(file);
  uint32_t begin = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  Input input{file, text, begin, options, diagnostics};
  if (!checkSize(input))
    return nullptr;
  if (text.drop_front(begin).find_first_not_of(" \t\r\n") == llvm::StringRef::npos) {
    diagnostics.report(DiagId::EmptyFile, input.range(begin, begin));
    return nullptr;
  }
  if (!checkEncoding(input))
    return nullptr;
  size_t before = diagnostics.diagnostics().size(), errors = diagnostics.errorCount();
  bool yaml = isYaml(sources.name(file), options.format);
  std::unique_ptr<Node> root = yaml ? parseYaml(input) : parseJson(input);
  if (!yaml && diagnostics.errorCount() != errors)
    if (std::optional<AwsRefusal> refusal = jacksonRefusal(text.drop_front(begin)))
      diagnostics.refuseFirst(before, std::move(*refusal));
  return root;
}

} // namespace aslc::document
