#include "ir/passes/Facts.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/Matchers.h"

#include "runtime/abi/JsonPath.h"

using namespace mlir;
using namespace aslc;
using namespace aslc::ir;

// Ranges

Interval Interval::operator&(const Interval &other) const {
  Interval both = *this;
  if (other.low > low || (other.low == low && other.withoutLow))
    both.low = other.low, both.withoutLow = other.withoutLow;
  if (other.high < high || (other.high == high && other.withoutHigh))
    both.high = other.high, both.withoutHigh = other.withoutHigh;
  both.mayBeNaN = mayBeNaN && other.mayBeNaN;
  return both;
}

Interval OrderTest::holding() const {
  switch (order) {
  case Equal: return {bound, bound, false, false, false};
  case Less: return {-INFINITY, bound, false, true, false};
  case LessEqual: return {-INFINITY, bound, false, false, false};
  case Greater: return {bound, INFINITY, true, false, false};
  case GreaterEqual: return {bound, INFINITY, false, false, false};
  }
  llvm_unreachable("all orders are handled");
}

Interval OrderTest::failing() const {
  switch (order) {
  case Equal: return {};
  case Less: return {bound, INFINITY, false, false, true};
  case LessEqual: return {bound, INFINITY, true, false, true};
  case Greater: return {-INFINITY, bound, false, false, true};
  case GreaterEqual: return {-INFINITY, bound, false, true, true};
  }
  llvm_unreachable("all orders are handled");
}

// Order tests

static OrderTest::Order mirrored(OrderTest::Order order) {
  static constexpr OrderTest::Order all[] = {OrderTest::Equal, OrderTest::Greater, OrderTest::GreaterEqual, OrderTest::Less,
                                             OrderTest::LessEqual};
  return all[order];
}

static std::optional<OrderTest> orderTest(Value left, Value right, OrderTest::Order order) {
  FloatAttr bound;
  if (matchPattern(right, m_Constant(&bound)))
    return OrderTest{left, order, bound.getValueAsDouble()};
  if (matchPattern(left, m_Constant(&bound)))
    return OrderTest{right, mirrored(order), bound.getValueAsDouble()};
  return std::nullopt;
}

/// Of the names of operators.
static std::optional<OrderTest::Order> orderOf(llvm::StringRef entry) {
  static constexpr std::pair<llvm::StringLiteral, OrderTest::Order> rows[] = {{"equal", OrderTest::Equal},
                                                                              {"less", OrderTest::Less},
                                                                              {"less_equal", OrderTest::LessEqual},
                                                                              {"greater", OrderTest::Greater},
                                                                              {"greater_equal", OrderTest::GreaterEqual}};
  const auto *row = llvm::find_if(rows, [&](const auto &each) { return each.first == entry; });
  return row == std::end(rows) ? std::nullopt : std::optional(row->second);
}

static std::optional<OrderTest::Order> orderOf(aslrt::ChoiceOrder order) {
  switch (order) {
  case aslrt::ChoiceOrder::Equals: return OrderTest::Equal;
  case aslrt::ChoiceOrder::LessThan: return OrderTest::Less;
  case aslrt::ChoiceOrder::GreaterThan: return OrderTest::Greater;
  case aslrt::ChoiceOrder::LessThanEquals: return OrderTest::LessEqual;
  case aslrt::ChoiceOrder::GreaterThanEquals: return OrderTest::GreaterEqual;
  }
  return std::nullopt;
}

static std::optional<OrderTest::Order> orderOf(arith::CmpFPredicate predicate) {
  switch (predicate) {
  case arith::CmpFPredicate::OEQ: return OrderTest::Equal;
  case arith::CmpFPredicate::OLT: return OrderTest::Less;
  case arith::CmpFPredicate::OLE: return OrderTest::LessEqual;
  case arith::CmpFPredicate::OGT: return OrderTest::Greater;
  case arith::CmpFPredicate::OGE: return OrderTest::GreaterEqual;
  default: return std::nullopt;
  }
}

/// The value whose double this is, or the double.
static Value boxed(Value number) {
  auto call = number.getDefiningOp<json::CallOp>();
  return call && call.getEntry() == "to_number" ? call.getOperands()[0] : number;
}

/// What is asked for its truth: the operand of `truthy` or of a condition; null for anything else.
static Value askedValue(Operation *op) {
  if (auto condition = dyn_cast<flow::ConditionOp>(op))
    return condition.getInput();
  auto call = dyn_cast<json::CallOp>(op);
  return call && call.getEntry() == "truthy" ? call.getOperands()[0] : Value();
}

std::optional<OrderTest> ir::orderTestOf(Value truth) {
  Operation *op = truth.getDefiningOp();
  if (!op)
    return std::nullopt;
  if (auto compare = dyn_cast<arith::CmpFOp>(op)) {
    auto order = orderOf(compare.getPredicate());
    return order ? orderTest(boxed(compare.getLhs()), boxed(compare.getRhs()), *order) : std::nullopt;
  }
  auto call = dyn_cast<json::CallOp>(op);
  if (call && call.getEntry() == "number_order") {
    auto order = orderOf(aslrt::ChoiceOrder(cast<IntegerAttr>(call.getImmediates()[0]).getInt()));
    return orderTest(call.getOperands()[0], call.getOperands()[1], *order);
  }
  Value asked = askedValue(op);
  auto operation = asked ? asked.getDefiningOp<json::CallOp>() : call;
  llvm::StringRef entry = operation ? operation.getEntry() : "";
  if (!asked && !entry.consume_front("is_"))
    return std::nullopt;
  auto order = orderOf(entry);
  return order ? orderTest(operation.getOperands()[0], operation.getOperands()[1], *order) : std::nullopt;
}

/// The types that an entry point asks a value for.
static std::optional<TagSet> tagsAskedBy(llvm::StringRef entry) {
  static constexpr std::pair<llvm::StringLiteral, TagSet> rows[] = {{"defined", TagSet::any() - tags::undefined},
                                                                    {"is_number", tags::number},
                                                                    {"is_plain_number", tags::plainNumber},
                                                                    {"single", TagSet::any() - tags::undefined - tags::array}};
  const auto *row = llvm::find_if(rows, [&](const auto &each) { return each.first == entry; });
  return row == std::end(rows) ? std::nullopt : std::optional(row->second);
}

// Entry points that fail unless their operands fit.
static constexpr llvm::StringLiteral arithmetic[] = {"add", "subtract", "multiply", "divide", "modulo", "negate"};
static constexpr llvm::StringLiteral orders[] = {"less",    "less_equal",    "greater",    "greater_equal",
                                                 "is_less", "is_less_equal", "is_greater", "is_greater_equal"};

// What is known

TagSet Facts::tagsOf(Value value) const {
  auto found = narrowed.find(value);
  return found == narrowed.end() ? types.of(value) : found->second;
}

std::optional<bool> Facts::decide(const OrderTest &test) const {
  Interval range = ranges.lookup(test.value);
  if ((range & test.holding()).isEmpty() || !tagsOf(test.value).mayBe(tags::number))
    return false;
  bool isNumber = !isa<json::ValueType>(test.value.getType()) || tagsOf(test.value).isOnly(tags::number);
  if (isNumber && test.order != OrderTest::Equal && (range & test.failing()).isEmpty())
    return true;
  return std::nullopt;
}

/// A question of types, or of equality.
std::optional<bool> Facts::decide(json::CallOp call) const {
  auto among = [&](TagSet asked, Value value) -> std::optional<bool> {
    TagSet known = tagsOf(value);
    return known.isOnly(asked) ? std::optional(true) : known.mayBe(asked) ? std::nullopt : std::optional(false);
  };
  auto operands = call.getOperands();
  llvm::StringRef entry = call.getEntry();
  if (entry == "matches")
    return among(tagsOfLetter(char(cast<IntegerAttr>(call.getImmediates()[0]).getInt())), operands[0]);
  if (auto asked = tagsAskedBy(entry))
    return among(*asked, operands[0]);
  if (entry == "string_order" && !(tagsOf(operands[0]).mayBe(tags::string) && tagsOf(operands[1]).mayBe(tags::string)))
    return false;
  if (entry == "same_boolean" && !(tagsOf(operands[0]).mayBe(tags::boolean) && tagsOf(operands[1]).mayBe(tags::boolean)))
    return false;
  if (entry != "truthy")
    return std::nullopt;
  if (tagsOf(operands[0]).isOnly(tags::undefined | tags::null | tags::function))
    return false;
  auto equality = operands[0].getDefiningOp<json::CallOp>();
  if (!equality || equality.getEntry() != "equal")
    return std::nullopt;
  TagSet left = tagsOf(equality.getOperands()[0]), right = tagsOf(equality.getOperands()[1]), common = left & right;
  bool bothNumbers = left.mayBe(tags::number) && right.mayBe(tags::number);
  return !bothNumbers && !common.mayBe(TagSet::any() - tags::undefined) ? std::optional(false) : std::nullopt;
}

std::optional<bool> Facts::truthOf(Value truth) const {
  if (auto known = truths.find(truth); known != truths.end())
    return known->second;
  if (auto test = orderTestOf(truth))
    if (auto decided = decide(*test))
      return decided;
  auto call = truth.getDefiningOp<json::CallOp>();
  return call ? decide(call) : std::nullopt;
}

// Learning

void Facts::restrict(Value value, TagSet tags) {
  TagSet known = tagsOf(value), both = known & tags;
  if (both == known)
    return;
  undo.push_back({value, known, {}, {}});
  narrowed[value] = both;
}

void Facts::restrict(Value value, const Interval &range) {
  Interval known = ranges.lookup(value);
  undo.push_back({value, {}, known, {}});
  ranges[value] = known & range;
}

void Facts::forget(size_t since) {
  for (; undo.size() > since; undo.pop_back()) {
    Before &before = undo.back();
    if (before.tags)
      narrowed[before.value] = *before.tags;
    else if (before.range)
      ranges[before.value] = *before.range;
    else if (before.value)
      truths.erase(before.value);
    else
      passed.erase(before.key);
  }
}

void Facts::learn(Value truth, bool isTrue) {
  if (truths.try_emplace(truth, isTrue).second)
    undo.push_back({truth, {}, {}, {}});
  if (auto test = orderTestOf(truth)) {
    if (isTrue && isa<json::ValueType>(test->value.getType()))
      restrict(test->value, tags::number);
    restrict(test->value, isTrue ? test->holding() : test->failing());
  }
  if (auto inverted = truth.getDefiningOp<arith::XOrIOp>(); inverted && matchPattern(inverted.getRhs(), m_One()))
    return learn(inverted.getLhs(), !isTrue);
  if (auto call = truth.getDefiningOp<json::CallOp>())
    learnCall(call, isTrue);
}

void Facts::learnCall(json::CallOp call, bool isTrue) {
  auto operands = call.getOperands();
  llvm::StringRef entry = call.getEntry();
  auto is = [&](TagSet tags) { restrict(operands[0], isTrue ? tags : TagSet::any() - tags); };
  auto bothAre = [&](TagSet tags) {
    for (Value operand : operands)
      if (isTrue)
        restrict(operand, tags);
  };
  if (entry == "matches")
    return is(tagsOfLetter(char(cast<IntegerAttr>(call.getImmediates()[0]).getInt())));
  if (auto asked = tagsAskedBy(entry))
    return is(*asked);
  if (entry == "string_order" || entry == "timestamp_order" || entry == "is_timestamp")
    return bothAre(tags::string);
  if (entry == "number_order")
    return bothAre(tags::number);
  if (entry == "same_boolean")
    return bothAre(tags::boolean);
  if (llvm::is_contained(orders, entry) && isTrue)
    for (Value operand : operands)
      learnDefined(operand);
  if (entry != "truthy" || !isTrue)
    return;
  restrict(operands[0], TagSet::any() - tags::undefined - tags::null - tags::function);
  learnDefined(operands[0]);
  auto equality = operands[0].getDefiningOp<json::CallOp>();
  if (equality && equality.getEntry() == "equal")
    learnEquality(equality.getOperands()[0], equality.getOperands()[1]);
}

void Facts::learnEquality(Value left, Value right) {
  auto like = [](TagSet tags) { return (tags.mayBe(tags::number) ? tags | tags::number : tags) - tags::undefined; };
  TagSet ofLeft = tagsOf(left);
  restrict(left, like(tagsOf(right)));
  restrict(right, like(ofLeft));
}

/// A value is not undefined; if it is computed from others, neither are they; only objects have members.
void Facts::learnDefined(Value value) {
  restrict(value, TagSet::any() - tags::undefined);
  if (auto member = value.getDefiningOp<json::MemberOp>())
    restrict(member.getInput(), tags::object);
  auto call = value.getDefiningOp<json::CallOp>();
  if (call && (llvm::is_contained(arithmetic, call.getEntry()) || llvm::is_contained(orders, call.getEntry())))
    for (Value operand : call.getOperands())
      restrict(operand, TagSet::any() - tags::undefined);
}

void Facts::learnPassed(json::CallOp call) {
  auto operands = call.getOperands();
  if (llvm::is_contained(arithmetic, call.getEntry())) {
    for (Value operand : operands)
      restrict(operand, tags::number | tags::undefined);
  } else if (llvm::is_contained(orders, call.getEntry())) {
    // Both are numbers or both are strings, if both are there.
    TagSet left = tagsOf(operands[0]), right = tagsOf(operands[1]);
    bool areStrings = left.isOnly(tags::string) || right.isOnly(tags::string),
         areNumbers = left.isOnly(tags::number) || right.isOnly(tags::number);
    TagSet comparable = areStrings ? tags::string : areNumbers ? tags::number : tags::string | tags::number;
    for (Value operand : operands)
      restrict(operand, comparable | tags::undefined);
  }
}

Facts::Key Facts::keyOf(Operation *op) {
  Value first, second;
  const void *kind = op->getName().getAsOpaquePointer();
  if (op->getNumOperands() > 0)
    first = op->getOperand(0);
  if (auto call = dyn_cast<json::CallOp>(op)) {
    kind = call.getEntryAttr().getAsOpaquePointer();
    if (op->getNumOperands() > 1)
      second = op->getOperand(1);
  }
  return {kind, first.getAsOpaquePointer(), second.getAsOpaquePointer()};
}

void Facts::learnPassed(Operation *op) {
  auto call = dyn_cast<json::CallOp>(op);
  if (call && !llvm::is_contained(arithmetic, call.getEntry()) && !llvm::is_contained(orders, call.getEntry()))
    return;
  if (!call && !isa<flow::ConditionOp, flow::RequireOp, flow::RequireStringOp, flow::RequirePathOp>(op))
    return;
  if (Key key = keyOf(op); passed.try_emplace(key, op).second)
    undo.push_back({Value(), {}, {}, key});
  if (call)
    return learnPassed(call);
  Value input = op->getOperand(0);
  learnDefined(input);
  if (isa<flow::ConditionOp>(op))
    restrict(input, tags::boolean);
  else if (isa<flow::RequireStringOp>(op))
    restrict(input, tags::string);
}
