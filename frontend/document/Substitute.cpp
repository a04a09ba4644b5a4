// ${Name} in strings, as SAM's DefinitionSubstitutions and CloudFormation fill it before AWS sees the definition.
#include "frontend/document/Input.h"

#include "llvm/ADT/StringMap.h"

namespace aslc::document {

namespace {
struct Value {
  llvm::StringRef text;
  bool isUsed = false;
};
using Values = llvm::StringMap<Value>;
constexpr size_t longestName = 255; // CloudFormation's limit on logical names
} // namespace

void replacePlaceholders(MappedText &text,
                         llvm::function_ref<std::optional<llvm::StringRef>(llvm::StringRef, SourceRange)> valueOf) {
  llvm::StringRef bytes = text.text();
  size_t open = bytes.find("${");
  if (open == llvm::StringRef::npos)
    return;
  SourceRange whole = text.map(0, bytes.size());
  MappedText::Builder result(whole.file, whole.begin);
  size_t done = 0;
  for (size_t next = open + 2; open != llvm::StringRef::npos; open = bytes.find("${", next), next = open + 2) {
    // Looking no farther than a name can reach keeps "${${${..." linear.
    llvm::StringRef name = bytes.substr(open + 2, longestName + 1).take_until([](char c) { return c == '}'; });
    size_t close = open + 2 + name.size();
    if (name.size() > longestName || close == bytes.size())
      continue;
    SourceRange place = text.map(open, close + 1);
    std::optional<llvm::StringRef> value = valueOf(name, place);
    if (!value)
      continue;
    next = close + 1;
    result.append(text, done, open);
    result.replaced(*value, place.begin, place.end - place.begin);
    done = close + 1;
  }
  if (done == 0)
    return;
  result.append(text, done, bytes.size());
  text = result.take();
}

static void fill(MappedText &text, Values &values) {
  replacePlaceholders(text, [&](llvm::StringRef name, SourceRange) -> std::optional<llvm::StringRef> {
    auto found = values.find(name);
    if (found == values.end())
      return std::nullopt;
    found->second.isUsed = true;
    return found->second.text;
  });
}

void substitute(Node &root, const Input &input) {
  Values values;
  for (const auto &[name, text] : input.options.substitutions) {
    if (!isUtf8(text))
      input.diagnostics.report(DiagId::SubstitutionNotUtf8, {}, name);
    else
      values[name].text = text;
  }
  if (values.empty())
    return;
  forEachNode(root, [&](Node &node) {
    if (node.is(Kind::String))
      fill(node.string, values);
    for (Member &member : node.members)
      fill(member.key, values);
  });
  for (const auto &[name, text] : input.options.substitutions)
    if (auto found = values.find(name); found != values.end() && !found->second.isUsed)
      input.diagnostics.report(DiagId::UnusedSubstitution, {}, name);
}

} // namespace aslc::document
