// Terms by kind, variables and frames, operators. Paths and constructors are in Paths.cpp, functions in Functions.cpp.

#include "frontend/lower/Expressions.h"
#include "frontend/lower/Captures.h"
#include "frontend/lower/FrameScope.h"
#include "frontend/lower/Nesting.h"
#include "frontend/lower/Regexes.h"
#include "frontend/lower/Streams.h"

#include "mlir/Dialect/SCF/IR/SCF.h"

using namespace aslc;
using namespace aslc::lower;
namespace json = aslc::ir::json;
namespace ops = aslc::ir::jsonata;
using aslc::jsonata::Kind;
using aslc::jsonata::Operator;
using mlir::Location;
using mlir::Type;
using mlir::Value;

Value ExpressionLowering::lower(const jsonata::PathForm &form, const jsonata::Node &syntax, Value top) {
  context = root = top;
  depth.begin(syntax);
  nests = mayNestSequences(syntax);
  FrameScope scope(*this, *form.root);
  return evaluate(*form.root);
}

Value ExpressionLowering::constant(mlir::Attribute value, Location loc) {
  return builder.create<json::ConstantOp>(loc, json::ValueType::get(builder.getContext()), value);
}

Value ExpressionLowering::regex(const Term &term) { return regexOf(builder, at(term), term.text, term.flags, position(term)); }

Value ExpressionLowering::undefined(Location loc) {
  return builder.create<json::UndefinedOp>(loc, json::ValueType::get(builder.getContext()));
}

Value ExpressionLowering::truthy(Value value, Location loc) {
  return builder.create<ops::TruthyOp>(loc, builder.getI1Type(), value);
}

static bool isChoice(const jsonata::Term &term) { return term.op == Operator::Coalesce || term.op == Operator::Default; }

/// Whether a term without postfixes may give a sequence that has to be unwrapped.
static bool givesSequence(const jsonata::Term &term) {
  if (!term.predicates.empty() || term.keepArray)
    return true;
  switch (term.kind) {
  case Kind::Wildcard:
  case Kind::Descendants:
  case Kind::Range:
  case Kind::Call:
    return true;
  case Kind::Binary:
    return term.op == Operator::Chain;
  default:
    return false;
  }
}

/// Whether the value of a term is that of another one, or has been the item of something: a sequence within a sequence unwraps there.
static bool passesOn(const jsonata::Term &term) {
  bool isOneOfTwo = term.kind == Kind::Condition || (term.kind == Kind::Binary && isChoice(term));
  return isOneOfTwo || term.kind == Kind::Variable || term.kind == Kind::Parent || term.kind == Kind::Block || term.kind == Kind::Bind;
}

Value ExpressionLowering::evaluate(const Term &term) {
  if (term.kind == Kind::Block && holdsRows(term))
    return rowBlock(term);
  Location loc = at(term);
  bool isReturned = isTailCall(term), unwrapsInner = nests && passesOn(term) && (tail != &term || term.kind == Kind::Variable);
  DepthCounter::Level level(depth, term, loc);
  Value value = core(term);
  for (const Term *predicate : term.predicates)
    value = filter(*predicate, value);
  if (term.kind == Kind::Path)
    return value;
  if (isReturned) // leaves the function as it is: it unwraps where that was called, and not if $map called it
    return value;
  if (term.group)
    value = group(*term.group, value, loc);
  Type type = value.getType();
  if (term.keepArray)
    value = builder.create<ops::KeepSequenceOp>(loc, type, value);
  return givesSequence(term) || unwrapsInner ? builder.create<ops::UnwrapOp>(loc, type, value) : value;
}

Value ExpressionLowering::core(const Term &term) {
  Location loc = at(term);
  Type type = json::ValueType::get(builder.getContext());
  switch (term.kind) {
  case Kind::Null:
    return constant(builder.getUnitAttr(), loc);
  case Kind::Boolean:
    return constant(json::BooleanAttr::get(builder.getContext(), term.boolean), loc);
  case Kind::Number:
    return constant(builder.getF64FloatAttr(term.number), loc);
  case Kind::String:
    return constant(builder.getStringAttr(term.text), loc);
  case Kind::Regex:
    return regex(term);
  case Kind::Variable:
    return variable(term);
  case Kind::Name:
    return builder.create<ops::FieldOp>(loc, type, context, builder.getStringAttr(term.text));
  case Kind::Wildcard:
    return builder.create<ops::WildcardOp>(loc, type, context);
  case Kind::Descendants:
    return builder.create<ops::DescendantsOp>(loc, type, context);
  case Kind::Parent:
    return read(labelName(term.parent), loc);
  case Kind::Placeholder:
    return builder.create<ops::PlaceholderOp>(loc, type);
  case Kind::Negate:
    return builder.create<ops::NegateOp>(loc, type, evaluate(*term.lhs), position(term));
  case Kind::Binary:
    return spine(term);
  case Kind::Range: {
    Value first = evaluate(*term.lhs);
    Value last = evaluate(*term.rhs);
    return builder.create<ops::BinaryOp>(loc, type, ops::BinaryOperator::range, first, last, position(term));
  }
  case Kind::Bind:
    return bind(term);
  case Kind::Condition:
    return condition(term);
  case Kind::Path:
    return path(term);
  case Kind::Array:
    return array(term);
  case Kind::Object:
    return object(term);
  case Kind::Block:
    return block(term);
  case Kind::Lambda:
    return lambda(term);
  case Kind::Call:
    return callTerm(term);
  case Kind::Transform:
    return transform(term);
  default:
    llvm_unreachable("sema refuses what is not lowered");
  }
}

// Variables

ExpressionLowering::FrameScope::FrameScope(ExpressionLowering &lowering, const Term &term)
    : FrameScope(lowering, cellsOf(term), lowering.at(term)) {}
ExpressionLowering::FrameScope::FrameScope(ExpressionLowering &lowering, llvm::ArrayRef<const Term *> parts, Location loc)
    : FrameScope(lowering, cellsOf(parts), loc) {}

ExpressionLowering::FrameScope::FrameScope(ExpressionLowering &lowering, std::map<std::string, bool> cells, Location loc)
    : lowering(lowering), frame{lowering.frame, {}, std::move(cells)} {
  for (const auto &[name, cell] : frame.cells) {
    if (!cell)
      continue;
    Value none = lowering.undefined(loc);
    frame.variables[name] = {lowering.builder.create<ops::CellOp>(loc, none.getType(), none), true};
  }
  lowering.frame = &frame;
}

Value ExpressionLowering::FrameScope::readOutside(llvm::StringRef name, Location loc) {
  lowering.frame = frame.outer;
  Value value = lowering.read(name, loc);
  lowering.frame = &frame;
  return value;
}

Value ExpressionLowering::read(llvm::StringRef name, Location loc) {
  Type type = json::ValueType::get(builder.getContext());
  for (Frame *at = frame; at; at = at->outer) {
    auto it = at->variables.find(name.str());
    if (it == at->variables.end())
      continue;
    if (!it->second.cell)
      return it->second.value;
    // A cell that was not assigned shows what lies further out.
    Value value = builder.create<ops::CellGetOp>(loc, type, it->second.value);
    Frame *inner = std::exchange(frame, at->outer);
    Value outer = read(name, loc);
    frame = inner;
    if (outer.getDefiningOp<json::UndefinedOp>())
      return value;
    Value defined = builder.create<ops::DefinedOp>(loc, builder.getI1Type(), value);
    return builder.create<mlir::arith::SelectOp>(loc, defined, value, outer);
  }
  if (Value outside = surroundings.variable(name))
    return outside;
  if (hasBuiltin(name))
    return builder.create<ops::BuiltinOp>(loc, type, builder.getStringAttr(name));
  return undefined(loc);
}

bool ExpressionLowering::hasBuiltin(llvm::StringRef name) const {
  const ir::BuiltinRow *row = ir::findBuiltin(name);
  return row && isAvailable(row->origin, dialect);
}

bool ExpressionLowering::isBuiltin(llvm::StringRef name) const {
  for (Frame *at = frame; at; at = at->outer)
    if (at->variables.count(name.str()))
      return false;
  return !surroundings.binds(name) && hasBuiltin(name);
}

bool ExpressionLowering::isBound(llvm::StringRef name) const {
  for (Frame *at = frame; at; at = at->outer)
    if (at->variables.count(name.str()))
      return true;
  return surroundings.binds(name) || hasBuiltin(name);
}

Value ExpressionLowering::variable(const Term &term) {
  if (term.text.empty())
    return context;
  if (term.text == "$")
    return root;
  if (term.text == "states")
    if (Value all = surroundings.states(""))
      return all;
  return read(term.text, at(term));
}

void ExpressionLowering::assign(llvm::StringRef name, Value value, Location loc) {
  Variable &variable = frame->variables[name.str()];
  if (variable.cell)
    builder.create<ops::CellSetOp>(loc, variable.value, value);
  else
    variable.value = value;
}

Value ExpressionLowering::bind(const Term &term) {
  llvm::StringRef name = term.lhs->text;
  bool cell = frame->cells[name.str()];
  Value value = term.rhs->kind == Kind::Lambda && !cell ? lambda(*term.rhs, name) : evaluate(*term.rhs);
  assign(name, value, at(term));
  return value;
}

// Operators

/// Left-associative chains are as deep as the text is long: their left side is gone down by a loop.
Value ExpressionLowering::spine(const Term &term) {
  llvm::SmallVector<const Term *> operators;
  const Term *left = &term;
  auto plain = [](const Term &t) { return t.kind == Kind::Binary && t.predicates.empty() && !t.group && !t.keepArray; };
  do {
    operators.push_back(left);
    left = left->lhs;
  } while (plain(*left));
  // What a ?? or ?: gives is that of one of its sides. The outermost are as much in tail position as all of them together.
  size_t inTail = 0;
  while (tail == &term && inTail < operators.size() && isChoice(*operators[inTail]))
    ++inTail;
  depth.descend(operators.size() - 1);
  Value value = inTail == operators.size() ? returned(*left, /*tested=*/true) : evaluate(*left);
  for (size_t i = operators.size(); i-- > 0;) {
    const Term *op = operators[i];
    value = i < inTail ? orElse(*op, value, /*inTail=*/true, /*tested=*/i > 0) : binary(*op, value);
    if (op != &term)
      depth.ascend(1);
    if (op != &term && op->op == Operator::Chain)
      value = builder.create<ops::UnwrapOp>(at(*op), value.getType(), value);
  }
  return value;
}

Value ExpressionLowering::binary(const Term &term, Value lhs) {
  using ops::BinaryOperator;
  Location loc = at(term);
  BinaryOperator kind;
  switch (term.op) {
  case Operator::And:
  case Operator::Or:
    return logical(term, lhs);
  case Operator::Coalesce:
  case Operator::Default:
    return orElse(term, lhs);
  case Operator::Chain:
    return chain(term, lhs);
  case Operator::Add: kind = BinaryOperator::add; break;
  case Operator::Subtract: kind = BinaryOperator::subtract; break;
  case Operator::Multiply: kind = BinaryOperator::multiply; break;
  case Operator::Divide: kind = BinaryOperator::divide; break;
  case Operator::Modulo: kind = BinaryOperator::modulo; break;
  case Operator::Equal: kind = BinaryOperator::equal; break;
  case Operator::NotEqual: kind = BinaryOperator::not_equal; break;
  case Operator::Less: kind = BinaryOperator::less; break;
  case Operator::LessEqual: kind = BinaryOperator::less_equal; break;
  case Operator::Greater: kind = BinaryOperator::greater; break;
  case Operator::GreaterEqual: kind = BinaryOperator::greater_equal; break;
  case Operator::Concat: kind = BinaryOperator::concat; break;
  case Operator::In: kind = BinaryOperator::contains; break;
  case Operator::Map: llvm_unreachable("paths have no binary map");
  }
  Value rhs = evaluate(*term.rhs);
  return builder.create<ops::BinaryOp>(loc, lhs.getType(), kind, lhs, rhs, position(term));
}

Value ExpressionLowering::logical(const Term &term, Value lhs) {
  Location loc = at(term);
  auto decided = [&] { return constant(json::BooleanAttr::get(builder.getContext(), term.op == Operator::Or), loc); };
  auto other = [&]() -> Value {
    Value rhs = truthy(evaluate(*term.rhs), loc);
    return builder.create<json::BooleanOp>(loc, lhs.getType(), rhs);
  };
  Value condition = truthy(lhs, loc);
  const Term *branches[] = {term.rhs};
  return term.op == Operator::And ? choose(loc, condition, branches, other, decided) : choose(loc, condition, branches, decided, other);
}

Value ExpressionLowering::orElse(const Term &term, Value lhs, bool inTail, bool tested) {
  Location loc = at(term);
  Value left = inTail ? builder.create<ops::UnwrapOp>(loc, lhs.getType(), lhs).getResult() : lhs;
  bool isDefault = term.op == Operator::Default;
  Value keep = isDefault ? truthy(left, loc) : builder.create<ops::DefinedOp>(loc, builder.getI1Type(), left).getResult();
  const Term *branches[] = {term.rhs};
  auto rhs = [&] { return inTail ? returned(*term.rhs, tested) : evaluate(*term.rhs); };
  return choose(loc, keep, branches, [&] { return lhs; }, rhs);
}

/// The value of a part of what is in tail position. If it is tested before it is returned, it cannot be a call that is made later.
Value ExpressionLowering::returned(const Term &part, bool tested) {
  bool outer = makesTailCalls, outerTested = isTested;
  makesTailCalls = outer && !tested;
  isTested = outerTested || tested;
  tail = &part;
  Value value = evaluate(part);
  makesTailCalls = outer;
  isTested = outerTested;
  return value;
}

Value ExpressionLowering::condition(const Term &term) {
  Location loc = at(term);
  bool inTail = tail == &term && term.predicates.empty();
  Value test = truthy(evaluate(*term.lhs), loc);
  auto branch = [&](const Term &value) {
    tail = inTail ? &value : nullptr;
    return evaluate(value);
  };
  llvm::SmallVector<const Term *> branches = {term.rhs};
  if (term.third)
    branches.push_back(term.third);
  return choose(loc, test, branches, [&] { return branch(*term.rhs); }, [&] { return term.third ? branch(*term.third) : undefined(loc); });
}

/// An scf.if whose results are the value and the variables that a branch may assign.
Value ExpressionLowering::choose(Location loc, Value condition, llvm::ArrayRef<const Term *> branches, llvm::function_ref<Value()> then,
                                 llvm::function_ref<Value()> otherwise) {
  std::set<std::string> assigned;
  for (const Term *branch : branches)
    for (const std::string &name : assignedBy(*branch))
      if (!frame->cells[name])
        assigned.insert(name);
  // A variable that one branch leaves alone keeps what it was before, in this frame or further out.
  for (const std::string &name : assigned)
    if (!frame->variables.count(name))
      frame->variables[name] = {read(name, loc)};
  auto before = frame->variables;
  llvm::SmallVector<Type> types(1 + assigned.size(), json::ValueType::get(builder.getContext()));
  auto choice = builder.create<mlir::scf::IfOp>(loc, types, condition, /*withElseRegion=*/true);
  auto fill = [&](mlir::Region &region, llvm::function_ref<Value()> branch) {
    mlir::OpBuilder::InsertionGuard guard(builder);
    DepthCounter::Part part(depth, DepthCounter::Part::Branch);
    builder.setInsertionPointToStart(&region.front());
    llvm::SmallVector<Value> results = {branch()};
    for (const std::string &name : assigned)
      results.push_back(frame->variables[name].value);
    builder.create<mlir::scf::YieldOp>(loc, results);
    frame->variables = before;
  };
  fill(choice.getThenRegion(), then);
  fill(choice.getElseRegion(), otherwise);
  for (auto [i, name] : llvm::enumerate(assigned))
    frame->variables[name].value = choice.getResult(i + 1);
  return choice.getResult(0);
}
