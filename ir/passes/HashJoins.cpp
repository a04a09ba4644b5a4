// A predicate by an equality, in a loop around which its items stay the same, looks at those alone that a hash table has for the key:
//
//     %2 = jsonata.filter %1 {                              %3 = json.narrow %1 ["id"] = %key
//     ^bb0(%item: !json.value):                             %2 = jsonata.filter %3 {
//       %a = jsonata.fields %item ["id"]            =>      ^bb0(%item: !json.value):
//       %b = jsonata.binary equal %a, %key                    ... as it was
//       jsonata.yield %b
//
// `orders.(customers[id = by])` in all its forms, `$filter(customers, function($c) { $c.id = $o.by and ... })` in a $map: a join, whose
// time was the product of the lengths, and is their sum. The table is made when the same items are asked for the second time, by what runs.
//
// In paths that bind, `orders@$o.customers@$c[$c.id = $o.by]`, the predicate comes behind the step that gives rows: there the step's items
// are looked up, for the other columns of the predicate's rows are those of the step.
//
//     %2 = jsonata.tuple_step %1 [0, 1, 2] {                %2 = jsonata.tuple_step %1 [0, 1, 2] {
//     ^bb0(%all, %o):                                       ^bb0(%all, %o):
//       %items = jsonata.field %all "customers"               %items = jsonata.field %all "customers"
//       jsonata.yield %items                         =>       %key = jsonata.fields %o ["by"]
//     }                                                       %few = json.narrow %items ["id"] = %key
//     %3 = jsonata.tuple_filter %2 {                          jsonata.yield %few
//     ^bb0(%all, %o, %c):                                   }
//       ... %c.id = %o.by                                   ... as it was
//
// Sound because the predicate still decides: it is only not asked of items whose key is another one, for which the equality, which comes
// first and cannot fail, is false. Left alone: predicates in which anything else comes before it, and what asks for the place of an item.

#include "ir/passes/Passes.h"
#include "ir/passes/Remarks.h"

#include "mlir/IR/IRMapping.h"

namespace aslc::ir {
#define GEN_PASS_DEF_HASHJOINS
#include "ir/passes/Passes.h.inc"
} // namespace aslc::ir

using namespace mlir;
using namespace aslc;
using namespace aslc::ir;

namespace {

bool isLookup(Operation *op) { return isa_and_nonnull<jsonata::FieldsOp, jsonata::FieldOp, jsonata::OpenOp, jsonata::UnwrapOp>(op); }

/// The equality that decides first whether a body is true: all that it gives, or `equality and ...`.
jsonata::BinaryOp firstEquality(Block &body) {
  Operation *result = body.getTerminator()->getOperand(0).getDefiningOp();
  if (auto both = dyn_cast_or_null<scf::IfOp>(result)) {
    auto truthy = both.getCondition().getDefiningOp<jsonata::TruthyOp>();
    auto otherwise = both.elseBlock() ? both.elseBlock()->getTerminator()->getOperand(0).getDefiningOp<json::ConstantOp>() : json::ConstantOp();
    auto no = otherwise ? dyn_cast<json::BooleanAttr>(otherwise.getValue()) : json::BooleanAttr();
    result = truthy && no && !no.getValue() ? truthy.getInput().getDefiningOp() : nullptr;
  }
  auto equality = dyn_cast_or_null<jsonata::BinaryOp>(result);
  if (!equality || equality.getKind() != jsonata::BinaryOperator::equal || equality->getBlock() != &body)
    return {};
  // Nothing else is done for each item.
  bool alone = llvm::all_of(body.without_terminator(), [&](Operation &op) {
    return &op == equality || isLookup(&op) || isa<jsonata::TruthyOp, scf::IfOp>(op) || op.hasTrait<OpTrait::ConstantLike>();
  });
  bool oneDecision = llvm::count_if(body, [](Operation &op) { return isa<scf::IfOp>(op); }) <= 1;
  return alone && oneDecision ? equality : jsonata::BinaryOp();
}

/// The names by which a value is looked up from an item; null if it is not.
ArrayAttr namesFrom(Value value, Value item) {
  auto fields = value.getDefiningOp<jsonata::FieldsOp>();
  if (!fields || fields.getOpen())
    return {};
  auto open = fields.getInput().getDefiningOp<jsonata::OpenOp>();
  return fields.getInput() == item || (open && open.getInput() == item) ? fields.getNames() : ArrayAttr();
}

/// Whether a value around an op stands before it.
bool isThere(Value value, Operation *op) {
  Operation *made = value.getDefiningOp(), *around = made ? made->getBlock()->findAncestorOpInBlock(*op) : nullptr;
  return !made || (around && made->isBeforeInBlock(around));
}

/// Makes a key anew before `op`, if it is looked up in the body from what is there before, or from arguments of it that are known; else
/// null.
Value hoisted(Value key, Block &body, Operation *op, IRMapping known) {
  llvm::SmallVector<Operation *> path;
  Value from = key;
  bool constant = false;
  while (Operation *made = from.getDefiningOp()) {
    constant = made->hasTrait<OpTrait::ConstantLike>();
    if (made->getBlock() != &body || !(constant || isLookup(made)))
      break;
    path.push_back(made);
    if (constant)
      break;
    from = made->getOperand(0);
  }
  if (from.getParentBlock() == &body ? !constant && !known.contains(from) : !isThere(from, op))
    return {};
  OpBuilder builder(op);
  for (Operation *made : llvm::reverse(path))
    builder.clone(*made, known);
  return known.lookupOrDefault(key);
}

/// Whether an op runs more than once for the same items.
bool runsAgain(Operation *op, Value items) {
  llvm::SmallPtrSet<Operation *, 4> over; // loops over what the items are looked up from
  for (;;) {
    Operation *source = items.getDefiningOp();
    if (isLookup(source)) {
      items = source->getOperand(0);
      continue;
    }
    auto step = source ? jsonata::StepOp() : dyn_cast<jsonata::StepOp>(items.getParentBlock()->getParentOp());
    if (!step)
      break;
    over.insert(step);
    items = step.getInput();
  }
  for (Operation *around = op->getParentOp(); around && !around->isAncestor(items.getParentBlock()->getParentOp()); around = around->getParentOp())
    if (!over.contains(around) && isa<jsonata::StepOp, jsonata::FilterOp, jsonata::SortOp, jsonata::GroupOp, jsonata::LambdaOp, scf::ForOp>(around))
      return true;
  return false;
}

struct HashJoins : ir::impl::HashJoinsBase<HashJoins> {
  void runOnOperation() override {
    unsigned joins = 0;
    getOperation().walk([&](Operation *op) {
      if (auto filter = dyn_cast<jsonata::FilterOp>(op))
        joins += runsAgain(op, filter.getInput()) && narrow(filter.getInputMutable(), filter.getBody().front(), 0);
      if (auto filter = dyn_cast<jsonata::TupleFilterOp>(op))
        joins += narrow(filter);
      auto call = dyn_cast<jsonata::CallOp>(op);
      if (!call || call.getName() != "filter")
        return;
      if (auto lambda = jsonata::inlinableCallback(call, 1); lambda && lambda.getBody().getNumArguments() > 1)
        joins += runsAgain(op, call.getArguments()[0]) && narrow(call.getArgumentsMutable()[0], lambda.getBody().front(), 1);
    });
    count(getOperation(), getArgument(), joins);
  }

  /// Of a predicate over the rows of a step that is not the first: the step runs for each row, over the same items as a rule.
  bool narrow(jsonata::TupleFilterOp filter) {
    auto step = filter.getRows().getDefiningOp<jsonata::TupleStepOp>();
    if (!step || !step->hasOneUse() || !isa<json::BuilderType>(step.getRows().getType()))
      return false;
    Block &body = filter.getBody().front(), &rows = step.getBody().front();
    auto result = int32_t(rows.getNumArguments()), place = result + 1;
    if (llvm::is_contained(step.getColumns(), place))
      return false;
    IRMapping known;
    for (auto [column, from] : llvm::zip(body.getArguments(), step.getColumns()))
      if (from != result)
        known.map(column, rows.getArgument(from));
    const int32_t *item = llvm::find(step.getColumns(), result);
    return narrow(rows.getTerminator()->getOpOperand(0), body, item - step.getColumns().begin(), known);
  }

  /// Of the items of an op, those for which the body may be true, whose argument `item` is the item.
  bool narrow(OpOperand &items, Block &body, unsigned item, const IRMapping &known = {}) {
    constexpr size_t mostNames = 4;
    jsonata::BinaryOp equality = firstEquality(body);
    if (!equality)
      return false;
    Operation *op = items.getOwner();
    for (bool turned : {false, true}) {
      Value of = turned ? equality.getRhs() : equality.getLhs(), key = turned ? equality.getLhs() : equality.getRhs();
      ArrayAttr names = namesFrom(of, body.getArgument(item));
      if (!names || names.empty() || names.size() > mostNames)
        continue;
      Value before = hoisted(key, body, op, known);
      if (!before)
        continue;
      items.set(OpBuilder(op).create<json::NarrowOp>(op->getLoc(), before.getType(), items.get(), names, before));
      remark(op, getArgument(), "these are found by a hash table of their keys");
      return true;
    }
    return false;
  }
};

} // namespace
