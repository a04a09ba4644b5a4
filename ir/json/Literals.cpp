// Values that are written in a definition or expression: from their text, and back.

#include "ir/json/Json.h"

#include "mlir/IR/Builders.h"
#include "llvm/Support/JSON.h"

#include "runtime/json/Json.h"

#include <cmath>

using namespace mlir;
using namespace aslc::ir;
using namespace aslc::ir::json;

/// The number that prints as this text; nothing if none does: "1.50", "-0", "1e21", more digits than a double tells.
static std::optional<double> plainNumber(llvm::StringRef text) {
  double number;
  char printed[32];
  bool isFinite = !text.getAsDouble(number) && std::isfinite(number);
  return isFinite && text == llvm::StringRef(printed, aslrt::formatNumber(number, printed)) ? std::optional(number) : std::nullopt;
}

Value json::literalOf(OpBuilder &builder, Location loc, llvm::StringRef text) {
  Type type = ValueType::get(builder.getContext());
  auto constant = [&](Attribute value) -> Value { return builder.create<ConstantOp>(loc, type, value); };
  if (llvm::isDigit(text.front()) || text.front() == '-') {
    if (auto number = plainNumber(text))
      return constant(builder.getF64FloatAttr(*number));
  } else if (text == "null") {
    return constant(builder.getUnitAttr());
  } else if (text == "true" || text == "false") {
    return constant(BooleanAttr::get(builder.getContext(), text == "true"));
  } else if (text.front() == '"') {
    return constant(builder.getStringAttr(*llvm::cantFail(llvm::json::parse(text)).getAsString()));
  }
  return builder.create<LiteralOp>(loc, type, builder.getStringAttr(text));
}

/// The text of the first of some values, which it is dropped from, with what separates it from the next one.
static llvm::StringRef takeValue(llvm::StringRef &values) {
  size_t at = 0;
  for (unsigned depth = 0; at < values.size() && (depth || !llvm::StringRef(",:").contains(values[at])); ++at) {
    char c = values[at];
    if (c == '"')
      while (values[++at] != '"')
        at += values[at] == '\\';
    depth += c == '{' || c == '[';
    depth -= c == '}' || c == ']';
  }
  llvm::StringRef value = values.take_front(at);
  values = values.drop_front(std::min(at + 1, values.size()));
  return value.trim();
}

std::optional<llvm::SmallVector<std::pair<StringAttr, llvm::StringRef>>> json::membersOf(LiteralOp literal) {
  llvm::StringRef rest = literal.getText().trim();
  if (!rest.consume_front("{") || !rest.consume_back("}"))
    return std::nullopt;
  llvm::SmallVector<std::pair<StringAttr, llvm::StringRef>> members;
  for (rest = rest.trim(); !rest.empty();) {
    llvm::json::Value key = llvm::cantFail(llvm::json::parse(takeValue(rest)));
    members.push_back({StringAttr::get(literal.getContext(), *key.getAsString()), takeValue(rest)});
  }
  return members;
}

static std::optional<std::string> textOfConstant(Attribute constant) {
  if (isa<UnitAttr>(constant))
    return "null";
  if (auto boolean = dyn_cast<BooleanAttr>(constant))
    return boolean.getValue() ? "true" : "false";
  if (auto number = dyn_cast<FloatAttr>(constant)) {
    double plain = number.getValueAsDouble();
    char text[32];
    bool isPrinted = std::isfinite(plain) && !number.getValue().isNegZero();
    return isPrinted ? std::optional(std::string(text, aslrt::formatNumber(plain, text))) : std::nullopt;
  }
  llvm::StringRef string = cast<StringAttr>(constant).getValue();
  if (!llvm::json::isUTF8(string)) // half of a surrogate pair
    return std::nullopt;
  std::string text;
  llvm::raw_string_ostream(text) << llvm::json::Value(string);
  return text;
}

std::optional<std::string> json::textOf(Value value) {
  if (auto literal = value.getDefiningOp<LiteralOp>())
    return literal.getText().str();
  auto constant = value.getDefiningOp<ConstantOp>();
  return constant ? textOfConstant(constant.getValue()) : std::nullopt;
}

std::optional<std::string> json::textOf(ObjectOp object) {
  std::string text = "{";
  for (auto [key, value] : llvm::zip(object.getKeys(), object.getValues())) {
    std::optional<std::string> name = textOfConstant(key), part = json::textOf(value);
    if (!name || !part)
      return std::nullopt;
    text += (text.size() > 1 ? "," : "") + *name + ":" + *part;
  }
  return text + "}";
}

bool json::hasPlainKeys(ArrayAttr keys) {
  llvm::SmallPtrSet<Attribute, 16> distinct(keys.begin(), keys.end());
  return distinct.size() == keys.size() &&
         llvm::none_of(keys.getAsValueRange<StringAttr>(), [](llvm::StringRef key) { return !key.empty() && llvm::isDigit(key[0]); });
}
