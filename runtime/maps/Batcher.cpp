#include "runtime/maps/Batcher.h"

#include <algorithm>

namespace aslrt {

Batcher::Batcher(uint64_t mostItems, uint64_t mostBytes, std::string_view batchInput)
    : mostItems(mostItems), mostBytes(mostBytes ? std::min(mostBytes, longest) : longest) {
  head = "{";
  if (!batchInput.empty())
    head.append("\"BatchInput\":").append(batchInput).append(",");
  head += "\"Items\":[";
  text = head;
}

bool Batcher::add(std::string_view item) {
  constexpr size_t around = 3; // comma and end
  if (count > 0 && (full() || text.size() + item.size() + around > mostBytes))
    return false;
  if (count++)
    text += ',';
  text += item;
  return true;
}

std::string Batcher::take() {
  std::string input = std::move(text) + "]}";
  text = head;
  count = 0;
  return input;
}

} // namespace aslrt
