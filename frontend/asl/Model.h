// A state machine as the language sees it: states with their type, query language and fields, payloads with the expressions
// in them. Built by Reader from a document, checked by Validate, refers to the document's nodes.
#pragma once

#include "frontend/basic/Diagnostics.h"
#include "frontend/document/Document.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/StringMap.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace aslc::asl {

enum class QueryLanguage : uint8_t { JSONPath, JSONata };
enum class StateType : uint8_t { Pass, Choice, Wait, Succeed, Fail, Task, Parallel, Map };
llvm::StringRef spelling(StateType type);
llvm::StringRef spelling(QueryLanguage language);

/// Of the workflow as a whole: an Express one can do less.
enum class MachineType : uint8_t { Standard, Express };

/// Ids of the table Fields.def: every field of the language, of machines, states, choice rules, catchers, retriers ...
enum class Field : uint8_t {
#define FIELD(Id, ...) Id,
#include "frontend/asl/Fields.def"
};
llvm::StringRef spelling(Field field);

struct TemplateMember;

/// A value of a definition in which parts may be expressions: in JSONata states strings `{% ... %}`, in JSONPath states members
/// `name.$` and fields that hold a path.
struct Template {
  enum Kind : uint8_t { Literal, Expression, Array, Object } kind; // Literal: no expression below
  const document::Node *node;
  std::string path; // place in the state, as error texts name it: "Output/items[2]/x", "Choices[0]/Assign/x", "Parameters/name.$"
  MappedText expression; // Expression: the text inside, trimmed; a path or call as it is written
  std::vector<Template> items;
  std::vector<TemplateMember> members;
};

struct TemplateMember {
  const document::Member *member;
  Template value;
  MappedText name; // of the member that it makes: the key, in a JSONPath state without `.$`
};

/// What a choice rule of a JSONPath state asks.
struct ChoiceTest {
  Field op; // And, Or, Not, or a comparison such as StringEquals or StringEqualsPath
  const document::Node *node;
  std::string pointer;                     // of the rule
  std::vector<ChoiceTest> parts;           // And, Or, Not
  std::optional<Template> variable, value; // of a comparison: two paths, or a path and a literal
};

struct ChoiceRule {
  const document::Node *node;
  std::optional<Template> condition; // JSONata
  std::optional<ChoiceTest> test;    // JSONPath
  std::optional<Template> assign, output;
  MappedText next;
};

struct Catcher {
  const document::Node *node;
  std::vector<MappedText> errors;
  std::optional<Template> assign, output;
  std::optional<Template> resultPath; // JSONPath
  MappedText next;
};

struct Machine;

struct State {
  std::string name;
  SourceRange nameRange;
  StateType type;
  QueryLanguage language;
  const document::Node *node;
  std::string pointer; // "/States/Route"
  std::optional<MappedText> next; // Next
  bool end = false;               // End
  llvm::DenseMap<uint8_t, const document::Node *> fields; // by Field; those present, parts of objects too
  // Fields that may hold expressions. JSONata: Output, Assign, Arguments, Items, Seconds, Error, TimeoutSeconds ... JSONPath: Parameters,
  // ResultSelector, Assign, ItemSelector, InputPath, ResultPath, SecondsPath ...
  llvm::DenseMap<uint8_t, Template> templates; // by Field
  std::vector<ChoiceRule> choices;
  std::optional<MappedText> defaultNext;
  std::vector<Catcher> catchers;
  std::vector<std::unique_ptr<Machine>> branches; // Parallel: Branches; Map: the processor

  const document::Node *field(Field f) const { auto it = fields.find(uint8_t(f)); return it == fields.end() ? nullptr : it->second; }
  const Template *payload(Field f) const { auto it = templates.find(uint8_t(f)); return it == templates.end() ? nullptr : &it->second; }
};

struct Machine {
  const document::Node *node;
  std::string pointer; // "" at the top
  QueryLanguage language = QueryLanguage::JSONPath;
  MappedText startAt;
  std::vector<std::unique_ptr<State>> states; // in the order written
  llvm::StringMap<State *> byName;
  std::optional<double> timeoutSeconds;
  std::string comment;
};

/// Whether a state is a Map whose iterations are executions of their own.
bool isDistributed(const State &state);

/// Reads and checks a document. Every fault is reported; null only if there is no machine to speak of. A machine returned
/// with errors reported must not be lowered.
std::unique_ptr<Machine> read(const document::Node &root, DiagnosticEngine &diagnostics,
                              MachineType type = MachineType::Standard);

/// Indented text for --emit=ast: states, targets, payloads with expressions.
void dump(const Machine &machine, llvm::raw_ostream &out);

} // namespace aslc::asl
