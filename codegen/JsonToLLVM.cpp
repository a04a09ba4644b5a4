// The json dialect in the LLVM dialect: constants as data, calls of the runtime, buffers on the stack for what is passed as many.

#include "codegen/RuntimeCalls.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "llvm/ADT/DenseSet.h"

#include "runtime/abi/Value.h"

using namespace mlir;
using namespace aslc;
using namespace aslc::codegen;
using namespace aslc::ir;

namespace {

struct ConstantPattern : TablePattern<json::ConstantOp> {
  using TablePattern::TablePattern;
  LogicalResult matchAndRewrite(json::ConstantOp op, OpAdaptor, ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op, tables);
    Attribute value = op.getValue();
    Value result;
    if (isa<UnitAttr>(value))
      result = emit.constantValue(aslrt::makeHead(aslrt::Tag::Null), 0);
    else if (auto boolean = dyn_cast<json::BooleanAttr>(value))
      result = emit.constantValue(aslrt::makeHead(aslrt::Tag::Boolean), boolean.getValue());
    else if (auto number = dyn_cast<FloatAttr>(value))
      result = emit.constantValue(aslrt::makeHead(aslrt::Tag::Number), std::bit_cast<uint64_t>(number.getValueAsDouble()));
    else
      result = emit.loadValue(emit.constantAddress(tables.constants.index(value)));
    rewriter.replaceOp(op, result);
    return success();
  }
};

struct UndefinedPattern : TablePattern<json::UndefinedOp> {
  using TablePattern::TablePattern;
  LogicalResult matchAndRewrite(json::UndefinedOp op, OpAdaptor, ConversionPatternRewriter &rewriter) const override {
    rewriter.replaceOp(op, Emitter(rewriter, op, tables).constantValue(aslrt::makeHead(aslrt::Tag::Undefined), 0));
    return success();
  }
};

struct LiteralPattern : TablePattern<json::LiteralOp> {
  using TablePattern::TablePattern;
  LogicalResult matchAndRewrite(json::LiteralOp op, OpAdaptor, ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op, tables);
    Attribute key = rewriter.getArrayAttr({op.getTextAttr(), rewriter.getUnitAttr()});
    rewriter.replaceOp(op, emit.loadValue(emit.constantAddress(tables.constants.index(key))));
    return success();
  }
};

struct RegexPattern : TablePattern<json::RegexOp> {
  using TablePattern::TablePattern;
  LogicalResult matchAndRewrite(json::RegexOp op, OpAdaptor, ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op, tables);
    Attribute row = rewriter.getArrayAttr({op.getSourceAttr(), op.getFlagsAttr(), op.getGroupsAttr(), op.getPositionAttr(), op.getCode()});
    Value address = emit.symbolAddress(regexSymbol(tables.regexes.index(row)));
    Value payload = rewriter.create<LLVM::PtrToIntOp>(op.getLoc(), rewriter.getI64Type(), address);
    rewriter.replaceOp(op, emit.makeValue(emit.i64(aslrt::makeHead(aslrt::Tag::Function, aslrt::Static | aslrt::Pattern)), payload));
    return success();
  }
};

struct BooleanPattern : TablePattern<json::BooleanOp> {
  using TablePattern::TablePattern;
  LogicalResult matchAndRewrite(json::BooleanOp op, OpAdaptor adaptor, ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op, tables);
    Value payload = rewriter.create<LLVM::ZExtOp>(op.getLoc(), rewriter.getI64Type(), adaptor.getInput());
    rewriter.replaceOp(op, emit.makeValue(emit.i64(aslrt::makeHead(aslrt::Tag::Boolean)), payload));
    return success();
  }
};

struct NumberPattern : TablePattern<json::NumberOp> {
  using TablePattern::TablePattern;
  LogicalResult matchAndRewrite(json::NumberOp op, OpAdaptor adaptor, ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op, tables);
    Value payload = rewriter.create<LLVM::BitcastOp>(op.getLoc(), rewriter.getI64Type(), adaptor.getInput());
    rewriter.replaceOp(op, emit.makeValue(emit.i64(aslrt::makeHead(aslrt::Tag::Number)), payload));
    return success();
  }
};

/// if (condition) then() else otherwise(), as the result of op.
void branch(Operation *op, ConversionPatternRewriter &rewriter, Value condition, llvm::function_ref<Value()> then,
            llvm::function_ref<Value()> otherwise) {
  Location loc = op->getLoc();
  Block *before = op->getBlock();
  Block *after = rewriter.splitBlock(before, op->getIterator());
  Value result = after->addArgument(valueType(rewriter.getContext()), loc);
  Block *thenBlock = rewriter.createBlock(after), *elseBlock = rewriter.createBlock(after);
  rewriter.setInsertionPointToEnd(before);
  rewriter.create<LLVM::CondBrOp>(loc, condition, thenBlock, elseBlock);
  rewriter.setInsertionPointToEnd(thenBlock);
  rewriter.create<LLVM::BrOp>(loc, then(), after);
  rewriter.setInsertionPointToEnd(elseBlock);
  rewriter.create<LLVM::BrOp>(loc, otherwise(), after);
  rewriter.setInsertionPointToStart(after);
  rewriter.replaceOp(op, result);
}

struct CallPattern : TablePattern<json::CallOp> {
  using TablePattern::TablePattern;
  LogicalResult matchAndRewrite(json::CallOp op, OpAdaptor adaptor, ConversionPatternRewriter &rewriter) const override {
    if (Attribute expression = op->getAttr(json::expressionAttribute)) {
      computeWithDoubles(op, adaptor, rewriter, expression);
      return success();
    }
    Value result = Emitter(rewriter, op, tables).call(op.getEntry(), adaptor.getOperands(), llvm::ArrayRef<Attribute>(op.getImmediates()));
    if (op.getEntry() == "is_plain_number") {
      Value expected = rewriter.create<LLVM::ConstantOp>(op.getLoc(), rewriter.getI1Type(), rewriter.getBoolAttr(true));
      result = rewriter.create<LLVM::ExpectOp>(op.getLoc(), result, expected);
    }
    if (result)
      rewriter.replaceOp(op, result);
    else
      rewriter.eraseOp(op);
    return success();
  }

  /// An operator on doubles: the runtime is asked only if the result is not finite.
  void computeWithDoubles(json::CallOp op, OpAdaptor adaptor, ConversionPatternRewriter &rewriter, Attribute expression) const {
    Emitter emit(rewriter, op, tables);
    Location loc = op.getLoc();
    auto number = [&](Value value) -> Value {
      return rewriter.create<LLVM::BitcastOp>(loc, rewriter.getF64Type(), rewriter.create<LLVM::ExtractValueOp>(loc, value, 1));
    };
    Value a = number(adaptor.getOperands()[0]), b = number(adaptor.getOperands()[1]);
    Value result = op.getEntry() == "add"        ? rewriter.create<LLVM::FAddOp>(loc, a, b).getResult()
                   : op.getEntry() == "subtract" ? rewriter.create<LLVM::FSubOp>(loc, a, b).getResult()
                                                 : rewriter.create<LLVM::FMulOp>(loc, a, b).getResult();
    Value bits = rewriter.create<LLVM::BitcastOp>(loc, rewriter.getI64Type(), result);
    Value size = rewriter.create<LLVM::ShlOp>(loc, bits, emit.i64(1));
    Value isFinite = rewriter.create<LLVM::ICmpOp>(loc, LLVM::ICmpPredicate::ult, size, emit.i64(uint64_t(0x7ff) << 53));
    branch(
        op, rewriter, isFinite, [&] { return emit.makeValue(emit.i64(aslrt::makeHead(aslrt::Tag::Number)), bits); },
        [&] {
          emit.call("evaluate", ValueRange(), tables.expressions.index(expression));
          return emit.call(op.getEntry(), adaptor.getOperands(), llvm::ArrayRef<Attribute>(op.getImmediates()));
        });
  }
};

struct BuilderPattern : TablePattern<json::BuilderOp> {
  using TablePattern::TablePattern;
  LogicalResult matchAndRewrite(json::BuilderOp op, OpAdaptor, ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op, tables);
    Value builder = emit.stack(rewriter.getI64Type(), 4);
    emit.call("seq_begin", builder, llvm::ArrayRef<uint32_t>());
    rewriter.replaceOp(op, builder);
    return success();
  }
};

struct ArrayPattern : TablePattern<json::ArrayOp> {
  using TablePattern::TablePattern;
  LogicalResult matchAndRewrite(json::ArrayOp op, OpAdaptor adaptor, ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op, tables);
    rewriter.replaceOp(op, emit.call("array", emit.buffer(adaptor.getItems()), {uint32_t(op.getItems().size()), op.getFlags()}));
    return success();
  }
};

struct ObjectPattern : TablePattern<json::ObjectOp> {
  using TablePattern::TablePattern;
  LogicalResult matchAndRewrite(json::ObjectOp op, OpAdaptor adaptor, ConversionPatternRewriter &rewriter) const override {
    if (op.getSpelled()) // as SpelledObjects.cpp does
      return failure();
    Emitter emit(rewriter, op, tables);
    llvm::SmallVector<Value> members;
    for (auto [key, value] : llvm::zip(op.getKeys(), adaptor.getValues())) {
      members.push_back(emit.loadValue(emit.constantAddress(tables.constants.index(key))));
      members.push_back(value);
    }
    llvm::SmallDenseSet<Attribute, 8> distinct(op.getKeys().begin(), op.getKeys().end());
    // Where names look like indices, their order is the dialect's.
    bool plain =
        distinct.size() == op.getKeys().size() && llvm::none_of(op.getKeys().getAsValueRange<StringAttr>(),
                                                                [](llvm::StringRef key) { return !key.empty() && llvm::isDigit(key[0]); });
    llvm::StringRef entry = plain ? "record" : "object";
    rewriter.replaceOp(op, emit.call(entry, emit.buffer(members), uint32_t(op.getKeys().size())));
    return success();
  }
};

struct ConcatPattern : TablePattern<json::ConcatOp> {
  using TablePattern::TablePattern;
  LogicalResult matchAndRewrite(json::ConcatOp op, OpAdaptor adaptor, ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op, tables);
    bool none = op.getPositions().empty();
    Value positions = none ? rewriter.create<LLVM::ZeroOp>(op.getLoc(), pointerType(getContext())).getResult()
                           : emit.stack(rewriter.getI32Type(), op.getPositions().size());
    for (auto [i, position] : llvm::enumerate(op.getPositions()))
      rewriter.create<LLVM::StoreOp>(op.getLoc(), emit.i32(position), emit.elementAddress(positions, rewriter.getI32Type(), i));
    rewriter.replaceOp(op, emit.call("concat_all", {emit.buffer(adaptor.getParts()), positions}, uint32_t(op.getParts().size())));
    return success();
  }
};

struct FieldsPattern : TablePattern<json::FieldsOp> {
  using TablePattern::TablePattern;
  LogicalResult matchAndRewrite(json::FieldsOp op, OpAdaptor adaptor, ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op, tables);
    Value keys = emit.constantAddress(tables.constants.index(op.getNames()));
    uint32_t count = op.getNames().size();
    if (count <= 2 && !op.getOpen()) {
      rewriter.replaceOp(op, emit.call(count == 1 ? "name" : "two_names", {adaptor.getInput(), keys, emit.guesses(count)}));
      return success();
    }
    rewriter.replaceOp(op, emit.call(op.getOpen() ? "fields_open" : "fields", {adaptor.getInput(), keys, emit.guesses(count)}, count));
    return success();
  }
};

struct NarrowPattern : TablePattern<json::NarrowOp> {
  using TablePattern::TablePattern;
  LogicalResult matchAndRewrite(json::NarrowOp op, OpAdaptor adaptor, ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op, tables);
    Value names = emit.constantAddress(tables.constants.index(op.getNames()));
    uint32_t count = op.getNames().size();
    rewriter.replaceOp(op, emit.call("narrow", {adaptor.getItems(), adaptor.getKey(), names, emit.guesses(count)}, count));
    return success();
  }
};

/// A step by one name: an entry point (value, key, guess) -> value.
template <typename Op> struct NamePattern : TablePattern<Op> {
  NamePattern(const LLVMTypeConverter &types, Tables &tables, llvm::StringRef entry) : TablePattern<Op>(types, tables), entry(entry) {}
  LogicalResult matchAndRewrite(Op op, typename Op::Adaptor adaptor, ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op, this->tables);
    Value key = emit.loadValue(emit.constantAddress(this->tables.constants.index(op.getNameAttr())));
    rewriter.replaceOp(op, emit.call(entry, {adaptor.getInput(), key, emit.guesses(1)}));
    return success();
  }
  llvm::StringRef entry;
};

/// A sum of small integers, as counters are, needs no call.
struct IntrinsicPattern : TablePattern<json::IntrinsicOp> {
  using TablePattern::TablePattern;
  LogicalResult matchAndRewrite(json::IntrinsicOp op, OpAdaptor adaptor, ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op, tables);
    ValueRange arguments = adaptor.getArguments();
    Attribute count = rewriter.getI32IntegerAttr(int32_t(arguments.size()));
    auto call = [&] { return emit.callSymbol(("aslrt_states_" + op.getName()).str(), "V(CPI)", emit.buffer(arguments), count); };
    if (op.getName() == "MathAdd" && arguments.size() == 2)
      branch(
          op, rewriter, emit.call("integers", arguments, llvm::ArrayRef<uint32_t>()), [&] { return emit.call("add", arguments, 0u); },
          call);
    else
      rewriter.replaceOp(op, call());
    return success();
  }
};

struct ItemsPattern : TablePattern<json::ItemsOp> {
  using TablePattern::TablePattern;
  LogicalResult matchAndRewrite(json::ItemsOp op, OpAdaptor adaptor, ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op, tables);
    Location loc = op.getLoc();
    Value itself = emit.buffer(adaptor.getInput());
    Value payload = rewriter.create<LLVM::ExtractValueOp>(loc, adaptor.getInput(), 1);
    Value items = rewriter.create<LLVM::IntToPtrOp>(loc, pointerType(getContext()), payload);
    Value isArray = emit.call("matches", adaptor.getInput(), uint32_t('a'));
    rewriter.replaceOp(op, rewriter.create<LLVM::SelectOp>(loc, isArray, items, itself).getResult());
    return success();
  }
};

struct LoadPattern : TablePattern<json::LoadOp> {
  using TablePattern::TablePattern;
  LogicalResult matchAndRewrite(json::LoadOp op, OpAdaptor adaptor, ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op, tables);
    Value address = rewriter.create<LLVM::GEPOp>(op.getLoc(), pointerType(getContext()), valueType(getContext()), adaptor.getItems(),
                                                 llvm::ArrayRef<LLVM::GEPArg>{adaptor.getIndex()});
    rewriter.replaceOp(op, emit.loadValue(address));
    return success();
  }
};

/// A call whose arguments fit the parameters at once goes straight to the function; any other through the signature. Which of
/// them it is, is asked of the values when the program runs:
///
///     if (matches(a, 's') && matches(b, 'n')) fn_Substring(a, b, undefined) else call_entry(...)
///
/// Only parameters of one type letter each can be asked so cheaply; the test is left out for letters that match everything.
struct InvokePattern : TablePattern<json::InvokeOp> {
  using TablePattern::TablePattern;

  /// Type letters of a signature's parameters, or nothing if there are repetitions. A parameter that takes several types is a `choice`, and
  /// one with a type parameter is `itemwise`: the functions that have such check the items themselves.
  static constexpr char choice = '(', itemwise = '<';
  static std::optional<llvm::SmallVector<char>> letters(llvm::StringRef signature) {
    llvm::SmallVector<char> result;
    unsigned depth = 0;
    for (char c : signature.drop_front().drop_back()) {
      if (c == '<' || c == '(') {
        if (c == '(' && depth == 0)
          result.push_back(choice);
        else if (depth == 0)
          result.back() = itemwise;
        ++depth;
      } else if (c == '>' || c == ')') {
        --depth;
      } else if (depth) {
        continue;
      } else if (c == ':') {
        break;
      } else if (c == '+') {
        return std::nullopt;
      } else if (c != '?' && c != '-') {
        result.push_back(c);
      }
    }
    return result;
  }

  static Value checked(Emitter &emit, json::InvokeOp op, const BuiltinRow &row, ValueRange arguments, Value context) {
    Value entry = emit.symbolAddress(("aslrt_builtin_" + row.id).str());
    return emit.call("call_entry", {entry, context, emit.buffer(arguments)}, {op.getPosition(), uint32_t(arguments.size())});
  }

  static Value direct(Emitter &emit, json::InvokeOp op, const BuiltinRow &row, llvm::ArrayRef<char> types, ValueRange arguments) {
    llvm::SmallVector<Value> values(arguments);
    while (values.size() < types.size())
      values.push_back(emit.constantValue(aslrt::makeHead(aslrt::Tag::Undefined), 0));
    std::string type = "V(CI" + std::string(types.size(), 'V') + ")";
    return emit.callSymbol(("aslrt_fn_" + row.id).str(), type, values, op.getPositionAttr());
  }

  LogicalResult matchAndRewrite(json::InvokeOp op, OpAdaptor adaptor, ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op, tables);
    const BuiltinRow &row = *findBuiltin(op.getName());
    ValueRange arguments = adaptor.getArguments();
    auto types = letters(row.signature);
    Value context = adaptor.getContextValue();
    if (!context) {
      rewriter.replaceOp(op, direct(emit, op, row, *types, arguments));
      return success();
    }
    // A parameter with a type parameter wants the items checked: not at once. What is no array is made one elsewhere, too.
    bool simple = types && llvm::none_of(*types, [](char letter) { return letter == choice || letter == itemwise; }) &&
                  !arguments.empty() && arguments.size() <= types->size() && optionalFrom(row.signature, arguments.size());
    if (!simple) {
      rewriter.replaceOp(op, checked(emit, op, row, arguments, context));
      return success();
    }
    Value fits;
    for (auto [argument, letter] : llvm::zip(arguments, *types)) {
      if (letter == 'x')
        continue;
      bool noFunction = letter == 'j';
      Value one = emit.call("matches", argument, uint32_t(noFunction ? 'f' : letter));
      if (noFunction)
        one = rewriter.create<LLVM::XOrOp>(op.getLoc(), one, rewriter.create<LLVM::ConstantOp>(op.getLoc(), rewriter.getI1Type(), true));
      fits = fits ? rewriter.create<LLVM::AndOp>(op.getLoc(), fits, one) : one;
    }
    if (!fits) {
      rewriter.replaceOp(op, direct(emit, op, row, *types, arguments));
      return success();
    }
    branch(
        op, rewriter, fits, [&] { return direct(emit, op, row, *types, arguments); },
        [&] { return checked(emit, op, row, arguments, context); });
    return success();
  }

  /// Whether all parameters after the first `given` are optional (and not to be filled from the context).
  static bool optionalFrom(llvm::StringRef signature, size_t given) {
    size_t parameter = 0;
    llvm::StringRef body = signature.drop_front();
    for (size_t i = 0; i < body.size() && body[i] != ':' && body[i] != '>'; ++i) {
      if (body[i] == '?' || body[i] == '-' || body[i] == '<')
        continue;
      if (parameter++ >= given && (i + 1 == body.size() || body[i + 1] != '?'))
        return false;
    }
    return true;
  }
};

struct BuiltinPattern : TablePattern<json::BuiltinOp> {
  using TablePattern::TablePattern;
  LogicalResult matchAndRewrite(json::BuiltinOp op, OpAdaptor, ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op, tables);
    Value address = emit.symbolAddress(("aslrt_builtin_" + findBuiltin(op.getName())->id).str());
    Value payload = rewriter.create<LLVM::PtrToIntOp>(op.getLoc(), rewriter.getI64Type(), address);
    rewriter.replaceOp(op, emit.makeValue(emit.i64(aslrt::makeHead(aslrt::Tag::Function, aslrt::Static)), payload));
    return success();
  }
};

struct ApplyPattern : TablePattern<json::ApplyOp> {
  using TablePattern::TablePattern;
  LogicalResult matchAndRewrite(json::ApplyOp op, OpAdaptor adaptor, ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op, tables);
    Value arguments = emit.buffer(adaptor.getArguments());
    uint32_t count = op.getArguments().size();
    Value name = op.getNameAttr() ? emit.constantAddress(tables.constants.index(op.getNameAttr()))
                                  : rewriter.create<LLVM::ZeroOp>(op.getLoc(), pointerType(getContext())).getResult();
    Value result = op.getPartial()
                       ? emit.call("partial", {adaptor.getCallee(), arguments}, {op.getPosition(), count})
                       : emit.call(op.getTail() ? "tail_apply" : "apply", {adaptor.getCallee(), adaptor.getContextValue(), arguments, name},
                                   {op.getPosition(), count});
    rewriter.replaceOp(op, result);
    return success();
  }
};

struct SortPattern : TablePattern<json::SortOp> {
  using TablePattern::TablePattern;
  LogicalResult matchAndRewrite(json::SortOp op, OpAdaptor adaptor, ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op, tables);
    Value keys = rewriter.create<LLVM::LoadOp>(op.getLoc(), pointerType(getContext()), adaptor.getKeys()); // SequenceBuilder::items
    Value flags = emit.stack(rewriter.getI8Type(), op.getDescending().size());
    for (auto [i, descending] : llvm::enumerate(op.getDescending()))
      rewriter.create<LLVM::StoreOp>(
          op.getLoc(), rewriter.create<LLVM::ConstantOp>(op.getLoc(), rewriter.getI8Type(), rewriter.getI8IntegerAttr(descending)),
          emit.elementAddress(flags, rewriter.getI8Type(), i));
    rewriter.replaceOp(op, emit.call("order_by", {adaptor.getItems(), keys, flags},
                                     {uint32_t(op.getDescending().size()), uint32_t(op.getKeep().value_or(0)), op.getPosition()}));
    return success();
  }
};

struct FunctionPattern : TablePattern<json::FunctionOp> {
  using TablePattern::TablePattern;
  LogicalResult matchAndRewrite(json::FunctionOp op, OpAdaptor adaptor, ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op, tables);
    Value code = rewriter.create<LLVM::AddressOfOp>(op.getLoc(), pointerType(getContext()), op.getCode());
    Value signature;
    if (auto text = op.getSignatureAttr()) {
      // Zero-terminated, as Closure::signature wants it: the bytes of a String value that ends in one.
      auto terminated = rewriter.getStringAttr(text.getValue().str() + '\0');
      Value value = emit.loadValue(emit.constantAddress(tables.constants.index(terminated)));
      Value address = rewriter.create<LLVM::ExtractValueOp>(op.getLoc(), value, 1);
      signature = rewriter.create<LLVM::IntToPtrOp>(op.getLoc(), pointerType(getContext()), address);
    } else {
      signature = rewriter.create<LLVM::ZeroOp>(op.getLoc(), pointerType(getContext()));
    }
    uint32_t count = op.getCaptures().size();
    Value closure = emit.call("closure", {code, signature}, {op.getArity(), count});
    for (auto [i, capture] : llvm::enumerate(adaptor.getCaptures()))
      emit.call("closure_capture", {closure, capture}, uint32_t(i));
    emit.call("closure_set_context", {closure, adaptor.getContextValue()}, llvm::ArrayRef<uint32_t>());
    rewriter.replaceOp(op, closure);
    return success();
  }
};

struct AttemptPattern : TablePattern<json::AttemptOp> {
  using TablePattern::TablePattern;
  LogicalResult matchAndRewrite(json::AttemptOp op, OpAdaptor adaptor, ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op, tables);
    auto address = [&](FlatSymbolRefAttr symbol) -> Value {
      return rewriter.create<LLVM::AddressOfOp>(op.getLoc(), pointerType(getContext()), symbol);
    };
    Value captures = emit.buffer(adaptor.getCaptures());
    rewriter.replaceOp(op, emit.call("attempt", {address(op.getFastAttr()), address(op.getWholeAttr()), captures, emit.guesses(1)},
                                     uint32_t(op.getCaptures().size())));
    return success();
  }
};

struct ArgumentPattern : TablePattern<json::ArgumentOp> {
  using TablePattern::TablePattern;
  LogicalResult matchAndRewrite(json::ArgumentOp op, OpAdaptor adaptor, ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op, tables);
    Location loc = op.getLoc();
    // A missing argument is read from a constant, so that no branch is needed.
    Value given = rewriter.create<LLVM::ICmpOp>(loc, LLVM::ICmpPredicate::ult, emit.i32(op.getIndex()), adaptor.getCount());
    Value undefined = emit.stack(valueType(getContext()), 1);
    rewriter.create<LLVM::StoreOp>(loc, emit.constantValue(aslrt::makeHead(aslrt::Tag::Undefined), 0), undefined);
    Value address = emit.elementAddress(adaptor.getArguments(), valueType(getContext()), op.getIndex());
    rewriter.replaceOp(op, emit.loadValue(rewriter.create<LLVM::SelectOp>(loc, given, address, undefined)));
    return success();
  }
};

} // namespace

void codegen::populateJsonToLLVM(const LLVMTypeConverter &types, RewritePatternSet &patterns, Tables &tables) {
  patterns.add<ConstantPattern, UndefinedPattern, LiteralPattern, RegexPattern, BooleanPattern, NumberPattern, AttemptPattern, CallPattern,
               BuilderPattern, ConcatPattern, ArrayPattern, ObjectPattern, FieldsPattern, NarrowPattern, IntrinsicPattern, ItemsPattern, LoadPattern,
               InvokePattern, BuiltinPattern, ApplyPattern, SortPattern, FunctionPattern, ArgumentPattern>(types, tables);
  patterns.add<NamePattern<json::FieldOp>>(types, tables, "field");
}
