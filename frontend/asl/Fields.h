// What the table Fields.def says of every field, and look-ups in it.
#pragma once

#include "frontend/asl/Model.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"

#include <limits>

namespace aslc::asl {

/// The kinds of object that have fields. States come first, in the order of StateType.
enum class Owner : uint8_t {
#define OWNER(Id, ...) Id,
#include "frontend/asl/Fields.def"
};
using OwnerMask = uint32_t;
constexpr OwnerMask maskOf(Owner owner) { return OwnerMask(1) << unsigned(owner); }
constexpr Owner ownerOf(StateType type) { return Owner(type); }

/// Fields of one object that depend on each other.
enum class Group : uint8_t {
#define GROUP(Id, ...) Id,
#include "frontend/asl/Fields.def"
};
using GroupMask = uint32_t;
constexpr GroupMask maskOf(Group group) { return GroupMask(1) << unsigned(group); }
enum class Need : uint8_t { ExactlyOne, AtMostOne, AtLeastOne };

/// Type of a field's value.
enum class Kind : uint8_t {
  String,
  StateName,
  Boolean,
  Integer,
  Number,
  Enum, // one of the strings of the limit
  Arn,
  Timestamp, // RFC 3339
  Label,
  Path,
  ReferencePath, // names and indices only
  NullablePath,
  ResultPath,     // a reference path into the input; or null
  PathOrFunction, // or a call of one of the intrinsic functions of the limit
  Json,           // never evaluated
  Payload,        // any JSON; in JSONPath states with `.$` keys
  PayloadObject,  // an object at the top
  Variables,      // a payload object whose keys are variables
  Collection,     // array or object
  Strings,
  Object,  // of the limit's owner
  Objects, // array of them
  SubMachine,
  Machines,
  States,
};

/// Whether a value of this kind is a path, or a call of an intrinsic function.
constexpr bool isPath(Kind kind) { return kind >= Kind::Path && kind <= Kind::PathOrFunction; }
/// Whether a value of this kind may hold members `name.$` in a JSONPath state.
constexpr bool isPayload(Kind kind) { return kind >= Kind::Payload && kind <= Kind::Variables; }

enum class FieldLanguage : uint8_t { Both, JSONPath, JSONata, Tolerated };

struct Limit {
  double min = -std::numeric_limits<double>::infinity();
  double max = std::numeric_limits<double>::infinity();
  const char *values = ""; // separated by '|'
  Owner owner = Owner::Machine;
  bool notEmpty = false;

  bool bounded() const { return min != -std::numeric_limits<double>::infinity(); }
  bool boundedAbove() const { return max != std::numeric_limits<double>::infinity(); }
  llvm::SmallVector<llvm::StringRef, 8> choices() const;
};

struct FieldInfo {
  Field id;
  llvm::StringRef spelling;
  OwnerMask owners, required;
  FieldLanguage language;
  Kind kind;
  bool evaluated; // in JSONata states `{% ... %}` is an expression
  Limit limit;
  GroupMask groups;
  llvm::StringRef instead; // in the other query language
  llvm::StringRef doc;

  bool belongsTo(Owner owner) const { return owners & maskOf(owner); }
  bool requiredBy(Owner owner) const { return required & maskOf(owner); }
  bool speaks(QueryLanguage l) const {
    return language == FieldLanguage::Both || language == FieldLanguage::Tolerated ||
           (language == FieldLanguage::JSONata) == (l == QueryLanguage::JSONata);
  }
};

struct GroupInfo {
  Group id;
  Need need;
  llvm::StringRef noun; // "" when the members are to be listed
};

/// With one field comes another.
struct NeedsInfo {
  Owner owner;
  Field given;
  llvm::StringRef value; // of `given`; "": any
  Field needed;
  DiagId report;
};

llvm::ArrayRef<FieldInfo> allFields();
llvm::ArrayRef<NeedsInfo> allNeeds();
llvm::ArrayRef<GroupInfo> allGroups();
const FieldInfo &info(Field field);
/// Where a field stands among others of its object when `aslc fmt` has written it.
unsigned place(Field field);

/// The field of that name in an object of that kind; of rows for both languages the one for `language`. Null if there
/// is none.
const FieldInfo *findField(Owner owner, llvm::StringRef spelling, QueryLanguage language);
/// "a Pass state".
llvm::StringRef noun(Owner owner);
/// "Task states, retriers and catchers".
std::string nouns(OwnerMask owners);
/// "'A', 'B' or 'C'".
std::string quotedList(llvm::ArrayRef<llvm::StringRef> words, llvm::StringRef conjunction);

} // namespace aslc::asl
