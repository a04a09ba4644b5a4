// State machines inside templates of CloudFormation, SAM and the Serverless Framework.
//
// A template is known by what it holds, not by its name. The definitions come out as documents like any other: what the
// deployment will fill in (`!GetAtt Function.Arn`, `${TableName}`) is an opaque value, which every check lets pass.
#pragma once

#include "frontend/document/Document.h"

namespace aslc::templates {

enum class Form : uint8_t { CloudFormation, Sam, Serverless };

/// A state machine of a template.
struct StateMachine {
  std::string name; // the logical id; with the Serverless Framework the key in `stateMachines`
  SourceRange nameRange;
  Form form;
  document::Node *properties; // what holds the definition
  bool isExpress = false;
};

struct Options {
  const document::Options &document; // its substitutions come from the command line
  /// Whether what is not known yet may stand for a value of any type. Otherwise it is the string `${...}`: what is to run
  /// has to know its values.
  bool keepsOpaque;
  /// Opens a file that a template names, by a path relative to it. Invalid after a diagnostic.
  llvm::function_ref<FileId(llvm::StringRef path, SourceRange named)> open;
  llvm::StringSet<> &usedDefines; // names of document.substitutions that something used
};

bool isTemplate(const document::Node &root);
/// In the order in which they stand there.
std::vector<StateMachine> findStateMachines(document::Node &root);
/// The definition of a state machine, which leaves the template. Null after a diagnostic, which may be a mere note: of a
/// definition in S3 nothing is known.
std::unique_ptr<document::Node> takeDefinition(const StateMachine &machine, const Options &options, DiagnosticEngine &diagnostics);

} // namespace aslc::templates
