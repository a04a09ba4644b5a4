// Aggregates, filters and projections.
#include "Hand.h"

using namespace hand;

static Value sumWhere(Value document, auto &&term) {
  double sum = 0;
  for (Value item : itemsOfDocument(document))
    sum += term(item);
  return aslrt::numberValue(sum);
}

Value hand::handSum(Context *, Value document) {
  return sumWhere(document, [price = 0u](Value item) mutable { return number(field(item, "price", price)); });
}

Value hand::handSumOfProducts(Context *, Value document) {
  return sumWhere(document, [price = 0u, qty = 0u](Value item) mutable {
    return number(field(item, "price", price)) * number(field(item, "qty", qty));
  });
}

Value hand::handFilteredSum(Context *, Value document) {
  double sum = 0;
  uint32_t priceAt = 0, qtyAt = 0;
  for (Value item : itemsOfDocument(document))
    if (double price = number(field(item, "price", priceAt)); price > 10)
      sum += price * number(field(item, "qty", qtyAt));
  return aslrt::numberValue(sum);
}

Value hand::handReduce(Context *c, Value document) { return handSum(c, document); }

Value hand::handFilter(Context *c, Value document) {
  auto items = itemsOfDocument(document);
  Collector result(c, items.size());
  uint32_t price = 0;
  for (Value item : items)
    if (number(field(item, "price", price)) > 10)
      result.add(item);
  return result.finish();
}

Value hand::handFilterLambda(Context *c, Value document) { return handFilter(c, document); }

Value hand::handCountFilter(Context *, Value document) {
  uint32_t price = 0, count = 0;
  for (Value item : itemsOfDocument(document))
    count += number(field(item, "price", price)) > 10;
  return aslrt::numberValue(count);
}

Value hand::handMap(Context *c, Value document) {
  auto items = itemsOfDocument(document);
  Collector result(c, items.size());
  uint32_t price = 0, qty = 0;
  for (Value item : items)
    result.add(aslrt::numberValue(number(field(item, "price", price)) * number(field(item, "qty", qty))));
  return result.finish();
}

Value hand::handProjection(Context *c, Value document) {
  static constexpr std::string_view id = "id", total = "total";
  constexpr uint8_t flags = aslrt::Static | aslrt::Ascii;
  Value idKey = aslrt::stringAt(id.data(), id.size(), flags), totalKey = aslrt::stringAt(total.data(), total.size(), flags);
  auto items = itemsOfDocument(document);
  Collector result(c, items.size());
  uint32_t sku = 0, price = 0, qty = 0;
  for (Value item : items) {
    auto *members = static_cast<aslrt::Member *>(aslrt::allocate(c, 2 * sizeof(aslrt::Member)));
    members[0] = {idKey, field(item, "sku", sku)};
    members[1] = {totalKey, aslrt::numberValue(number(field(item, "price", price)) * number(field(item, "qty", qty)))};
    result.add({aslrt::makeHead(Tag::Object, 0, 2), reinterpret_cast<uint64_t>(members)});
  }
  return result.finish();
}

Value hand::handExists(Context *, Value document) {
  uint32_t gift = 0;
  for (Value item : itemsOfDocument(document))
    if (!field(item, "gift", gift).is(Tag::Undefined))
      return aslrt::booleanValue(true);
  return aslrt::booleanValue(false);
}

Value hand::handIn(Context *, Value document) {
  uint32_t category = 0;
  for (Value item : itemsOfDocument(document))
    if (Value v = field(item, "category", category); v.is(Tag::String) && v.string() == "rare")
      return aslrt::booleanValue(true);
  return aslrt::booleanValue(false);
}

Value hand::handLast(Context *, Value document) {
  uint32_t price = 0;
  auto items = itemsOfDocument(document);
  return items.empty() ? aslrt::undefinedValue() : field(items.back(), "price", price);
}

Value hand::handMember(Context *, Value document) {
  uint32_t customer = 0, address = 0, city = 0;
  return field(field(field(document, "customer", customer), "address", address), "city", city);
}
