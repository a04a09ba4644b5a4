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
  /// Whether too much is read in too many ways to tell: a loop that goes down by one of two names has as many as its turns have branches.
  bool gaveUp() const { return visited.size() > most; }

  void flow(Value value, DemandTree &tree) {
    if (!visited.insert({value, &tree}).second)
      return; // round a loop
    if (visited.size() > most) {
      tree.all = true;
      return;
    }
    for (OpOperand &use : value.getUses()) {
      if (tree.all)
        return;
      if (!follow(use, tree))
        tree.all = true;
    }
  }

private:
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
        .Case<flow::RequireOp, flow::RequireItemsOp>([&](Operation *) { return flow(op->getResult(0), tree), true; })
        .Case([&](flow::RequirePathOp path) { return use.get() != path.getInput() || (flow(path, tree), true); })
        .Case([&](flow::PutOp put) { return followPut(put, use, tree); })
        .Case<flow::MapStartedOp, flow::DebugValueOp>([](Operation *) { return true; }) // debuggers show what there is
        .Case([&](flow::ForkOp fork) { return followFork(fork, use.getOperandNumber(), tree); })
        .Case([&](flow::SucceedOp) { return followEnd(op, tree); })
        .Case<json::ObjectOp, jsonata::ArrayOp>([&](Operation *) { return followInto(op->getResult(0), tree); })
        .Case<jsonata::DefinedOp>([](Operation *) { return true; })
        .Case<jsonata::LambdaOp>([](Operation *) { return true; }) // its `$`, which it captures by itself if its body reads it
        .Case([&](jsonata::CallOp call) { return followCall(call, use.getOperandNumber(), tree); })
        .Default([](Operation *) { return false; });
  }

  /// A value becomes part of another one, which nothing looks into. Round a loop that makes more and more of it, all is read.
  bool followInto(Value made, DemandTree &tree) {
    std::unique_ptr<DemandTree> &part = parts[made];
    bool isNew = !part;
    if (isNew)
      part = std::make_unique<DemandTree>();
    DemandTree &ofMade = *part; // the map may move, the tree does not
    if (isNew) {
      flow(made, ofMade);
      followed.insert(made);
    }
    tree.passed |= ofMade.passed;
    return followed.contains(made) && !ofMade.all && ofMade.members.empty();
  }

  bool followBranch(OpOperand &use, DemandTree &tree) {
    auto argument = cast<BranchOpInterface>(use.getOwner()).getSuccessorBlockArgument(use.getOperandNumber());
    return argument && (flow(*argument, tree), true);
  }

  /// What is read of a document is read of what it was made of, too.
  bool followPut(flow::PutOp put, OpOperand &use, DemandTree &tree) {
    if (use.get() == put.getValue())
      return followInto(put, tree);
    flow(put, tree);
    return true;
  }

  /// An iteration gets an item, a branch the input; behind it stand the captures.
  bool followFork(flow::ForkOp fork, unsigned operand, DemandTree &tree) {
    constexpr unsigned captures = 1; // by the order in the op's definition
    auto [first, count] = fork.getODSOperandIndexAndLength(captures);
    if (fork.getRun() || operand >= first + count)
      return false;
    for (auto name : fork.getMachines().getAsRange<FlatSymbolRefAttr>()) {
      auto machine = SymbolTable::lookupNearestSymbolFrom<flow::MachineOp>(fork, name);
      flow(machine.getBody().getArgument(operand == 0 ? 0 : 1 + operand - first), tree);
    }
    return true;
  }

  /// Of an execution, the result; of a branch or iteration, something in a result, of which the machine around it may read all.
  bool followEnd(Operation *succeed, DemandTree &tree) {
    auto machine = succeed->getParentOfType<flow::MachineOp>();
    auto first = *machine->getParentOfType<ModuleOp>().getOps<flow::MachineOp>().begin();
    return machine == first && (tree.passed = true);
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

  static constexpr size_t most = 20000;
  llvm::DenseSet<std::pair<Value, DemandTree *>> visited;
  llvm::DenseMap<Value, std::unique_ptr<DemandTree>> parts; // what is read of values that were made
  llvm::DenseSet<Value> followed;                           // those of which that is known
};

} // namespace

std::unique_ptr<DemandTree> ir::demandOf(Value value) {
  auto tree = std::make_unique<DemandTree>();
  DemandWalk walk;
  walk.flow(value, *tree);
  tree->all |= walk.gaveUp();
  return tree;
}
