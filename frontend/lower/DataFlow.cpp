// The data flow of JSONPath states (asl.md, section 5.1): InputPath, Parameters, ResultSelector, ResultPath, OutputPath, and the tests of
// choice rules.

#include "frontend/asl/Fields.h"
#include "frontend/lower/JsonPath.h"
#include "frontend/lower/Machine.h"
#include "ir/flow/Weights.h"
#include "runtime/abi/JavaHashOrder.h"
#include "runtime/abi/JsonPath.h"

using namespace aslc;
using namespace aslc::lower;
namespace flow = aslc::ir::flow;
namespace json = aslc::ir::json;
using asl::Field;
using mlir::Location;
using mlir::Value;

/// What the paths of a state find: `$`, which is another value from field to field, and the variables as they were on entry.
class MachineLowering::StatePaths : public PathSurroundings {
public:
  StatePaths(MachineLowering &lowering, const MappedText &text, llvm::StringRef name) : lowering(lowering), text(text), name(name) {}

  Value input() override { return lowering.root; }
  Value context() override { return lowering.builder.create<flow::ContextOp>(here(), lowering.valueType()); }
  Value variable(llvm::StringRef variable) override {
    auto found = lowering.variables.find(variable.str());
    if (found != lowering.variables.end())
      return found->second;
    return lowering.builder.create<json::UndefinedOp>(here(), lowering.valueType());
  }
  Location location(jsonpath::Range range) override { return lowering.at(text.map(range.begin, range.end)); }
  flow::ExpressionAttr quoted(jsonpath::Range range) override {
    return lowering.pathAttribute(text.text().slice(range.begin, range.end), name);
  }

private:
  Location here() { return lowering.at(lowering.state->nameRange); }

  MachineLowering &lowering;
  const MappedText &text;
  llvm::StringRef name; // of the field or member, as error texts give it
};

llvm::SmallVector<const asl::TemplateMember *> lower::written(const asl::Template &payload) {
  llvm::SmallVector<const asl::TemplateMember *> members;
  for (const asl::TemplateMember &member : payload.members)
    members.push_back(&member);
  return members;
}

llvm::SmallVector<const asl::TemplateMember *> lower::orderOfPaths(const asl::Template &payload) {
  llvm::SmallVector<const asl::TemplateMember *> members, paths;
  std::vector<std::string_view> names;
  for (const asl::TemplateMember &member : payload.members) {
    bool isPath = member.value.kind == asl::Template::Expression;
    (isPath ? paths : members).push_back(&member);
    if (isPath)
      names.push_back(member.name.text());
  }
  for (size_t index : aslrt::javaHashOrder(names))
    members.push_back(paths[index]);
  return members;
}

flow::ExpressionAttr MachineLowering::pathAttribute(llvm::StringRef text, llvm::StringRef name) {
  return flow::ExpressionAttr::get(builder.getContext(), text, name, state->name);
}

Value MachineLowering::path(const asl::Template &payload, flow::PathUse use, llvm::StringRef name) {
  const sema::CheckedPath &checked = *machine.paths.find(&payload)->second;
  StatePaths surroundings(*this, checked.text, name);
  return PathLowering(builder, surroundings).lower(checked.syntax, use);
}

/// InputPath and OutputPath: null stands for an empty object.
Value MachineLowering::through(const asl::State &state, Field field, Value from) {
  const asl::Template *payload = state.payload(field);
  if (!payload)
    return from;
  if (payload->kind == asl::Template::Literal)
    return json::literalOf(builder, at(payload->node->range), "{}");
  root = from;
  return path(*payload, flow::PathUse::Field, asl::spelling(field));
}

/// What a payload makes of a value; without one, the value.
Value MachineLowering::made(const asl::State &state, Field field, Value from) {
  const asl::Template *payload = state.payload(field);
  root = from;
  return payload ? this->payload(*payload, asl::spelling(field)) : from;
}

/// What a state works on: its input, in JSONPath through InputPath.
Value MachineLowering::workInput(const asl::State &state) { return through(state, Field::InputPath, input); }

/// ResultPath: null leaves the input as it is, no path and `$` put the result in its place.
Value MachineLowering::putInto(const asl::Template *resultPath, Value input, Value result) {
  if (!resultPath)
    return result;
  if (resultPath->kind == asl::Template::Literal)
    return input;
  const jsonpath::Path &path = *machine.paths.find(resultPath)->second->syntax.path;
  if (path.steps.empty())
    return result;
  flow::ExpressionAttr quoted = pathAttribute(resultPath->expression.text(), asl::spelling(Field::ResultPath));
  return builder.create<flow::PutOp>(at(resultPath->node->range), valueType(), result, input, builder.getStringAttr(stepsText(path.steps)), quoted);
}

// Choice rules

namespace {

/// How the fields that compare are lowered: an entry point, and what tells its comparisons apart.
struct Comparison {
  Field field, pathField; // the same where there is no form with a path
  llvm::StringLiteral entry;
  aslrt::ChoiceOrder order = aslrt::ChoiceOrder::Equals;
};
#define ORDERS(Type, Entry)                                                                                            \
  {Field::Type##Equals, Field::Type##EqualsPath, Entry, aslrt::ChoiceOrder::Equals},                                    \
  {Field::Type##LessThan, Field::Type##LessThanPath, Entry, aslrt::ChoiceOrder::LessThan},                              \
  {Field::Type##GreaterThan, Field::Type##GreaterThanPath, Entry, aslrt::ChoiceOrder::GreaterThan},                     \
  {Field::Type##LessThanEquals, Field::Type##LessThanEqualsPath, Entry, aslrt::ChoiceOrder::LessThanEquals},            \
  {Field::Type##GreaterThanEquals, Field::Type##GreaterThanEqualsPath, Entry, aslrt::ChoiceOrder::GreaterThanEquals}
constexpr Comparison comparisons[] = {
    ORDERS(String, "string_order"), ORDERS(Numeric, "number_order"), ORDERS(Timestamp, "timestamp_order"),
    {Field::BooleanEquals, Field::BooleanEqualsPath, "same_boolean"}, {Field::StringMatches, Field::StringMatches, "string_matches"}};
#undef ORDERS

/// Fields that ask for a type: the letter of aslrt_matches.
constexpr struct {
  Field field;
  char letter;
} types[] = {{Field::IsNull, 'l'}, {Field::IsString, 's'}, {Field::IsNumeric, 'n'}, {Field::IsBoolean, 'b'}};

} // namespace

/// Branches to `yes` or `no`. And and Or ask no further than they must: a rule behind may have a path that leads nowhere.
/// Of parts of And and Or nothing but the whole is known, whose odds they get: where it is likely for And, or unlikely for Or, so are they.
void MachineLowering::test(const asl::ChoiceTest &test, mlir::Block *yes, mlir::Block *no, Odds odds) {
  if (test.op == Field::Not)
    return this->test(test.parts.front(), no, yes, {odds.no, odds.yes});
  if (test.op != Field::And && test.op != Field::Or) {
    Value holds = comparison(test);
    builder.create<mlir::cf::CondBranchOp>(flow::withCounts(at(test.node->range), {odds.yes, odds.no}), holds, yes, no);
    return;
  }
  for (const asl::ChoiceTest &part : llvm::drop_end(test.parts)) {
    mlir::Block *next = newBlock();
    test.op == Field::And ? this->test(part, next, no, odds) : this->test(part, yes, next, odds);
    builder.setInsertionPointToEnd(next);
  }
  this->test(test.parts.back(), yes, no, odds);
}

/// i1
Value MachineLowering::comparison(const asl::ChoiceTest &test) {
  Location loc = at(test.node->range);
  auto call = [&](llvm::StringRef entry, mlir::ValueRange operands, llvm::ArrayRef<uint32_t> immediates = {}) -> Value {
    return builder.create<json::CallOp>(loc, builder.getI1Type(), entry, operands, immediates).getResult();
  };
  auto asAsked = [&](Value holds) -> Value { // IsX: false
    if (test.value->node->boolean)
      return holds;
    return builder.create<mlir::arith::XOrIOp>(loc, holds, builder.create<mlir::arith::ConstantIntOp>(loc, 1, 1));
  };
  if (test.op == Field::IsPresent)
    return asAsked(call("defined", present(*test.variable)));
  Value variable = path(*test.variable, flow::PathUse::Condition, "Variable");
  for (const auto &row : types)
    if (row.field == test.op)
      return asAsked(call("matches", variable, uint32_t(row.letter)));
  if (test.op == Field::IsTimestamp)
    return asAsked(call("is_timestamp", variable));
  bool isPath = test.value->kind == asl::Template::Expression;
  Value other = isPath ? path(*test.value, flow::PathUse::Condition, asl::spelling(test.op)) : literal(*test.value->node);
  for (const Comparison &row : comparisons)
    if (row.field == test.op || row.pathField == test.op) {
      bool ordered = ir::findEntryPoint(row.entry)->parameters().ends_with("I");
      return call(row.entry, {variable, other}, ordered ? llvm::ArrayRef<uint32_t>(uint32_t(row.order)) : llvm::ArrayRef<uint32_t>());
    }
  llvm_unreachable("all comparisons are in the tables");
}

Value MachineLowering::present(const asl::Template &variable) {
  const sema::CheckedPath &checked = *machine.paths.find(&variable)->second;
  StatePaths surroundings(*this, checked.text, "Variable");
  return PathLowering(builder, surroundings).select(*checked.syntax.path);
}
