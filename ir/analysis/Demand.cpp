#include "ir/analysis/Demand.h"

#include "ir/flow/Flow.h"
#include "ir/json/Json.h"
#include "ir/jsonata/Jsonata.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/SymbolTable.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/TypeSwitch.h"
#include "llvm/Support/JSON.h"

using namespace mlir;
using namespace aslc;
using namespace aslc::ir;

DemandTree &DemandTree::member(llvm::StringRef name) {
  std::unique_ptr<DemandTree> &tree = members[name.str()];
  if (!tree) {
    tree = std::make_unique<DemandTree>();
    tree->depth = depth + 1;
    tree->all = depth == deepest;
  }
  return *tree;
}

const DemandTree *DemandTree::find(llvm::StringRef name) const {
  auto found = members.find(name.str());
  return found == members.end() ? nullptr : found->second.get();
}

void DemandTree::addWhole(const DemandTree &other) {
  all |= other.all;
  reader = reader ? reader : other.reader;
  passed |= other.passed;
  told |= other.told;
}

void DemandTree::addPart(const DemandTree &other, llvm::ArrayRef<llvm::StringRef> path) {
  if (path.empty())
    return add(other);
  addWhole(other);
  if (const DemandTree *part = other.find(path.front()))
    addPart(*part, path.drop_front());
}

void DemandTree::add(const DemandTree &other, llvm::ArrayRef<llvm::StringRef> except) {
  addWhole(other);
  copied |= other.copied;
  listed |= other.listed;
  for (const auto &[name, tree] : other.members) {
    if (except.empty() || name != except.front())
      member(name).add(*tree);
    else if (except.size() > 1)
      member(name).add(*tree, except.drop_front());
  }
}

/// Parameters of a signature, given without its first bracket.
static size_t parameterCount(llvm::StringRef signature) {
  size_t count = 0;
  unsigned depth = 0;
  for (char c : signature) {
    if (depth == 0 && (c == ':' || c == '>'))
      break;
    depth += c == '<' || c == '(';
    depth -= c == '>' || c == ')';
    count += depth == 0 && (llvm::isAlpha(c) || c == ')');
  }
  return count;
}

/// Whether a built-in may be given its context for the argument that it lacks.
static bool mayUseContext(jsonata::CallOp call) {
  llvm::StringRef signature = findBuiltin(call.getName())->signature.drop_front();
  if (call.getArguments().size() >= parameterCount(signature))
    return false;
  if (signature.size() < 2 || signature[1] != '-')
    return signature.contains('-');
  if (call.getArguments().empty())
    return true;
  // One argument is always taken for the first parameter if that takes all that the second one does.
  bool takesAll = signature[0] == 'x' || signature[2] == ':' || signature[2] == signature[0];
  return !takesAll;
}

namespace {

class DemandWalk {
public:
  /// Adds what is read of a value.
  void run(Value value, DemandTree &tree) {
    left = std::min(mostOfOne, leftOfAll);
    leftOfAll -= left;
    finish(value, tree);
    leftOfAll += left;
  }

  /// What is read of items wherever a context object tells of them; null while that is being found out.
  const DemandTree *items = nullptr;

private:
  void flow(Value value, DemandTree &tree) {
    if (visited.insert({value, &tree}).second) // else round a loop
      pending.push_back({value, &tree});
  }

  /// Follows a value to all of its ends. If too much is read in too many ways to tell, all is: a loop that goes down by one of two names
  /// has as many as its turns have branches.
  void finish(Value value, DemandTree &tree) {
    size_t others = pending.size();
    flow(value, tree);
    while (pending.size() > others) {
      auto [next, of] = pending.pop_back_val();
      if (left == 0) {
        pending.resize(others);
        tree.all = true;
        return;
      }
      --left;
      for (OpOperand &use : next.getUses())
        if (!of->all && !follow(use, *of)) {
          of->all = true;
          of->reader = use.getOwner();
        }
    }
  }

  void names(Value result, ArrayAttr names, DemandTree &tree) {
    DemandTree *at = &tree;
    for (auto name : names.getAsRange<StringAttr>())
      at = &at->member(name.getValue());
    flow(result, *at);
  }

  /// False: all of it may be read.
  bool follow(OpOperand &use, DemandTree &tree) {
    Operation *op = use.getOwner();
    return llvm::TypeSwitch<Operation *, bool>(op)
        .Case([&](jsonata::FieldsOp fields) { return names(fields, fields.getNames(), tree), true; })
        .Case([&](jsonata::FieldOp field) { return flow(field, tree.member(field.getName())), true; })
        .Case<jsonata::WholeOp, jsonata::OpenOp, jsonata::UnwrapOp, jsonata::KeepOp, jsonata::KeepSequenceOp, jsonata::GroupContextOp,
              jsonata::IndexOp, arith::SelectOp>([&](Operation *) { return flow(op->getResult(0), tree), true; })
        .Case([&](jsonata::StepOp step) { return flow(step.getBody().getArgument(0), tree), true; })
        .Case<jsonata::FilterOp, jsonata::SortOp>([&](Operation *) {
          flow(op->getRegion(0).getArgument(0), tree);
          flow(op->getResult(0), tree);
          return true;
        })
        .Case([&](jsonata::GroupOp) {
          for (Region &region : op->getRegions())
            flow(region.getArgument(0), tree);
          return true;
        })
        .Case<jsonata::YieldOp, scf::YieldOp>([&](Operation *) {
          Operation *around = op->getParentOp();
          if (!isa<jsonata::StepOp, scf::IfOp>(around))
            return false;
          return flow(around->getResult(use.getOperandNumber()), tree), true;
        })
        .Case([&](func::ReturnOp) { return tree.passed = true; })
        .Case([&](json::MemberOp member) { return flow(member, tree.member(member.getName())), true; })
        .Case<cf::BranchOp, cf::CondBranchOp, cf::SwitchOp>([&](auto) { return followBranch(use, tree); })
        .Case([&](flow::RequireOp require) { return flow(require, tree), true; })
        .Case([&](flow::RequireItemsOp items) { return flow(items, tree), tree.listed = true; })
        .Case([&](flow::RequirePathOp path) { return use.getOperandNumber() == 0 ? (flow(path, tree), true) : tree.told = true; })
        .Case([&](flow::PutOp put) { return followPut(put, use.getOperandNumber() == 0, tree); })
        .Case<flow::MapStartedOp, flow::DebugValueOp>([](Operation *) { return true; }) // debuggers show what there is
        .Case([&](flow::ForkOp fork) { return followFork(fork, use.getOperandNumber(), tree); })
        .Case([&](flow::TaskOp) { return use.getOperandNumber() == 0 && (tree.passed = true); }) // its arguments are only written
        .Case([&](flow::SucceedOp) { return followEnd(op, tree); })
        .Case([&](json::ObjectOp object) {
          return followInto(object, tree, cast<StringAttr>(object.getKeys()[use.getOperandNumber()]).getValue());
        })
        .Case([&](jsonata::ArrayOp array) { return followInto(array, tree, {}); })
        .Case<jsonata::DefinedOp>([](Operation *) { return true; })
        .Case([&](json::CallOp call) {
          if (call.getEntry() == "element") // of what is no array, a failure may tell what it is
            return flow(call->getResult(0), tree), tree.listed = true;
          return call.getEntry() == "matches" || call.getEntry() == "defined"; // they look at the type
        })
        .Case<jsonata::LambdaOp>([](Operation *) { return true; }) // its `$`, which it captures by itself if its body reads it
        .Case([&](jsonata::CallOp call) { return followCall(call, use.getOperandNumber(), tree); })
        .Default([](Operation *) { return false; });
  }

  /// What is read of a value that is made of others. Null as long as it is not known: round a loop.
  const DemandTree *demandOfMade(Value made) {
    constexpr unsigned deepestNest = 256;
    auto [found, isNew] = parts.try_emplace(made);
    if (!isNew)
      return found->second.known ? found->second.tree.get() : nullptr;
    if (nest == deepestNest) {
      parts.erase(found);
      return nullptr;
    }
    DemandTree *tree = (found->second.tree = std::make_unique<DemandTree>()).get();
    ++nest;
    finish(made, *tree);
    --nest;
    parts[made].known = true;
    return tree;
  }

  /// A value becomes a part of another one, at the end of a path. Round a loop that makes more and more of it, all is read.
  bool followInto(Value made, DemandTree &tree, llvm::ArrayRef<llvm::StringRef> path) {
    const DemandTree *ofMade = demandOfMade(made);
    if (ofMade)
      tree.addPart(*ofMade, path);
    return ofMade;
  }

  bool followBranch(OpOperand &use, DemandTree &tree) {
    auto argument = cast<BranchOpInterface>(use.getOwner()).getSuccessorBlockArgument(use.getOperandNumber());
    return argument && (flow(*argument, tree), true);
  }

  /// What is read of a document that ResultPath makes is read of the one before, but at the place of what is new. Members of it that are
  /// read are read of that (forward-members), which therefore needs all of its own only where the new one is read by itself. Else its text
  /// will do, for a failure may tell of the new one; so it will for one more member, if it is known to have none of that name.
  bool followPut(flow::PutOp put, bool isValue, DemandTree &tree) {
    llvm::Expected<llvm::json::Value> steps = llvm::json::parse(put.getSteps());
    llvm::SmallVector<std::string> names; // an index leads to an item, of which the same is read
    for (const llvm::json::Value &step : *steps->getAsArray())
      if (auto name = step.getAsString())
        names.push_back(name->str());
    llvm::SmallVector<llvm::StringRef> path(names.begin(), names.end());
    if (isValue)
      return followInto(put, tree, path);
    const DemandTree *ofMade = demandOfMade(put), *part = ofMade;
    bool onlyNames = names.size() == steps->getAsArray()->size();
    bool adds = ofMade && onlyNames && names.size() == 1; // to a text
    bool copies = !ofMade;                                // this container, member by member
    tree.told = true;
    DemandTree *at = &tree;
    for (auto [i, name] : llvm::enumerate(path)) {
      copies |= part && part->isRead();
      at->copied |= copies && !adds;
      if (onlyNames && !adds && i + 1 == path.size())
        break; // nobody looks at what is replaced
      at = &at->member(name);
      part = part ? part->find(name) : nullptr;
    }
    if (ofMade)
      tree.add(*ofMade, onlyNames ? path : llvm::ArrayRef<llvm::StringRef>());
    else
      flow(put, tree);
    return true;
  }

  /// An iteration gets an item, a branch the input; behind it stand the captures.
  bool followFork(flow::ForkOp fork, unsigned operand, DemandTree &tree) {
    constexpr unsigned captures = 1; // by the order in the op's definition
    auto [first, count] = fork.getODSOperandIndexAndLength(captures);
    if (fork.getRun() || operand >= first + count)
      return false;
    if (fork.getEach() && operand == 0) {
      if (!items)
        return false;
      tree.add(*items);
    }
    for (auto name : fork.getMachines().getAsRange<FlatSymbolRefAttr>()) {
      auto machine = SymbolTable::lookupNearestSymbolFrom<flow::MachineOp>(fork, name);
      flow(machine.getBody().getArgument(operand == 0 ? 0 : 1 + operand - first), tree);
    }
    return true;
  }

  /// Of an execution, the result, and of what selects its input, that: they are only written. Of a branch or iteration, an item of what the
  /// state around it gets.
  bool followEnd(Operation *succeed, DemandTree &tree) {
    auto machine = succeed->getParentOfType<flow::MachineOp>();
    auto module = machine->getParentOfType<ModuleOp>();
    if (machine == *module.getOps<flow::MachineOp>().begin())
      return tree.passed = true;
    if (forks.empty())
      forks = flow::forksByMachine(module);
    for (flow::ForkOp fork : forks[machine.getSymNameAttr()])
      if (fork.getRun())
        tree.passed = true;
      else
        flow(fork.getDone()->getArgument(0), tree);
    return true;
  }

  bool followCall(jsonata::CallOp call, unsigned operand, DemandTree &tree) {
    if (operand == call.getArguments().size())
      return !mayUseContext(call);
    llvm::StringRef name = call.getName();
    if (operand != 0)
      return false;
    if (name == "count" || name == "exists")
      return true;
    bool folds = name == "reduce";
    if (name != "map" && name != "filter" && name != "sort" && !folds)
      return false;
    jsonata::LambdaOp lambda = jsonata::inlinableCallback(call, folds ? 3 : 2);
    if (!lambda)
      return false;
    Block &body = lambda.getBody().front();
    for (BlockArgument parameter : body.getArguments().drop_front().take_front(2))
      if (name != "map" || parameter.getArgNumber() == 1)
        flow(parameter, tree);
    if (name != "map")
      flow(call, tree);
    return true;
  }

  struct Part {
    std::unique_ptr<DemandTree> tree;
    bool known = false;
  };
  static constexpr size_t mostOfOne = 20'000;
  size_t left = 0, leftOfAll = 200'000; // values to be visited at most: for the one at hand, for others
  llvm::DenseSet<std::pair<Value, DemandTree *>> visited;
  llvm::SmallVector<std::pair<Value, DemandTree *>> pending;
  llvm::DenseMap<Value, Part> parts; // what is read of values that were made
  unsigned nest = 0;                 // of them that are looked at
  flow::ForksByMachine forks;
};

} // namespace

std::unique_ptr<DemandTree> ir::demandOf(Value value) {
  auto tree = std::make_unique<DemandTree>();
  DemandTree none;
  DemandWalk walk;
  walk.items = &none;
  walk.run(value, *tree);
  return tree;
}

/// Whether executions begin with a machine: it is the workflow's, or the processor of a distributed Map state.
static bool isExecuted(flow::MachineOp machine, const flow::ForksByMachine &forks) {
  if (machine == *machine->getParentOfType<ModuleOp>().getOps<flow::MachineOp>().begin())
    return true;
  auto isProcessor = [&](flow::ForkOp fork) {
    return fork.getRun() && cast<FlatSymbolRefAttr>(fork.getMachines()[0]).getAttr() == machine.getSymNameAttr();
  };
  return llvm::any_of(forks.lookup(machine.getSymNameAttr()), isProcessor);
}

WorkflowDemand ir::demandOf(ModuleOp workflow) {
  WorkflowDemand demand;
  DemandWalk walk;
  DemandTree context, items;
  auto machines =
      llvm::make_filter_range(workflow.getOps<flow::MachineOp>(), [](flow::MachineOp machine) { return !machine.getObserved(); });
  if (machines.empty())
    demand.asksContext = true;
  for (flow::MachineOp machine : machines)
    machine.walk([&](flow::ContextOp op) {
      walk.run(op, context);
      demand.asksContext = true;
    });
  items.addPart(context, {"Map", "Item", "Value"});
  walk.items = &items;
  flow::ForksByMachine forks = flow::forksByMachine(workflow);
  for (flow::MachineOp machine : machines)
    if (isExecuted(machine, forks)) {
      DemandTree &input = demand.inputs[machine.getSymName().str()];
      input.addPart(context, {"Execution", "Input"});
      walk.run(machine.getBody().getArgument(0), input);
    }
  for (flow::MachineOp machine : machines)
    for (auto task : machine.getOps<flow::TaskOp>())
      walk.run(task.getDone()->getArgument(0), demand.results[task.getState().str()]);
  return demand;
}
