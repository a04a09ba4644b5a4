// Steps of JSONPath that select more than one value. What selects one is in Hot.cpp.
#include "runtime/core/Inline.h"
#include "runtime/core/Objects.h"
#include "runtime/core/Stack.h"

#include <algorithm>

namespace aslrt {

namespace {

Value dataArray(const SequenceBuilder &builder) { return arrayAt(builder.items, builder.count, Data); }

} // namespace

Value aslrt_children(Context *c, Value v) {
  if (v.is(Tag::Array))
    return v;
  SequenceBuilder values{};
  if (v.is(Tag::Object))
    for (const Member &member : membersOf(v))
      push(c, values, member.value);
  return dataArray(values);
}

Value aslrt_path_nodes(Context *c, Value v) {
  SequenceBuilder nodes{};
  if (v.is(Tag::Undefined))
    return dataArray(nodes);
  Stack<Value> pending;
  pending.push(v);
  while (!pending.empty()) {
    Value node = pending.top();
    pending.pop();
    push(c, nodes, node);
    // The last one is pushed first, so that the first one comes next.
    for (uint32_t i = node.is(Tag::Array) || node.is(Tag::Object) ? node.length() : 0; i-- > 0;)
      pending.push(node.is(Tag::Array) ? itemsOf(node)[i] : membersOf(node)[i].value);
  }
  return dataArray(nodes);
}

Value aslrt_pick(Context *c, Value v, Value list) {
  SequenceBuilder picked{};
  for (Value step : itemsOf(list)) {
    Value one = step.is(Tag::String) ? aslrt_member(v, step) : aslrt_element(v, uint32_t(int32_t(step.number())));
    if (!one.is(Tag::Undefined))
      push(c, picked, one);
  }
  return dataArray(picked);
}

Value aslrt_pick_object(Context *c, Value v, Value names) {
  if (!v.is(Tag::Object))
    return undefinedValue();
  Member *members = allocateMembers(c, names.length());
  uint32_t count = 0;
  for (Value name : itemsOf(names))
    if (Value value = memberOf(v, name); !value.is(Tag::Undefined))
      members[count++] = {name, value};
  return finishObject(c, members, count, Data);
}

Value aslrt_slice(Context *c, Value v, uint32_t first, uint32_t last, uint32_t given) {
  SequenceBuilder items{};
  if (!v.is(Tag::Array))
    return dataArray(items);
  int64_t length = v.length(), from = int32_t(first), to = int32_t(last);
  bool open = given != 3; // where one side is left out, the other one counts from the end at once
  if (open)
    from = given & 1 ? std::max<int64_t>(from < 0 ? from + length : from, 0) : 0;
  to = given & 2 ? std::min(open && to < 0 ? to + length : to, length) : length;
  // With both sides given every index by itself counts from the end: [-2:1] of three items is the last two and the first.
  for (int64_t i = std::max(from, -length); i < to; ++i)
    push(c, items, itemsOf(v)[size_t(i < 0 ? i + length : i)]);
  return dataArray(items);
}

Value aslrt_candidates(Context *c, Value v) {
  if (v.is(Tag::Array))
    return v;
  SequenceBuilder itself{};
  if (v.is(Tag::Object))
    push(c, itself, v);
  return dataArray(itself);
}

Value aslrt_path_length(Value v) {
  return v.is(Tag::Array) || v.is(Tag::Object) ? numberValue(v.length()) : undefinedValue();
}

} // namespace aslrt
