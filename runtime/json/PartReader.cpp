// Reading a part of a text: the second of two steps, over the places that scanning found (Scan.h).
//
// Most of the grammar has been checked there. What is left is whether brackets match, and whether each stands where it seems to: a
// value behind a colon is a member, another is an item. On the way, members that are wanted are read by the readers of tokens, and
// containers on the way to them are built; what lies in others is walked over bracket by bracket. Whatever is not as it should be, or is
// not judged here, makes it give up, and the whole text is read token by token.
//
// Items of arrays are first compared with the last one that was walked over (Shape.h).
#include "runtime/json/PartReader.h"

namespace aslrt {

/// Reads the array or object that begins at `at`, and moves on behind it. False, and no fault set, if this must be done token by token;
/// with a fault if that would find the end of the text, and nothing else, and that is enough to know.
static bool readInTwoSteps(ReadCursor &cursor, const Demand *demand, bool lines, bool mayGoOn, std::unique_ptr<ReadMemory> &kept,
                           Value &out) {
  if (!scanBlocks() || cursor.left() >= Scan::none)
    return false;
  PartMemory &memory = PartMemory::of(kept);
  const char *start = cursor.at;
  // Where scalars alone are passed on, keys need no look: so it is tried first, unless the last text was another one.
  for (bool spells = memory.demand == demand && memory.spells;; spells = true) {
    memory.expect(demand, spells);
    PartReader reader(cursor, memory, lines);
    bool done = reader.run(demand), again = !done && !spells && reader.needsTexts();
    if (spells && !reader.hasTexts())
      memory.expect(demand, false);
    if (done) {
      out = reader.value();
      return true;
    }
    cursor.at = start;
    cursor.fault = nullptr;
    if (again)
      continue;
    if (!mayGoOn || !reader.ranOff())
      return false;
    cursor.at = cursor.end;
    return cursor.fail("the text ends before its last bracket closes");
  }
}

static bool atContainer(const ReadCursor &cursor) { return cursor.at != cursor.end && (*cursor.at == '{' || *cursor.at == '['); }

/// In two steps if a part of an array or object is asked for.
static bool readPart(ReadCursor &cursor, const Demand *demand, bool mayGoOn, std::unique_ptr<ReadMemory> &memory, Value &out) {
  if (demand && atContainer(cursor) && readInTwoSteps(cursor, demand, /*lines=*/false, mayGoOn, memory, out))
    return true;
  return !cursor.fault && readValue(cursor, 0, demand, out);
}

Value readJsonPart(Context *c, std::string_view text, const ReadOptions &options, const Demand *demand, bool mayGoOn, size_t &size,
                   ReadError &error, std::unique_ptr<ReadMemory> &memory) {
  ReadCursor cursor{c, text.data(), text.data(), text.data() + text.size(), options};
  Value v = undefinedValue();
  skipBlanks(cursor);
  if (readPart(cursor, demand, mayGoOn, memory, v))
    size = size_t(cursor.at - cursor.begin);
  else
    error = {size_t(cursor.at - cursor.begin), cursor.fault};
  return v;
}

Value aslrt_read_input(Context *c, std::string_view &text, bool lines, const ReadOptions &options, const Demand *demand, ReadError &error,
                       std::unique_ptr<ReadMemory> &memory) {
  ReadCursor cursor{c, text.data(), text.data(), text.data() + text.size(), options};
  Value v = undefinedValue();
  bool atOnce = lines && atContainer(cursor), read = atOnce && readInTwoSteps(cursor, demand, lines, /*mayGoOn=*/false, memory, v);
  if (lines) { // the others are no part of it from here on
    text = firstLine(text, size_t(cursor.at - cursor.begin));
    cursor.end = cursor.begin + text.size();
  }
  skipBlanks(cursor);
  if (atOnce && !read)
    read = readValue(cursor, 0, demand, v);
  else if (!atOnce)
    read = readPart(cursor, demand, /*mayGoOn=*/false, memory, v);
  if (read && endsHere(cursor))
    return v;
  error = {size_t(cursor.at - cursor.begin), cursor.fault};
  return undefinedValue();
}

} // namespace aslrt
