// What a distributed Map state tells the runtime: an object of its settings, made when the state runs (docs/distributed-map.md). Its
// members have the names of the fields; where two fields have the same name, that of the part goes before.

#include "frontend/lower/Machine.h"

#include "frontend/asl/Fields.h"

using namespace aslc;
using namespace aslc::lower;
namespace flow = aslc::ir::flow;
namespace json = aslc::ir::json;
using asl::Field;
using asl::QueryLanguage;
using flow::SettingRule;
using mlir::Location;
using mlir::Value;

namespace {
struct Named {
  Field field;
  llvm::StringLiteral name;
};
} // namespace

/// Fields that are given as they stand.
static constexpr Named literals[] = {
    {Field::Label, "Label"},
    {Field::ReaderResource, "ReaderResource"},
    {Field::InputType, "InputType"},
    {Field::ReaderTransformation, "ReaderTransformation"},
    {Field::ManifestType, "ManifestType"},
    {Field::CSVDelimiter, "CSVDelimiter"},
    {Field::CSVHeaderLocation, "CSVHeaderLocation"},
    {Field::CSVHeaders, "CSVHeaders"},
    {Field::ItemsPointer, "ItemsPointer"},
    {Field::WriterResource, "WriterResource"},
    {Field::WriterTransformation, "WriterTransformation"},
    {Field::OutputType, "OutputType"},
};
/// Fields that are evaluated; each in one of the two languages.
static constexpr Named payloads[] = {
    {Field::ReaderParameters, "ReaderArguments"}, {Field::ReaderArguments, "ReaderArguments"}, {Field::BatchInput, "BatchInput"},
    {Field::WriterParameters, "WriterArguments"}, {Field::WriterArguments, "WriterArguments"},
};
/// Numbers, in the order in which they are looked at.
static constexpr struct {
  Field field, path;
  SettingRule rule;
} numbers[] = {
    {Field::ToleratedFailurePercentage, Field::ToleratedFailurePercentagePath, SettingRule::Percentage},
    {Field::ToleratedFailureCount, Field::ToleratedFailureCountPath, SettingRule::Count},
    {Field::MaxItems, Field::MaxItemsPath, SettingRule::Items},
    {Field::MaxItemsPerBatch, Field::MaxItemsPerBatchPath, SettingRule::Positive},
    {Field::MaxInputBytesPerBatch, Field::MaxInputBytesPerBatchPath, SettingRule::Bytes},
};

/// A number that is given by a field, its form with a path, or neither: null.
Value MachineLowering::setting(const asl::State &state, Field field, Field pathField, SettingRule rule) {
  if (const asl::Template *path = state.payload(pathField)) {
    flow::ExpressionAttr quoted = pathAttribute(path->expression.text(), asl::spelling(pathField));
    Value value = this->path(*path, flow::PathUse::Field, asl::spelling(pathField));
    return builder.create<flow::RequireSettingOp>(at(path->node->range), valueType(), rule, /*path=*/true, value, quoted);
  }
  const asl::Template *payload = state.payload(field);
  const document::Node *node = state.field(field);
  if (payload && payload->kind == asl::Template::Expression && state.language == QueryLanguage::JSONata) {
    Value value = expression(*payload, /*required=*/true);
    return builder.create<flow::RequireSettingOp>(at(node->range), valueType(), rule, /*path=*/false, value, expressionAttribute(*payload));
  }
  return node ? literal(*node) : Value();
}

/// Null for a state that is not distributed.
Value MachineLowering::mapSettings(const asl::State &state) {
  llvm::SmallVector<llvm::StringRef> names;
  llvm::SmallVector<Value> values;
  auto add = [&](llvm::StringRef name, Value value) {
    if (!value)
      return;
    names.push_back(name);
    values.push_back(value);
  };
  for (const auto &[field, path, rule] : numbers)
    add(asl::spelling(field), setting(state, field, path, rule));
  if (!asl::isDistributed(state))
    return {}; // they are checked, and mean nothing
  if (state.field(Field::ItemReader))
    module->setAttr(flow::readsItemsAttribute, builder.getUnitAttr());
  for (const auto &[field, name] : literals)
    if (const document::Node *node = state.field(field))
      add(name, literal(*node));
  for (const auto &[field, name] : payloads)
    if (const asl::Template *payload = state.payload(field))
      add(name, this->payload(*payload, name));
  if (const document::Node *config = state.branches.front()->node->find("ProcessorConfig"))
    if (const document::Node *type = config->find("ExecutionType"))
      add("ExecutionType", literal(*type));
  return builder.create<json::ObjectOp>(at(state.nameRange), valueType(), builder.getStrArrayAttr(names), values);
}
