// Sets of UTF-16 code units.
#pragma once

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"

#include <cstdint>

namespace aslc::regex {

class CharSet {
public:
  struct Range {
    uint16_t first, last;
  };

  CharSet() = default;
  CharSet(std::initializer_list<Range> ranges) {
    for (Range range : ranges)
      add(range.first, range.last);
  }
  static CharSet all() { return {{0, 0xffff}}; }

  void add(uint16_t first, uint16_t last);
  void add(const CharSet &other) {
    for (Range range : other.content)
      add(range.first, range.last);
  }
  CharSet complement() const;
  /// With every unit that equals one of the set where case is ignored.
  CharSet caseClosure() const;
  bool contains(uint16_t unit) const;
  /// Ascending, and neither touching nor overlapping.
  llvm::ArrayRef<Range> ranges() const { return content; }

private:
  llvm::SmallVector<Range, 4> content;
};

/// \d, \w, \s and what `.` matches.
const CharSet &digits();
const CharSet &wordUnits();
const CharSet &whiteSpace();
const CharSet &notLineTerminators();

} // namespace aslc::regex
