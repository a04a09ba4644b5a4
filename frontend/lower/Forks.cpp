// Parallel and Map: machines inside a state. Each is a flow.machine of its own, which gets what it reads of the variables around it behind
// its input.

#include "frontend/lower/Machine.h"

#include "frontend/asl/Fields.h"

using namespace aslc;
using namespace aslc::lower;
namespace flow = aslc::ir::flow;
namespace json = aslc::ir::json;
using asl::Field;
using asl::QueryLanguage;
using mlir::Location;
using mlir::Value;

/// The name by which an item selector finds the state's input among the captures; no variable has it.
static constexpr llvm::StringLiteral stateInput = "$";

static const asl::Template *selectorOf(const asl::State &state) {
  const asl::Template *selector = state.payload(Field::ItemSelector);
  return selector ? selector : state.payload(Field::MapParameters);
}

/// The machines of a state, empty yet, one behind the other as aslrt::ForkInfo wants them.
llvm::SmallVector<flow::MachineOp> MachineLowering::machinesOf(const asl::State &state) {
  mlir::OpBuilder::InsertionGuard guard(builder);
  builder.setInsertionPointToEnd(module.getBody());
  llvm::SmallVector<flow::MachineOp> machines;
  auto add = [&](SourceRange range) {
    // A state's name may hold anything: that the number of the machine stands last is what makes it unique.
    std::string number = std::to_string(llvm::range_size(module.getOps<flow::MachineOp>()));
    machines.push_back(builder.create<flow::MachineOp>(at(range), /*observed=*/false, /*iterates=*/false, name + "." + state.name + "." + number));
  };
  for (const auto &inside : state.branches)
    add(inside->node->range);
  if (asl::isDistributed(state) && selectorOf(state))
    add(state.nameRange);
  return machines;
}

/// `run`: the settings of a distributed Map state, or null.
void MachineLowering::fork(const asl::State &state, Value given, bool each, Value most, Value run, const Captures &captures, Location loc) {
  llvm::SmallVector<flow::MachineOp> machines = machinesOf(state);
  llvm::SmallVector<mlir::Attribute> symbols;
  for (flow::MachineOp op : machines)
    symbols.push_back(mlir::FlatSymbolRefAttr::get(op.getSymNameAttr()));
  llvm::SmallVector<Value> values;
  for (const auto &[name, value] : captures)
    values.push_back(value);
  mlir::Block *done = newBlock();
  builder.create<flow::ForkOp>(loc, each, given, builder.getArrayAttr(symbols), values, builder.getStringAttr(state.name), most, run,
                               done);
  for (auto [op, inside] : llvm::zip(machines, state.branches)) {
    mlir::OpBuilder::InsertionGuard guard(builder);
    MachineLowering lowering(machine, sources, builder, module, names, profile);
    lowering.lowerInside(*inside, op, run ? Captures() : captures, each && !run ? &state : nullptr);
  }
  if (machines.size() > state.branches.size()) {
    mlir::OpBuilder::InsertionGuard guard(builder);
    MachineLowering(machine, sources, builder, module, names, profile).lowerSelector(machines.back(), captures, state);
  }
  finishWork(state, done, loc);
}

MachineLowering::Captures MachineLowering::capturesOf(const asl::State &state) {
  Captures captures;
  for (const std::string &name : readInside(state))
    if (auto found = variables.find(name); found != variables.end())
      captures.push_back({name, found->second});
  return captures;
}

void MachineLowering::parallel(const asl::State &state) {
  beginAttempt(state);
  Location loc = at(state.nameRange);
  bool isJsonata = state.language == QueryLanguage::JSONata;
  Value given = made(state, isJsonata ? Field::Arguments : Field::Parameters, workInput(state));
  fork(state, given, /*each=*/false, {}, {}, capturesOf(state), loc);
}

Value MachineLowering::items(const asl::State &state, Value effective) {
  Location loc = at(state.nameRange);
  bool pairs = asl::isDistributed(state);
  if (state.field(Field::ItemReader)) // which makes ItemsPath count for nothing, even if it leads nowhere
    return builder.create<json::UndefinedOp>(loc, valueType());
  if (state.language == QueryLanguage::JSONPath) {
    const asl::Template *path = state.payload(Field::ItemsPath);
    root = effective;
    Value items = path ? this->path(*path, flow::PathUse::Field, asl::spelling(Field::ItemsPath)) : effective;
    flow::ExpressionAttr quoted = path ? pathAttribute(path->expression.text(), asl::spelling(Field::ItemsPath)) : flow::ExpressionAttr();
    return builder.create<flow::RequireItemsOp>(loc, valueType(), pairs, /*path=*/true, items, quoted);
  }
  const asl::Template *given = state.payload(Field::Items);
  Value items = given ? payload(*given) : effective;
  bool isExpression = given && given->kind == asl::Template::Expression;
  if (given && !isExpression)
    return items;
  return builder.create<flow::RequireItemsOp>(loc, valueType(), pairs, /*path=*/false, items,
                                              isExpression ? expressionAttribute(*given) : flow::ExpressionAttr());
}

void MachineLowering::map(const asl::State &state) {
  beginAttempt(state);
  Value effective = workInput(state);
  Value items = this->items(state, effective);
  root = effective;
  Value most = whole(state, Field::MaxConcurrency, Field::MaxConcurrencyPath, /*positive=*/false);
  builder.create<flow::MapStartedOp>(at(state.nameRange), state.field(Field::ItemReader) != nullptr, items);
  Value settings = mapSettings(state);
  Captures captures = capturesOf(state);
  if (selectorOf(state))
    captures.push_back({stateInput.str(), effective});
  fork(state, items, /*each=*/true, most, settings, captures, at(state.nameRange));
}

/// The entry of a machine inside: gives its input.
Value MachineLowering::enterInside(flow::MachineOp op, const Captures &captures) {
  region = &op.getBody();
  name = op.getSymName().str();
  mlir::Block *entry = newBlock();
  Value start = entry->addArgument(valueType(), op.getLoc());
  for (const auto &[name, value] : captures)
    captured[name] = entry->addArgument(valueType(), op.getLoc());
  builder.setInsertionPointToEnd(entry);
  return start;
}

/// What an item selector makes.
Value MachineLowering::selected(const asl::State &holder) {
  state = &holder;
  input = root = captured.at(stateInput.str());
  variables = captured;
  return payload(*selectorOf(holder));
}

/// `holder`: the Map state whose selector makes the inputs, or null.
void MachineLowering::lowerInside(const asl::Machine &inside, flow::MachineOp op, const Captures &captures, const asl::State *holder) {
  Value start = enterInside(op, captures);
  lowerStates(inside, holder && selectorOf(*holder) ? selected(*holder) : start);
}

/// The machine that makes the inputs of items, outside of the executions that get them.
void MachineLowering::lowerSelector(flow::MachineOp op, const Captures &captures, const asl::State &holder) {
  enterInside(op, captures);
  builder.create<flow::SucceedOp>(op.getLoc(), selected(holder));
}

std::set<std::string> MachineLowering::readInside(const asl::State &state) const {
  std::set<std::string> names;
  if (const asl::Template *selector = selectorOf(state))
    addVariables(*selector, state.language, names);
  for (const auto &inside : state.branches) {
    std::set<std::string> own = assignedBy(*inside), read;
    for (const auto &each : inside->states) {
      addVariables(*each, read);
      read.merge(readInside(*each));
    }
    for (const std::string &name : read)
      if (!own.count(name))
        names.insert(name);
  }
  return names;
}
