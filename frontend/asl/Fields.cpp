// The rows of Fields.def as data.
#include "frontend/asl/Fields.h"

#include "llvm/ADT/StringExtras.h"

#include <algorithm>
#include <array>

using namespace llvm;

namespace aslc::asl {

namespace {

constexpr Limit none{};
constexpr Limit some{.notEmpty = true};
constexpr Limit range(double min, double max) { return {.min = min, .max = max}; }
constexpr Limit least(double min) { return {.min = min}; }
constexpr Limit oneOf(const char *values) { return {.values = values}; }
constexpr Limit of(Owner owner) { return {.owner = owner}; }
constexpr Limit someOf(Owner owner) { return {.owner = owner, .notEmpty = true}; }

/// The column Kind: a bare kind, or expr(kind).
struct KindColumn {
  Kind kind;
  bool evaluated = false;
  constexpr KindColumn(Kind kind) : kind(kind) {}
  constexpr KindColumn(Kind kind, bool evaluated) : kind(kind), evaluated(evaluated) {}
};
constexpr KindColumn expr(Kind kind) { return {kind, true}; }

// The words of the columns: owners, kinds and groups share some, so each column is evaluated in a scope of its own.
namespace owners {
#define OWNER(Id, ...) constexpr OwnerMask Id = maskOf(Owner::Id);
#include "frontend/asl/Fields.def"
#define FIELD(Id, Spelling, Owners, Required, ...) constexpr OwnerMask owners##Id = Owners, required##Id = Required;
#include "frontend/asl/Fields.def"
} // namespace owners

namespace kinds {
using enum Kind;
#define FIELD(Id, Spelling, Owners, Required, Language, Kind, ...) constexpr KindColumn column##Id = Kind;
#include "frontend/asl/Fields.def"
} // namespace kinds

namespace groups {
#define GROUP(Id, ...) constexpr GroupMask Id = maskOf(Group::Id);
#include "frontend/asl/Fields.def"
#define FIELD(Id, Spelling, Owners, Required, Language, Kind, Limit, Groups, ...) constexpr GroupMask mask##Id = Groups;
#include "frontend/asl/Fields.def"
} // namespace groups

constexpr FieldInfo fieldTable[] = {
#define FIELD(Id, Spelling, Owners, Required, Language, Kind, Limit, Groups, Instead, Doc)                             \
  {Field::Id,                                                                                                          \
   Spelling,                                                                                                           \
   owners::owners##Id,                                                                                                 \
   owners::required##Id,                                                                                               \
   FieldLanguage::Language,                                                                                            \
   kinds::column##Id.kind,                                                                                             \
   kinds::column##Id.evaluated,                                                                                        \
   Limit,                                                                                                              \
   groups::mask##Id,                                                                                                   \
   Instead,                                                                                                            \
   Doc},
#include "frontend/asl/Fields.def"
};

constexpr GroupInfo groupTable[] = {
#define GROUP(Id, NeedOf, Noun) {Group::Id, Need::NeedOf, Noun},
#include "frontend/asl/Fields.def"
};

constexpr NeedsInfo needsTable[] = {
#define NEEDS(Of, Given, Value, Needed, Report) {Owner::Of, Field::Given, Value, Field::Needed, DiagId::Report},
#include "frontend/asl/Fields.def"
};

constexpr struct {
  StringLiteral noun, plural;
} ownerTable[] = {
#define OWNER(Id, Noun, Plural) {Noun, Plural},
#include "frontend/asl/Fields.def"
};

constexpr Field orderTable[] = {
#define ORDER(Id) Field::Id,
#include "frontend/asl/Fields.def"
};

/// By field, its place in orderTable.
constexpr auto places = [] {
  std::array<uint8_t, std::size(fieldTable)> places;
  places.fill(UINT8_MAX);
  for (size_t i = 0; i != std::size(orderTable); ++i)
    places[unsigned(orderTable[i])] = uint8_t(i);
  return places;
}();

static_assert(std::size(orderTable) == std::size(fieldTable) && std::ranges::count(places, UINT8_MAX) == 0,
              "every field has one ORDER");
// DenseMap<uint8_t, ...> keeps 254 and 255 for itself.
static_assert(std::size(fieldTable) < 254, "State::fields needs a wider key");
static_assert(std::size(ownerTable) <= 32 && std::size(groupTable) <= 32, "the masks need to be wider");
static_assert(Owner(StateType::Map) == Owner::Map && Owner(StateType::Pass) == Owner::Pass, "owners follow StateType");

} // namespace

ArrayRef<FieldInfo> allFields() { return fieldTable; }
ArrayRef<NeedsInfo> allNeeds() { return needsTable; }
ArrayRef<GroupInfo> allGroups() { return groupTable; }
const FieldInfo &info(Field field) { return fieldTable[unsigned(field)]; }
StringRef spelling(Field field) { return info(field).spelling; }
unsigned place(Field field) { return places[unsigned(field)]; }

StringRef spelling(StateType type) { return noun(ownerOf(type)).drop_front(2).drop_back(strlen(" state")); }

StringRef spelling(QueryLanguage language) { return language == QueryLanguage::JSONata ? "JSONata" : "JSONPath"; }

SmallVector<StringRef, 8> Limit::choices() const {
  SmallVector<StringRef, 8> words;
  StringRef(values).split(words, '|', -1, /*KeepEmpty=*/false);
  return words;
}

const FieldInfo *findField(Owner owner, StringRef spelling, QueryLanguage language) {
  const FieldInfo *found = nullptr;
  for (const FieldInfo &field : fieldTable)
    if (field.spelling == spelling && field.belongsTo(owner) && (!found || field.speaks(language)))
      found = &field;
  return found;
}

StringRef noun(Owner owner) { return ownerTable[unsigned(owner)].noun; }

std::string nouns(OwnerMask owners) {
  std::vector<StringRef> words;
  for (unsigned i = 0; i != std::size(ownerTable); ++i)
    if (owners & maskOf(Owner(i)))
      words.push_back(ownerTable[i].plural);
  std::string text;
  for (size_t i = 0; i != words.size(); ++i)
    text += ((i == 0 ? "" : i + 1 == words.size() ? " and " : ", ") + words[i]).str();
  return text;
}

std::string quotedList(ArrayRef<StringRef> words, StringRef conjunction) {
  std::string text;
  for (size_t i = 0; i != words.size(); ++i) {
    if (i != 0)
      text += i + 1 == words.size() ? (" " + conjunction + " ").str() : ", ";
    text += ("'" + words[i] + "'").str();
  }
  return text;
}

} // namespace aslc::asl
