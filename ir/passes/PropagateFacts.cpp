// What a way through a machine tells of values holds as long as one stays on it. A condition that another one decides is decided, one that
// has been evaluated on the way is not evaluated again, and where types are known operations on values become operations on f64 and i1:
//
//     cf.cond_br (is_greater %x, 10), ^a, ^b             cf.cond_br (is_greater %x, 10), ^a, ^b
//   ^b:                                                ^b:                              // %x is a number, at most 10
//     cf.cond_br (is_greater %x, 20), ^c, ^d     =>      cf.br ^d
//   ^d:                                                ^d:
//     cf.cond_br (is_greater %x, 5), ^e, ^f              cf.cond_br (cmpf ogt, (to_number %x), 5.0), ^e, ^f
//
// A walk over the tree of dominating blocks, which takes in, and forgets again when it leaves a block:
//  - what branches tell: of comparisons with constants (ranges), of tests of types ($type and IsNumeric alike, once they are i1), of
//    equality, of json.call "defined";
//  - what ops tell that have not failed: the operands of a sum are numbers, what is required is there, a condition is a boolean.
// Types.h tells what is known of types by what makes the values.
//
// Sound because a block is reached only through those that dominate it, and values do not change. An op that may fail goes only where
// one like it has not failed, or where the types of its operands rule that out. Numbers compare as doubles in both languages; NaN is
// in no range. What is learned in a turn of a loop is forgotten behind it. Functions, which expressions and their loops have become, are
// walked likewise. Left alone: observed machines.

#include "ir/passes/Facts.h"
#include "ir/passes/Passes.h"
#include "ir/passes/Remarks.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/Dominance.h"

#include "runtime/abi/JsonPath.h"

namespace aslc::ir {
#define GEN_PASS_DEF_PROPAGATEFACTS
#include "ir/passes/Passes.h.inc"
} // namespace aslc::ir

using namespace mlir;
using namespace aslc;
using namespace aslc::ir;

namespace {

/// The order that an operator, or NumericLessThan and the like, asks for.
std::optional<arith::CmpFPredicate> predicateOf(json::CallOp call) {
  using Predicate = arith::CmpFPredicate;
  static constexpr std::pair<llvm::StringLiteral, Predicate> rows[] = {
      {"less", Predicate::OLT}, {"less_equal", Predicate::OLE}, {"greater", Predicate::OGT}, {"greater_equal", Predicate::OGE}};
  if (call.getEntry() == "number_order") {
    static constexpr Predicate byOrder[] = {Predicate::OEQ, Predicate::OLT, Predicate::OGT, Predicate::OLE, Predicate::OGE};
    static_assert(unsigned(aslrt::ChoiceOrder::GreaterThanEquals) == 4 && unsigned(aslrt::ChoiceOrder::GreaterThan) == 2);
    return byOrder[cast<IntegerAttr>(call.getImmediates()[0]).getInt()];
  }
  llvm::StringRef entry = call.getEntry();
  entry.consume_front("is_");
  const auto *row = llvm::find_if(rows, [&](const auto &each) { return each.first == entry; });
  return row == std::end(rows) ? std::nullopt : std::optional(row->second);
}

struct PropagateFacts : ir::impl::PropagateFactsBase<PropagateFacts> {
  void runOnOperation() override;

private:
  void visit(Block &block);
  void visitInside(scf::IfOp choice);
  void visitInside(Operation &loop);
  bool simplify(Operation &op);
  bool simplify(json::CallOp call);
  bool simplifyAlong(json::AlongOp along);
  void decide(cf::CondBranchOp branch);
  void learnFromEdge(Block &block);
  void walk(Region &body);

  bool isOnly(Value value, TagSet tags) const { return facts->tagsOf(value).isOnly(tags); }
  bool replace(Operation *op, Value value) {
    op->getResult(0).replaceAllUsesWith(value);
    dead.push_back(op); // not yet erased, lest another value takes its place and what is known of it
    return true;
  }
  Value truth(Operation *at, bool value) { return OpBuilder(at).create<arith::ConstantIntOp>(at->getLoc(), value, 1); }
  static Value number(OpBuilder &builder, Location loc, Value value);

  Facts *facts = nullptr;
  llvm::SmallVector<Operation *> dead;
  unsigned decided = 0; // branches
};

/// The double of a value that is a number.
Value PropagateFacts::number(OpBuilder &builder, Location loc, Value value) {
  auto constant = value.getDefiningOp<json::ConstantOp>();
  if (auto known = constant ? dyn_cast<FloatAttr>(constant.getValue()) : FloatAttr())
    return builder.create<arith::ConstantOp>(loc, known);
  if (auto boxed = value.getDefiningOp<json::NumberOp>())
    return boxed.getInput();
  return builder.create<json::CallOp>(loc, builder.getF64Type(), "to_number", value).getResult();
}

/// Whether the op is gone.
bool PropagateFacts::simplify(json::CallOp call) {
  auto predicate = predicateOf(call);
  auto operands = call.getOperands();
  if (!predicate || !isOnly(operands[0], tags::number) || !isOnly(operands[1], tags::number))
    return false;
  OpBuilder builder(call);
  Location loc = call.getLoc();
  Value left = number(builder, loc, operands[0]), right = number(builder, loc, operands[1]);
  Value holds = builder.create<arith::CmpFOp>(loc, *predicate, left, right);
  if (!call.getResult().getType().isInteger(1))
    holds = builder.create<json::BooleanOp>(loc, call.getResult().getType(), holds);
  return replace(call, holds);
}

/// Where a path begins at no array it need not be looked at again.
bool PropagateFacts::simplifyAlong(json::AlongOp along) {
  size_t known = 0;
  while (known < along.getMet().size() && !facts->tagsOf(along.getMet()[known]).mayBe(tags::array))
    ++known;
  if (known == along.getMet().size())
    return replace(along, along.getMet().back());
  if (known)
    along.getMetMutable().erase(0, known);
  return false;
}

/// Whether the op is gone.
bool PropagateFacts::simplify(Operation &op) {
  if (Operation *before = facts->findPassed(&op))
    return replace(&op, before->getResult(0));
  if (op.getNumResults() == 1 && op.getResult(0).getType().isInteger(1) && isa<json::CallOp>(op) && isMemoryEffectFree(&op))
    if (auto known = facts->truthOf(op.getResult(0)))
      return replace(&op, truth(&op, *known));
  if (op.getNumOperands() == 1 && givesOperand(&op, facts->tagsOf(op.getOperand(0))))
    return replace(&op, op.getOperand(0));
  auto call = dyn_cast<json::CallOp>(op);
  if (isa<flow::ConditionOp>(op) || (call && call.getEntry() == "truthy"))
    if (auto boolean = op.getOperand(0).getDefiningOp<json::BooleanOp>())
      return replace(&op, boolean.getInput());
  if (call)
    return simplify(call);
  if (auto along = dyn_cast<json::AlongOp>(op))
    return simplifyAlong(along);
  if (auto condition = dyn_cast<flow::ConditionOp>(op); condition && isOnly(condition.getInput(), tags::boolean)) {
    OpBuilder builder(condition);
    return replace(condition,
                   builder.create<json::CallOp>(condition.getLoc(), condition.getType(), "truthy", condition.getInput()).getResult());
  }
  if (auto require = dyn_cast<flow::RequireStringOp>(op); require && isOnly(require.getInput(), tags::string))
    return replace(require, require.getInput());
  if (auto require = dyn_cast<flow::RequirePathOp>(op); require && !facts->tagsOf(require.getInput()).mayBe(tags::undefined))
    return replace(require, require.getInput());
  return false;
}

void PropagateFacts::visitInside(scf::IfOp choice) {
  for (bool isTrue : {true, false}) {
    Region &side = isTrue ? choice.getThenRegion() : choice.getElseRegion();
    if (side.empty())
      continue;
    size_t mark = facts->remember();
    facts->learn(choice.getCondition(), isTrue);
    visit(side.front());
    facts->forget(mark);
  }
}

void PropagateFacts::visitInside(Operation &loop) {
  for (Region &region : loop.getRegions())
    for (Block &block : region) {
      size_t mark = facts->remember();
      visit(block);
      facts->forget(mark);
    }
}

void PropagateFacts::visit(Block &block) {
  for (Operation &op : llvm::make_early_inc_range(block)) {
    if (auto choice = dyn_cast<scf::IfOp>(op))
      visitInside(choice);
    else if (op.getNumRegions() > 0)
      visitInside(op);
    else if (!simplify(op))
      facts->learnPassed(&op);
  }
}

/// What is told by the only way to a block.
void PropagateFacts::learnFromEdge(Block &block) {
  Block *before = block.getSinglePredecessor();
  auto branch = before ? dyn_cast<cf::CondBranchOp>(before->getTerminator()) : nullptr;
  if (branch && branch.getTrueDest() != branch.getFalseDest())
    facts->learn(branch.getCondition(), branch.getTrueDest() == &block);
}

/// A branch by what is known takes one way; the canonicalizer drops the other.
void PropagateFacts::decide(cf::CondBranchOp branch) {
  auto known = branch.getCondition().getDefiningOp<arith::ConstantOp>() ? std::nullopt : facts->truthOf(branch.getCondition());
  if (!known)
    return;
  remark(branch, getArgument(), *known ? "this condition always holds where it is asked" : "this condition never holds where it is asked");
  branch.getConditionMutable().assign(truth(branch, *known));
  ++decided;
}

void PropagateFacts::walk(Region &body) {
  if (body.hasOneBlock())
    return visit(body.front());
  DominanceInfo dominance(getOperation());
  struct Place {
    DominanceInfoNode *node;
    size_t mark;
    bool isEntered = false;
  };
  llvm::SmallVector<Place> stack = {{dominance.getRootNode(&body), 0}};
  while (!stack.empty()) {
    Place &place = stack.back();
    if (place.isEntered) {
      facts->forget(place.mark);
      stack.pop_back();
      continue;
    }
    place.isEntered = true;
    place.mark = facts->remember();
    Block &block = *place.node->getBlock();
    learnFromEdge(block);
    visit(block);
    if (auto branch = dyn_cast<cf::CondBranchOp>(block.getTerminator()))
      decide(branch);
    for (DominanceInfoNode *child : place.node->children())
      stack.push_back({child, 0});
  }
}

void PropagateFacts::runOnOperation() {
  Region &body = getOperation()->getRegion(0);
  auto machine = dyn_cast<flow::MachineOp>(getOperation());
  if (body.empty() || (machine && machine.getObserved()))
    return;
  Types types(body);
  Facts known(types);
  facts = &known;
  dead.clear(), decided = 0;
  walk(body);
  count(getOperation(), getArgument(), dead.size() + decided);
  for (Operation *op : dead)
    op->erase();
}

} // namespace
