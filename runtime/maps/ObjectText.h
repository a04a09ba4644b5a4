// The text of an object as the readers of its items take it: from front to back, as much of it at a time as they ask for.
#pragma once

#include "runtime/maps/Bucket.h"

#include <memory>

namespace aslrt {

/// A text of which a part is there, the view, and more may come behind it. By itself one that is there as a whole.
class ObjectText {
public:
  explicit ObjectText(std::string_view all = {}) : text(all) {}
  virtual ~ObjectText() = default;

  std::string_view view() const { return text; }
  /// Bytes of the object before the view.
  uint64_t before() const { return gone; }
  /// The first bytes of the view are not needed any more: it begins behind them.
  virtual void pass(size_t count) {
    text.remove_prefix(count);
    gone += count;
  }
  /// Makes the view longer, at another place of memory. False at the end of the object. May throw StateError.
  virtual bool more() { return false; }
  /// Steps over a byte order mark in front of the whole.
  void passMark() {
    constexpr std::string_view mark = "\xef\xbb\xbf";
    while (view().size() < mark.size() && more()) {
    }
    if (view().starts_with(mark))
      pass(mark.size());
  }

protected:
  std::string_view text;

private:
  uint64_t gone = 0;
};

/// The text of an object: decompressed as it is read, if the end of its name says so (Compressed.cpp), else as it lies in the file. At most
/// `longest` bytes of a compressed one are kept that nobody has passed. `name` is for messages.
std::unique_ptr<ObjectText> openText(MappedFile file, std::string name, uint64_t longest);

} // namespace aslrt
