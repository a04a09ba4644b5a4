// What is known of the values in a state machine's definition before it is deployed. Internal to this folder.
#pragma once

#include "frontend/template/Template.h"

#include "llvm/ADT/StringMap.h"

#include <deque>

namespace aslc::templates {

/// An intrinsic function of CloudFormation: `!GetAtt X.Arn`, or {"Fn::GetAtt": ["X", "Arn"]}.
struct Intrinsic {
  llvm::StringRef name; // "GetAtt", without "Fn::"
  document::Node *argument;
};
std::optional<Intrinsic> intrinsicOf(document::Node &node);
/// As a message names it: "!GetAtt".
std::string spelling(const Intrinsic &intrinsic);

/// What a value of a template comes to, as far as that is known.
struct Value {
  MappedText text; // with ${Name} for what only the deployment knows, as Fn::Sub would have it
  bool isString;   // else it may be of any type
  bool isKnown;    // nothing is left for the deployment
};

/// Fills in what is known of one state machine. Intrinsics come first, then DefinitionSubstitutions, as plain text; values
/// from the command line go before both.
class Resolver {
public:
  Resolver(const Options &options, Form form, DiagnosticEngine &diagnostics) : options(options), form(form), diagnostics(diagnostics) {}

  void addSubstitutions(const document::Node &map);
  /// Fills the ${Name} of a text. Those that nothing will ever fill are reported.
  void fill(MappedText &text);
  /// Nothing for an object or array that is no intrinsic, and for null.
  std::optional<Value> evaluate(document::Node &node);
  /// Replaces all intrinsics in a definition by what they come to, and fills its strings and keys.
  void resolve(document::Node &definition);
  /// The same for a definition that was a text, once it is read: what is left in it is marked as opaque.
  void markOpaque(document::Node &definition);
  void reportUnused();

  /// Names whose ${Name} stands for a value that only the deployment knows.
  const llvm::StringSet<> &opaqueNames() const { return opaque; }

private:
  struct Substitution {
    std::string text;
    SourceRange place;
    bool isKnown;
    bool isUsed = false;
  };
  using Found = std::optional<llvm::StringRef>;

  Found define(llvm::StringRef name);
  Found substitution(llvm::StringRef name, SourceRange place);
  Found leave(llvm::StringRef name);
  Found keep(std::string text);
  void fillSub(MappedText &text, const document::Node *variables);
  Found subVariable(llvm::StringRef name, const document::Node *variables);
  bool spend(size_t bytes, SourceRange place);
  void expandSubstitutions();
  void reportUndefined(llvm::StringRef name, SourceRange place);
  Value placeholder(std::string name, SourceRange place);
  std::optional<Value> call(const Intrinsic &intrinsic, SourceRange place);
  std::optional<Value> getAtt(document::Node &argument, SourceRange place);
  std::optional<Value> sub(document::Node &argument);
  std::optional<Value> join(document::Node &argument);
  Value ofText(MappedText text);
  bool holdsOpaque(llvm::StringRef text) const;
  bool isOpaqueString(const document::Node &node) const;
  void replace(document::Node &node, Value value);

  const Options &options;
  Form form;
  DiagnosticEngine &diagnostics;
  llvm::StringMap<Substitution> substitutions;
  llvm::StringSet<> opaque;
  std::deque<std::string> kept; // texts that were made here
  uint64_t spent = 0;           // bytes filled in: a small template must not make a huge definition
  unsigned undefined = 0;       // reports
};

} // namespace aslc::templates
