// The places that scanning found, one after the other.
#pragma once

#include "runtime/json/Scan.h"
#include "runtime/json/Shape.h"

#include <algorithm>
#include <cstring>

namespace aslrt {

// Of the kind of a bracket.
inline bool isOpening(uint8_t kind) { return kind & 2; }
inline bool isBrace(uint8_t kind) { return kind & 0x20; }
inline bool isOfMember(uint8_t kind) { return kind & Scan::ofMember; }

/// Where reading stands among the events of a scan, of which a part is known at a time (a fill).
class Events {
public:
  Events(Scan &scan, size_t index, const uint32_t *odd) : scan(scan), index(index), odd(odd) {}

  /// The kind of the next event; 0 if there is none.
  uint8_t next() {
    uint8_t kind = scan.kinds[index];
    if (!kind) [[unlikely]]
      return refill();
    ++index;
    return kind;
  }
  /// Of the event that next() gave.
  uint32_t place() const { return scan.events[index - 1]; }

  /// Sees to it that so many events are there from the one at hand on, if the text has them.
  void reach(size_t count) {
    if (index - 1 + count > scan.count && count <= Shape::mostEvents) [[unlikely]]
      keepAndFill();
  }

  /// Takes note of what is odd up to a place.
  void passOdd(uint32_t place) {
    while (*odd <= place && *odd != Scan::none)
      oddAt = std::max<int64_t>(oddAt, *odd++);
  }

  /// Scans on from a place behind a value.
  void restart(const char *place) {
    scan.restart(place);
    ++fills;
    index = 0;
    odd = scan.odd;
  }

  /// Whether what begins with the event at hand is like a whole text of this shape: its places, without those that do not count, and which
  /// event follows; else 0. `isRight` is asked of the events that do not count, from the first bracket in each container to its own last.
  template <typename IsRight> size_t compare(const Shape &shape, const char *text, uint32_t *places, IsRight isRight) {
    size_t at = index - 1, count = 0;
    for (uint32_t size : shape.rows()) {
      if (count != 0) {
        size_t first = at - index; // more events may come, which moves both
        if (!(at = skip(at)) || !isRight(first + index, at))
          return 0;
      }
      while (at + size > scan.count)
        if (!keepAndFill(at))
          return 0;
      if (!shape.hasKinds(count, size, scan.kinds + at))
        return 0;
      std::memcpy(places + count, scan.events + at, size * sizeof *places);
      count += size;
      at += size;
    }
    return shape.hasPlaces(places, text) ? at : 0;
  }

private:
  [[gnu::noinline]] uint8_t refill() {
    if (scan.oddCount && *odd != Scan::none)
      oddAt = std::max<int64_t>(oddAt, scan.odd[scan.oddCount - 1]);
    odd = scan.odd;
    ++fills;
    index = scan.fill();
    return scan.kinds[0];
  }

  /// Gets more events; those from the one at hand on stay known. Moves the indices. False if there are no more, or too many would stay.
  [[gnu::noinline]] bool keepAndFill() {
    auto first = uint32_t(index - 1), firstOdd = uint32_t(odd - scan.odd);
    if (scan.ended || scan.count - first > Scan::mostKept || scan.oddCount - firstOdd > Scan::mostKept)
      return false;
    ++fills;
    bool more = scan.fillBehind(first, firstOdd);
    index = 1;
    odd = scan.odd;
    return more;
  }
  bool keepAndFill(size_t &at) {
    at -= index - 1;
    return keepAndFill();
  }

  /// Which event follows the container whose bracket stands before this one; 0 if something in it is not as it should be, or is too deep.
  size_t skip(size_t at) {
    uint64_t objects = isBrace(scan.kinds[at - 1]), wrong = 0; // of each open container, whether it is an object; the innermost is the lowest bit
    for (size_t depth = 1; depth; ++at) {
      if (at >= scan.count && !keepAndFill(at))
        return 0;
      uint8_t kind = scan.kinds[at];
      if (kind == ':')
        continue;
      if (isOpening(kind)) {
        wrong |= (objects ^ uint64_t(isOfMember(kind))) | (kind == '\n') | (depth == mostSkippedDepth);
        objects = objects << 1 | isBrace(kind);
        ++depth;
      } else {
        wrong |= objects ^ uint64_t(isBrace(kind));
        objects >>= 1;
        --depth;
      }
      if (wrong & 1)
        return 0;
    }
    return at;
  }

public:
  static constexpr size_t mostSkippedDepth = 32; // containers in one that is stepped over, it among them

  Scan &scan;
  size_t index; // of the event that comes next
  const uint32_t *odd;
  uint32_t fills = 0;
  int64_t oddAt = -1; // the last place so far where a text is not as the writer writes it
};

} // namespace aslrt
