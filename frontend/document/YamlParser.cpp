#include "frontend/document/YamlTree.h"

#include "llvm/ADT/StringExtras.h"

#include <yaml-cpp/depthguard.h>
#include <yaml-cpp/parser.h>

#include <sstream>

namespace aslc::document {

/// Refuses what yaml-cpp would take amiss: it ends at U+0004 without a word, and reads all of a bracketed value into
/// memory before it sees how deep it is.
static bool checkYamlText(const Input &input) {
  constexpr unsigned mostOpen = 10000; // strings may hold brackets too, but not this many open ones
  unsigned open = 0;
  for (size_t at = input.begin; at < input.text.size(); ++at) {
    unsigned char c = input.text[at];
    bool isControl = (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7F;
    if (isControl) {
      input.diagnostics.report(DiagId::ControlCharacter, input.range(at, at + 1), llvm::utohexstr(c, false, 4))
          .hint("in double quotes it is written '\\x" + llvm::utohexstr(c, false, 2) + "'");
      return false;
    }
    if ((c == ']' || c == '}') && open > 0)
      --open;
    else if ((c == '[' || c == '{') && ++open > mostOpen) {
      reportTooDeep(input, std::min(input.options.maxDepth, deepestYaml), input.range(at, at + 1));
      return false;
    }
  }
  return true;
}

std::unique_ptr<Node> parseYaml(const Input &input) {
  if (!checkYamlText(input))
    return nullptr;
  YamlTreeBuilder builder(input);
  try {
    std::istringstream stream(input.text.drop_front(input.begin).str());
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(builder)) {
    }
  } catch (const YAML::DeepRecursion &error) {
    uint32_t at = std::min<size_t>(input.begin + std::max(error.mark.pos, 0), input.text.size());
    reportTooDeep(input, deepestYaml, input.range(at, at));
    return nullptr;
  } catch (const YAML::ParserException &error) {
    reportYamlError(input, error);
    return nullptr;
  } catch (const YamlAbandoned &) {
    return nullptr;
  }
  if (!builder.root)
    input.diagnostics.report(DiagId::EmptyFile, input.range(input.begin, input.begin));
  return std::move(builder.root);
}

} // namespace aslc::document
