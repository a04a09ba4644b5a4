// Payloads: which strings are expressions, and where in a payload they stand.
#include "frontend/asl/Validate.h"

#include "llvm/ADT/STLExtras.h"

using namespace llvm;

namespace aslc::asl {

using document::Node;
using NodeKind = document::Kind;

Delimiters delimitersOf(StringRef text) {
  bool opening = text.starts_with("{%"), closing = text.ends_with("%}");
  // "{%}": the two may not share their percent sign.
  if (opening && closing && text.size() >= 4)
    return Delimiters::Both;
  return opening ? Delimiters::OpeningOnly : closing ? Delimiters::ClosingOnly : Delimiters::None;
}

namespace {

class TemplateReader {
public:
  TemplateReader(QueryLanguage language, DiagnosticEngine &diagnostics)
      : isJsonata(language == QueryLanguage::JSONata), diagnostics(diagnostics) {}

  // The nesting is the document's, which Options::maxDepth bounds.
  Template read(const Node &node, std::string path, const std::string &pointer) {
    switch (node.kind) {
    case NodeKind::String:
      return isJsonata ? readString(node, std::move(path), pointer) : make(Template::Literal, node, std::move(path));
    case NodeKind::Array:
      return readArray(node, std::move(path), pointer);
    case NodeKind::Object:
      return readObject(node, std::move(path), pointer);
    default:
      return make(Template::Literal, node, std::move(path));
    }
  }

private:
  static Template make(Template::Kind kind, const Node &node, std::string path) {
    return {kind, &node, std::move(path), {}, {}, {}};
  }

  Template readString(const Node &node, std::string path, const std::string &pointer) {
    if (node.opaque)
      return make(Template::Literal, node, std::move(path));
    StringRef text = node.string.text();
    switch (delimitersOf(text)) {
    case Delimiters::Both: {
      Template result = make(Template::Expression, node, std::move(path));
      StringRef inner = text.drop_front(2).drop_back(2);
      size_t begin = 2 + (inner.size() - inner.ltrim().size());
      result.expression = node.string.slice(begin, begin + inner.trim().size());
      return result;
    }
    case Delimiters::OpeningOnly:
      reportUnclosed(node, pointer);
      break;
    case Delimiters::ClosingOnly:
      reportUnopened(node, pointer);
      break;
    case Delimiters::None:
      break;
    }
    return make(Template::Literal, node, std::move(path));
  }

  void reportUnclosed(const Node &node, const std::string &pointer) {
    auto report = diagnostics.report(DiagId::UnclosedExpression, node.string.map(0, 2), "{%", "%}");
    report.at(pointer);
    // A block scalar of YAML, more often than not.
    if (node.string.text().rtrim().ends_with("%}"))
      report.hint("an expression has no blank or line break after '%}'; in YAML, '|-' and '>-' leave out the last one");
  }

  void reportUnopened(const Node &node, const std::string &pointer) {
    StringRef text = node.string.text();
    auto report =
        diagnostics.report(DiagId::UnopenedExpression, node.string.map(text.size() - 2, text.size()), "%}", "{%");
    report.at(pointer);
    if (text.ltrim().starts_with("{%"))
      report.hint("an expression has no blank before '{%'");
  }

  Template readArray(const Node &node, std::string path, const std::string &pointer) {
    Template result = make(Template::Literal, node, std::move(path));
    for (const auto &[index, item] : enumerate(node.items)) {
      result.items.push_back(read(*item, result.path + "[" + std::to_string(index) + "]", pointerTo(pointer, index)));
      if (result.items.back().kind != Template::Literal)
        result.kind = Template::Array;
    }
    if (result.kind == Template::Literal)
      result.items.clear();
    return result;
  }

  Template readObject(const Node &node, std::string path, const std::string &pointer) {
    Template result = make(Template::Literal, node, std::move(path));
    for (const document::Member &member : node.members) {
      result.members.push_back(readMember(member, result.path, pointer));
      if (result.members.back().value.kind != Template::Literal)
        result.kind = Template::Object;
    }
    if (result.kind == Template::Literal)
      result.members.clear();
    return result;
  }

  TemplateMember readMember(const document::Member &member, const std::string &path, const std::string &pointer) {
    std::string key = member.key.text().str();
    // Anything but a path or call has been reported.
    if (!isJsonata && StringRef(key).ends_with(".$") && member.value->is(NodeKind::String) && !member.value->opaque && isPathOrCall(member.value->string.text()))
      return {&member, readPath(*member.value, path + "/" + key), member.key.slice(0, key.size() - 2)};
    return {&member, read(*member.value, path + "/" + key, pointerTo(pointer, key)), member.key};
  }

  bool isJsonata;
  DiagnosticEngine &diagnostics;
};

} // namespace

Template readTemplate(const Node &node, QueryLanguage language, std::string path, StringRef pointer,
                      DiagnosticEngine &diagnostics) {
  return TemplateReader(language, diagnostics).read(node, std::move(path), pointer.str());
}

Template readPath(const Node &node, std::string path) {
  bool isText = node.is(NodeKind::String); // the other possibility is null
  return {isText ? Template::Expression : Template::Literal, &node, std::move(path), isText ? node.string : MappedText(), {}, {}};
}

} // namespace aslc::asl
