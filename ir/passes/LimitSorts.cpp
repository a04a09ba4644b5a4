// Of sorted items of which only the first or the last few are looked at, no more are sorted:
//
//     %1 = jsonata.sort %0 [true] at 12 {...}                      %1 = jsonata.sort %0 [true] keep 3 at 12 {...}
//     %2 = jsonata.filter %1 { ... [0..2] }               =>       %2 = jsonata.filter %1 { ... [0..2] }
//
// `items^(>price)[[0..2]]`, `$sort(prices)[0]`, `$sort(items, function($a, $b) { $a.price > $b.price })[-1]`: a selection, whose time grows
// with the items, instead of a sort. Several such uses of one sort, of a variable say, keep what the largest needs.
//
// Sound because places are constant, all from the beginning or all from the end, so that what is left out is at none of them; and because
// an ill-typed key or item fails as before: all are looked at first. Left alone: sorts with any other use, places that are computed, and
// $sort by a function that is no comparison of keys.

#include "ir/passes/Passes.h"
#include "ir/passes/Remarks.h"
#include "ir/passes/StreamLoops.h"

#include <cmath>

namespace aslc::ir {
#define GEN_PASS_DEF_LIMITSORTS
#include "ir/passes/Passes.h.inc"
} // namespace aslc::ir

using namespace mlir;
using namespace aslc;
using namespace aslc::ir;

namespace {

/// How many of the first and of the last items are looked at.
struct Places {
  int64_t first = 0, last = 0;

  /// False if the place is too far off for a selection to be worth it.
  bool add(double place) {
    constexpr double furthest = 1 << 16;
    if (!(std::fabs(place) < furthest))
      return false;
    auto index = int64_t(std::floor(place));
    (index < 0 ? last : first) = std::max(index < 0 ? last : first, index < 0 ? -index : index + 1);
    return true;
  }
};

std::optional<double> constantOf(Value value) {
  auto constant = value.getDefiningOp<json::ConstantOp>();
  auto number = constant ? dyn_cast<FloatAttr>(constant.getValue()) : FloatAttr();
  return number ? std::optional(number.getValueAsDouble()) : std::nullopt;
}

/// Adds the places that a predicate's result names: a number, a range, or an array of such.
bool addPlaces(Value predicate, Places &places) {
  if (auto number = constantOf(predicate))
    return places.add(*number);
  Operation *op = predicate.getDefiningOp();
  if (auto unwrap = dyn_cast_or_null<jsonata::UnwrapOp>(op))
    return addPlaces(unwrap.getInput(), places);
  if (auto array = dyn_cast_or_null<jsonata::ArrayOp>(op))
    return llvm::all_of(array.getItems(), [&](Value item) { return addPlaces(item, places); });
  auto range = dyn_cast_or_null<jsonata::BinaryOp>(op);
  if (!range || range.getKind() != jsonata::BinaryOperator::range)
    return false;
  auto from = constantOf(range.getLhs()), to = constantOf(range.getRhs());
  return from && to && places.add(*from) && places.add(*to);
}

/// Whether no function of the definition sees which items are compared.
bool sortsByKeys(Operation *op) {
  auto call = dyn_cast<jsonata::CallOp>(op);
  return call ? call.getName() == "sort" && (call.getArguments().size() == 1 || keyComparison(call)) : isa<jsonata::SortOp>(op);
}

/// Adds all places at which the users of sorted items look; false if they look at anything else.
bool addUses(Value sorted, Places &places) {
  return llvm::all_of(sorted.getUses(), [&](OpOperand &use) {
    Operation *user = use.getOwner();
    if (isa<jsonata::UnwrapOp, jsonata::OpenOp>(user)) // leave an array that is no sequence as it is
      return addUses(user->getResult(0), places);
    if (auto index = dyn_cast<jsonata::IndexOp>(user))
      return places.add(index.getIndex().convertToDouble());
    auto filter = dyn_cast<jsonata::FilterOp>(user);
    return filter && addPlaces(filter.getBody().front().getTerminator()->getOperand(0), places);
  });
}

struct LimitSorts : ir::impl::LimitSortsBase<LimitSorts> {
  void runOnOperation() override {
    unsigned limited = 0;
    getOperation().walk([&](Operation *op) {
      Places places;
      if (!sortsByKeys(op) || op->use_empty() || !addUses(op->getResult(0), places) || (places.first && places.last))
        return;
      int64_t kept = places.first ? places.first : -places.last;
      op->setAttr(isa<jsonata::SortOp>(op) ? "keep" : llvm::StringRef(jsonata::keepAttribute), Builder(op).getI64IntegerAttr(kept));
      llvm::StringRef end = kept > 0 ? "first" : "last";
      remark(op, getArgument(), std::abs(kept) == 1 ? "the " + end + " of these is found, and nothing sorted"
                                                    : "no more than the " + end + " " + llvm::Twine(std::abs(kept)) + " of these are sorted");
      ++limited;
    });
    count(getOperation(), getArgument(), limited);
  }
};

} // namespace
