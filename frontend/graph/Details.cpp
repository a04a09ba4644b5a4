#include "frontend/graph/Details.h"

#include "llvm/ADT/STLExtras.h"

using namespace llvm;

namespace aslc::graph {

using asl::Field;
using asl::State;
using asl::StateType;
using Value = document::Node;
using DocumentKind = document::Kind;

/// "lambda:invoke" of an integration, the name of a function or an activity, or the whole resource.
static std::string shortResource(StringRef resource) {
  constexpr struct {
    StringLiteral mark, prefix;
  } kinds[] = {{":::", ""}, {":function:", "Lambda "}, {":activity:", "activity "}};
  for (const auto &[mark, prefix] : kinds)
    if (size_t at = resource.find(mark); at != StringRef::npos && resource.starts_with("arn:"))
      return (prefix + resource.substr(at + mark.size())).str();
  return resource.str();
}

/// The first of these fields that a state has, as text between two others.
struct DetailRow {
  StateType type;
  Field field;
  StringLiteral before, after;
};
static constexpr DetailRow rows[] = {
    {StateType::Wait, Field::Seconds, "", " s"},       {StateType::Wait, Field::SecondsPath, "", " seconds"},
    {StateType::Wait, Field::Timestamp, "until ", ""}, {StateType::Wait, Field::TimestampPath, "until ", ""},
    {StateType::Fail, Field::Error, "", ""},           {StateType::Fail, Field::ErrorPath, "", ""},
    {StateType::Map, Field::Items, "each of ", ""},    {StateType::Map, Field::ItemsPath, "each of ", ""},
};

std::string detailOf(const State &state) {
  if (const Value *resource = state.type == StateType::Task ? state.field(Field::Resource) : nullptr)
    return shortResource(textOf(*resource));
  for (const DetailRow &row : rows)
    if (const Value *value = state.type == row.type ? state.field(row.field) : nullptr)
      return (row.before + textOf(*value) + row.after).str();
  return "";
}

static void addRetriers(const State &state, std::string &text) {
  const Value *retriers = state.field(Field::Retry);
  if (!retriers)
    return;
  for (const auto &retrier : retriers->items) {
    std::string errors;
    if (const Value *names = retrier->find("ErrorEquals"))
      for (const auto &name : names->items)
        errors += (errors.empty() ? "" : ", ") + textOf(*name);
    const Value *attempts = retrier->find("MaxAttempts");
    text += "\nRetry: " + errors + ", up to " + (attempts ? textOf(*attempts) : "3") + " times";
  }
}

std::string describeState(const State &state) {
  std::string text = (asl::spelling(state.type) + " state '" + state.name + "'").str();
  for (Field field :
       {Field::Comment, Field::Resource, Field::Error, Field::Cause, Field::Seconds, Field::Timestamp, Field::Items, Field::ItemsPath})
    if (const Value *value = state.field(field))
      text += ("\n" + asl::spelling(field) + ": " + textOf(*value)).str();
  addRetriers(state, text);
  return text;
}

} // namespace aslc::graph
