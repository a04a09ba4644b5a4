#include "ir/json/Json.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/DialectImplementation.h"
#include "mlir/IR/Matchers.h"
#include "mlir/IR/PatternMatch.h"
#include "mlir/Interfaces/FunctionInterfaces.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/TypeSwitch.h"
#include "llvm/Support/JSON.h"

#include "runtime/abi/EntryPoints.h"
#include "runtime/abi/FormatTemplate.h"

using namespace mlir;
using namespace aslc::ir;
using namespace aslc::ir::json;

#include "ir/json/RuntimeCall.cpp.inc"

#include "ir/json/JsonDialect.cpp.inc"

#define GET_TYPEDEF_CLASSES
#include "ir/json/JsonTypes.cpp.inc"

#define GET_ATTRDEF_CLASSES
#include "ir/json/JsonAttributes.cpp.inc"

#define GET_OP_CLASSES
#include "ir/json/JsonOps.cpp.inc"

void JsonDialect::initialize() {
  addTypes<
#define GET_TYPEDEF_LIST
#include "ir/json/JsonTypes.cpp.inc"
      >();
  addAttributes<
#define GET_ATTRDEF_LIST
#include "ir/json/JsonAttributes.cpp.inc"
      >();
  addOperations<
#define GET_OP_LIST
#include "ir/json/JsonOps.cpp.inc"
      >();
}

Operation *JsonDialect::materializeConstant(OpBuilder &builder, Attribute value, Type type, Location loc) {
  if (isa<ValueType>(type))
    return builder.create<ConstantOp>(loc, type, value);
  return arith::ConstantOp::materialize(builder, value, type, loc);
}

// Entry points

static llvm::ArrayRef<EntryPoint> entryPoints() {
  using enum EntryPoint::Trait;
  static constexpr EntryPoint rows[] = {
#define ENTRY(Name, Type, Traits, Doc) {#Name, Type, Traits},
#include "runtime/abi/EntryPoints.def"
  };
  return rows;
}

const EntryPoint *aslc::ir::findEntryPoint(llvm::StringRef name) {
  static const llvm::StringMap<const EntryPoint *> byName = [] {
    llvm::StringMap<const EntryPoint *> map;
    for (const EntryPoint &entry : entryPoints())
      map[entry.name] = &entry;
    return map;
  }();
  return byName.lookup(name);
}

bool aslc::ir::entryHas(llvm::StringRef entry, EntryPoint::Trait trait) {
  const EntryPoint *row = findEntryPoint(entry);
  return row && (row->traits & trait);
}

static constexpr BuiltinRow builtins[] = {
#define BUILTIN(Id, Name, Signature, Effects, Availability, Doc) {#Id, Name, Signature, BuiltinRow::Effects, aslrt::Origin::Availability},
#include "runtime/abi/Builtins.def"
};

const BuiltinRow *aslc::ir::findBuiltin(llvm::StringRef name) {
  static const llvm::StringMap<const BuiltinRow *> byName = [] {
    llvm::StringMap<const BuiltinRow *> map;
    for (const BuiltinRow &row : builtins)
      map[row.name] = &row;
    return map;
  }();
  return byName.lookup(name);
}

// Constants

OpFoldResult ConstantOp::fold(FoldAdaptor) { return getValue(); }

LogicalResult ConstantOp::verify() {
  if (isa<UnitAttr, BooleanAttr, StringAttr>(getValue()))
    return success();
  if (auto number = dyn_cast<FloatAttr>(getValue())) {
    if (number.getType().isF64() && number.getValue().isFinite())
      return success();
    return emitOpError("numbers are finite f64");
  }
  return emitOpError("is null (unit), a boolean, an f64 or a string; arrays and objects are json.literal");
}

LogicalResult LiteralOp::verify() {
  auto parsed = llvm::json::parse(getText());
  if (!parsed) {
    llvm::consumeError(parsed.takeError());
    return emitOpError("text is not JSON");
  }
  return success();
}

LogicalResult RegexOp::verify() {
  if (getFlags().find_first_not_of("im") != llvm::StringRef::npos)
    return emitOpError() << "flags are of \"im\", not '" << getFlags() << "'";
  if (auto pattern = dyn_cast<StringAttr>(getCode()))
    return llvm::isASCII(pattern.getValue()) ? success() : emitOpError("a pattern of PCRE2 is ASCII");
  if (auto program = dyn_cast<DenseI32ArrayAttr>(getCode()))
    return program.empty() ? emitOpError("the program is empty") : success();
  return emitOpError("code is a string or an array of i32");
}

OpFoldResult BooleanOp::fold(FoldAdaptor adaptor) {
  if (auto constant = dyn_cast_or_null<IntegerAttr>(adaptor.getInput()))
    return BooleanAttr::get(getContext(), constant.getValue().isOne());
  return {};
}

// Calls

void CallOp::build(OpBuilder &builder, OperationState &state, Type result, llvm::StringRef entry, ValueRange operands,
                   llvm::ArrayRef<uint32_t> immediates) {
  llvm::SmallVector<Attribute> constants;
  for (uint32_t immediate : immediates)
    constants.push_back(builder.getI32IntegerAttr(static_cast<int32_t>(immediate)));
  build(builder, state, result ? TypeRange(result) : TypeRange(), builder.getStringAttr(entry), operands, builder.getArrayAttr(constants));
}

llvm::SmallVector<Attribute> CallOp::getImmediates() { return llvm::to_vector(getConstants().getValue()); }

/// Whether a letter of an entry's type stands for this type; P is any type that is lowered to a pointer, of whatever dialect.
static bool fits(char letter, Type type) {
  switch (letter) {
  case 'V': return isa<ValueType>(type);
  case 'P': return !isa<ValueType, ContextType, IntegerType, IndexType, FloatType>(type); // builders, frames ...
  case 'L': return type.isIndex() || type.isInteger(64);
  case 'I': return type.isInteger(32);
  case 'B': return type.isInteger(1);
  case 'D': return type.isF64();
  default: return false;
  }
}

LogicalResult CallOp::verify() {
  const EntryPoint *entry = findEntryPoint(getEntry());
  if (!entry)
    return emitOpError() << "no entry point '" << getEntry() << "' in runtime/abi/EntryPoints.def";
  size_t operand = 0, immediate = 0;
  for (char letter : entry->parameters()) {
    if (letter == 'C')
      continue;
    if (letter == 'I' || letter == 'D') {
      ++immediate;
      continue;
    }
    if (operand == getOperands().size() || !fits(letter, getOperands()[operand].getType()))
      return emitOpError() << "operand " << operand << " does not fit the type " << entry->type << " of " << entry->name;
    ++operand;
  }
  if (operand != getOperands().size() || immediate != getImmediates().size())
    return emitOpError() << "has " << getOperands().size() << " operands and " << getImmediates().size() << " immediates for the type "
                         << entry->type << " of " << entry->name;
  if ((entry->result() == 'v') != !getResult() || (getResult() && !fits(entry->result(), getResult().getType())))
    return emitOpError() << "result does not fit the type " << entry->type << " of " << entry->name;
  return success();
}

void CallOp::getEffects(llvm::SmallVectorImpl<SideEffects::EffectInstance<MemoryEffects::Effect>> &effects) {
  if (entryHas(getEntry(), EntryPoint::Pure))
    return;
  effects.emplace_back(MemoryEffects::Read::get());
  effects.emplace_back(MemoryEffects::Write::get());
}

/// truthy(less(a, b)) as is_less(a, b), where the comparison stands.
static LogicalResult decide(CallOp op, PatternRewriter &rewriter) {
  auto comparison = op.getOperands()[0].getDefiningOp<CallOp>();
  const EntryPoint *decision = comparison && comparison->hasOneUse() ? findEntryPoint(("is_" + comparison.getEntry()).str()) : nullptr;
  if (!decision || decision->parameters() != findEntryPoint(comparison.getEntry())->parameters())
    return failure();
  rewriter.setInsertionPoint(comparison);
  Value result = rewriter
                     .create<CallOp>(comparison.getLoc(), op.getResult().getType(), rewriter.getStringAttr(decision->name),
                                     comparison.getOperands(), comparison.getConstantsAttr())
                     .getResult();
  rewriter.replaceOp(op, result);
  rewriter.eraseOp(comparison);
  return success();
}

/// a & b & c as one: each operator by itself copies all that is to its left.
LogicalResult CallOp::canonicalize(CallOp op, PatternRewriter &rewriter) {
  if (op.getEntry() == "truthy")
    return decide(op, rewriter);
  if (op.getEntry() != "concat")
    return failure();
  Operation *before = op.getOperands()[0].getDefiningOp();
  if (!before || !before->hasOneUse() || before->getBlock() != op->getBlock())
    return failure();
  llvm::SmallVector<Value> parts(before->getOperands());
  llvm::SmallVector<int32_t> positions;
  auto positionOf = [](CallOp call) { return int32_t(cast<IntegerAttr>(call.getImmediates()[0]).getInt()); };
  if (auto call = dyn_cast<CallOp>(before); call && call.getEntry() == "concat")
    positions.push_back(positionOf(call));
  else if (auto concat = dyn_cast<ConcatOp>(before); concat && !concat.getPositions().empty())
    positions.append(concat.getPositions().begin(), concat.getPositions().end());
  else
    return failure();
  // What stands in between must not fail later than it would have.
  for (Operation *between = before->getNextNode(); between != op; between = between->getNextNode())
    if (!isMemoryEffectFree(between))
      return failure();
  parts.push_back(op.getOperands()[1]);
  positions.push_back(positionOf(op));
  rewriter.replaceOpWithNewOp<ConcatOp>(op, op.getResult().getType(), parts, positions);
  rewriter.eraseOp(before);
  return success();
}

Value json::memberOf(ObjectOp object, StringAttr name) {
  Value found;
  for (auto [key, value] : llvm::zip(object.getKeys(), object.getValues()))
    if (key == name) {
      if (found) // which of two counts is the constructor's business
        return {};
      found = value;
    }
  return found;
}

/// A member of an object that has just been made is its value.
template <typename Op> static Value memberOfMade(Op op) {
  auto object = op.getInput().template getDefiningOp<ObjectOp>();
  return object ? json::memberOf(object, op.getNameAttr()) : Value();
}

OpFoldResult MemberOp::fold(FoldAdaptor) { return memberOfMade(*this); }
OpFoldResult FieldOp::fold(FoldAdaptor) { return memberOfMade(*this); }

// Constructors

LogicalResult ObjectOp::verify() {
  if (getKeys().size() != getValues().size())
    return emitOpError() << getKeys().size() << " keys for " << getValues().size() << " values";
  return success();
}

/// One that nobody needs need not be made: nothing but a limit could tell, unless a key stands twice.
LogicalResult ObjectOp::canonicalize(ObjectOp op, PatternRewriter &rewriter) {
  llvm::SmallPtrSet<Attribute, 8> distinct(op.getKeys().begin(), op.getKeys().end());
  if (!op->use_empty() || distinct.size() != op.getKeys().size())
    return failure();
  rewriter.eraseOp(op);
  return success();
}

LogicalResult ConcatOp::verify() {
  if (getParts().size() < 2 || (!getPositions().empty() && getParts().size() != getPositions().size() + 1))
    return emitOpError() << getPositions().size() << " operators for " << getParts().size() << " parts";
  return success();
}

LogicalResult MatchTextOp::verify() {
  llvm::SmallPtrSet<Attribute, 8> distinct(getTexts().begin(), getTexts().end());
  return distinct.size() == getTexts().size() && !distinct.empty() ? success() : emitOpError("its texts are one or more that differ");
}

OpFoldResult MatchTextOp::fold(FoldAdaptor adaptor) {
  Attribute constant = adaptor.getInput();
  if (!constant)
    return {};
  auto *place = llvm::find(getTexts(), constant);
  return IntegerAttr::get(getPlace().getType(), place - getTexts().begin());
}

LogicalResult AlongOp::verify() {
  if (getNames().empty() || getMet().empty() || getMet().size() > getNames().size() + 1)
    return emitOpError() << getMet().size() << " values for " << getNames().size() << " names";
  return success();
}

LogicalResult InvokeOp::verify() {
  return findBuiltin(getName()) ? success() : emitOpError() << "no built-in '" << getName() << "' in runtime/abi/Builtins.def";
}

LogicalResult IntrinsicOp::verify() {
  static constexpr uint32_t anyNumber = UINT32_MAX;
  static constexpr struct {
    llvm::StringLiteral name;
    uint32_t least, most;
  } rows[] = {
#define INTRINSIC(Id, Name, Least, Most, Types, Result, Doc) {#Id, Least, Most},
#include "runtime/abi/Intrinsics.def"
  };
  const auto *row = llvm::find_if(rows, [&](const auto &each) { return each.name == getName(); });
  if (row == std::end(rows))
    return emitOpError() << "no intrinsic function '" << getName() << "' in runtime/abi/Intrinsics.def";
  size_t given = getArguments().size();
  return given >= row->least && given <= row->most ? success() : emitOpError() << given << " arguments for '" << getName() << "'";
}

/// States.Format of a constant template, which need not be read at run time, as a & b & c.
LogicalResult IntrinsicOp::canonicalize(IntrinsicOp op, PatternRewriter &rewriter) {
  if (op.getName() != "Format")
    return failure();
  auto constant = op.getArguments()[0].getDefiningOp<ConstantOp>();
  auto format = constant ? dyn_cast<StringAttr>(constant.getValue()) : StringAttr();
  if (!format)
    return failure();
  llvm::SmallVector<std::string> texts;
  aslrt::splitTemplate(format.getValue(), [&](std::string_view text) { texts.emplace_back(text); }, [] {});
  if (texts.size() != op.getArguments().size()) // a failure, which is told where it happens
    return failure();
  Type type = op.getResult().getType();
  llvm::SmallVector<Value> parts;
  for (auto [i, text] : llvm::enumerate(texts)) {
    if (i > 0)
      parts.push_back(rewriter.create<CallOp>(op.getLoc(), type, "java_text", op.getArguments()[i]).getResult());
    if (!text.empty() || texts.size() == 1)
      parts.push_back(rewriter.create<ConstantOp>(op.getLoc(), type, rewriter.getStringAttr(text)));
  }
  if (parts.size() == 1)
    rewriter.replaceOp(op, parts[0]);
  else
    rewriter.replaceOpWithNewOp<ConcatOp>(op, type, parts, llvm::ArrayRef<int32_t>());
  return success();
}

LogicalResult AttemptOp::verifySymbolUses(SymbolTableCollection &symbols) {
  for (FlatSymbolRefAttr function : {getFastAttr(), getWholeAttr()})
    if (!symbols.lookupNearestSymbolFrom<FunctionOpInterface>(*this, function))
      return emitOpError() << "no function " << function;
  return success();
}

LogicalResult BuiltinOp::verify() {
  return findBuiltin(getName()) ? success() : emitOpError() << "no built-in '" << getName() << "' in runtime/abi/Builtins.def";
}
