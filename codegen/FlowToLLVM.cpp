// The flow dialect in the LLVM dialect: marks and checks become calls with table indices, the frame is memory.

#include "codegen/DebugScopes.h"
#include "codegen/RuntimeCalls.h"
#include "ir/flow/Flow.h"

#include "runtime/abi/Program.h"

#include "llvm/BinaryFormat/Dwarf.h"

using namespace mlir;
using namespace aslc;
using namespace aslc::codegen;
using namespace aslc::ir;

namespace {

struct EnterPattern : TablePattern<flow::EnterOp> {
  using TablePattern::TablePattern;
  LogicalResult matchAndRewrite(flow::EnterOp op, OpAdaptor adaptor, ConversionPatternRewriter &rewriter) const override {
    Attribute type = rewriter.getI32IntegerAttr(int32_t(op.getType()));
    uint32_t state = tables.states.index(rewriter.getArrayAttr({op.getStateAttr(), type}));
    if (adaptor.getInput())
      Emitter(rewriter, op, tables).call("observe_enter", adaptor.getInput(), state);
    else
      Emitter(rewriter, op, tables).call("enter", ValueRange(), state);
    rewriter.eraseOp(op);
    return success();
  }
};

struct ExitPattern : TablePattern<flow::ExitOp> {
  using TablePattern::TablePattern;
  LogicalResult matchAndRewrite(flow::ExitOp op, OpAdaptor adaptor, ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op, tables);
    if (adaptor.getOutput())
      observe(emit, op, adaptor);
    else
      emit.call("exit", ValueRange(), llvm::ArrayRef<uint32_t>());
    rewriter.eraseOp(op);
    return success();
  }
  void observe(Emitter &emit, flow::ExitOp op, OpAdaptor adaptor) const {
    ArrayAttr names = op.getNamesAttr() ? op.getNamesAttr() : emit.builder.getArrayAttr({});
    Value operands[] = {adaptor.getOutput(), emit.constantAddress(tables.constants.index(names)), emit.buffer(adaptor.getAssigned())};
    emit.call("observe_exit", operands, uint32_t(names.size()));
  }
};

/// Counting an event is what is left of a state that begins, and all that is done when one ends.
struct PassByPattern : TablePattern<flow::PassByOp> {
  using TablePattern::TablePattern;
  LogicalResult matchAndRewrite(flow::PassByOp op, OpAdaptor, ConversionPatternRewriter &rewriter) const override {
    Emitter(rewriter, op, tables).call("exit", ValueRange(), llvm::ArrayRef<uint32_t>());
    rewriter.eraseOp(op);
    return success();
  }
};

struct ChosePattern : TablePattern<flow::ChoseOp> {
  using TablePattern::TablePattern;
  LogicalResult matchAndRewrite(flow::ChoseOp op, OpAdaptor, ConversionPatternRewriter &rewriter) const override {
    Emitter(rewriter, op, tables).call("observe_choice", ValueRange(), op.getRule().value_or(UINT32_MAX));
    rewriter.eraseOp(op);
    return success();
  }
};

/// Where nothing is optimised, variables have places on the stack, one a name and function; else each half of the value is told of where
/// it is, for halves are what optimised code has.
struct DebugValuePattern : TablePattern<flow::DebugValueOp> {
  using TablePattern::TablePattern;
  LogicalResult matchAndRewrite(flow::DebugValueOp op, OpAdaptor adaptor, ConversionPatternRewriter &rewriter) const override {
    LLVM::DILocalVariableAttr variable = debugVariable(op.getNameAttr());
    if (tables.debugOnStack)
      declare(op, adaptor.getValue(), variable, rewriter);
    else
      tell(op, adaptor.getValue(), variable, rewriter);
    rewriter.eraseOp(op);
    return success();
  }
  void declare(flow::DebugValueOp op, Value value, LLVM::DILocalVariableAttr variable, ConversionPatternRewriter &rewriter) const {
    Value &place = tables.debugPlaces[{functionAround(op), op.getNameAttr()}];
    if (!place)
      place = Emitter(rewriter, op, tables).stack(valueType(getContext()), 1);
    rewriter.create<LLVM::StoreOp>(rewriter.getUnknownLoc(), value, place); // no place of the state: a breakpoint at its first comes after
    rewriter.create<LLVM::DbgDeclareOp>(op.getLoc(), place, variable, LLVM::DIExpressionAttr::get(getContext()));
  }
  void tell(flow::DebugValueOp op, Value value, LLVM::DILocalVariableAttr variable, ConversionPatternRewriter &rewriter) const {
    for (uint64_t half : {0, 1}) {
      Value part = rewriter.create<LLVM::ExtractValueOp>(op.getLoc(), value, half);
      auto fragment = LLVM::DIExpressionElemAttr::get(getContext(), llvm::dwarf::DW_OP_LLVM_fragment, {64 * half, 64});
      rewriter.create<LLVM::DbgValueOp>(op.getLoc(), part, variable, LLVM::DIExpressionAttr::get(getContext(), fragment));
    }
  }
};

struct EvaluatePattern : TablePattern<flow::EvaluateOp> {
  using TablePattern::TablePattern;
  LogicalResult matchAndRewrite(flow::EvaluateOp op, OpAdaptor, ConversionPatternRewriter &rewriter) const override {
    Emitter(rewriter, op, tables).call("evaluate", ValueRange(), tables.expressions.index(op.getExpression()));
    rewriter.eraseOp(op);
    return success();
  }
};

/// A check of an expression's value: an entry point (value, expression) -> value or truth.
template <typename Op> struct CheckPattern : TablePattern<Op> {
  CheckPattern(const LLVMTypeConverter &types, Tables &tables, llvm::StringRef entry) : TablePattern<Op>(types, tables), entry(entry) {}
  LogicalResult matchAndRewrite(Op op, typename Op::Adaptor adaptor, ConversionPatternRewriter &rewriter) const override {
    uint32_t expression = this->tables.expressions.index(op.getExpression());
    rewriter.replaceOp(op, Emitter(rewriter, op, this->tables).call(entry, adaptor.getInput(), expression));
    return success();
  }
  llvm::StringRef entry;
};

/// Address of the steps of a path: constant data, an array of names and indices.
Value stepsAddress(Emitter &emit, Tables &tables, StringAttr steps) {
  Attribute literal = emit.builder.getArrayAttr({steps, emit.builder.getUnitAttr()});
  return emit.constantAddress(tables.constants.index(literal));
}

struct RequirePathPattern : TablePattern<flow::RequirePathOp> {
  using TablePattern::TablePattern;
  LogicalResult matchAndRewrite(flow::RequirePathOp op, OpAdaptor adaptor, ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op, tables);
    Value operands[] = {adaptor.getInput(), adaptor.getFrom(), stepsAddress(emit, tables, op.getStepsAttr())};
    rewriter.replaceOp(op, emit.call("require_path", operands, {tables.expressions.index(op.getExpression()), uint32_t(op.getUse())}));
    return success();
  }
};

struct PutPattern : TablePattern<flow::PutOp> {
  using TablePattern::TablePattern;
  LogicalResult matchAndRewrite(flow::PutOp op, OpAdaptor adaptor, ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op, tables);
    Value input = adaptor.getInput(), steps = stepsAddress(emit, tables, op.getStepsAttr());
    uint32_t expression = tables.expressions.index(op.getExpression());
    if (!op.use_empty()) {
      rewriter.replaceOp(op, emit.call("put", {input, steps, adaptor.getValue()}, expression));
      return success();
    }
    emit.call("check_put", {input, steps}, expression); // whether it fails is all that matters
    rewriter.eraseOp(op);
    return success();
  }
};

// Slots that promote-slots left (there are none in what aslc lowers, but a module may be written by hand) stay on the
// stack.

struct SlotPattern : TablePattern<flow::SlotOp> {
  using TablePattern::TablePattern;
  LogicalResult matchAndRewrite(flow::SlotOp op, OpAdaptor, ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op, tables);
    Value slot = emit.stack(valueType(getContext()), 1);
    rewriter.create<LLVM::StoreOp>(op.getLoc(), emit.constantValue(aslrt::makeHead(aslrt::Tag::Undefined), 0), slot);
    rewriter.replaceOp(op, slot);
    return success();
  }
};

struct GetPattern : TablePattern<flow::GetOp> {
  using TablePattern::TablePattern;
  LogicalResult matchAndRewrite(flow::GetOp op, OpAdaptor adaptor, ConversionPatternRewriter &rewriter) const override {
    rewriter.replaceOp(op, Emitter(rewriter, op, tables).loadValue(adaptor.getSlot()));
    return success();
  }
};

struct SetPattern : TablePattern<flow::SetOp> {
  using TablePattern::TablePattern;
  LogicalResult matchAndRewrite(flow::SetOp op, OpAdaptor adaptor, ConversionPatternRewriter &rewriter) const override {
    rewriter.replaceOpWithNewOp<LLVM::StoreOp>(op, adaptor.getValue(), adaptor.getSlot());
    return success();
  }
};

// The frame: { i32 resumePoint, i32 liveSlots, Value slots[] }, as aslrt::Frame.

Value frameWord(ConversionPatternRewriter &rewriter, Location loc, Value frame, uint32_t byte) {
  return rewriter.create<LLVM::GEPOp>(loc, pointerType(rewriter.getContext()), rewriter.getI8Type(), frame,
                                      llvm::ArrayRef<LLVM::GEPArg>{int32_t(byte)});
}
Value frameSlot(ConversionPatternRewriter &rewriter, Location loc, Value frame, uint32_t index) {
  return frameWord(rewriter, loc, frame, offsetof(aslrt::Frame, slots) + index * sizeof(aslrt::Value));
}

struct ResumePointPattern : TablePattern<flow::ResumePointOp> {
  using TablePattern::TablePattern;
  LogicalResult matchAndRewrite(flow::ResumePointOp op, OpAdaptor adaptor, ConversionPatternRewriter &rewriter) const override {
    Value word = frameWord(rewriter, op.getLoc(), adaptor.getFrame(), offsetof(aslrt::Frame, resumePoint));
    rewriter.replaceOpWithNewOp<LLVM::LoadOp>(op, rewriter.getI32Type(), word);
    return success();
  }
};

struct LoadPattern : TablePattern<flow::LoadOp> {
  using TablePattern::TablePattern;
  LogicalResult matchAndRewrite(flow::LoadOp op, OpAdaptor adaptor, ConversionPatternRewriter &rewriter) const override {
    Value address = frameSlot(rewriter, op.getLoc(), adaptor.getFrame(), op.getIndex());
    rewriter.replaceOp(op, Emitter(rewriter, op, tables).loadValue(address));
    return success();
  }
};

struct StorePattern : TablePattern<flow::StoreOp> {
  using TablePattern::TablePattern;
  LogicalResult matchAndRewrite(flow::StoreOp op, OpAdaptor adaptor, ConversionPatternRewriter &rewriter) const override {
    Value address = frameSlot(rewriter, op.getLoc(), adaptor.getFrame(), op.getIndex());
    rewriter.replaceOpWithNewOp<LLVM::StoreOp>(op, adaptor.getValue(), address);
    return success();
  }
};

struct LivePattern : TablePattern<flow::LiveOp> {
  using TablePattern::TablePattern;
  LogicalResult matchAndRewrite(flow::LiveOp op, OpAdaptor adaptor, ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op, tables);
    rewriter.create<LLVM::StoreOp>(op.getLoc(), emit.i32(op.getPoint()),
                                   frameWord(rewriter, op.getLoc(), adaptor.getFrame(), offsetof(aslrt::Frame, resumePoint)));
    rewriter.create<LLVM::StoreOp>(op.getLoc(), emit.i32(op.getCount()),
                                   frameWord(rewriter, op.getLoc(), adaptor.getFrame(), offsetof(aslrt::Frame, liveSlots)));
    rewriter.eraseOp(op);
    return success();
  }
};

/// Index of a state, which a table names.
uint32_t stateIndex(Tables &tables, StringAttr name, aslrt::StateType type) {
  Builder builder(name.getContext());
  return tables.states.index(builder.getArrayAttr({name, builder.getI32IntegerAttr(int32_t(type))}));
}

/// A number of seconds or iterations; 0 where none is given.
Value orZero(Emitter &emit, Value number) { return number ? number : emit.i64(0); }

struct RequestTaskPattern : TablePattern<flow::RequestTaskOp> {
  using TablePattern::TablePattern;
  LogicalResult matchAndRewrite(flow::RequestTaskOp op, OpAdaptor adaptor, ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op, tables);
    uint32_t state = stateIndex(tables, op.getStateAttr(), aslrt::StateType::Task);
    Attribute row = rewriter.getArrayAttr({op.getResourceAttr(), rewriter.getI32IntegerAttr(int32_t(state))});
    Value credentials = adaptor.getCredentials() ? adaptor.getCredentials() : emit.constantValue(aslrt::makeHead(aslrt::Tag::Undefined), 0);
    Value operands[] = {adaptor.getArguments(), orZero(emit, adaptor.getTimeout()), orZero(emit, adaptor.getHeartbeat()), credentials};
    emit.call("task", operands, tables.tasks.index(row));
    rewriter.eraseOp(op);
    return success();
  }
};

struct RequestForkPattern : TablePattern<flow::RequestForkOp> {
  using TablePattern::TablePattern;
  LogicalResult matchAndRewrite(flow::RequestForkOp op, OpAdaptor adaptor, ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op, tables);
    auto type = op.getEach() ? aslrt::StateType::Map : aslrt::StateType::Parallel;
    int32_t count = op.getEach() ? 0 : int32_t(op.getMachines().size());
    int32_t run = !op.getRun() ? 0 : int32_t(op.getMachines().size());
    Attribute row = rewriter.getI32ArrayAttr({int32_t(stateIndex(tables, op.getStateAttr(), type)), int32_t(machineIndex(op)), count, run});
    llvm::SmallVector<Value> captures;
    if (op.getRun())
      captures.push_back(adaptor.getRun());
    llvm::append_range(captures, adaptor.getCaptures());
    Value operands[] = {adaptor.getInput(), orZero(emit, adaptor.getConcurrency()), emit.buffer(captures)};
    emit.call("fork", operands, {tables.forks.index(row), uint32_t(captures.size())});
    rewriter.eraseOp(op);
    return success();
  }
  /// Of the first of the fork's machines, behind which the others stand.
  uint32_t machineIndex(flow::RequestForkOp op) const {
    for (auto [i, row] : llvm::enumerate(tables.machines.all()))
      if (cast<ArrayAttr>(row)[0] == op.getMachines()[0])
        return i;
    llvm_unreachable("a fork names machines of the module");
  }
};

struct BeginAttemptPattern : TablePattern<flow::BeginAttemptOp> {
  using TablePattern::TablePattern;
  LogicalResult matchAndRewrite(flow::BeginAttemptOp op, OpAdaptor, ConversionPatternRewriter &rewriter) const override {
    Attribute row = rewriter.getArrayAttr({op.getStateAttr(), op.getPointAttr(), op.getCountAttr(), op.getRetriersAttr(), op.getErrorsAttr()});
    Emitter(rewriter, op, tables).call("begin_attempt", ValueRange(), tables.attempts.index(row));
    rewriter.eraseOp(op);
    return success();
  }
};

/// An op without operands that is a call.
template <typename Op> struct CallPattern : TablePattern<Op> {
  CallPattern(const LLVMTypeConverter &types, Tables &tables, llvm::StringRef entry) : TablePattern<Op>(types, tables), entry(entry) {}
  LogicalResult matchAndRewrite(Op op, typename Op::Adaptor, ConversionPatternRewriter &rewriter) const override {
    Value result = Emitter(rewriter, op, this->tables).call(entry, ValueRange(), llvm::ArrayRef<uint32_t>());
    if (result)
      rewriter.replaceOp(op, result);
    else
      rewriter.eraseOp(op);
    return success();
  }
  llvm::StringRef entry;
};

struct MapStartedPattern : TablePattern<flow::MapStartedOp> {
  using TablePattern::TablePattern;
  LogicalResult matchAndRewrite(flow::MapStartedOp op, OpAdaptor adaptor, ConversionPatternRewriter &rewriter) const override {
    Emitter(rewriter, op, tables).call("map_started", adaptor.getItems(), uint32_t(op.getRead()));
    rewriter.eraseOp(op);
    return success();
  }
};

uint32_t ruleOf(flow::RequireWholeOp op) { return op.getPositive(); }
uint32_t ruleOf(flow::RequireSettingOp op) { return uint32_t(op.getRule()); }

/// A check of a number, given by an expression or a path, by a rule of the runtime.
template <typename Op> struct NumberPattern : TablePattern<Op> {
  NumberPattern(const LLVMTypeConverter &types, Tables &tables, llvm::StringRef name) : TablePattern<Op>(types, tables), name(name) {}
  LogicalResult matchAndRewrite(Op op, typename Op::Adaptor adaptor, ConversionPatternRewriter &rewriter) const override {
    std::string entry = ((op.getPath() ? "require_path_" : "require_") + name).str();
    uint32_t expression = this->tables.expressions.index(op.getExpression());
    rewriter.replaceOp(op, Emitter(rewriter, op, this->tables).call(entry, adaptor.getInput(), {expression, ruleOf(op)}));
    return success();
  }
  llvm::StringRef name;
};

struct RequireItemsPattern : TablePattern<flow::RequireItemsOp> {
  using TablePattern::TablePattern;
  LogicalResult matchAndRewrite(flow::RequireItemsOp op, OpAdaptor adaptor, ConversionPatternRewriter &rewriter) const override {
    std::string entry = op.getPath() ? "require_path_items" : "require_items";
    if (op.getPairs())
      entry += "_or_pairs";
    uint32_t expression = op.getExpression() ? tables.expressions.index(*op.getExpression()) : UINT32_MAX;
    rewriter.replaceOp(op, Emitter(rewriter, op, tables).call(entry, adaptor.getInput(), expression));
    return success();
  }
};

struct RequestWaitPattern : TablePattern<flow::RequestWaitOp> {
  using TablePattern::TablePattern;
  LogicalResult matchAndRewrite(flow::RequestWaitOp op, OpAdaptor adaptor, ConversionPatternRewriter &rewriter) const override {
    uint32_t expression = op.getExpression() ? tables.expressions.index(*op.getExpression()) : UINT32_MAX;
    std::string entry = op.getUntil() ? "wait_until" : "wait_seconds";
    Emitter(rewriter, op, tables).call(entry + (op.getPath() ? "_path" : ""), adaptor.getTime(), expression);
    rewriter.eraseOp(op);
    return success();
  }
};

} // namespace

void codegen::populateFlowToLLVM(const LLVMTypeConverter &types, RewritePatternSet &patterns, Tables &tables) {
  patterns.add<EnterPattern, PassByPattern, ExitPattern, ChosePattern, DebugValuePattern, EvaluatePattern, RequirePathPattern, PutPattern, SlotPattern, GetPattern, SetPattern, ResumePointPattern, LoadPattern,
               StorePattern, LivePattern, RequestTaskPattern, RequestForkPattern, RequestWaitPattern, BeginAttemptPattern, MapStartedPattern,
               RequireItemsPattern>(types, tables);
  patterns.add<NumberPattern<flow::RequireWholeOp>>(types, tables, "whole");
  patterns.add<NumberPattern<flow::RequireSettingOp>>(types, tables, "setting");
  patterns.add<CallPattern<flow::ContextOp>>(types, tables, "context_object");
  patterns.add<CallPattern<flow::EndAttemptOp>>(types, tables, "end_attempt");
  patterns.add<CallPattern<flow::ErrorOutputOp>>(types, tables, "error_output");
  patterns.add<CallPattern<flow::TaskTokenOp>>(types, tables, "make_task_token");
  patterns.add<CheckPattern<flow::RequireOp>>(types, tables, "require");
  patterns.add<CheckPattern<flow::RequireStringOp>>(types, tables, "expect_string");
  patterns.add<CheckPattern<flow::RequirePathStringOp>>(types, tables, "expect_path_string");
  patterns.add<CheckPattern<flow::ConditionOp>>(types, tables, "condition");
}
