#include "runtime/builtins/PrivateCopy.h"

#include "runtime/builtins/Support.h"
#include "runtime/core/Inline.h"
#include "runtime/core/Objects.h"

#include <algorithm>
#include <cmath>

namespace aslrt {

PrivateCopy::PrivateCopy(Context *context, Value source, bool asText, uint32_t position)
    : context(context), asText(asText), position(position) {
  size_t bytes = sizeOf(source);
  begin = cursor = static_cast<char *>(allocate(context, bytes));
  end = begin + bytes;
  value = copy(source);
  while (!pending.empty()) {
    Value container = pending.top();
    pending.pop();
    forEachValue(container, [&](Value &v) { v = copy(v); });
  }
}

static size_t bytesOf(Value v) {
  if (v.is(Tag::Array))
    return v.length() * sizeof(Value);
  return (v.has(Indexed) ? 16 : 0) + std::max(v.length(), 1u) * sizeof(Member);
}

/// Shared values become several: their size is not that of the source, and may be more than there is.
size_t PrivateCopy::sizeOf(Value source) {
  size_t bytes = 0;
  auto add = [&](Value v) {
    if (!isContainer(v))
      return;
    bytes += bytesOf(v);
    if (bytes > context->arena.limit || bytes > size_t(1) << 40)
      raiseMemoryLimit();
    pending.push(v);
  };
  add(source);
  while (!pending.empty()) {
    Value v = pending.top();
    pending.pop();
    forEachValue(v, add);
  }
  return bytes;
}

Value PrivateCopy::leaf(Value v) const {
  if (!asText || v.is(Tag::Null) || v.is(Tag::Boolean) || v.is(Tag::String))
    return v;
  if (v.is(Tag::Undefined) || (v.is(Tag::Number) && std::isnan(v.number())))
    return nullValue();
  if (v.is(Tag::Number) && std::isinf(v.number()))
    raise(context, ErrorCode::D1001, position, {.value = nullValue()});
  if (v.is(Tag::Function))
    return stringAt("", 0, Static);
  bool isSmallInteger = v.is(Tag::Number) && std::abs(v.number()) < 1e9 && v.number() == int32_t(v.number());
  return isSmallInteger ? v : aslrt_fn_Clone(context, position, v);
}

Value PrivateCopy::copy(Value v) {
  if (!isContainer(v))
    return leaf(v);
  char *to = cursor;
  cursor += bytesOf(v);
  if (v.is(Tag::Object) && v.has(Indexed)) {
    to += 16;
    indexOf(reinterpret_cast<Member *>(to)) = indexOf(v.pointer<Member>()); // only ever read
  }
  std::copy_n(v.pointer<Value>(), size_t(v.length()) * (v.is(Tag::Object) ? 2 : 1), reinterpret_cast<Value *>(to));
  uint64_t kept = v.is(Tag::Object) ? Indexed : asText ? 0 : Sequence | KeepSingleton | Cons;
  Value result{makeHead(v.tag(), 0, v.length()) | (v.head & kept << 8), reinterpret_cast<uint64_t>(to)};
  pending.push(result);
  return result;
}

} // namespace aslrt
