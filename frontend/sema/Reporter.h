// Diagnostics about one expression: its places become places of the file, and each names the field.
#pragma once

#include "frontend/basic/Diagnostics.h"
#include "frontend/jsonata/Ast.h"

namespace aslc::sema {

class Reporter {
public:
  /// `pointer`: JSON pointer of the field, "" outside a definition. `text` must outlive the reporter. `location`: the
  /// same as Step Functions writes it ("/States/Route/Choices[0]/Condition"); "" where its rules do not hold.
  Reporter(const MappedText &text, std::string pointer, DiagnosticEngine &engine, std::string location = "")
      : text(text), pointer(std::move(pointer)), engine(engine), location(std::move(location)) {}

  template <typename... Args> DiagnosticBuilder report(DiagId id, jsonata::Range range, const Args &...args) const {
    return engine.report(id, map(range), args...).at(pointer);
  }
  /// An error of JSONata, by its code.
  DiagnosticBuilder reportError(llvm::StringRef code, jsonata::Range range, llvm::Twine message) const {
    return engine.reportError(code, map(range), message).at(pointer);
  }
  /// Adds what Step Functions says of the definition.
  void refuse(DiagnosticBuilder builder, llvm::StringRef code, llvm::Twine message) const {
    if (!location.empty())
      builder.aws({code.str(), message.str(), location});
  }
  /// "did you mean `$sum`?" for a range; nothing if there is no guess.
  void suggest(DiagnosticBuilder builder, jsonata::Range range, llvm::Twine guess) const {
    std::string replacement = guess.str();
    if (!replacement.empty())
      builder.hint("did you mean `" + replacement + "`?", map(range), replacement);
  }
  /// Whether there is time for a guess at what was meant: in a text of nothing but faults, searching for each would
  /// take minutes.
  bool mayGuess() const { return engine.diagnostics().size() < 200; }
  const std::string &place() const { return pointer; }
  SourceRange map(jsonata::Range range) const { return text.map(range.begin, range.end); }
  /// The text of a range as it is written in the expression.
  llvm::StringRef spelled(jsonata::Range range) const { return text.text().slice(range.begin, range.end); }

private:
  const MappedText &text;
  std::string pointer;
  DiagnosticEngine &engine;
  std::string location;
};

} // namespace aslc::sema
