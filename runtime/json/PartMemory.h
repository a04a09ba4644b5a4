// What reading parts of texts keeps from one to the next. For PartReader.cpp alone.
#pragma once

#include "runtime/json/Scan.h"
#include "runtime/json/Shape.h"

namespace aslrt {

namespace {

/// What is kept from text to text: memory, what was found out about a demand, and about objects.
struct PartMemory final : ReadMemory {
  Scan scan;
  Shapes shapes;
  static constexpr int mostAttempts = 16;
  int attempts = mostAttempts;    // to take the shape of a whole text; each that is like another is worth one
  uint64_t jsonDepth = 0;         // which the shapes were found not to exceed
  const Demand *demand = nullptr; // which `scan` expects
  bool spells = false;            // with texts
  // Of a text of lines, where reading goes on in what was scanned, with which event and what is odd from there on; else null.
  const char *nextLine = nullptr;
  size_t nextEvent = 0;
  const uint32_t *nextOdd = nullptr;

  /// What is kept there, made at need.
  static PartMemory &of(std::unique_ptr<ReadMemory> &kept) {
    if (!kept)
      kept.reset(new PartMemory); // not make_unique, which would fill it with zeros
    return static_cast<PartMemory &>(*kept);
  }

  void expect(const Demand *wanted, bool texts) {
    if (demand == wanted && spells == texts)
      return;
    scan.expect(*wanted, texts);
    demand = wanted;
    spells = texts;
    nextLine = nullptr;
  }
};

} // namespace

} // namespace aslrt
