// Expressions of JSONPath states: paths as Jayway's library reads them, which Step Functions uses, and calls of intrinsic functions.
#pragma once

#include "runtime/abi/JsonPath.h"

#include "llvm/ADT/StringRef.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace aslc::jsonpath {

/// Bytes of the expression's text.
struct Range {
  uint32_t begin = 0, end = 0;
};

enum class Root : uint8_t {
  Input,    // $
  Context,  // $$
  Variable, // $name
  Item      // @, inside of a filter
};

struct Filter;

struct Step {
  enum Kind : uint8_t {
    Names,    // .a  ['a']  ['a','b']
    Indices,  // [0]  [-1]  [0,2]
    Slice,    // [1:3]
    Wildcard, // .*  [*]
    Descend,  // ..  what follows is sought at any depth
    Filter,   // [?(...)]
    Length    // .length()
  } kind;
  Range range = {};
  std::vector<std::string> names = {};
  std::vector<int32_t> indices = {};
  std::optional<int32_t> first = {}, last = {}; // Slice: from (included), to (excluded); negative from the end
  std::unique_ptr<jsonpath::Filter> filter = {};

  /// One name or one index.
  bool isReference() const { return kind <= Indices && names.size() + indices.size() == 1; }
};

struct Path {
  Root root = Root::Input;
  std::string variable; // Root::Variable
  Range range;
  std::vector<Step> steps;

  /// Selects at most one value; others give an array of what they select, perhaps an empty one.
  bool isDefinite() const;
  /// The first step that a reference path may not have, or null.
  const Step *notOfReference() const;
};

/// One side of a comparison in a filter.
struct Operand {
  enum Kind : uint8_t { Path, Literal, Regex } kind;
  Range range = {};
  jsonpath::Path path = {};
  std::string text = {};  // Literal: JSON text. Regex: the pattern
  std::string flags = {}; // Regex
};

struct Filter {
  enum Kind : uint8_t { And, Or, Not, Exists, Compare } kind;
  Range range = {};
  std::vector<Filter> parts = {};  // And, Or, Not
  std::vector<Operand> sides = {}; // Exists: one; Compare: two
  aslrt::FilterOperator op = {};
};

struct Call;

struct Argument {
  enum Kind : uint8_t { Path, Literal, Call } kind;
  Range range = {};
  jsonpath::Path path = {};
  std::string text = {}; // Literal: JSON text
  std::unique_ptr<jsonpath::Call> call = {};
};

/// A call of an intrinsic function: States.Format('{}', $.name).
struct Call {
  Range range, nameRange;
  std::string name; // behind "States."
  std::vector<Argument> arguments;
};

struct Expression {
  std::optional<Path> path;
  std::unique_ptr<Call> call; // if there is no path
};

struct SyntaxError {
  Range range;
  std::string message;
  std::string hint = {};
};

struct ParseOptions {
  uint32_t maxCalls = 10;    // calls in arguments of calls: AWS's limit
  uint32_t maxFilters = 100; // nesting of filters, and of arrays and objects in them
};

/// Parses a path. Blanks around it are skipped, as Jayway's library does.
std::optional<Path> parsePath(llvm::StringRef text, const ParseOptions &options, std::optional<SyntaxError> &error);
/// Parses a path or, if the text begins with "States.", a call.
std::optional<Expression> parse(llvm::StringRef text, const ParseOptions &options, std::optional<SyntaxError> &error);

/// All paths of an expression, those of filters included.
std::vector<const Path *> pathsOf(const Expression &expression);

/// A step as Jayway's messages write it: ['name'], [0].
std::string spelled(const Step &step);

} // namespace aslc::jsonpath
