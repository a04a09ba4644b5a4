// Objects that are made as text, in the LLVM dialect: a call with what stands between the values, in which members that are known when
// compiling are written out.
//
//     json.object spelled ["id", "unit", "ok"](%id, %unit, %ok)   =>   aslrt_spell({`,"id":`, `,"unit":"EUR","ok":true}`}, {%id}, 1)
//
// Known members that are long altogether stay values: an object of them is not made as text, and refers to them.
//
// As a value that is Undefined is left out with what stands before it, known members stand before one that may be so as a value of their
// own.

#include "codegen/RuntimeCalls.h"
#include "ir/passes/Types.h"

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

struct SpelledPattern : TablePattern<json::ObjectOp> {
  using TablePattern::TablePattern;
  LogicalResult matchAndRewrite(json::ObjectOp op, OpAdaptor adaptor, ConversionPatternRewriter &rewriter) const override {
    if (!op.getSpelled())
      return failure();
    llvm::SmallVector<Attribute> pieces;
    llvm::SmallVector<Value> values;
    std::string text;      // since the last value
    Value last;            // if that ends with a known member: its value
    size_t beforeLast = 0; // where that begins
    auto add = [&](size_t size, Value value) {
      pieces.push_back(rewriter.getStringAttr(llvm::StringRef(text).take_front(size)));
      values.push_back(value);
      text.clear();
      last = nullptr;
    };
    llvm::SmallVector<std::optional<std::string>> known;
    size_t length = 0;
    for (Value value : op.getValues())
      length += known.emplace_back(writtenText(value)).value_or("").size();
    if (length > longestKnown)
      known.assign(known.size(), std::nullopt);
    for (auto [key, value, lowered, written] :
         llvm::zip(op.getKeys().getAsValueRange<StringAttr>(), op.getValues(), adaptor.getValues(), known)) {
      if (last && !written && !isAlwaysDefined(value))
        add(beforeLast, last);
      ((text += ",\"") += key) += "\":";
      if (written) {
        last = lowered;
        beforeLast = text.size();
        text += *written;
      } else {
        add(text.size(), lowered);
      }
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
