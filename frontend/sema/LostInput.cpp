// Where nothing is said of ResultPath, a result replaces the input, and what the input had is gone. A forward dataflow: the data
// at a state is unknown, or an object with no other members than some. It is known behind a Pass state with a Result, behind
// templates, behind lambda:invoke and behind catchers; ways that meet give the union.
#include "frontend/sema/LostInput.h"

#include "frontend/asl/Fields.h"
#include "frontend/asl/Validate.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <set>

using namespace llvm;

namespace aslc::sema {

using asl::Field;
using asl::QueryLanguage;
using asl::State;
using asl::StateType;
using document::Node;
using NodeKind = document::Kind;

namespace {

/// Null: unknown.
using Members = std::optional<std::set<std::string>>;

struct Data {
  Members members;
  const State *maker = nullptr; // that has replaced what was there before; null: several have

  bool operator==(const Data &) const = default;
};

/// "a" of "$.a", "$.a.b" and "$.a[0]"; "" of any other path.
StringRef firstMember(StringRef path) {
  if (!path.consume_front("$."))
    return "";
  StringRef name = path.take_while([](char c) { return isAlnum(c) || c == '_'; });
  StringRef rest = path.drop_front(name.size());
  return rest.empty() || rest.starts_with(".") || rest.starts_with("[") ? name : "";
}

StringRef textOf(const Node *node) { return node && node->is(NodeKind::String) ? node->string.text() : StringRef(); }

class LostInputChecker {
public:
  explicit LostInputChecker(DiagnosticEngine &diagnostics) : diagnostics(diagnostics) {}

  void check(const asl::Machine &machine) {
    DenseMap<const State *, Data> entry;
    const State *start = machine.byName.lookup(machine.startAt.text());
    if (start)
      flow(machine, *start, entry);
    for (const auto &state : machine.states) {
      if (auto found = entry.find(state.get()); found != entry.end() && found->second.members && state->language == QueryLanguage::JSONPath)
        checkPaths(*state, found->second);
      for (const auto &branch : state->branches)
        check(*branch); // of the input of a branch nothing is known
    }
  }

private:
  //===--- Data ---===//

  void flow(const asl::Machine &machine, const State &start, DenseMap<const State *, Data> &entry) {
    entry[&start] = {};
    for (SmallVector<const State *> pending{&start}; !pending.empty();) {
      const State *state = pending.pop_back_val();
      Data in = entry.lookup(state);
      auto send = [&](StringRef target, const Data &data) {
        const State *to = machine.byName.lookup(target);
        if (to && merge(entry, to, data))
          pending.push_back(to);
      };
      Data out = after(*state, in);
      if (state->next)
        send(state->next->text(), out);
      if (state->defaultNext)
        send(state->defaultNext->text(), out);
      for (const asl::ChoiceRule &rule : state->choices)
        send(rule.next.text(), out);
      for (const asl::Catcher &catcher : state->catchers)
        send(catcher.next.text(), afterCatcher(*state, catcher, in));
    }
  }

  /// Whether what is known of a state's data has changed: members only come, until nothing is known.
  static bool merge(DenseMap<const State *, Data> &entry, const State *to, const Data &data) {
    auto [found, isNew] = entry.try_emplace(to, data);
    if (isNew)
      return true;
    Data before = found->second;
    if (!found->second.members || !data.members)
      found->second = {};
    else
      found->second.members->insert(data.members->begin(), data.members->end());
    if (found->second.maker != data.maker)
      found->second.maker = nullptr;
    return !(before == found->second);
  }

  static Data after(const State &state, const Data &in) {
    if (state.language == QueryLanguage::JSONata)
      return {};
    Data result = selected(state, Field::InputPath, in);
    bool computes = state.type == StateType::Task || state.type == StateType::Parallel || state.type == StateType::Map;
    if (const Node *parameters = state.field(Field::Parameters))
      result = {membersOf(*parameters), &state};
    if (const Node *fixed = state.field(Field::Result))
      result = {membersOf(*fixed), &state};
    if (computes)
      result = {resultOf(state), &state};
    if (const Node *selector = state.field(Field::ResultSelector))
      result = {membersOf(*selector), &state};
    if (computes || state.type == StateType::Pass)
      result = put(state.field(Field::ResultPath), in, result);
    return selected(state, Field::OutputPath, result);
  }

  static Data afterCatcher(const State &state, const asl::Catcher &catcher, const Data &in) {
    if (state.language == QueryLanguage::JSONata)
      return {};
    return put(catcher.node->find("ResultPath"), in, {std::set<std::string>{"Error", "Cause"}, &state});
  }

  static Members resultOf(const State &state) {
    StringRef resource = textOf(state.field(Field::Resource));
    if (state.type == StateType::Task && resource.ends_with(":states:::lambda:invoke"))
      return std::set<std::string>{"ExecutedVersion", "FunctionError", "LogResult", "Payload", "SdkHttpMetadata", "SdkResponseMetadata", "StatusCode"};
    return std::nullopt;
  }

  /// Of an object literal or template.
  static Members membersOf(const Node &node) {
    if (!node.is(NodeKind::Object) || node.opaque)
      return std::nullopt;
    std::set<std::string> members;
    for (const document::Member &member : node.members) {
      StringRef name = member.key.text();
      name.consume_back(".$");
      members.insert(name.str());
    }
    return members;
  }

  static Data selected(const State &state, Field field, const Data &data) {
    const Node *path = state.field(field);
    if (!path || textOf(path) == "$")
      return data;
    return path->is(NodeKind::Null) ? Data{std::set<std::string>{}, &state} : Data{};
  }

  static Data put(const Node *path, const Data &in, Data result) {
    if (!path || textOf(path) == "$")
      return result;
    if (path->is(NodeKind::Null))
      return in;
    StringRef name = firstMember(textOf(path));
    if (name.empty() || !in.members)
      return {};
    Data out = in;
    out.members->insert(name.str());
    return out;
  }

  //===--- Paths ---===//

  void checkPaths(const State &state, const Data &data) {
    const Node *inputPath = state.field(Field::InputPath);
    if (inputPath && textOf(inputPath) != "$")
      return checkPath(*inputPath, state.pointer + "/InputPath", data);
    for (Field field : {Field::SecondsPath, Field::TimestampPath, Field::ItemsPath, Field::ErrorPath, Field::CausePath})
      if (const Node *path = state.field(field))
        checkPath(*path, state.pointer + "/" + asl::spelling(field).str(), data);
    if (const Node *parameters = state.field(Field::Parameters))
      checkTemplate(*parameters, state.pointer + "/Parameters", data);
    for (const auto &[index, rule] : enumerate(state.choices))
      if (!asksForPresence(state))
        if (const Node *variable = rule.node->find("Variable"))
          checkPath(*variable, state.pointer + "/Choices/" + std::to_string(index) + "/Variable", data);
  }

  /// A Choice state that asks whether something is there reckons with its absence.
  static bool asksForPresence(const State &state) {
    auto asks = [](const Node &node, auto &self) -> bool {
      return node.find("IsPresent") || any_of(node.items, [&](const auto &item) { return self(*item, self); }) ||
             any_of(node.members, [&](const document::Member &member) { return self(*member.value, self); });
    };
    return any_of(state.choices, [&](const asl::ChoiceRule &rule) { return asks(*rule.node, asks); });
  }

  void checkTemplate(const Node &node, const std::string &pointer, const Data &data) {
    for (const document::Member &member : node.members) {
      std::string place = asl::pointerTo(pointer, member.key.text());
      if (member.key.text().ends_with(".$"))
        checkPath(*member.value, place, data);
      else
        checkTemplate(*member.value, place, data);
    }
  }

  void checkPath(const Node &path, const std::string &pointer, const Data &data) {
    StringRef name = firstMember(textOf(&path));
    if (name.empty() || data.members->count(name.str()))
      return;
    std::vector<StringRef> members(data.members->begin(), data.members->end());
    auto report = diagnostics.report(DiagId::LostInput, path.range, name, members.empty() ? "no members" : "only " + asl::quotedList(members, "and"));
    report.at(pointer);
    if (data.maker)
      report.note("the output of '" + data.maker->name + "' has replaced what was there; 'ResultPath' keeps it", data.maker->nameRange);
  }

  DiagnosticEngine &diagnostics;
};

} // namespace

void checkLostInput(const asl::Machine &machine, DiagnosticEngine &diagnostics) { LostInputChecker(diagnostics).check(machine); }

} // namespace aslc::sema
