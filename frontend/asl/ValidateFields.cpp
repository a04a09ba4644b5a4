// Which fields an object has, and which it ought to have.
#include "frontend/asl/Validate.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace llvm;

namespace aslc::asl {

using document::Member;
using document::Node;

std::string pointerTo(StringRef pointer, StringRef key) {
  std::string text = (pointer + "/").str();
  for (char c : key)
    if (c == '~')
      text += "~0";
    else if (c == '/')
      text += "~1";
    else
      text += c;
  return text;
}

std::string pointerTo(StringRef pointer, size_t index) { return (pointer + "/" + Twine(index)).str(); }

std::string shown(StringRef pointer) { return pointer.empty() ? "/" : pointer.str(); }

const Node *get(const FieldMap &fields, Field field) {
  auto found = fields.find(uint8_t(field));
  return found == fields.end() ? nullptr : found->second->value.get();
}

/// Names as Step Functions lists them: in the order of a Java HashMap, which all its recorded lists have.
static std::string awsList(ArrayRef<StringRef> names) {
  auto bucket = [&](StringRef name) {
    uint32_t hash = 0;
    for (char c : name)
      hash = 31 * hash + uint8_t(c);
    uint32_t capacity = 16;
    while (names.size() * 4 > capacity * 3)
      capacity *= 2;
    return (hash ^ hash >> 16) & (capacity - 1);
  };
  SmallVector<StringRef> sorted(names);
  llvm::stable_sort(sorted, [&](StringRef a, StringRef b) { return bucket(a) < bucket(b); });
  return join(sorted, ", ");
}

namespace {

class FieldChecker {
public:
  FieldChecker(const Node &object, const Place &place, DiagnosticEngine &diagnostics)
      : object(object), place(place), diagnostics(diagnostics) {}

  FieldMap run() {
    for (const Member &member : object.members)
      recognise(member);
    reportMissing();
    for (const GroupInfo &group : allGroups())
      checkGroup(group);
    for (const NeedsInfo &needs : allNeeds())
      checkNeeds(needs);
    return std::move(fields);
  }

private:
  void recognise(const Member &member) {
    const FieldInfo *field = findField(place.owner, member.key.text(), place.language);
    if (!field)
      return reportUnknown(member);
    if (!field->speaks(place.language))
      return reportLanguage(member, *field, DiagId::FieldOfOtherLanguage);
    if (field->language == FieldLanguage::Tolerated && place.language == QueryLanguage::JSONata)
      return reportLanguage(member, *field, DiagId::FieldIgnored);
    fields[uint8_t(field->id)] = &member; // the last of duplicates, which the document has reported
  }

  /// What stands there in the wrong language has been reported; that its counterpart is missing says nothing more.
  void reportMissing() {
    SmallVector<StringRef> missing;
    for (const FieldInfo &field : allFields())
      if (!(field.groups & foreignGroups) && field.requiredBy(place.owner) && field.speaks(place.language) &&
          !fields.contains(uint8_t(field.id)))
        missing.push_back(field.spelling);
    if (missing.empty())
      return;
    auto report = diagnostics.report(DiagId::MissingField, object.range, noun(place.owner), quotedList(missing, "or"),
                                     awsList(missing));
    report.at(shown(place.pointer));
    if (place.owner == Owner::Credentials)
      report.awsText("The field 'RoleArn' is required but was missing");
  }

  void reportLanguage(const Member &member, const FieldInfo &field, DiagId id) {
    foreignGroups |= field.groups;
    bool jsonata = place.language == QueryLanguage::JSONata;
    auto report = diagnostics.report(id, member.keyRange, field.spelling, jsonata ? "JSONPath" : "JSONata",
                                     spelling(place.language));
    report.at(pointerTo(place.pointer, member.key.text()));
    report.hint((jsonata ? "in JSONata, " : "in JSONPath, ") + field.instead);
    if (!jsonata)
      report.note("the query language is JSONPath unless 'QueryLanguage' says otherwise");
  }

  void reportUnknown(const Member &member) {
    StringRef name = member.key.text();
    // Without the role, the role is what is wrong with it (recorded).
    if (place.owner == Owner::Credentials && !object.find(spelling(Field::RoleArn)))
      return;
    OwnerMask owners = 0;
    for (const FieldInfo &field : allFields())
      if (field.spelling == name)
        owners |= field.owners;
    auto report = diagnostics.report(owners ? DiagId::MisplacedField : DiagId::UnknownField, member.keyRange, name,
                                     noun(place.owner));
    report.at(pointerTo(place.pointer, name));
    if (owners)
      report.note("'" + name + "' is a field of " + nouns(owners));
    else if (StringRef best = suggest(name); !best.empty())
      report.hint("did you mean '" + best + "'?", member.key.map(0, name.size()), best);
  }

  /// The absent field that a name is likely a misspelling of. Only the first names of an object are compared: a
  /// generated object of a million unknown members has to end in time.
  StringRef suggest(StringRef name) {
    constexpr unsigned maxSuggestions = 100;
    if (suggestions++ == maxSuggestions)
      candidates.clear();
    if (suggestions == 1)
      for (const FieldInfo &field : allFields())
        if (field.belongsTo(place.owner) && field.speaks(place.language) && !object.find(field.spelling))
          candidates.push_back(field.spelling);
    return closest(name, candidates);
  }

  void checkGroup(const GroupInfo &group) {
    std::vector<StringRef> possible;
    SmallVector<const Member *, 4> present;
    for (const FieldInfo &field : allFields()) {
      if (!(field.groups & maskOf(group.id)) || !field.belongsTo(place.owner) || !field.speaks(place.language))
        continue;
      possible.push_back(field.spelling);
      if (auto found = fields.find(uint8_t(field.id)); found != fields.end())
        present.push_back(found->second);
    }
    if (possible.size() < 2)
      return; // no choice here: whether the field is needed, its row says
    if (present.empty() && group.need != Need::AtMostOne && !(maskOf(group.id) & foreignGroups))
      diagnostics
          .report(DiagId::NoneOfFields, object.range, noun(place.owner),
                  group.noun.empty() ? quotedList(possible, "or") : group.noun.str(), awsList(possible))
          .at(shown(place.pointer));
    if (present.size() > 1 && group.need != Need::AtLeastOne)
      reportExclusive(present, possible);
  }

  void reportExclusive(SmallVectorImpl<const Member *> &present, ArrayRef<StringRef> possible) {
    llvm::sort(present, [](const Member *a, const Member *b) { return a->keyRange.begin < b->keyRange.begin; });
    for (const Member *extra : drop_begin(present))
      diagnostics
          .report(DiagId::ExclusiveFields, extra->keyRange, present.front()->key.text(), extra->key.text(), awsList(possible))
          .label(present.front()->keyRange, "the first is here")
          .at(pointerTo(place.pointer, extra->key.text()));
  }

  void checkNeeds(const NeedsInfo &needs) {
    const Node *given = needs.owner == place.owner ? get(fields, needs.given) : nullptr;
    const FieldInfo &needed = info(needs.needed);
    if (!given || !needed.speaks(place.language) || fields.contains(uint8_t(needs.needed)))
      return;
    bool any = needs.value.empty();
    if (!any && (!given->is(document::Kind::String) || given->string.text() != needs.value))
      return;
    diagnostics
        .report(needs.report, given->range,
                any ? ("'" + spelling(needs.given) + "'").str()
                    : ("'" + spelling(needs.given) + "' '" + needs.value + "'").str(),
                needed.spelling)
        .at(pointerTo(place.pointer, spelling(needs.given)));
  }

  const Node &object;
  const Place &place;
  DiagnosticEngine &diagnostics;
  FieldMap fields;
  GroupMask foreignGroups = 0;       // of fields of the other query language
  std::vector<StringRef> candidates; // since the first suggestion
  unsigned suggestions = 0;
};

} // namespace

FieldMap checkFields(const Node &object, const Place &place, DiagnosticEngine &diagnostics) {
  return FieldChecker(object, place, diagnostics).run();
}

FieldMap guessFields(const Node &object, QueryLanguage language) {
  FieldMap fields;
  for (const Member &member : object.members)
    for (unsigned type = 0; type <= unsigned(StateType::Map); ++type)
      if (const FieldInfo *field = findField(Owner(type), member.key.text(), language);
          field && field->speaks(language))
        fields[uint8_t(field->id)] = &member;
  return fields;
}

} // namespace aslc::asl
