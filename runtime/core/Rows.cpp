// Rows of paths that bind variables (@$v, #$i) or ancestors (%). They lie in a builder, row after row; how many values one has is
// known when compiling.
#include "runtime/core/Inline.h"
#include "runtime/core/Operators.h"
#include "runtime/core/Sequences.h"

namespace aslrt {

namespace {

SequenceBuilder &builderAt(void *p) { return *static_cast<SequenceBuilder *>(p); }

std::span<const Value> rowOf(const SequenceBuilder &rows, uint64_t row, uint32_t width) {
  return {rows.items + row * width, width};
}

/// The rows that a group's data names.
std::span<const Value> rowNumbers(const Value &named) { return named.is(Tag::Array) ? itemsOf(named) : std::span(&named, 1); }

} // namespace

void aslrt_row_slice(Context *c, void *out, void *in, uint64_t first, uint32_t count) {
  pushAll(c, builderAt(out), {builderAt(in).items + first, count});
}

void aslrt_row_filter(Context *c, void *out, void *in, Value predicate, uint64_t row, uint32_t width) {
  const SequenceBuilder &rows = builderAt(in);
  uint32_t times = predicate.is(Tag::Boolean) ? predicate.boolean() : selections(predicate, row, rows.count / width);
  for (; times; --times)
    pushAll(c, builderAt(out), rowOf(rows, row, width));
}

void aslrt_row_at(Context *c, void *out, void *in, uint32_t width, double number) {
  const SequenceBuilder &rows = builderAt(in);
  if (uint64_t row = indexOfNumber(number, rows.count / width); row != UINT64_MAX)
    pushAll(c, builderAt(out), rowOf(rows, row, width));
}

void aslrt_row_order(Context *c, void *out, void *in, Value order, uint32_t width) {
  for (Value row : rowNumbers(order))
    pushAll(c, builderAt(out), rowOf(builderAt(in), uint64_t(row.number()), width));
}

// A predicate makes the rows of one tuple side by side, and sorting, which is stable, keeps them so.
uint64_t aslrt_row_same(void *p, uint64_t row, uint32_t width, uint32_t column) {
  const SequenceBuilder &rows = builderAt(p);
  uint64_t last = rows.count / width - 1;
  double number = rowOf(rows, row, width)[column].number();
  while (row < last && rowOf(rows, row + 1, width)[column].number() == number)
    ++row;
  return row;
}

Value aslrt_row_gather(Context *c, void *p, Value named, uint32_t width, uint32_t column, bool take) {
  SequenceBuilder &rows = builderAt(p), all{};
  Value first = undefinedValue();
  for (Value row : rowNumbers(named))
    appendValue(c, all, first, rowOf(rows, uint64_t(row.number()), width)[column]);
  if (take && column == 0 && !named.is(Tag::Array))
    rows.items[uint64_t(named.number()) * width] = undefinedValue();
  return all.items ? arrayAt(all.items, all.count) : first;
}

} // namespace aslrt
