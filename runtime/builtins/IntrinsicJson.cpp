// JSON texts and objects of JSONPath states.
#include "runtime/abi/JavaHashOrder.h"
#include "runtime/builtins/IntrinsicCall.h"
#include "runtime/core/Objects.h"
#include "runtime/json/Json.h"

#include <algorithm>

namespace aslrt {

// Of a blank text AWS makes null, of "-0" 0 (both measured).
Value aslrt_states_StringToJson(Context *c, const Value *arguments, uint32_t count) {
  IntrinsicCall call("StringToJson", arguments, count);
  Value text = call.string(0);
  if (text.string().find_first_not_of(" \t\r\n") == std::string_view::npos)
    return nullValue();
  ReadError error;
  ReadOptions options{.borrow = text.has(Static), .negativeZero = false};
  Value value = readJson(c, text.string(), options, error);
  if (value.is(Tag::Undefined))
    call.fail("argument 1 is not JSON: " + error.message + " (offset " + std::to_string(error.offset) + ")");
  return value;
}

Value aslrt_states_JsonToString(Context *c, const Value *arguments, uint32_t) {
  std::string text;
  writePayload(*c, text, arguments[0]);
  return makeString(c, text);
}

// As Java's Map.putAll: a key of both objects keeps its first place, which counts where buckets are shared.
Value aslrt_states_JsonMerge(Context *c, const Value *arguments, uint32_t count) {
  IntrinsicCall call("JsonMerge", arguments, count);
  auto first = membersOf(call.object(0)), second = membersOf(call.object(1));
  if (call.boolean(2))
    call.fail("argument 3 must be false: objects are not merged deeply");
  uint8_t flag = itemFlag(call[0]) & itemFlag(call[1]);
  Member *both = allocateMembers(c, first.size() + second.size());
  std::copy(second.begin(), second.end(), std::copy(first.begin(), first.end(), both));
  auto merged = membersOf(finishObject(c, both, first.size() + second.size(), flag));
  std::vector<std::string_view> names;
  for (const Member &member : merged)
    names.push_back(member.key.string());
  Member *ordered = allocateMembers(c, merged.size());
  std::ranges::transform(javaHashOrder(names), ordered, [&](size_t i) { return merged[i]; });
  return finishObject(c, ordered, merged.size(), flag);
}

} // namespace aslrt
