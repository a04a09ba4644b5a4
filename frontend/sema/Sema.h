// Meaning: what the expressions of a machine refer to, and whether all of it exists. The last phase that reports errors of the
// definition; what passes here compiles.
#pragma once

#include "frontend/asl/Model.h"
#include "frontend/basic/Diagnostics.h"
#include "frontend/jsonata/Ast.h"
#include "frontend/jsonata/Paths.h"
#include "frontend/jsonpath/Ast.h"
#include "runtime/abi/Dialect.h"

#include "llvm/ADT/DenseMap.h"

#include <memory>
#include <set>
#include <string>

namespace aslc::sema {

using aslrt::Dialect;

/// An expression ready to be lowered.
struct CheckedExpression {
  MappedText text;   // where the bytes of the expression stand
  std::string field; // "Output/total"
  std::unique_ptr<jsonata::Expression> syntax;
  std::unique_ptr<jsonata::PathForm> paths;
  Dialect dialect = Dialect::Aws;
  std::set<std::string> variables; // workflow variables (`aslc eval`: bindings) that it reads
};

/// A path or a call of an intrinsic function, ready to be lowered.
struct CheckedPath {
  MappedText text;
  jsonpath::Expression syntax;
  std::set<std::string> variables; // that it reads
};

struct Options {
  Dialect dialect = Dialect::Aws;
  uint32_t maxDepth = 500;   // nesting of an expression: --max-nesting
  uint32_t maxTerms = 10000; // operators and operands of an expression, which compile slower than linearly: --max-terms
};

/// A machine whose expressions are parsed and checked.
struct CheckedMachine {
  const asl::Machine *machine;
  Dialect dialect = Dialect::Aws;
  /// By the template that holds the expression (Template::Expression).
  llvm::DenseMap<const asl::Template *, std::unique_ptr<CheckedExpression>> expressions;
  /// The same in JSONPath states.
  llvm::DenseMap<const asl::Template *, std::unique_ptr<CheckedPath>> paths;
  /// Workflow variables: every name that some Assign gives, in alphabetical order.
  std::set<std::string> variables;
  VariableReferences references;
};

/// Checks a machine, also one that asl::read found errors in, for the sake of further ones. Null if there were errors of its own. In `references` each state, inside
/// others too, gets the variables that its paths read, as DescribeStateMachine tells them; those of JSONata do not count.
std::unique_ptr<CheckedMachine> check(const asl::Machine &machine, const Options &options, DiagnosticEngine &diagnostics,
                                      VariableReferences &references);

/// Checks one expression (`aslc eval`); `bindings` are the variables bound before. Null if there were errors.
std::unique_ptr<CheckedExpression> checkExpression(MappedText text, llvm::ArrayRef<std::string> bindings, const Options &options,
                                                   DiagnosticEngine &diagnostics);

} // namespace aslc::sema
