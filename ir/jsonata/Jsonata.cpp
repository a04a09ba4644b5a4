#include "ir/jsonata/Jsonata.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/DialectImplementation.h"
#include "mlir/IR/PatternMatch.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace aslc::ir;
using namespace aslc::ir::jsonata;

#include "ir/jsonata/JsonataEnums.cpp.inc"

#include "ir/jsonata/JsonataDialect.cpp.inc"

#define GET_OP_CLASSES
#include "ir/jsonata/JsonataOps.cpp.inc"

static constexpr llvm::StringLiteral dialectAttribute = "jsonata.dialect";

aslrt::Dialect jsonata::dialectOf(ModuleOp module) {
  auto name = module->getAttrOfType<StringAttr>(dialectAttribute);
  return name && name == dialectName(aslrt::Dialect::Jsonata) ? aslrt::Dialect::Jsonata : aslrt::Dialect::Aws;
}

void jsonata::setDialect(ModuleOp module, aslrt::Dialect dialect) {
  module->setAttr(dialectAttribute, StringAttr::get(module.getContext(), dialectName(dialect)));
}

void JsonataDialect::initialize() {
  addOperations<
#define GET_OP_LIST
#include "ir/jsonata/JsonataOps.cpp.inc"
      >();
}

Operation *JsonataDialect::materializeConstant(OpBuilder &builder, Attribute value, Type type, Location loc) {
  return arith::ConstantOp::materialize(builder, value, type, loc);
}

/// Equality, `in` and nothing else never raise an error.
static bool raises(BinaryOperator kind) {
  return kind != BinaryOperator::equal && kind != BinaryOperator::not_equal && kind != BinaryOperator::contains;
}

void BinaryOp::getEffects(llvm::SmallVectorImpl<SideEffects::EffectInstance<MemoryEffects::Effect>> &effects) {
  if (raises(getKind()))
    effects.emplace_back(MemoryEffects::Write::get());
}

// Functions

void jsonata::endTailCalls(Operation *op, bool inTail) {
  if (inTail)
    return;
  op->walk<WalkOrder::PreOrder>([](Operation *inner) {
    if (isa<LambdaOp>(inner))
      return WalkResult::skip();
    if (auto apply = dyn_cast<ApplyOp>(inner))
      apply.setTail(false);
    return WalkResult::advance();
  });
}

// Bodies

static LogicalResult verifyArguments(Operation *op, Block &block, unsigned arguments) {
  if (block.getNumArguments() != arguments || llvm::any_of(block.getArgumentTypes(), [](Type t) { return !isa<json::ValueType>(t); }))
    return op->emitOpError() << "its body takes " << arguments << " argument" << (arguments == 1 ? "" : "s") << " of type !json.value";
  return success();
}

static LogicalResult verifyBody(Operation *op, Region &region, unsigned arguments, int yields) {
  Block &block = region.front();
  if (failed(verifyArguments(op, block, arguments)))
    return failure();
  auto yield = dyn_cast<YieldOp>(block.getTerminator());
  if (!yield || yield.getValues().size() != static_cast<size_t>(yields))
    return op->emitOpError() << "its body yields " << yields << " value" << (yields == 1 ? "" : "s");
  return success();
}

LogicalResult StepOp::verifyRegions() { return verifyBody(*this, getBody(), 1, 1); }
LogicalResult FilterOp::verifyRegions() { return verifyBody(*this, getBody(), 1, 1); }
LogicalResult SortOp::verifyRegions() { return verifyBody(*this, getBody(), 1, getDescending().size()); }

LogicalResult GroupOp::verifyRegions() {
  if (getPositions().size() != getValues().size())
    return emitOpError("has a position and a value region for each pair");
  if (failed(verifyBody(*this, getKeys(), 1, getValues().size())))
    return failure();
  for (Region &value : getValues())
    if (failed(verifyBody(*this, value, 1, 1)))
      return failure();
  return success();
}

/// The body of an op over rows: an argument for each column, of which a value as rows has one.
static LogicalResult verifyRowBody(Operation *op, Value rows, Region &region, int yields) {
  unsigned width = isa<json::ValueType>(rows.getType()) ? 1 : std::max(1u, region.getNumArguments());
  return verifyBody(op, region, width, yields);
}

static LogicalResult verifyColumns(Operation *op, llvm::ArrayRef<int32_t> columns, unsigned count) {
  if (!columns.empty() && llvm::all_of(columns, [&](int32_t column) { return column >= 0 && unsigned(column) < count; }))
    return success();
  return op->emitOpError() << "its columns are one or more numbers from 0 to " << count - 1;
}

LogicalResult TupleStepOp::verifyRegions() {
  if (failed(verifyRowBody(*this, getRows(), getBody(), 1)))
    return failure();
  return verifyColumns(*this, getColumns(), getBody().getNumArguments() + 2);
}

LogicalResult TupleJoinOp::verifyRegions() {
  Block &block = getBody().front();
  unsigned width = isa<json::ValueType>(getRows().getType()) ? 1 : std::max(1u, block.getNumArguments());
  if (failed(verifyArguments(*this, block, width)))
    return failure();
  return verifyColumns(*this, getColumns(), width + getWidth());
}

LogicalResult TupleFilterOp::verifyRegions() { return verifyRowBody(*this, getRows(), getBody(), 1); }
LogicalResult TupleSortOp::verifyRegions() { return verifyRowBody(*this, getRows(), getBody(), getDescending().size()); }
LogicalResult TupleItemsOp::verifyRegions() { return verifyRowBody(*this, getRows(), getBody(), 1); }

LogicalResult TupleIndexOp::verify() {
  if (getColumn() > getWidth() || getColumn() == 0)
    return emitOpError() << "its column is one from 1 to the width, " << getWidth();
  if (getSame() && *getSame() >= getWidth())
    return emitOpError("the column that tells rows of one tuple is none of its rows'");
  return success();
}

LogicalResult TupleGroupOp::verifyRegions() {
  if (getPositions().size() != getValues().size())
    return emitOpError("has a position and a value region for each pair");
  if (failed(verifyRowBody(*this, getRows(), getKeys(), getValues().size())))
    return failure();
  for (Region &value : getValues())
    if (failed(verifyBody(*this, value, getKeys().getNumArguments(), 1)))
      return failure();
  return success();
}

LogicalResult TransformOp::verify() { return getPositions().size() == 3 ? success() : emitOpError("has three positions"); }

LogicalResult LambdaOp::verifyRegions() {
  if (getBody().getNumArguments() == 0)
    return emitOpError("its body's first argument is the function itself");
  return verifyBody(*this, getBody(), getBody().getNumArguments(), 1);
}

LogicalResult ArrayOp::verify() {
  if (getItems().size() != getSpread().size())
    return emitOpError() << getSpread().size() << " spread flags for " << getItems().size() << " items";
  return success();
}

LogicalResult CallOp::verify() { return findBuiltin(getName()) ? success() : emitOpError() << "no built-in '" << getName() << "'"; }
LogicalResult BuiltinOp::verify() { return findBuiltin(getName()) ? success() : emitOpError() << "no built-in '" << getName() << "'"; }

// Folds

OpFoldResult TruthyOp::fold(FoldAdaptor adaptor) {
  if (getInput().getDefiningOp<json::UndefinedOp>())
    return BoolAttr::get(getContext(), false);
  if (auto boolean = getInput().getDefiningOp<json::BooleanOp>())
    return boolean.getInput();
  Attribute constant = adaptor.getInput();
  if (!constant)
    return {};
  return BoolAttr::get(getContext(), json::truthyConstant(constant));
}

OpFoldResult DefinedOp::fold(FoldAdaptor adaptor) {
  if (getInput().getDefiningOp<json::UndefinedOp>())
    return BoolAttr::get(getContext(), false);
  if (adaptor.getInput())
    return BoolAttr::get(getContext(), true);
  return {};
}

namespace {
// fields(fields(x, [a]), [b])  =>  fields(x, [a, b]).
//
// Not the same: an inner path ends with its last step, in which a lone array is not flattened, and its result is the whole
// input of the outer one; over arrays of arrays the two differ. Over no names at all the op is its input.
struct DropEmptyFields : OpRewritePattern<FieldsOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(FieldsOp op, PatternRewriter &rewriter) const override {
    if (!op.getNames().empty() || op.getOpen())
      return failure();
    rewriter.replaceOp(op, op.getInput());
    return success();
  }
};
} // namespace

void FieldsOp::getCanonicalizationPatterns(RewritePatternSet &patterns, MLIRContext *context) { patterns.add<DropEmptyFields>(context); }

const BuiltinRow *jsonata::builtinOf(Operation *op) {
  if (auto call = dyn_cast<CallOp>(op))
    return findBuiltin(call.getName());
  auto function = dyn_cast<BuiltinOp>(op);
  return function ? findBuiltin(function.getName()) : nullptr;
}

LambdaOp jsonata::inlinableCallback(CallOp call, unsigned parameters) {
  if (call.getArguments().size() < 2)
    return {};
  auto lambda = call.getArguments()[1].getDefiningOp<LambdaOp>();
  if (!lambda || lambda.getSignature() || !lambda.getBody().getArgument(0).use_empty())
    return {};
  auto unused = [](BlockArgument argument) { return argument.use_empty(); };
  auto arguments = lambda.getBody().getArguments().drop_front();
  return arguments.size() <= parameters || llvm::all_of(arguments.drop_front(parameters), unused) ? lambda : LambdaOp();
}
