// Checks the expressions of a machine state by state. First the variables of a machine are gathered: an expression may
// read one that a later state assigns, when the machine loops.
#include "frontend/asl/Validate.h"
#include "frontend/sema/Assignments.h"
#include "frontend/sema/Expressions.h"
#include "frontend/sema/JsonPath.h"
#include "frontend/sema/LostInput.h"
#include "frontend/sema/Results.h"

using namespace llvm;

namespace aslc::sema {

using asl::Field;
using asl::pointerTo;
using asl::QueryLanguage;
using asl::State;
using asl::StateType;
using asl::Template;

namespace {

class MachineChecker {
public:
  MachineChecker(const Options &options, DiagnosticEngine &diagnostics, CheckedMachine &result, VariableReferences &references)
      : options(options), diagnostics(diagnostics), result(result), references(references) {}

  // `location`: of the machine, as Step Functions writes it. Machines nest as the objects of the document do, whose
  // depth document::Options::maxDepth bounds.
  void check(const asl::Machine &machine, Variables *outer, const std::string &location) {
    Variables variables{{}, outer};
    for (const auto &state : machine.states)
      gather(*state, variables);
    for (const auto &state : machine.states)
      checkState(*state, variables, location + "/States/" + state->name);
    for (const auto &[name, entry] : variables.own) {
      result.variables.insert(name);
      if (!entry.read)
        diagnostics.report(DiagId::UnreadVariable, entry.range, name).at(entry.pointer);
    }
  }

  StateReads reads; // of all machines

private:
  //===--- Variables ---===//

  void gather(const State &state, Variables &variables) {
    gather(*state.node, state.pointer, variables);
    for (const auto &[index, rule] : enumerate(state.choices))
      gather(*rule.node, pointerTo(state.pointer + "/Choices", index), variables);
    for (const auto &[index, catcher] : enumerate(state.catchers))
      gather(*catcher.node, pointerTo(state.pointer + "/Catch", index), variables);
  }

  void gather(const document::Node &node, const std::string &pointer, Variables &variables) {
    const document::Node *assign = node.find("Assign");
    if (!assign || !assign->is(document::Kind::Object))
      return;
    for (const document::Member &member : assign->members) {
      StringRef name = member.key.text();
      name.consume_back(".$"); // JSONPath
      variables.own.try_emplace(name.str(),
                                Variables::Entry{member.keyRange, pointerTo(pointer + "/Assign", member.key.text())});
    }
  }

  //===--- States ---===//

  /// The machine inside a state, as Step Functions names the place.
  static std::string locationOf(const asl::Machine &inside, const State &state, StringRef location) {
    StringRef field = StringRef(inside.pointer).drop_front(state.pointer.size()); // "/Branches/0", "/ItemProcessor"
    auto [name, index] = field.drop_front().split('/');
    return (location + "/" + name).str() + (index.empty() ? "" : "[" + index.str() + "]");
  }

  void checkState(const State &state, Variables &variables, const std::string &location) {
    for (const auto &branch : state.branches)
      check(*branch, &variables, locationOf(*branch, state, location));
    std::vector<VariableRead> &stateReads = reads[&state];
    if (state.language == QueryLanguage::JSONPath)
      checkPaths(state, location, {variables, stateReads});
    else
      checkExpressions(state, variables, location, stateReads);
    if (state.language == QueryLanguage::JSONPath)
      for (const VariableRead &read : stateReads)
        references[state.name].insert(read.name);
    erase_if(stateReads, [&](const VariableRead &read) { return !variables.find(read.name); });
    if (state.type == StateType::Choice)
      checkChoice(state);
  }

  //===--- JSONPath ---===//

  struct PathNames {
    Variables &variables;
    std::vector<VariableRead> &reads;
  };

  void checkPaths(const State &state, const std::string &location, PathNames names) {
    for (const asl::FieldInfo &field : asl::allFields())
      if (const Template *payload = state.payload(field.id))
        checkPaths(*payload, field.id, state.pointer + "/" + payload->path, location + "/" + payload->path, names);
    for (const auto &[index, rule] : enumerate(state.choices)) {
      std::string place = location + "/Choices[" + std::to_string(index) + "]";
      if (rule.test)
        checkTest(*rule.test, place, names);
      if (rule.assign)
        checkPaths(*rule.assign, Field::Assign, pointerTo(state.pointer + "/Choices", index) + "/Assign", place + "/Assign", names);
    }
    for (const auto &[index, catcher] : enumerate(state.catchers)) {
      std::string pointer = pointerTo(state.pointer + "/Catch", index);
      std::string place = location + "/Catch[" + std::to_string(index) + "]";
      if (catcher.resultPath)
        checkPaths(*catcher.resultPath, Field::ResultPath, pointer + "/ResultPath", place + "/ResultPath", names);
      if (catcher.assign)
        checkPaths(*catcher.assign, Field::Assign, pointer + "/Assign", place + "/Assign", names);
    }
  }

  void checkTest(const asl::ChoiceTest &test, const std::string &location, PathNames names) {
    if (test.variable)
      checkPaths(*test.variable, Field::Variable, test.pointer + "/Variable", location + "/Variable", names);
    std::string field = ("/" + asl::spelling(test.op)).str();
    if (test.value)
      checkPaths(*test.value, test.op, test.pointer + field, location + field, names);
    for (const auto &[index, part] : enumerate(test.parts))
      checkTest(part, location + field + (test.op == Field::Not ? "" : "[" + std::to_string(index) + "]"), names);
  }

  /// `location`: of the field, as Step Functions names the place of all that is in it.
  void checkPaths(const Template &payload, Field field, const std::string &pointer, const std::string &location, PathNames names) {
    checkPaths(payload, asl::info(field).kind, asl::spelling(field), pointer, location, names);
  }

  void checkPaths(const Template &payload, asl::Kind kind, StringRef name, const std::string &pointer, const std::string &location,
                  PathNames names) {
    if (payload.kind == Template::Expression)
      if (auto path = readPath(payload.expression, kind, name, pointer, location, names.variables, names.reads, options, diagnostics))
        result.paths[&payload] = std::move(path);
    for (const auto &[index, item] : enumerate(payload.items))
      checkPaths(item, asl::Kind::Payload, name, pointerTo(pointer, index), location, names);
    for (const asl::TemplateMember &member : payload.members) {
      StringRef key = member.member->key.text();
      checkPaths(member.value, asl::Kind::Payload, key, pointerTo(pointer, key), location, names);
    }
  }

  //===--- JSONata ---===//

  void checkExpressions(const State &state, Variables &variables, const std::string &location,
                        std::vector<VariableRead> &stateReads) {
    bool yieldsResult =
        state.type == StateType::Task || state.type == StateType::Parallel || state.type == StateType::Map;
    for (const asl::FieldInfo &field : asl::allFields())
      if (const Template *payload = state.payload(field.id)) {
        bool hasResult = yieldsResult && (field.id == Field::Output || field.id == Field::Assign);
        checkTemplate(*payload, field.id, state.pointer + "/" + payload->path,
                      {variables, hasResult, false, true, location, &stateReads});
      }
    for (const auto &[index, rule] : enumerate(state.choices))
      checkPart(rule, pointerTo(state.pointer + "/Choices", index),
                {variables, false, false, true, location, &stateReads});
    for (const auto &[index, catcher] : enumerate(state.catchers))
      checkPart(catcher, pointerTo(state.pointer + "/Catch", index),
                {variables, false, true, true, location, &stateReads});
  }

  /// A rule or a catcher.
  template <typename Part>
  void checkPart(const Part &part, const std::string &pointer, const Surroundings &surroundings) {
    if constexpr (std::is_same_v<Part, asl::ChoiceRule>)
      if (part.condition)
        checkTemplate(*part.condition, Field::Condition, pointer + "/Condition", surroundings);
    if (part.assign)
      checkTemplate(*part.assign, Field::Assign, pointer + "/Assign", surroundings);
    if (part.output)
      checkTemplate(*part.output, Field::Output, pointer + "/Output", surroundings);
  }

  /// `field`: what the value must fit; Output stands for anything that is inside a payload.
  void checkTemplate(const Template &payload, Field field, const std::string &pointer,
                     const Surroundings &surroundings) {
    if (payload.kind == Template::Expression) {
      auto expression = readExpression(payload.expression, payload.path, pointer, surroundings, options, diagnostics);
      if (!expression)
        return;
      // Inside a payload it is the member that has no value, in Assign as in Output.
      StringRef name = field == Field::Output ? StringRef(payload.path) : asl::info(field).spelling;
      checkResult(field, name, *expression->paths->root, Reporter(expression->text, pointer, diagnostics));
      result.expressions[&payload] = std::move(expression);
    }
    for (const auto &[index, item] : enumerate(payload.items))
      checkTemplate(item, Field::Output, pointerTo(pointer, index), surroundings);
    for (const asl::TemplateMember &member : payload.members)
      checkTemplate(member.value, Field::Output, pointerTo(pointer, member.member->key.text()), surroundings);
  }

  //===--- Choice ---===//

  void checkChoice(const State &state) {
    bool hasDefault = state.defaultNext.has_value();
    for (const auto &[index, rule] : enumerate(state.choices)) {
      std::optional<bool> value = rule.condition ? constant(*rule.condition) : std::nullopt;
      hasDefault |= value.value_or(false);
      if (value == false)
        diagnostics.report(DiagId::NeverTrue, rule.condition->node->range)
            .at(pointerTo(state.pointer + "/Choices", index) + "/Condition");
    }
    if (!hasDefault)
      diagnostics.report(DiagId::NoDefault, state.nameRange, state.name)
          .at(state.pointer)
          .note("where no rule holds, the execution fails with States.Runtime");
  }

  std::optional<bool> constant(const Template &condition) {
    if (condition.node->is(document::Kind::Boolean))
      return condition.node->boolean;
    auto found = result.expressions.find(&condition);
    return found == result.expressions.end() ? std::nullopt : constantCondition(*found->second->paths->root);
  }

  const Options &options;
  DiagnosticEngine &diagnostics;
  CheckedMachine &result;
  VariableReferences &references;
};

} // namespace

std::unique_ptr<CheckedMachine> check(const asl::Machine &machine, const Options &options, DiagnosticEngine &diagnostics,
                                      VariableReferences &references) {
  auto result = std::make_unique<CheckedMachine>();
  result->machine = &machine;
  result->dialect = options.dialect;
  size_t errors = diagnostics.errorCount();
  MachineChecker checker(options, diagnostics, *result, references);
  checker.check(machine, nullptr, "");
  checkAssignments(machine, checker.reads, diagnostics);
  checkLostInput(machine, diagnostics);
  result->references = references;
  return diagnostics.errorCount() == errors ? std::move(result) : nullptr;
}

} // namespace aslc::sema
