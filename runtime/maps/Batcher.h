// ItemBatcher: items in one input, as many as fit.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace aslrt {

/// Collects inputs of items until the next would be too much.
class Batcher {
public:
  /// `batchInput`: JSON text, or empty. Both numbers: 0: not given.
  Batcher(uint64_t mostItems, uint64_t mostBytes, std::string_view batchInput);

  /// False if the item has to wait for the next batch. The first one of a batch always fits.
  bool add(std::string_view item);
  bool full() const { return mostItems && count == mostItems; }
  uint64_t items() const { return count; }
  /// The input of the child, {"BatchInput": ..., "Items": [...]}; the next batch begins.
  std::string take();

  /// Bytes of the input of a child, whatever is given.
  static constexpr uint64_t longest = 256 * 1024;

private:
  const uint64_t mostItems, mostBytes;
  std::string head; // up to the first item
  std::string text;
  uint64_t count = 0;
};

} // namespace aslrt
