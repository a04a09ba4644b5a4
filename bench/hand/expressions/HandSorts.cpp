// Grouping and sorting, with the standard library's means. Keys are fetched once, beside the items.
#include "Hand.h"

#include <algorithm>
#include <unordered_map>
#include <vector>

using namespace hand;

Value hand::handGroup(Context *c, Value document) {
  std::unordered_map<std::string_view, size_t> positions;
  std::vector<aslrt::Member> groups;
  uint32_t categoryAt = 0, priceAt = 0;
  for (Value item : itemsOfDocument(document)) {
    Value category = field(item, "category", categoryAt);
    double price = number(field(item, "price", priceAt));
    auto [place, fresh] = positions.try_emplace(string(category), groups.size());
    if (fresh)
      groups.push_back({category, aslrt::numberValue(price)});
    else
      groups[place->second].value = aslrt::numberValue(groups[place->second].value.number() + price);
  }
  return aslrt::makeObject(c, groups);
}

template <typename Key> static Value sorted(Context *c, Value document, auto &&keyOf, auto &&before) {
  struct Entry {
    Key key;
    Value item;
  };
  std::vector<Entry> entries;
  auto items = itemsOfDocument(document);
  entries.reserve(items.size());
  for (Value item : items)
    entries.push_back({keyOf(item), item});
  std::stable_sort(entries.begin(), entries.end(), [&](const Entry &a, const Entry &b) { return before(a.key, b.key); });
  Collector result(c, entries.size());
  for (const Entry &entry : entries)
    result.add(entry.item);
  return result.finish();
}

Value hand::handSortDescending(Context *c, Value document) {
  auto key = [price = 0u](Value item) mutable { return number(field(item, "price", price)); };
  return sorted<double>(c, document, key, std::greater<>());
}

Value hand::handSortLambda(Context *c, Value document) {
  auto key = [price = 0u](Value item) mutable { return number(field(item, "price", price)); };
  return sorted<double>(c, document, key, std::less<>());
}

Value hand::handSortTwoKeys(Context *c, Value document) {
  struct Key {
    std::string_view category;
    double price;
  };
  auto key = [category = 0u, price = 0u](Value item) mutable {
    return Key{string(field(item, "category", category)), number(field(item, "price", price))};
  };
  return sorted<Key>(c, document, key, [](const Key &a, const Key &b) {
    int order = a.category.compare(b.category);
    return order < 0 || (order == 0 && a.price > b.price);
  });
}
