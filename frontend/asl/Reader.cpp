// A document becomes a model. Every object is taken apart by the table of fields; what has a place in the model is put
// there, and what is wrong is reported on the way.
#include "frontend/asl/Validate.h"

#include "llvm/ADT/STLExtras.h"

using namespace llvm;

namespace aslc::asl {

using document::Member;
using document::Node;
using NodeKind = document::Kind;

namespace {

using TemplateMap = DenseMap<uint8_t, Template>;

/// What an object holds, its parts (Credentials, ItemReader ...) included.
struct Contents {
  FieldMap fields;
  TemplateMap templates;

  std::optional<Template> take(Field field) {
    auto found = templates.find(uint8_t(field));
    return found == templates.end() ? std::nullopt : std::optional(std::move(found->second));
  }
  MappedText text(Field field) const {
    const Node *node = get(fields, field);
    return node && node->is(NodeKind::String) ? node->string : MappedText();
  }
};

/// The word itself if it is one of the choices, else the one that it is likely a misspelling of, or "".
StringRef likely(StringRef word, ArrayRef<StringRef> choices) {
  return is_contained(choices, word) ? word : closest(word, choices);
}

class Reader {
public:
  Reader(DiagnosticEngine &diagnostics, MachineType type) : diagnostics(diagnostics), type(type) {}

  // Machines nest as objects of the document do, whose depth Options::maxDepth bounds.
  std::unique_ptr<Machine> readMachine(const Node &node, const Place &place) {
    Contents contents;
    FieldMap fields = readObject(node, place, "", contents);
    auto machine = std::make_unique<Machine>();
    machine->node = &node;
    machine->pointer = place.pointer;
    machine->language = place.language;
    machine->startAt = contents.text(Field::StartAt);
    machine->comment = contents.text(Field::Comment).text().str();
    if (const Node *timeout = get(fields, Field::MachineTimeout); timeout && timeout->is(NodeKind::Number))
      machine->timeoutSeconds = timeout->number;
    if (const Node *states = get(fields, Field::States); states && states->is(NodeKind::Object))
      for (const Member &member : states->members)
        readState(member, *machine);
    return machine;
  }

  /// The language that an object's QueryLanguage names, or the one that it inherits.
  static QueryLanguage languageOf(const Node &node, QueryLanguage inherited) {
    const Node *field = node.find("QueryLanguage");
    if (!field || !field->is(NodeKind::String))
      return inherited;
    StringRef name = likely(field->string.text(), info(Field::QueryLanguage).limit.choices());
    if (name.empty())
      return inherited;
    return name == "JSONata" ? QueryLanguage::JSONata : QueryLanguage::JSONPath;
  }

private:
  void readState(const Member &member, Machine &machine) {
    std::string pointer = pointerTo(pointerTo(machine.pointer, "States"), member.key.text());
    const Node &node = *member.value;
    if (!node.is(NodeKind::Object)) {
      reportWrongType(member.key.text(), node, "an object", pointer, diagnostics);
      return;
    }
    auto state = std::make_unique<State>();
    state->name = member.key.text().str();
    state->nameRange = member.keyRange;
    state->node = &node;
    state->pointer = pointer;
    state->language = languageOf(node, machine.language);
    checkLanguage(*state, machine.language);

    Contents contents;
    std::optional<StateType> type = readType(*state);
    state->type = type.value_or(StateType::Pass);
    FieldMap own = type ? readObject(node, {ownerOf(*type), state->language, pointer}, "", contents)
                        : guessFields(node, state->language);
    if (!type)
      contents.fields = own;
    fill(*state, contents, machine.language);
    checkState(own, *state);
    // Of two states of one name, the first is known by it; the document has reported the key.
    if (machine.byName.try_emplace(state->name, state.get()).second)
      machine.states.push_back(std::move(state));
  }

  void checkLanguage(const State &state, QueryLanguage machine) {
    if (machine == QueryLanguage::JSONata && state.language == QueryLanguage::JSONPath)
      diagnostics.report(DiagId::LanguageDowngrade, state.node->find("QueryLanguage")->range, "JSONPath", "JSONata")
          .at(state.pointer);
  }

  /// The type, or the one that a misspelt name seems to mean. readObject reports the spelling; without any guess it is
  /// reported here, because the fields of a state of no type cannot be judged.
  std::optional<StateType> readType(const State &state) {
    const Node *node = state.node->find("Type");
    const FieldInfo &field = info(Field::Type);
    if (!node) {
      diagnostics.report(DiagId::MissingField, state.nameRange, "the state '" + state.name + "'", "'Type'", "Type")
          .at(state.pointer);
      return std::nullopt;
    }
    if (node->is(NodeKind::String)) {
      StringRef name = likely(node->string.text(), field.limit.choices());
      for (unsigned i = 0; i <= unsigned(StateType::Map); ++i)
        if (StateType type = StateType(i); spelling(type) == name)
          return type;
    }
    checkValue(field, *node, state.language, pointerTo(state.pointer, "Type"), diagnostics);
    return std::nullopt;
  }

  void fill(State &state, Contents &contents, QueryLanguage machine) {
    for (auto &[field, member] : contents.fields)
      state.fields[field] = member->value.get();
    state.templates = std::move(contents.templates);
    if (const Node *next = state.field(Field::Next); next && next->is(NodeKind::String))
      state.next = next->string;
    if (const Node *end = state.field(Field::End))
      state.end = end->boolean;
    if (const Node *next = state.field(Field::Default); next && next->is(NodeKind::String))
      state.defaultNext = next->string;
    // These come last: what they hold is named by the state's fields above.
    readRules(state);
    readCatchers(state);
    readBranches(state, machine);
  }

  /// Reads the elements of an array of objects, each into contents of its own.
  template <typename Use> void readElements(const State &state, Field field, Use use) {
    const Node *list = state.field(field);
    if (!list || !list->is(NodeKind::Array))
      return;
    for (const auto &[index, item] : enumerate(list->items)) {
      Place place{info(field).limit.owner, state.language, pointerTo(pointerTo(state.pointer, spelling(field)), index)};
      std::string path = (spelling(field) + "[" + Twine(index) + "]").str();
      if (!item->is(NodeKind::Object)) {
        reportWrongType(path, *item, "an object", place.pointer, diagnostics);
        continue;
      }
      Contents contents;
      FieldMap own = readObject(*item, place, path + "/", contents);
      use(*item, place, own, contents);
    }
  }

  void readRules(State &state) {
    readElements(state, Field::Choices, [&](const Node &node, const Place &place, FieldMap &own, Contents &contents) {
      checkRule(own, place.pointer, diagnostics);
      std::optional<ChoiceTest> test;
      if (state.language == QueryLanguage::JSONPath)
        test = readTest(node, place, own, contents);
      state.choices.push_back({&node, contents.take(Field::Condition), std::move(test), contents.take(Field::Assign),
                               contents.take(Field::Output), contents.text(Field::Next)});
    });
  }

  /// What a rule with these fields asks. Of a rule without a test, or with several, which has been reported, none or the first.
  std::optional<ChoiceTest> readTest(const Node &node, const Place &place, const FieldMap &own, Contents &contents) {
    for (const FieldInfo &field : allFields()) {
      const Node *value = field.groups & maskOf(Group::Test) ? get(own, field.id) : nullptr;
      if (!value)
        continue;
      ChoiceTest test{field.id, &node, place.pointer, {}, contents.take(Field::Variable), contents.take(field.id)};
      if (field.limit.owner == Owner::NestedRule)
        test.parts = readNestedRules(field, *value, {Owner::NestedRule, place.language, pointerTo(place.pointer, field.spelling)});
      else if (!test.value)
        test.value = readTemplate(*value, place.language, field.spelling.str(), place.pointer, diagnostics); // a literal
      return test;
    }
    return std::nullopt;
  }

  std::vector<ChoiceTest> readNestedRules(const FieldInfo &field, const Node &value, const Place &place) {
    std::vector<ChoiceTest> tests;
    auto read = [&](const Node &rule, const Place &at) {
      Contents contents;
      if (!rule.is(NodeKind::Object)) {
        reportWrongType(field.spelling, rule, "an object", at.pointer, diagnostics);
        return;
      }
      FieldMap own = readObject(rule, at, "", contents);
      checkRule(own, at.pointer, diagnostics);
      if (auto test = readTest(rule, at, own, contents))
        tests.push_back(std::move(*test));
    };
    if (field.kind == Kind::Object)
      read(value, place);
    else
      for (const auto &[index, rule] : enumerate(value.items))
        read(*rule, {place.owner, place.language, pointerTo(place.pointer, index)});
    return tests;
  }

  void readCatchers(State &state) {
    readElements(state, Field::Retry, [](const Node &, const Place &, FieldMap &, Contents &) {});
    readElements(state, Field::Catch, [&](const Node &node, const Place &, FieldMap &own, Contents &contents) {
      std::vector<MappedText> errors;
      if (const Node *names = get(own, Field::ErrorEquals))
        for (const auto &name : names->items)
          if (name->is(NodeKind::String))
            errors.push_back(name->string);
      state.catchers.push_back({&node, std::move(errors), contents.take(Field::Assign), contents.take(Field::Output),
                                contents.take(Field::ResultPath), contents.text(Field::Next)});
    });
  }

  void readBranches(State &state, QueryLanguage language) {
    for (Field field : {Field::ItemProcessor, Field::Iterator})
      if (const Node *node = state.field(field); node && node->is(NodeKind::Object))
        state.branches.push_back(
            readMachine(*node, {Owner::Processor, language, pointerTo(state.pointer, spelling(field))}));
    const Node *list = state.field(Field::Branches);
    if (!list || !list->is(NodeKind::Array))
      return;
    for (const auto &[index, node] : enumerate(list->items)) {
      std::string pointer = pointerTo(pointerTo(state.pointer, "Branches"), index);
      if (node->is(NodeKind::Object))
        state.branches.push_back(readMachine(*node, {Owner::Branch, language, pointer}));
      else
        reportWrongType(("Branches[" + Twine(index) + "]").str(), *node, "an object", pointer, diagnostics);
    }
  }

  void checkState(const FieldMap &own, const State &state) {
    if (const Node *retriers = get(own, Field::Retry))
      checkErrorNames(*retriers, "retrier", pointerTo(state.pointer, "Retry"), diagnostics);
    if (const Node *catchers = get(own, Field::Catch))
      checkErrorNames(*catchers, "catcher", pointerTo(state.pointer, "Catch"), diagnostics);
    if (const Node *result = get(own, Field::Result); result && state.language == QueryLanguage::JSONPath)
      checkStaticResult(*result, pointerTo(state.pointer, "Result"), diagnostics);
    if (state.type == StateType::Task)
      checkTimeouts(own, state.pointer, diagnostics);
    if (const Node *resource = get(own, Field::Resource); resource && state.type == StateType::Task)
      checkResource(*resource, pointerTo(state.pointer, "Resource"), type, diagnostics);
    if (state.type == StateType::Map)
      checkMap(own, state.pointer, type, diagnostics);
    if (const Node *end = get(own, Field::End);
        end && end->is(NodeKind::Boolean) && !end->boolean && !get(own, Field::Next))
      diagnostics.report(DiagId::EndIsFalse, end->range).at(pointerTo(state.pointer, "End"));
  }

  /// Checks an object's fields and values, and reads those of its parts into the same contents. Returns its own fields.
  FieldMap readObject(const Node &node, const Place &place, const std::string &path, Contents &contents) {
    FieldMap own = checkFields(node, place, diagnostics);
    // In the order written: diagnostics and their repetition stay the same from run to run.
    for (const Member &member : node.members)
      if (const FieldInfo *field = findField(place.owner, member.key.text(), place.language))
        if (own.lookup(uint8_t(field->id)) == &member)
          readField(*field, member, place, path, contents);
    return own;
  }

  void readField(const FieldInfo &field, const Member &member, const Place &place, const std::string &path,
                 Contents &contents) {
    const Node &value = *member.value;
    std::string pointer = pointerTo(place.pointer, field.spelling);
    contents.fields[uint8_t(field.id)] = &member;
    if (!checkValue(field, value, place.language, pointer, diagnostics))
      return;
    std::string name = path + field.spelling.str();
    bool isJsonata = place.language == QueryLanguage::JSONata;
    if (field.kind == Kind::Variables)
      checkVariables(value, place.language, pointer, diagnostics);
    if (!isJsonata && isPayload(field.kind))
      checkPayload(value, pointer, diagnostics);
    if (isJsonata ? field.evaluated : isPayload(field.kind) || field.evaluated)
      contents.templates.try_emplace(uint8_t(field.id), readTemplate(value, place.language, name, pointer, diagnostics));
    else if (isPath(field.kind))
      contents.templates.try_emplace(uint8_t(field.id), readPath(value, name));
    if (field.kind == Kind::Object && field.limit.owner != Owner::NestedRule)
      readObject(value, {field.limit.owner, place.language, pointer}, name + "/", contents);
  }

  DiagnosticEngine &diagnostics;
  MachineType type;
};

} // namespace

std::unique_ptr<Machine> read(const Node &root, DiagnosticEngine &diagnostics, MachineType type) {
  if (!root.is(NodeKind::Object)) {
    diagnostics.report(DiagId::DefinitionNotObject, root.range, document::describe(root.kind)).at("/");
    return nullptr;
  }
  QueryLanguage language = Reader::languageOf(root, QueryLanguage::JSONPath);
  auto machine = Reader(diagnostics, type).readMachine(root, {Owner::Machine, language, ""});
  checkMachine(*machine, diagnostics);
  return machine;
}

bool isDistributed(const State &state) {
  if (state.type != StateType::Map || state.branches.empty())
    return false;
  const Node *config = state.branches.front()->node->find("ProcessorConfig");
  const Node *mode = config ? config->find("Mode") : nullptr;
  return mode && mode->is(NodeKind::String) && mode->string.text() == "DISTRIBUTED";
}

} // namespace aslc::asl
