// Paths that give strings or go through arrays.
#include "Hand.h"

using namespace hand;

Value hand::handNestedPath(Context *c, Value document) {
  auto items = itemsOfDocument(document);
  Collector result(c, items.size());
  uint32_t address = 0, city = 0;
  for (Value item : items)
    if (Value v = field(field(item, "address", address), "city", city); !v.is(Tag::Undefined))
      result.add(v);
  return result.finish();
}

/// The items of `array`, and of arrays in it at any depth, to `visit`.
static void eachDeep(Value array, auto &visit) {
  for (Value item : aslrt::itemsOf(array)) {
    if (item.is(Tag::Array))
      eachDeep(item, visit);
    else
      visit(item);
  }
}

Value hand::handNestedArrays(Context *c, Value document) {
  aslrt::SequenceBuilder result{};
  uint32_t bins = 0, n = 0;
  auto visit = [&](Value part) {
    if (Value v = field(part, "n", n); !v.is(Tag::Undefined))
      aslrt::push(c, result, v);
  };
  for (Value item : itemsOfDocument(document))
    if (Value v = field(item, "bins", bins); v.is(Tag::Array))
      eachDeep(v, visit);
  return aslrt::arrayAt(result.items, result.count);
}

Value hand::handConcatenate(Context *c, Value document) {
  auto items = itemsOfDocument(document);
  Collector result(c, items.size());
  uint32_t skuAt = 0, categoryAt = 0;
  for (Value item : items) {
    std::string_view sku = string(field(item, "sku", skuAt)), category = string(field(item, "category", categoryAt));
    size_t size = sku.size() + 1 + category.size();
    char *text = static_cast<char *>(aslrt::allocate(c, size));
    std::memcpy(text, sku.data(), sku.size());
    text[sku.size()] = ':';
    std::memcpy(text + sku.size() + 1, category.data(), category.size());
    result.add(aslrt::stringAt(text, size));
  }
  return result.finish();
}

Value hand::handJoin(Context *c, Value document) {
  auto items = itemsOfDocument(document);
  uint32_t sku = 0;
  size_t size = 0;
  for (Value item : items)
    size += string(field(item, "sku", sku)).size() + 1;
  if (size == 0)
    return aslrt::stringAt("", 0, aslrt::Static);
  char *text = static_cast<char *>(aslrt::allocate(c, size)), *end = text;
  for (Value item : items) {
    std::string_view s = string(field(item, "sku", sku));
    std::memcpy(end, s.data(), s.size());
    end += s.size();
    *end++ = ',';
  }
  return aslrt::stringAt(text, size - 1); // less the last comma
}

Value hand::handFirstOfEach(Context *c, Value document) {
  auto items = itemsOfDocument(document);
  Collector result(c, items.size());
  uint32_t sku = 0;
  for (Value item : items) {
    Value v = field(item, "sku", sku);
    if (v.is(Tag::Array))
      v = v.length() ? aslrt::itemsOf(v)[0] : aslrt::undefinedValue();
    if (!v.is(Tag::Undefined))
      result.add(v);
  }
  return result.finish();
}
