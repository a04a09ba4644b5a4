#include "frontend/lower/Literals.h"

#include "frontend/regex/Regex.h"
#include "ir/json/Json.h"

#include "llvm/Support/JSON.h"

using namespace aslc;
using namespace aslc::lower;
namespace json = aslc::ir::json;
using mlir::Location;
using mlir::Value;

/// Whether a number certainly prints as it is written: up to 15 digits, nothing needless.
static bool isCanonicalNumber(llvm::StringRef text) {
  bool negative = text.consume_front("-");
  auto [whole, fraction] = text.split('.');
  bool decimal = whole.size() < text.size();
  bool digits = llvm::all_of(whole, llvm::isDigit) && llvm::all_of(fraction, llvm::isDigit) && whole.size() + fraction.size() <= 15;
  if (!digits || (decimal && (whole == "0" || fraction.ends_with("0"))))
    return false;
  return !negative || text != "0";
}

Value lower::literalOf(mlir::OpBuilder &builder, Location loc, llvm::StringRef text) {
  mlir::Type type = json::ValueType::get(builder.getContext());
  auto constant = [&](mlir::Attribute value) -> Value { return builder.create<json::ConstantOp>(loc, type, value); };
  if (llvm::isDigit(text.front()) || text.front() == '-') {
    double number;
    if (isCanonicalNumber(text) && !text.getAsDouble(number))
      return constant(builder.getF64FloatAttr(number));
  } else if (text == "null") {
    return constant(builder.getUnitAttr());
  } else if (text == "true" || text == "false") {
    return constant(json::BooleanAttr::get(builder.getContext(), text == "true"));
  } else if (text.front() == '"') {
    return constant(builder.getStringAttr(*llvm::cantFail(llvm::json::parse(text)).getAsString()));
  }
  return builder.create<json::LiteralOp>(loc, type, builder.getStringAttr(text));
}

Value lower::regexOf(mlir::OpBuilder &builder, Location loc, llvm::StringRef pattern, llvm::StringRef flags, uint32_t position) {
  regex::Compiled compiled;
  [[maybe_unused]] auto fault = regex::compile(pattern, flags, compiled);
  assert(!fault && "sema reads the pattern first");
  mlir::Attribute code;
  if (compiled.pcre2)
    code = builder.getStringAttr(*compiled.pcre2);
  else
    code = builder.getDenseI32ArrayAttr(llvm::to_vector_of<int32_t>(compiled.program));
  return builder.create<json::RegexOp>(loc, json::ValueType::get(builder.getContext()), pattern, flags, compiled.groups, position, code);
}
