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

/// The text with its ${Name} filled. A filled value is not looked through again, and maps to the ${Name} in the file.
static void fill(MappedText &text, Values &values) {
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
    auto found = name.size() > longestName || close == bytes.size() ? values.end() : values.find(name);
    if (found == values.end())
      continue;
    next = close + 1;
    found->second.isUsed = true;
    result.append(text, done, open);
    SourceRange place = text.map(open, close + 1);
    result.replaced(found->second.text, place.begin, place.end - place.begin);
    done = close + 1;
  }
  if (done == 0)
    return;
  result.append(text, done, bytes.size());
  text = result.take();
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
