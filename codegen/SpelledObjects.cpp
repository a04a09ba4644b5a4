// Objects that are made as text, in the LLVM dialect: a call with what stands between the values, in which members that are known when
// compiling are written out.
//
//     json.object spelled ["id", "unit", "ok"](%id, %unit, %ok)   =>   aslrt_spell({`,"id":`, `,"unit":"EUR","ok":true}`}, {%id}, 1)
//
// Only where the other values are scalars in any case: with an array or object among them it is not made as text, and known members that
// are values are at hand then. Nor if the known ones are long.

#include "codegen/RuntimeCalls.h"
#include "ir/flow/Flow.h"

#include "runtime/json/Json.h"

using namespace mlir;
using namespace aslc;
using namespace aslc::codegen;
using namespace aslc::ir;

namespace {

constexpr size_t longestKnown = 1024; // bytes of an object's known values

/// As the runtime writes it, if it is known.
std::optional<std::string> writtenText(Value value) {
  std::optional<std::string> text = json::textOf(value);
  if (!text)
    return std::nullopt;
  aslrt::Context context;
  context.limits.jsonDepth = UINT32_MAX;
  aslrt::ReadError error;
  std::string written;
  aslrt::writePayload(context, written, aslrt::readJson(&context, *text, {}, error));
  return written;
}

bool isScalar(Value value) {
  if (auto required = value.getDefiningOp<flow::RequireOp>())
    value = required.getInput();
  return isa_and_present<json::ConcatOp, json::NumberOp, json::BooleanOp>(value.getDefiningOp());
}

struct SpelledPattern : TablePattern<json::ObjectOp> {
  using TablePattern::TablePattern;
  LogicalResult matchAndRewrite(json::ObjectOp op, OpAdaptor adaptor, ConversionPatternRewriter &rewriter) const override {
    if (!op.getSpelled())
      return failure();
    llvm::SmallVector<std::optional<std::string>> known;
    size_t length = 0;
    for (Value value : op.getValues())
      length += known.emplace_back(writtenText(value)).value_or("").size();
    bool fits = length <= longestKnown &&
                llvm::all_of(llvm::zip(op.getValues(), known), [](auto each) { return std::get<1>(each) || isScalar(std::get<0>(each)); });
    llvm::SmallVector<Attribute> pieces;
    llvm::SmallVector<Value> values;
    std::string text; // since the last value
    for (auto [key, value, written] : llvm::zip(op.getKeys().getAsValueRange<StringAttr>(), adaptor.getValues(), known)) {
      ((text += ",\"") += key) += "\":";
      if (written && fits) {
        text += *written;
        continue;
      }
      pieces.push_back(rewriter.getStringAttr(std::exchange(text, {})));
      values.push_back(value);
    }
    pieces.push_back(rewriter.getStringAttr(text + "}"));
    Emitter emit(rewriter, op, tables);
    Value texts = emit.constantAddress(tables.constants.index(rewriter.getArrayAttr(pieces)));
    rewriter.replaceOp(op, emit.call("spell", {texts, emit.buffer(values)}, uint32_t(values.size())));
    return success();
  }
};

} // namespace

void codegen::populateSpelledObjects(const LLVMTypeConverter &types, RewritePatternSet &patterns, Tables &tables) {
  patterns.add<SpelledPattern>(types, tables);
}
