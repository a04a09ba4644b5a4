// The table of fields: that it is sound, and that each of its rows is enforced.
#include "Check.h"

#include "frontend/asl/Fields.h"

#include "llvm/ADT/STLExtras.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

using namespace llvm;
using namespace aslc;
using namespace aslc::asl;
using namespace aslc::asl::test;

namespace {

TEST(Fields, RowsAreSound) {
  std::set<std::tuple<unsigned, StringRef, FieldLanguage>> seen;
  for (const FieldInfo &field : allFields()) {
    SCOPED_TRACE(field.spelling.str());
    EXPECT_EQ(&info(field.id), &field);
    EXPECT_NE(field.owners, 0u);
    EXPECT_EQ(field.required & ~field.owners, 0u);
    EXPECT_FALSE(field.doc.empty());
    EXPECT_EQ(field.language == FieldLanguage::Both || field.id == Field::CredentialsTemplate ||
                  field.id == Field::Credentials,
              field.instead.empty());
    EXPECT_LE(field.limit.min, field.limit.max);
    EXPECT_EQ(field.kind == Kind::Enum || field.kind == Kind::PathOrFunction, !field.limit.choices().empty());
    EXPECT_TRUE(field.language != FieldLanguage::JSONPath || !field.evaluated);
    for (unsigned owner = 0; owner != 32; ++owner)
      if (field.owners >> owner & 1)
        EXPECT_TRUE(seen.insert({owner, field.spelling, field.language}).second);
  }
}

TEST(Fields, SpellingsAreThoseOfTheLanguage) {
  EXPECT_EQ(spelling(Field::MachineTimeout), "TimeoutSeconds");
  EXPECT_EQ(spelling(Field::NumericLessThanEqualsPath), "NumericLessThanEqualsPath");
  EXPECT_EQ(spelling(StateType::Parallel), "Parallel");
  EXPECT_EQ(spelling(QueryLanguage::JSONata), "JSONata");
  EXPECT_EQ(nouns(maskOf(Owner::Task) | maskOf(Owner::Map) | maskOf(Owner::Catcher)),
            "Task states, Map states and catchers");
}

// spec/asl.md section 3: which state types have a common field.
TEST(Fields, MatrixOfCommonFields) {
  const std::map<StringRef, StringRef> matrix = {
      {"Output", "Task Parallel Map Pass Wait Choice Succeed"},
      {"Assign", "Task Parallel Map Pass Wait Choice"},
      {"Arguments", "Task Parallel"},
      {"InputPath", "Task Parallel Map Pass Wait Choice Succeed"},
      {"OutputPath", "Task Parallel Map Pass Wait Choice Succeed"},
      {"Parameters", "Task Parallel Map Pass"},
      {"ResultSelector", "Task Parallel Map"},
      {"ResultPath", "Task Parallel Map Pass"},
      {"Retry", "Task Parallel Map"},
      {"Catch", "Task Parallel Map"},
      {"Next", "Task Parallel Map Pass Wait"},
      {"End", "Task Parallel Map Pass Wait"},
      {"Type", "Task Parallel Map Pass Wait Choice Succeed Fail"},
      {"Comment", "Task Parallel Map Pass Wait Choice Succeed Fail"},
  };
  for (auto &[name, types] : matrix) {
    SmallVector<StringRef, 8> owners;
    types.split(owners, ' ');
    for (unsigned i = 0; i <= unsigned(StateType::Map); ++i)
      EXPECT_EQ(findField(Owner(i), name, QueryLanguage::JSONata) != nullptr,
                is_contained(owners, spelling(StateType(i))))
          << name.str() << " in " << spelling(StateType(i)).str();
  }
}

/// A state of each type that has no fault.
const std::map<StateType, std::string> &soundStates() {
  static const std::map<StateType, std::string> states = {
      {StateType::Pass, R"("End": true)"},
      {StateType::Choice, R"("Default": "T", "Choices": [{"Variable": "$.a", "IsNull": true, "Next": "T"}])"},
      {StateType::Wait, R"("Seconds": 1, "End": true)"},
      {StateType::Succeed, ""},
      {StateType::Fail, ""},
      {StateType::Task, R"("Resource": "arn:aws:lambda:us-east-1:1:function:f", "End": true)"},
      {StateType::Parallel, R"("Branches": [{"StartAt": "B", "States": {"B": {"Type": "Succeed"}}}], "End": true)"},
      {StateType::Map, R"("ItemProcessor": {"StartAt": "B", "States": {"B": {"Type": "Succeed"}}}, "End": true)"},
  };
  return states;
}

/// A value that no field of that kind takes; "" if there is none.
std::string wrongValue(Kind kind) {
  switch (kind) {
  case Kind::Json:
  case Kind::Payload:
    return "";
  case Kind::Integer:
  case Kind::Number:
    return "true";
  default:
    return "17";
  }
}

std::string machineOf(StateType type, const std::string &fields, QueryLanguage language) {
  std::string start = type == StateType::Choice ? R"(, "T": {"Type": "Succeed"})" : "";
  return (R"({"StartAt": "S", "States": {"S": {"Type": ")" + spelling(type) + R"(", "QueryLanguage": ")" +
          spelling(language) + "\"" + (fields.empty() ? "" : ", ") + fields + "}" + start + "}}")
      .str();
}

TEST(Fields, SoundStatesAreAccepted) {
  for (auto &[type, fields] : soundStates())
    EXPECT_EQ(Checked(machineOf(type, fields, QueryLanguage::JSONPath)).faults(), std::vector<std::string>()) << fields;
}

// Every field of every state type refuses a value of a wrong type, at its place.
TEST(Fields, EveryStateFieldChecksItsType) {
  unsigned checked = 0;
  for (const FieldInfo &field : allFields())
    for (auto &[type, sound] : soundStates()) {
      std::string wrong = wrongValue(field.kind);
      bool replaces = field.id == Field::Type || field.id == Field::QueryLanguage;
      if (!field.belongsTo(ownerOf(type)) || wrong.empty() || replaces || field.language == FieldLanguage::Tolerated)
        continue;
      QueryLanguage language = field.speaks(QueryLanguage::JSONata) ? QueryLanguage::JSONata : QueryLanguage::JSONPath;
      std::string text = machineOf(type, ("\"" + field.spelling + "\": " + wrong).str(), language);
      EXPECT_TRUE(is_contained(Checked(text).faults(), ("A207 /States/S/" + field.spelling + " " + wrong).str()))
          << text;
      ++checked;
    }
  EXPECT_GT(checked, 0u);
}

// Every field is refused in every type of state that does not have it.
TEST(Fields, EveryStateFieldIsMisplacedElsewhere) {
  for (const FieldInfo &field : allFields())
    for (auto &[type, sound] : soundStates()) {
      QueryLanguage language = field.speaks(QueryLanguage::JSONPath) ? QueryLanguage::JSONPath : QueryLanguage::JSONata;
      if (findField(ownerOf(type), field.spelling, language))
        continue;
      std::string text = machineOf(type, ("\"" + field.spelling + "\": null").str(), language);
      EXPECT_TRUE(is_contained(Checked(text).faults(),
                               ("A203 /States/S/" + field.spelling + " \"" + field.spelling + "\"").str()))
          << text;
    }
}

} // namespace
