#include "ir/passes/Chains.h"

using namespace mlir;
using namespace aslc;
using namespace aslc::ir;

bool ir::drawsRandom(Operation *op) {
  const BuiltinRow *builtin = jsonata::builtinOf(op);
  return builtin && builtin->effects == BuiltinRow::Random;
}

bool ir::repeats(Operation *root, bool functionsRepeat) {
  return !root->walk([&](Operation *op) {
                if (isa<jsonata::CellOp, jsonata::CellSetOp>(op) || drawsRandom(op))
                  return WalkResult::interrupt();
                bool callsFunctions = isa<jsonata::ApplyOp, jsonata::ChainOp>(op);
                if (auto call = dyn_cast<jsonata::CallOp>(op))
                  callsFunctions = findBuiltin(call.getName())->signature.contains('f');
                return callsFunctions && !functionsRepeat ? WalkResult::interrupt() : WalkResult::advance();
              })
              .wasInterrupted();
}

namespace {

/// What a builtin does with a chain: how many arguments its function may use, and whether items can go on from it.
struct Link {
  llvm::StringLiteral name;
  unsigned parameters; // 0: takes no function
  unsigned least;      // parameters that its function must have, or the call fails
  bool gives;          // items to what comes after
};
constexpr Link links[] = {{"map", 2, 0, true},    {"filter", 2, 0, true},   {"reduce", 3, 2, false},
                          {"sum", 0, 0, false},   {"max", 0, 0, false},     {"min", 0, 0, false},
                          {"count", 0, 0, false}, {"average", 0, 0, false}, {"exists", 0, 0, false}};

const Link *linkOf(jsonata::CallOp call) {
  const Link *link = llvm::find_if(links, [&](const Link &each) { return each.name == call.getName(); });
  if (link == std::end(links))
    return nullptr;
  size_t count = call.getArguments().size();
  if (count != (link->parameters ? 2 : 1) && !(count == 3 && call.getName() == "reduce"))
    return nullptr; // an error
  if (!link->parameters)
    return link;
  jsonata::LambdaOp callback = jsonata::inlinableCallback(call, link->parameters);
  return callback && callback.getBody().getNumArguments() > link->least ? link : nullptr; // one more: the context
}

/// The fold by which a chain ends that is written `items ~> $sum`: its function as a value; null if that is none.
jsonata::BuiltinOp chainedFold(jsonata::ChainOp chain) {
  auto function = chain.getRhs().getDefiningOp<jsonata::BuiltinOp>();
  const Link *link = function ? llvm::find_if(links, [&](const Link &each) { return each.name == function.getName(); }) : std::end(links);
  return link != std::end(links) && !link->parameters ? function : jsonata::BuiltinOp();
}

/// Whether a predicate's input may be undefined, as no sequence is: the predicate is then evaluated once, which may be an error.
bool mayBeUndefined(jsonata::FilterOp filter) {
  Operation *op = filter.getInput().getDefiningOp();
  auto fields = dyn_cast_or_null<jsonata::FieldsOp>(op);
  return isa_and_nonnull<jsonata::UnwrapOp>(op) || (fields && !fields.getOpen());
}

// What is handed from state to state is JSON: its arrays are neither sequences nor by constructors, whatever they were within the
// expression, and it holds no functions. Of items that go on without being handed, that must be known.

bool itemsAreData(Value value);

/// Whether a value is JSON as it stands, or Undefined.
bool isData(Value value) {
  if (auto argument = dyn_cast<BlockArgument>(value)) {
    Operation *around = argument.getOwner()->getParentOp();
    return isa<flow::MachineOp>(around) || (isa<jsonata::StepOp, jsonata::FilterOp>(around) && itemsAreData(around->getOperand(0)));
  }
  Operation *op = value.getDefiningOp();
  if (isa<json::ObjectOp>(op))
    return llvm::all_of(op->getOperands(), isData);
  if (auto unwrap = dyn_cast<jsonata::UnwrapOp>(op))
    return isScalar(value) && isData(unwrap.getInput());
  if (auto call = dyn_cast<jsonata::CallOp>(op))
    return isScalar(value) && !findBuiltin(call.getName())->signature.ends_with("o>"); // which may hold anything
  return isa<flow::RequireOp, json::ConstantOp, json::LiteralOp>(op) || isScalar(value);
}

/// Whether all items are that which a value adds to a sequence.
bool itemsAreData(Value value) {
  Operation *op = value.getDefiningOp();
  if (isData(value) || !op)
    return isData(value);
  if (auto step = dyn_cast<jsonata::StepOp>(op))
    return itemsAreData(step.getBody().front().getTerminator()->getOperand(0));
  if (auto call = dyn_cast<jsonata::CallOp>(op)) {
    if (call.getName() == "filter")
      return itemsAreData(call.getArguments()[0]);
    auto lambda = call.getName() == "map" ? jsonata::inlinableCallback(call, 2) : jsonata::LambdaOp();
    return lambda && isData(lambda.getBody().front().getTerminator()->getOperand(0));
  }
  return isa<jsonata::FieldsOp, jsonata::FieldOp, jsonata::FilterOp, jsonata::OpenOp, jsonata::WholeOp, jsonata::GroupContextOp,
             jsonata::UnwrapOp>(op) &&
         itemsAreData(op->getOperand(0));
}

class ChainFinder {
public:
  ChainFinder(Chain &chain, bool overBorders) : absorbed(chain.absorbed), borders(chain.borders), overBorders(overBorders) {}

  /// Absorbs what gives the value, if only `user` uses it.
  bool absorb(Value value, Operation *user) {
    Operation *op = value.getDefiningOp();
    if (!op || !op->hasOneUse() || op->getBlock() != user->getBlock())
      return false;
    if (auto unwrap = dyn_cast<jsonata::UnwrapOp>(op)) {
      Operation *inner = unwrap.getInput().getDefiningOp();
      if (!inner || !isa<jsonata::StepOp, jsonata::FilterOp, jsonata::CallOp>(inner) || !absorb(unwrap.getInput(), op))
        return false;
    } else if (auto call = dyn_cast<jsonata::CallOp>(op)) {
      const Link *link = linkOf(call);
      if (!link || !link->gives || !isa<jsonata::UnwrapOp>(user))
        return false;
      absorb(call.getArguments()[0], op);
    } else if (auto step = dyn_cast<jsonata::StepOp>(op)) {
      absorb(step.getInput(), op);
      Operation *yield = step.getBody().front().getTerminator();
      absorb(yield->getOperand(0), yield);
    } else if (isa<jsonata::FilterOp, jsonata::FieldsOp>(op)) {
      auto filter = dyn_cast<jsonata::FilterOp>(op);
      if (filter && predicateKind(filter) == PredicateKind::Index)
        return false;
      if (!filter || !mayBeUndefined(filter))
        absorb(op->getOperand(0), op);
    } else if (auto require = dyn_cast<flow::RequireOp>(op)) {
      Operation *inner = require.getInput().getDefiningOp();
      if (!overBorders || !inner || !isa<jsonata::UnwrapOp, jsonata::FieldsOp>(inner) || !itemsAreData(require.getInput()) || !absorb(require.getInput(), op))
        return false;
      borders.push_back(require);
    } else if (isa<jsonata::OpenOp>(op)) { // of an array that is no sequence: the same items
      if (!op->getOperand(0).getDefiningOp<flow::RequireOp>() || !absorb(op->getOperand(0), op))
        return false;
    } else {
      return false;
    }
    absorbed.insert(op);
    return true;
  }

private:
  AbsorbedOps &absorbed;
  llvm::SmallVectorImpl<flow::RequireOp> &borders;
  bool overBorders;
};

} // namespace

std::optional<Chain> ir::findChain(Operation *op, bool overBorders) {
  Chain chain{op, {}, {}};
  ChainFinder finder(chain, overBorders);
  if (auto call = dyn_cast<jsonata::CallOp>(op)) {
    if (call.getName() == "sort")
      return keyComparison(call) ? std::optional(chain) : std::nullopt;
    const Link *link = linkOf(call);
    if (!link || (!finder.absorb(call.getArguments()[0], op) && !link->parameters))
      return std::nullopt;
    return chain;
  }
  if (auto piped = dyn_cast<jsonata::ChainOp>(op))
    return chainedFold(piped) && finder.absorb(piped.getLhs(), op) ? std::optional(chain) : std::nullopt;
  auto filter = dyn_cast<jsonata::FilterOp>(op);
  if (!isa<jsonata::StepOp>(op) && !(filter && predicateKind(filter) != PredicateKind::Index))
    return std::nullopt;
  bool found = !(filter && mayBeUndefined(filter)) && finder.absorb(op->getOperand(0), op);
  if (auto step = dyn_cast<jsonata::StepOp>(op)) {
    // The result of a last step is an array as it is, if it is the only one: only a predicate's is a sequence in any case.
    Operation *yield = step.getBody().front().getTerminator();
    if (!step.getLast() || yield->getOperand(0).getDefiningOp<jsonata::FilterOp>())
      found |= finder.absorb(yield->getOperand(0), yield);
  }
  return found ? std::optional(chain) : std::nullopt;
}
