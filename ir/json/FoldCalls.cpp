// Calls of the runtime whose operands are known: comparisons and questions of type. What may raise an error is left to do so.

#include "ir/json/Json.h"

#include "mlir/IR/Builders.h"

#include "runtime/abi/JsonPath.h"

using namespace mlir;
using namespace aslc::ir;
using namespace aslc::ir::json;

bool json::truthyConstant(Attribute value) {
  if (auto boolean = dyn_cast<BooleanAttr>(value))
    return boolean.getValue();
  if (auto number = dyn_cast<FloatAttr>(value))
    return !number.getValue().isZero();
  if (auto string = dyn_cast<StringAttr>(value))
    return !string.getValue().empty();
  return false;
}

namespace {

/// An operand: a constant, undefined, or not known.
struct Known {
  Attribute constant;
  bool isUndefined = false;

  explicit operator bool() const { return constant || isUndefined; }
  std::optional<double> number() const {
    auto value = dyn_cast_or_null<FloatAttr>(constant);
    return value ? std::optional(value.getValueAsDouble()) : std::nullopt;
  }
};

bool areEqual(const Known &a, const Known &b) { return a.number() && b.number() ? *a.number() == *b.number() : a.constant == b.constant; }

std::optional<bool> isOfType(const Known &value, char letter) {
  switch (letter) {
  case 's': return isa_and_nonnull<StringAttr>(value.constant);
  case 'n': return isa_and_nonnull<FloatAttr>(value.constant);
  case 'b': return isa_and_nonnull<BooleanAttr>(value.constant);
  case 'l': return isa_and_nonnull<UnitAttr>(value.constant);
  case 'a':
  case 'o':
  case 'f': return false; // no constant is one
  default: return std::nullopt;
  }
}

std::optional<bool> holds(double a, double b, llvm::StringRef order) {
  if (order == "less")
    return a < b;
  if (order == "less_equal")
    return a <= b;
  if (order == "greater")
    return a > b;
  return order == "greater_equal" ? std::optional(a >= b) : std::nullopt;
}

/// A rule of a Choice: false of what is of another type.
std::optional<bool> holds(const Known &a, const Known &b, aslrt::ChoiceOrder order) {
  if (!a.number() || !b.number())
    return false;
  switch (order) {
  case aslrt::ChoiceOrder::Equals: return *a.number() == *b.number();
  case aslrt::ChoiceOrder::LessThan: return *a.number() < *b.number();
  case aslrt::ChoiceOrder::GreaterThan: return *a.number() > *b.number();
  case aslrt::ChoiceOrder::LessThanEquals: return *a.number() <= *b.number();
  case aslrt::ChoiceOrder::GreaterThanEquals: return *a.number() >= *b.number();
  }
  return std::nullopt;
}

/// What a call of one or two known operands tells; nothing of other calls.
std::optional<bool> answer(llvm::StringRef entry, const Known &a, const Known &b, llvm::ArrayRef<Attribute> immediates) {
  if (entry == "defined")
    return !a.isUndefined;
  if (entry == "truthy")
    return a.constant && truthyConstant(a.constant);
  if (entry == "is_number" || entry == "is_plain_number")
    return a.number().has_value();
  if (entry == "matches")
    return isOfType(a, char(cast<IntegerAttr>(immediates[0]).getInt()));
  if (!b)
    return std::nullopt;
  if (entry == "equal")
    return a.constant && b.constant && areEqual(a, b);
  if (entry == "not_equal")
    return a.constant && b.constant && !areEqual(a, b);
  if (entry == "same_boolean")
    return isa_and_nonnull<BooleanAttr>(a.constant) && a.constant == b.constant;
  if (entry == "number_order")
    return holds(a, b, aslrt::ChoiceOrder(cast<IntegerAttr>(immediates[0]).getInt()));
  if (entry == "string_order" && aslrt::ChoiceOrder(cast<IntegerAttr>(immediates[0]).getInt()) == aslrt::ChoiceOrder::Equals)
    return isa_and_nonnull<StringAttr>(a.constant) && a.constant == b.constant;
  entry.consume_front("is_");
  return a.number() && b.number() ? holds(*a.number(), *b.number(), entry) : std::nullopt;
}

} // namespace

LogicalResult CallOp::fold(FoldAdaptor adaptor, llvm::SmallVectorImpl<OpFoldResult> &results) {
  if (getOperands().empty() || getOperands().size() > 2 || getNumResults() != 1)
    return failure();
  Operation *first = getOperands()[0].getDefiningOp();
  if (auto boolean = dyn_cast_or_null<BooleanOp>(first); boolean && getEntry() == "truthy")
    return results.push_back(boolean.getInput()), success();
  if (auto number = dyn_cast_or_null<NumberOp>(first); number && getEntry() == "to_number")
    return results.push_back(number.getInput()), success();
  auto known = [&](unsigned i) {
    return i < getOperands().size() ? Known{adaptor.getOperands()[i], bool(getOperands()[i].getDefiningOp<UndefinedOp>())} : Known();
  };
  Known a = known(0), b = known(1);
  if (getEntry() == "to_number" && a.number())
    return results.push_back(a.constant), success();
  if (getEntry() == "defined" && isa_and_nonnull<BooleanOp, NumberOp>(first))
    return results.push_back(BoolAttr::get(getContext(), true)), success();
  std::optional<bool> truth = a ? answer(getEntry(), a, b, getConstants().getValue()) : std::nullopt;
  if (!truth)
    return failure();
  bool isValue = isa<ValueType>(getResult().getType());
  results.push_back(isValue ? Attribute(BooleanAttr::get(getContext(), *truth)) : BoolAttr::get(getContext(), *truth));
  return success();
}
