// Modules, machines, variables, payloads. States by type are in States.cpp.
//
// A state is one block, which takes the state's input, and more behind it. Variables are slots; a state reads those that its
// expressions need once, on entry, since all of them are evaluated with the values of that moment.

#include "frontend/lower/Machine.h"
#include "frontend/lower/JsonPath.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"

using namespace aslc;
using namespace aslc::lower;
namespace flow = aslc::ir::flow;
namespace json = aslc::ir::json;
namespace ops = aslc::ir::jsonata;
using mlir::Location;
using mlir::Value;

Location lower::locate(const SourceManager &sources, SourceRange range, mlir::MLIRContext *context) {
  if (!range.valid())
    return mlir::UnknownLoc::get(context);
  range = sources.origin(range);
  LineColumn place = sources.place(range.file, range.begin);
  return mlir::FileLineColLoc::get(context, sources.name(range.file), place.line, place.column);
}

Location MachineLowering::at(SourceRange range) const {
  Location place = locate(sources, range, builder.getContext());
  return state ? mlir::NameLoc::get(builder.getStringAttr(state->name), place) : place;
}

/// What the expressions of a state find: its input, its result, the variables as they were on entry.
class MachineLowering::StateSurroundings : public Surroundings {
public:
  StateSurroundings(MachineLowering &lowering, const MappedText &text) : lowering(lowering), text(text) {}

  Value variable(llvm::StringRef name) override {
    auto it = lowering.variables.find(name.str());
    return it == lowering.variables.end() ? Value() : it->second;
  }
  bool binds(llvm::StringRef name) const override { return lowering.variables.count(name.str()); }

  Value states(llvm::StringRef member) override {
    if (member == "input")
      return lowering.input;
    if (member == "result")
      return lowering.result;
    if (member == "errorOutput")
      return lowering.errorOutput;
    mlir::OpBuilder &builder = lowering.builder;
    Location loc = lowering.at(lowering.state->nameRange);
    if (member == "context")
      return builder.create<flow::ContextOp>(loc, lowering.valueType());
    if (!member.empty())
      return {};
    llvm::SmallVector<llvm::StringRef> names = {"input", "context"};
    llvm::SmallVector<Value> values = {lowering.input, states("context")};
    for (auto [name, value] : {std::pair("result", lowering.result), std::pair("errorOutput", lowering.errorOutput)})
      if (value) {
        names.push_back(name);
        values.push_back(value);
      }
    return builder.create<json::ObjectOp>(loc, lowering.valueType(), builder.getStrArrayAttr(names), values);
  }

  Location location(jsonata::Range range) override { return lowering.at(text.map(range.begin, range.end)); }

private:
  MachineLowering &lowering;
  const MappedText &text;
};

// Payloads

Value MachineLowering::literal(const document::Node &node) {
  if (node.is(document::Kind::String)) // it may hold what is no JSON: a lone surrogate
    return builder.create<json::ConstantOp>(at(node.range), valueType(), builder.getStringAttr(node.string.text()));
  return json::literalOf(builder, at(node.range), node.is(document::Kind::Number) ? node.numberText : document::toJson(node));
}

flow::ExpressionAttr MachineLowering::expressionAttribute(const asl::Template &payload) {
  return flow::ExpressionAttr::get(builder.getContext(), payload.expression.text(), payload.path, state->name);
}

Value MachineLowering::expression(const asl::Template &payload, bool required) {
  assert(state->language == asl::QueryLanguage::JSONata);
  const sema::CheckedExpression &checked = *machine.expressions.find(&payload)->second;
  Location loc = at(payload.node->range);
  flow::ExpressionAttr attribute = expressionAttribute(payload);
  builder.create<flow::EvaluateOp>(loc, attribute);
  StateSurroundings surroundings(*this, checked.text);
  ExpressionLowering lowering(builder, surroundings, checked.dialect);
  // On AWS an expression has no context; in the reference it is the document at hand.
  Value context = checked.dialect == aslrt::Dialect::Aws ? builder.create<json::UndefinedOp>(loc, valueType()) : input;
  Value value = lowering.lower(*checked.paths, *checked.syntax->root, context);
  return required ? builder.create<flow::RequireOp>(loc, valueType(), value, attribute).getResult() : value;
}

Value MachineLowering::payload(const asl::Template &payload, llvm::StringRef name) {
  Location loc = at(payload.node->range);
  llvm::SmallVector<Value> values;
  bool isJsonata = state->language == asl::QueryLanguage::JSONata;
  switch (payload.kind) {
  case asl::Template::Literal:
    return literal(*payload.node);
  case asl::Template::Expression:
    return isJsonata ? expression(payload, /*required=*/true) : path(payload, flow::PathUse::Template, name);
  case asl::Template::Array:
    for (const asl::Template &item : payload.items)
      values.push_back(this->payload(item));
    return builder.create<json::ArrayOp>(loc, valueType(), values);
  case asl::Template::Object: {
    llvm::SmallVector<llvm::StringRef> keys;
    for (const asl::TemplateMember *member : isJsonata ? written(payload) : orderOfPaths(payload)) {
      keys.push_back(member->name.text());
      values.push_back(this->payload(member->value, member->member->key.text()));
    }
    return builder.create<json::ObjectOp>(loc, valueType(), builder.getStrArrayAttr(keys), values);
  }
  }
  llvm_unreachable("all kinds of payload are handled");
}

// Machines

mlir::Block *MachineLowering::newBlock() {
  auto *block = new mlir::Block();
  region->push_back(block);
  return block;
}

using Visit = llvm::function_ref<void(const asl::Template &)>;

static void forEachExpression(const asl::Template &payload, Visit visit) {
  if (payload.kind == asl::Template::Expression)
    visit(payload);
  for (const asl::Template &item : payload.items)
    forEachExpression(item, visit);
  for (const asl::TemplateMember &member : payload.members)
    forEachExpression(member.value, visit);
}

static void forEachExpression(const std::optional<asl::Template> &payload, Visit visit) {
  if (payload)
    forEachExpression(*payload, visit);
}

static void forEachExpression(const asl::ChoiceTest &test, Visit visit) {
  forEachExpression(test.variable, visit);
  forEachExpression(test.value, visit);
  for (const asl::ChoiceTest &part : test.parts)
    forEachExpression(part, visit);
}

static void forEachExpression(const asl::State &state, Visit visit) {
  for (const auto &[field, payload] : state.templates)
    forEachExpression(payload, visit);
  for (const asl::ChoiceRule &rule : state.choices) {
    for (const std::optional<asl::Template> *payload : {&rule.condition, &rule.assign, &rule.output})
      forEachExpression(*payload, visit);
    if (rule.test)
      forEachExpression(*rule.test, visit);
  }
  for (const asl::Catcher &catcher : state.catchers)
    for (const std::optional<asl::Template> *payload : {&catcher.assign, &catcher.output, &catcher.resultPath})
      forEachExpression(*payload, visit);
}

void MachineLowering::addVariables(const asl::Template &payload, asl::QueryLanguage language, std::set<std::string> &names) const {
  forEachExpression(payload, [&](const asl::Template &each) {
    const std::set<std::string> &read = language == asl::QueryLanguage::JSONata ? machine.expressions.find(&each)->second->variables
                                                                                : machine.paths.find(&each)->second->variables;
    names.insert(read.begin(), read.end());
  });
}

void MachineLowering::addVariables(const asl::State &state, std::set<std::string> &names) const {
  forEachExpression(state, [&](const asl::Template &payload) { addVariables(payload, state.language, names); });
}

/// A machine's own variables: every name that some Assign in it gives.
std::set<std::string> MachineLowering::assignedBy(const asl::Machine &machine) {
  std::set<std::string> names;
  auto add = [&](const asl::Template *assign) {
    if (assign && assign->kind == asl::Template::Literal)
      for (const document::Member &member : assign->node->members)
        names.insert(member.key.text().str());
    else if (assign)
      for (const asl::TemplateMember &member : assign->members)
        names.insert(member.name.text().str());
  };
  for (const auto &state : machine.states) {
    add(state->payload(asl::Field::Assign));
    for (const asl::ChoiceRule &rule : state->choices)
      add(rule.assign ? &*rule.assign : nullptr);
    for (const asl::Catcher &catcher : state->catchers)
      add(catcher.assign ? &*catcher.assign : nullptr);
  }
  return names;
}

void MachineLowering::readVariables(const asl::State &state) {
  std::set<std::string> read = readInside(state);
  addVariables(state, read);
  variables.clear();
  for (const std::string &name : read)
    if (auto slot = slots.find(name); slot != slots.end())
      variables[name] = builder.create<flow::GetOp>(at(state.nameRange), valueType(), slot->second);
    else if (auto outer = captured.find(name); outer != captured.end())
      variables[name] = outer->second;
}

void MachineLowering::describe(llvm::StringRef name, Value value) {
  if (names != Names::None)
    builder.create<flow::DebugValueOp>(at(state->nameRange), value, name);
}

void MachineLowering::describeVariables() {
  if (names == Names::Read) {
    for (auto &[name, value] : variables)
      describe(name, value);
  } else if (names == Names::All) {
    for (auto &[name, slot] : slots)
      describe(name, builder.create<flow::GetOp>(at(state->nameRange), valueType(), slot));
    for (auto &[name, value] : captured)
      describe(name, value);
  }
}

void MachineLowering::lowerState(const asl::State &current) {
  mlir::Block *block = blocks[current.name];
  state = &current;
  Location loc = at(current.nameRange);
  input = root = block->addArgument(valueType(), loc);
  result = {};
  builder.setInsertionPointToEnd(block);
  readVariables(current);
  describe("input", input);
  describeVariables();
  builder.create<flow::EnterOp>(loc, current.name, flow::StateType(uint32_t(current.type)), input);
  switch (current.type) {
  case asl::StateType::Pass: return pass(current);
  case asl::StateType::Choice: return choice(current);
  case asl::StateType::Wait: return wait(current);
  case asl::StateType::Succeed: return succeed(current);
  case asl::StateType::Fail: return fail(current);
  case asl::StateType::Task: return task(current);
  case asl::StateType::Parallel: return parallel(current);
  case asl::StateType::Map: return map(current);
  }
  llvm_unreachable("all types of state are handled");
}

void MachineLowering::lower(flow::MachineOp op) {
  region = &op.getBody();
  name = op.getSymName().str();
  mlir::Block *entry = newBlock();
  Value start = entry->addArgument(valueType(), op.getLoc());
  builder.setInsertionPointToEnd(entry);
  lowerStates(*machine.machine, start);
}

void MachineLowering::lowerStates(const asl::Machine &states, Value start) {
  Location loc = at(states.node->range);
  for (const std::string &name : assignedBy(states))
    slots[name] = builder.create<flow::SlotOp>(loc, flow::SlotType::get(builder.getContext()), name);
  for (const auto &each : states.states)
    blocks[each->name] = newBlock();
  builder.create<mlir::cf::BranchOp>(loc, blocks.at(states.startAt.text().str()), start);
  for (const auto &each : states.states)
    lowerState(*each);
}

mlir::OwningOpRef<mlir::ModuleOp> lower::lowerMachine(const sema::CheckedMachine &machine, const SourceManager &sources, llvm::StringRef name,
                                                      mlir::MLIRContext &context, Names names, const ChoiceCounts &profile) {
  Location loc = locate(sources, machine.machine->node->range, &context);
  mlir::OwningOpRef<mlir::ModuleOp> module = mlir::ModuleOp::create(loc);
  ops::setDialect(*module, machine.dialect);
  mlir::OpBuilder builder(module->getBodyRegion());
  auto op = builder.create<flow::MachineOp>(loc, /*observed=*/false, /*iterates=*/false, name);
  MachineLowering(machine, sources, builder, *module, names, profile).lower(op);
  return module;
}

// Expressions alone

namespace {
class BoundSurroundings : public Surroundings {
public:
  /// `input`: $states.input, where the dialect has it; or null.
  BoundSurroundings(mlir::OpBuilder &builder, const SourceManager &sources, const MappedText &text, llvm::ArrayRef<std::string> bindings,
                    Value input)
      : builder(builder), sources(sources), text(text), bindings(bindings), input(input) {}

  Value variable(llvm::StringRef name) override {
    auto it = llvm::find(bindings, name);
    if (it == bindings.end())
      return {};
    Location loc = builder.getUnknownLoc();
    return builder.create<ops::GlobalOp>(loc, json::ValueType::get(builder.getContext()), uint32_t(it - bindings.begin()), name);
  }
  bool binds(llvm::StringRef name) const override { return llvm::is_contained(bindings, name); }
  Value states(llvm::StringRef member) override {
    if (!input || binds("states") || member == "input")
      return binds("states") ? Value() : input;
    if (!member.empty())
      return {};
    return builder.create<json::ObjectOp>(builder.getUnknownLoc(), input.getType(), builder.getStrArrayAttr({"input"}), input);
  }
  Location location(aslc::jsonata::Range range) override {
    return locate(sources, text.map(range.begin, range.end), builder.getContext());
  }

private:
  mlir::OpBuilder &builder;
  const SourceManager &sources;
  const MappedText &text;
  llvm::ArrayRef<std::string> bindings;
  Value input;
};
} // namespace

mlir::OwningOpRef<mlir::ModuleOp> lower::lowerExpression(const sema::CheckedExpression &expression, llvm::ArrayRef<std::string> bindings,
                                                         const SourceManager &sources, llvm::StringRef name, mlir::MLIRContext &context) {
  Location loc = locate(sources, expression.text.map(0, 0), &context);
  mlir::OwningOpRef<mlir::ModuleOp> module = mlir::ModuleOp::create(loc);
  ops::setDialect(*module, expression.dialect);
  mlir::OpBuilder builder(module->getBodyRegion());
  mlir::Type value = json::ValueType::get(&context);
  mlir::Type parameters[] = {json::ContextType::get(&context), value};
  auto function = builder.create<mlir::func::FuncOp>(loc, name, builder.getFunctionType(parameters, {value}));
  mlir::Block *entry = function.addEntryBlock();
  builder.setInsertionPointToEnd(entry);
  bool aws = expression.dialect == aslrt::Dialect::Aws;
  Value input = entry->getArgument(1);
  BoundSurroundings surroundings(builder, sources, expression.text, bindings, aws ? input : Value());
  ExpressionLowering lowering(builder, surroundings, expression.dialect);
  Value result = lowering.lower(*expression.paths, *expression.syntax->root, aws ? builder.create<json::UndefinedOp>(loc, value).getResult() : input);
  builder.create<mlir::func::ReturnOp>(loc, result);
  return module;
}
