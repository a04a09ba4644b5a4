// Evaluates operators and built-in functions of constants when compiling, by the runtime's own code: $uppercase("eur"), 60 * 60.
//
// Left alone: what raises an error (it shall do so when it runs, if it runs), gives more than a scalar or a long text, or depends on
// the clock, on chance or on its context.

#include "codegen/Codegen.h"

#include "ir/jsonata/Jsonata.h"

#include "runtime/abi/EntryPoints.h"
#include "runtime/abi/Limits.h"
#include "runtime/builtins/BuiltinEntry.h"

using namespace mlir;
using namespace aslc;
using namespace aslc::ir;
using jsonata::BinaryOperator;

namespace {

/// Nothing that is folded depends on these, but the text of an error that is not kept may.
struct StoppedClock : aslrt::Clock {
  int64_t now() override { return 0; }
};
struct NoRandom : aslrt::RandomSource {
  uint64_t next() override { return 0; }
};

constexpr size_t longestText = 256; // bytes: a longer one is made sooner than read from a file

/// The value of an operand that is a constant.
std::optional<aslrt::Value> constantOf(Value operand) {
  if (operand.getDefiningOp<json::UndefinedOp>())
    return aslrt::undefinedValue();
  auto constant = operand.getDefiningOp<json::ConstantOp>();
  if (!constant)
    return std::nullopt;
  Attribute value = constant.getValue();
  if (isa<UnitAttr>(value))
    return aslrt::nullValue();
  if (auto boolean = dyn_cast<json::BooleanAttr>(value))
    return aslrt::booleanValue(boolean.getValue());
  if (auto number = dyn_cast<FloatAttr>(value))
    return aslrt::numberValue(number.getValueAsDouble());
  llvm::StringRef text = cast<StringAttr>(value).getValue();
  return aslrt::stringAt(text.data(), text.size(), aslrt::Static);
}

/// The constant that stands for a value; null if none does.
Operation *makeConstant(OpBuilder &builder, Location loc, Type type, aslrt::Value value) {
  using aslrt::Tag;
  auto constant = [&](Attribute attribute) { return builder.create<json::ConstantOp>(loc, type, attribute).getOperation(); };
  switch (value.tag()) {
  case Tag::Undefined: return builder.create<json::UndefinedOp>(loc, type);
  case Tag::Null: return constant(builder.getUnitAttr());
  case Tag::Boolean: return constant(json::BooleanAttr::get(builder.getContext(), value.boolean()));
  case Tag::Number: return std::isfinite(value.number()) ? constant(builder.getF64FloatAttr(value.number())) : nullptr;
  case Tag::String: {
    std::string_view text = value.string();
    return text.size() <= longestText ? constant(builder.getStringAttr(llvm::StringRef(text.data(), text.size()))) : nullptr;
  }
  default: return nullptr;
  }
}

aslrt::Value evaluate(aslrt::Context *c, jsonata::BinaryOp op, llvm::ArrayRef<aslrt::Value> operands) {
  aslrt::Value a = operands[0], b = operands[1];
  uint32_t position = op.getPosition();
  switch (op.getKind()) {
  case BinaryOperator::add: return aslrt::aslrt_add(c, a, b, position);
  case BinaryOperator::subtract: return aslrt::aslrt_subtract(c, a, b, position);
  case BinaryOperator::multiply: return aslrt::aslrt_multiply(c, a, b, position);
  case BinaryOperator::divide: return aslrt::aslrt_divide(c, a, b, position);
  case BinaryOperator::modulo: return aslrt::aslrt_modulo(c, a, b, position);
  case BinaryOperator::equal: return aslrt::aslrt_equal(a, b);
  case BinaryOperator::not_equal: return aslrt::aslrt_not_equal(a, b);
  case BinaryOperator::less: return aslrt::aslrt_less(c, a, b, position);
  case BinaryOperator::less_equal: return aslrt::aslrt_less_equal(c, a, b, position);
  case BinaryOperator::greater: return aslrt::aslrt_greater(c, a, b, position);
  case BinaryOperator::greater_equal: return aslrt::aslrt_greater_equal(c, a, b, position);
  case BinaryOperator::concat: return aslrt::aslrt_concat(c, a, b, position);
  case BinaryOperator::contains: return aslrt::aslrt_contains(a, b);
  case BinaryOperator::range: return aslrt::aslrt_range(c, a, b, position);
  }
  llvm_unreachable("an operator has a case");
}

const aslrt::BuiltinEntry &entryOf(const BuiltinRow &row) {
  static const llvm::StringMap<const aslrt::BuiltinEntry *> entries = [] {
    llvm::StringMap<const aslrt::BuiltinEntry *> map;
#define BUILTIN(Id, Name, Signature, Effects, Availability, Doc) map[#Id] = &aslrt::aslrt_builtin_##Id;
#include "runtime/abi/Builtins.def"
    return map;
  }();
  return *entries.lookup(row.id);
}

aslrt::Value evaluate(aslrt::Context *c, const BuiltinRow &row, uint32_t position, llvm::ArrayRef<aslrt::Value> arguments) {
  auto *entry = const_cast<aslrt::BuiltinEntry *>(&entryOf(row));
  return aslrt::aslrt_call_entry(c, entry, position, aslrt::undefinedValue(), const_cast<aslrt::Value *>(arguments.data()),
                                 arguments.size());
}

bool isFoldable(jsonata::CallOp call) {
  BuiltinRow::Kind effects = findBuiltin(call.getName())->effects;
  return (effects == BuiltinRow::Pure || effects == BuiltinRow::Raises) && !call.getArguments().empty();
}

/// Whether a built-in depends on these arguments alone. The context stands in for the first one of `<s-(sf)n?>` where they do not fit one
/// by one: for ("a"), and for ("a", 5).
bool leavesContext(const BuiltinRow &row, llvm::ArrayRef<aslrt::Value> arguments) {
  std::span<const aslrt::Parameter> parameters = entryOf(row).parameters;
  if (parameters.empty() || !parameters[0].context || arguments.size() >= parameters.size())
    return true;
  for (auto [i, parameter] : llvm::enumerate(parameters)) {
    if (i < arguments.size() ? !(parameter.types & aslrt::typeBit(aslrt::typeLetter(arguments[i]))) : !parameter.optional)
      return false;
  }
  return true;
}

struct FoldConstants : PassWrapper<FoldConstants, OperationPass<ModuleOp>> {
  MLIR_DEFINE_EXPLICIT_INTERNAL_INLINE_TYPE_ID(FoldConstants)
  llvm::StringRef getArgument() const override { return "fold-constants"; }
  llvm::StringRef getDescription() const override { return "evaluate operators and built-in functions of constants by the runtime's code"; }
  void getDependentDialects(DialectRegistry &registry) const override { registry.insert<json::JsonDialect>(); }

  void runOnOperation() override {
    aslrt::Dialect dialect = jsonata::dialectOf(getOperation());
    getOperation().walk([&](Operation *op) {
      if (auto unwrap = dyn_cast<jsonata::UnwrapOp>(op); unwrap && constantOf(unwrap.getInput())) {
        op->replaceAllUsesWith(ValueRange(unwrap.getInput()));
        return op->erase();
      }
      auto call = dyn_cast<jsonata::CallOp>(op);
      if (isa<jsonata::BinaryOp>(op) || (call && isFoldable(call)))
        fold(op, call ? call.getArguments() : op->getOperands(), dialect);
    });
  }

  static void fold(Operation *op, ValueRange operands, aslrt::Dialect dialect) {
    llvm::SmallVector<aslrt::Value> values;
    for (Value operand : operands) {
      auto value = constantOf(operand);
      if (!value)
        return;
      values.push_back(*value);
    }
    auto call = dyn_cast<jsonata::CallOp>(op);
    if (call && !leavesContext(*findBuiltin(call.getName()), values))
      return;
    StoppedClock clock;
    NoRandom random;
    aslrt::Context context;
    context.clock = &clock;
    context.random = &random;
    context.dialect = dialect;
    context.limits = aslrt::limitsOf(dialect);
    context.arena.limit = 1 << 20; // a long computation is no constant
    OpBuilder builder(op);
    Operation *constant = nullptr;
    try {
      aslrt::Value result = call ? evaluate(&context, *findBuiltin(call.getName()), call.getPosition(), values)
                                 : evaluate(&context, cast<jsonata::BinaryOp>(op), values);
      constant = makeConstant(builder, op->getLoc(), op->getResult(0).getType(), result);
    } catch (...) { // what is thrown says that the code shall throw it
    }
    if (!constant)
      return;
    op->replaceAllUsesWith(constant);
    op->erase();
  }
};

} // namespace

std::unique_ptr<Pass> codegen::createFoldConstantsPass() { return std::make_unique<FoldConstants>(); }
void codegen::registerFoldConstantsPass() { PassRegistration<FoldConstants>(); }
