// A chain of steps, predicates and calls of $map and the like makes one loop, with no array between its links:
//
//     $sum(items[price > 10].(price * qty))
//
//     for item in items:                      a predicate is an `if` around what follows,
//       if item.price > 10:                   a step its body,
//         sum += item.price * item.qty        a fold what the loop carries
//
// The rules of sequences are made for arrays that exist: a sequence of one item unwraps, so that a lone item that is an array becomes
// the array; a predicate that is a number is an index; arrays by constructors do not flatten. And all of one link is evaluated
// before the next, so that of two errors the one of the earlier link counts. A loop over plain items, which raises no error,
// needs none of this. So a chain becomes two functions: `fast`, the loop, which declines when it meets an item that is not plain; and
// `whole`, the chain as it stands, which runs if `fast` declines or raises an error (json.attempt). Sound because nothing in a
// chain has an effect but errors. The runtime leaves out the `fast` of a chain that has declined, ever more often.
//
// A chain may go from state to state, by what a state hands to the next one alone. Then the loop comes first, and where an expression was
// there is what was there, for if the loop has declined: what fails does so in its state, after all that comes before.
//
//     flow.enter "Filter" Pass                      flow.enter "Filter" Pass
//     flow.evaluate <"items[price > 10]", ...>      flow.evaluate <"items[price > 10]", ...>
//     %1 = jsonata.filter %items ...                %sum = json.attempt @fast else @declines(%items)
//     %2 = jsonata.unwrap %1                        %done = json.call "defined"(%sum)
//     %3 = flow.require %2                     =>   %3 = scf.if %done { yield undefined } else { filter, unwrap, require }
//     flow.enter "Sum" Pass                         flow.enter "Sum" Pass
//     flow.evaluate <"$sum(price)", ...>            flow.evaluate <"$sum(price)", ...>
//     %4 = jsonata.fields %3 ["price"]              %5 = scf.if %done { yield %sum } else { fields of %3, sum }
//     %5 = jsonata.call "sum"(%4)
//
// Left alone: chains that assign variables or draw random numbers, or may call a function that does; callbacks that use the whole
// array (their third argument), recurse or have a signature; what is bound by `[]`, sorted or grouped (each ends a chain).

#include "ir/passes/Chains.h"
#include "ir/passes/Passes.h"
#include "ir/passes/Remarks.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/Dominance.h"
#include "mlir/IR/SymbolTable.h"
#include "mlir/Transforms/RegionUtils.h"

namespace aslc::ir {
#define GEN_PASS_DEF_FUSESTREAMS
#include "ir/passes/Passes.h.inc"
} // namespace aslc::ir

using namespace mlir;
using namespace aslc;
using namespace aslc::ir;

namespace {

struct FuseStreams : ir::impl::FuseStreamsBase<FuseStreams> {
  void runOnOperation() override {
    bool functionsRepeat = !getOperation()
                                .walk([](Operation *op) {
                                  bool inLambda = isa<jsonata::CellSetOp>(op) && op->getParentOfType<jsonata::LambdaOp>();
                                  return inLambda || drawsRandom(op) ? WalkResult::interrupt() : WalkResult::advance();
                                })
                                .wasInterrupted();
    // First those over the borders of states, of which each expression is left as it is, for the second round.
    unsigned found = fuseAll(functionsRepeat, /*overBorders=*/true);
    found += fuseAll(functionsRepeat, /*overBorders=*/false);
    count(getOperation(), getArgument(), found);
  }

private:
  unsigned fuseAll(bool functionsRepeat, bool overBorders) {
    DominanceInfo places(getOperation());
    dominance = &places;
    // From outside in, so that a chain is found from its end; then from inside out, so that each has what is inside it done.
    llvm::SmallVector<Chain> chains;
    AbsorbedOps taken;
    llvm::SmallVector<Operation *> ops;
    getOperation().walk([&](Operation *op) { ops.push_back(op); });
    for (Operation *op : llvm::reverse(ops)) {
      if (taken.contains(op))
        continue;
      auto chain = findChain(op, overBorders);
      if (!chain || chain->borders.empty() == overBorders || !isFree(*chain, functionsRepeat) || !capturesValues(*chain))
        continue;
      taken.insert(chain->absorbed.begin(), chain->absorbed.end());
      taken.insert(op);
      chains.push_back(*chain);
    }
    for (Chain &chain : llvm::reverse(chains))
      if (overBorders)
        fuseOverBorders(chain);
      else
        fuse(chain);
    return chains.size();
  }

  /// The first op of a chain at the level of its end.
  static Operation *firstOf(const Chain &chain) {
    Operation *first = chain.sink;
    for (Operation *op : chain.absorbed)
      if (op->getBlock() == first->getBlock() && op->isBeforeInBlock(first))
        first = op;
    return first;
  }

  /// Whether nothing in the chain, or in between its ops in one expression, can tell when and how often it runs.
  static bool isFree(const Chain &chain, bool functionsRepeat) {
    bool inside = false; // an expression
    for (Operation *op = firstOf(chain); op != chain.sink; op = op->getNextNode()) {
      if (chain.absorbed.contains(op))
        inside = !isa<flow::RequireOp>(op);
      else if (inside && !isMemoryEffectFree(op))
        return false;
    }
    llvm::SmallVector<Operation *> parts = lambdasOf(chain);
    parts.append(chain.absorbed.begin(), chain.absorbed.end());
    parts.push_back(chain.sink);
    return llvm::all_of(parts, [&](Operation *op) { return repeats(op, functionsRepeat) && (chain.borders.empty() || !asksWhen(op)); });
  }

  /// Whether something in it depends on the expression that is evaluated, or may.
  static bool asksWhen(Operation *root) {
    return root
        ->walk([](Operation *op) {
          const BuiltinRow *builtin = jsonata::builtinOf(op);
          bool asks = isa<jsonata::ApplyOp, jsonata::ChainOp, flow::ContextOp>(op) || (builtin && builtin->effects == BuiltinRow::Clock);
          return asks ? WalkResult::interrupt() : WalkResult::advance();
        })
        .wasInterrupted();
  }

  /// The functions that calls of the chain are given.
  static llvm::SmallVector<Operation *> lambdasOf(const Chain &chain) {
    llvm::SmallVector<Operation *> lambdas;
    auto add = [&](Operation *op) {
      // Only those that become part of the loop: one given as an array, or as the context, is a value like any other.
      if (auto call = dyn_cast<jsonata::CallOp>(op); call && call.getArguments().size() > 1)
        if (auto lambda = call.getArguments()[1].getDefiningOp<jsonata::LambdaOp>())
          lambdas.push_back(lambda);
    };
    llvm::for_each(chain.absorbed, add);
    add(chain.sink);
    return lambdas;
  }

  /// The ops of the chain at the level of its end, with the functions and constants that they use, in order.
  llvm::SmallVector<Operation *> partsOf(const Chain &chain) {
    llvm::SetVector<Operation *> parts;
    for (Operation *op : chain.absorbed)
      if (op->getBlock() == chain.sink->getBlock())
        parts.insert(op);
    parts.insert(chain.sink);
    for (Operation *lambda : lambdasOf(chain))
      if (llvm::none_of(parts, [&](Operation *part) { return part->isProperAncestor(lambda); }))
        parts.insert(lambda);
    auto remakes = [](Operation *op) {
      return op && (op->hasTrait<OpTrait::ConstantLike>() ||
                    isa<json::UndefinedOp, json::LiteralOp, jsonata::BuiltinOp, jsonata::GlobalOp, jsonata::WholeOp>(op));
    };
    for (size_t i = 0; i < parts.size(); ++i) {
      llvm::SetVector<Value> used(parts[i]->operand_begin(), parts[i]->operand_end());
      getUsedValuesDefinedAbove(parts[i]->getRegions(), used);
      for (Value value : used)
        if (Operation *op = value.getDefiningOp(); remakes(op))
          parts.insert(op);
    }
    llvm::SmallVector<Operation *> ordered = parts.takeVector();
    // What is remade may stand in a block further out, or before. All dominate the sink, so that they are in a line.
    llvm::sort(ordered, [&](Operation *a, Operation *b) { return dominance->properlyDominates(a, b); });
    return ordered;
  }

  static llvm::SetVector<Value> capturesOf(llvm::ArrayRef<Operation *> parts) {
    llvm::SetVector<Value> captures;
    for (Operation *op : parts) {
      llvm::SetVector<Value> used(op->operand_begin(), op->operand_end());
      getUsedValuesDefinedAbove(op->getRegions(), used);
      for (Value value : used)
        if (!value.getDefiningOp() || !llvm::is_contained(parts, value.getDefiningOp()))
          captures.insert(value);
    }
    return captures;
  }

  /// A flag, say, that CSE has found further out cannot be handed to a function; and what a loop that comes first needs must be there.
  bool capturesValues(const Chain &chain) {
    Operation *first = chain.borders.empty() ? chain.sink : firstOf(chain);
    return llvm::all_of(capturesOf(partsOf(chain)),
                        [&](Value value) { return isa<json::ValueType>(value.getType()) && dominance->properlyDominates(value, first); });
  }

  func::FuncOp makeFunction(const Chain &chain, llvm::StringRef kind) {
    MLIRContext *context = &getContext();
    Type types[] = {json::ContextType::get(context), json::ClosureType::get(context), json::ArgumentsType::get(context),
                    IntegerType::get(context, 32)};
    Operation *around = chain.sink->getParentOp();
    while (!isa<ModuleOp>(around->getParentOp()))
      around = around->getParentOp();
    std::string name = (SymbolTable::getSymbolName(around).getValue() + "_" + kind + llvm::Twine(counter)).str();
    OpBuilder builder(context);
    builder.setInsertionPoint(around);
    auto function =
        builder.create<func::FuncOp>(chain.sink->getLoc(), name, FunctionType::get(context, types, {json::ValueType::get(context)}));
    function.setPrivate();
    function.addEntryBlock();
    return function;
  }

  /// A function whose body `fill` emits, given where the captured values are in it.
  FlatSymbolRefAttr outline(const Chain &chain, llvm::StringRef kind, llvm::ArrayRef<Value> captures,
                            llvm::function_ref<Value(OpBuilder &, IRMapping &)> fill) {
    func::FuncOp function = makeFunction(chain, kind);
    OpBuilder builder = OpBuilder::atBlockEnd(&function.front());
    Location loc = chain.sink->getLoc();
    IRMapping map;
    for (auto [i, capture] : llvm::enumerate(captures))
      map.map(capture, builder.create<json::ArgumentOp>(loc, json::ValueType::get(&getContext()), function.getArgument(2),
                                                        function.getArgument(3), builder.getI32IntegerAttr(i)));
    Value result = fill(builder, map);
    builder.create<func::ReturnOp>(loc, result);
    return SymbolRefAttr::get(function);
  }

  /// The loop.
  FlatSymbolRefAttr outlineFast(const Chain &chain, llvm::ArrayRef<Operation *> parts, llvm::ArrayRef<Value> captures) {
    return outline(chain, "fast", captures, [&](OpBuilder &builder, IRMapping &map) {
      for (Operation *op : parts)
        if (!chain.absorbed.contains(op) && op != chain.sink && !isa<jsonata::LambdaOp>(op))
          builder.clone(*op, map);
      return StreamLoops(builder, chain.absorbed, map).emit(chain.sink);
    });
  }

  void fuse(const Chain &chain) {
    llvm::SmallVector<Operation *> parts = partsOf(chain);
    llvm::SetVector<Value> captures = capturesOf(parts);
    FlatSymbolRefAttr fast = outlineFast(chain, parts, captures.getArrayRef());
    auto whole = outline(chain, "whole", captures.getArrayRef(), [&](OpBuilder &builder, IRMapping &map) {
      for (Operation *op : parts)
        builder.clone(*op, map);
      return map.lookup(chain.sink->getResult(0));
    });
    ++counter;
    OpBuilder builder(chain.sink);
    auto attempt =
        builder.create<json::AttemptOp>(chain.sink->getLoc(), json::ValueType::get(&getContext()), fast, whole, captures.getArrayRef());
    chain.sink->getResult(0).replaceAllUsesWith(attempt);
    for (Operation *op : llvm::reverse(parts))
      if (op->use_empty())
        erase(op);
  }

  void fuseOverBorders(const Chain &chain) {
    llvm::SmallVector<Operation *> parts = partsOf(chain);
    llvm::SetVector<Value> captures = capturesOf(parts);
    FlatSymbolRefAttr fast = outlineFast(chain, parts, captures.getArrayRef());
    auto declines = outline(chain, "declines", {}, [&](OpBuilder &builder, IRMapping &) -> Value {
      return builder.create<json::CallOp>(chain.sink->getLoc(), json::ValueType::get(&getContext()), "declined", ValueRange()).getResult();
    });
    ++counter;
    Operation *first = firstOf(chain);
    OpBuilder builder(first);
    Value attempt = builder.create<json::AttemptOp>(chain.sink->getLoc(), json::ValueType::get(&getContext()), fast, declines,
                                                    captures.getArrayRef());
    Value done = builder.create<json::CallOp>(chain.sink->getLoc(), builder.getI1Type(), "defined", attempt).getResult();
    // Nothing but the end of the chain needs what a state has handed on.
    llvm::SmallVector<Operation *> expression;
    for (Operation *op = first, *next; op; op = next) {
      next = op == chain.sink ? nullptr : op->getNextNode();
      if (op != chain.sink && !chain.absorbed.contains(op))
        continue;
      expression.push_back(op);
      if (op == chain.sink || isa<flow::RequireOp>(op))
        unlessDone(done, op == chain.sink ? attempt : Value(), std::exchange(expression, {}));
    }
    remark(chain.sink, getArgument(), "evaluated with what earlier states make of its input: one loop, and no array between the states");
  }

  /// Puts ops where they run if the loop has declined; else the last one's result is this, or undefined.
  void unlessDone(Value done, Value result, llvm::ArrayRef<Operation *> ops) {
    Operation *last = ops.back();
    OpBuilder builder(last);
    auto branch = builder.create<scf::IfOp>(last->getLoc(), last->getResultTypes(), done, /*withElseRegion=*/true);
    last->getResult(0).replaceAllUsesWith(branch.getResult(0));
    builder.setInsertionPointToStart(branch.elseBlock());
    auto yield = builder.create<scf::YieldOp>(last->getLoc(), last->getResults());
    for (Operation *op : ops)
      op->moveBefore(yield);
    builder.setInsertionPointToStart(branch.thenBlock());
    if (!result)
      result = builder.create<json::UndefinedOp>(last->getLoc(), json::ValueType::get(&getContext()));
    builder.create<scf::YieldOp>(last->getLoc(), result);
  }

  /// Another region may get the address of one that is erased.
  void erase(Operation *op) {
    op->walk([&](Operation *inner) {
      for (Region &region : inner->getRegions())
        dominance->invalidate(&region);
    });
    op->erase();
  }

  unsigned counter = 0;
  DominanceInfo *dominance = nullptr; // of what the chains are in: fusing adds and drops no blocks there
};

} // namespace
