// aslc explain: what an error code means, how it comes about, and what to do.

#include "Commands.h"
#include "Explanations.h"

#include "frontend/basic/Diagnostics.h"

#include "llvm/Support/raw_ostream.h"

using namespace aslc;

llvm::ArrayRef<OptionSpec> ExplainCommand::options() const {
  static const OptionSpec specs[] = {{OptionSpec::Flag, "markdown", "", "", "print the page as it is written"}};
  return specs;
}

std::vector<std::string> ExplainCommand::operandWords() const {
  std::vector<std::string> words;
  for (const Explanation &explanation : explanations())
    words.push_back(explanation.code.str());
  return words;
}

/// Markdown for a terminal: what stands between fences is indented instead.
static void print(llvm::StringRef text) {
  bool code = false;
  while (!text.empty()) {
    auto [line, rest] = text.split('\n');
    text = rest;
    if (line.starts_with("```"))
      code = !code;
    else
      llvm::outs() << (code && !line.empty() ? "    " : "") << line << '\n';
  }
}

static int explain(llvm::StringRef code, bool markdown) {
  const Explanation *found = findExplanation(code);
  if (!found) {
    std::vector<llvm::StringRef> codes;
    for (const Explanation &explanation : explanations())
      codes.push_back(explanation.code);
    std::string upper = code.upper();
    llvm::StringRef nearest = closest(upper, codes);
    if (nearest.empty())
      nearest = closest(code, codes);
    return complain("no error has the code '" + code + "'", nearest.empty() ? "`aslc explain` lists the codes" : "did you mean " + nearest.str() + "?");
  }
  llvm::outs() << (markdown ? "## " : "") << found->code << ": " << found->title << "\n\n";
  if (markdown)
    llvm::outs() << found->text << '\n';
  else
    print(found->text);
  if (llvm::StringRef name = warningNameOfCode(found->code); !name.empty())
    llvm::outs() << "\nA warning: -Wno-" << name << " turns it off, -Werror=" << name << " makes it an error.\n";
  return Ok;
}

int ExplainCommand::run(const Arguments &arguments) const {
  if (arguments.positional.size() > 1)
    return complain("give one code, or none for a list");
  if (arguments.positional.size() == 1)
    return explain(arguments.positional[0], arguments.has("markdown"));
  for (const Explanation &explanation : explanations())
    llvm::outs() << llvm::left_justify(explanation.code, explanation.code.size() < 7 ? 7 : 44) << explanation.title << '\n';
  return Ok;
}
