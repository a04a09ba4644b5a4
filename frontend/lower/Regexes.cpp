#include "frontend/lower/Regexes.h"

#include "frontend/regex/Regex.h"
#include "ir/json/Json.h"

using namespace aslc;
using namespace aslc::lower;
namespace json = aslc::ir::json;
using mlir::Location;
using mlir::Value;

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
