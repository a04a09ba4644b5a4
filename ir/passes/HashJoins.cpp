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

/// Makes a key anew before `op`, if it is looked up in the body from what is there before; else null.
Value hoisted(Value key, Block &body, OpBuilder &builder) {
  llvm::SmallVector<Operation *> path;
  Value from = key;
  while (Operation *op = from.getDefiningOp()) {
    bool constant = op->hasTrait<OpTrait::ConstantLike>();
    if (op->getBlock() != &body || !(constant || isLookup(op)))
      break;
    path.push_back(op);
    if (constant)
      break;
    from = op->getOperand(0);
  }
  if (from.getParentBlock() == &body && (path.empty() || !path.back()->hasTrait<OpTrait::ConstantLike>()))
    return {};
  IRMapping map;
  for (Operation *op : llvm::reverse(path))
    builder.clone(*op, map);
  return map.lookupOrDefault(key);
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
        joins += narrow(filter, filter.getInputMutable(), filter.getBody().front(), 0);
      auto call = dyn_cast<jsonata::CallOp>(op);
      if (!call || call.getName() != "filter")
        return;
      if (auto lambda = jsonata::inlinableCallback(call, 1); lambda && lambda.getBody().getNumArguments() > 1)
        joins += narrow(call, call.getArgumentsMutable()[0], lambda.getBody().front(), 1);
    });
    count(getOperation(), getArgument(), joins);
  }

  bool narrow(Operation *op, OpOperand &items, Block &body, unsigned item) {
    constexpr size_t mostNames = 4;
    jsonata::BinaryOp equality = firstEquality(body);
    if (!equality || !runsAgain(op, items.get()))
      return false;
    for (bool turned : {false, true}) {
      Value of = turned ? equality.getRhs() : equality.getLhs(), key = turned ? equality.getLhs() : equality.getRhs();
      ArrayAttr names = namesFrom(of, body.getArgument(item));
      if (!names || names.empty() || names.size() > mostNames)
        continue;
      OpBuilder builder(op);
      Value known = hoisted(key, body, builder);
      if (!known)
        continue;
      items.set(builder.create<json::NarrowOp>(op->getLoc(), known.getType(), items.get(), names, known));
      remark(op, getArgument(), "these are found by a hash table of their keys");
      return true;
    }
    return false;
  }
};

} // namespace
