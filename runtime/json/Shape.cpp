// Taking a shape: a walk over the events of an object that has been read, as PartReader walks, but nothing is checked again.
#include "runtime/json/Shape.h"

#include "runtime/core/Spelling.h"

#include <algorithm>
#include <cstring>

namespace aslrt {

class ShapeRecorder {
public:
  ShapeRecorder(Shape &shape, const char *text, const uint8_t *kinds, const uint32_t *places, Kept kept, bool tuple, bool whole)
      : shape(shape), text(text), kinds(kinds), places(places), kept(kept), allKeys(kept == Kept::Passed), tuple(tuple), whole(whole) {}

  /// False if this is none that can be kept.
  bool run(size_t count, const Demand *demand) {
    for (; at < count; ++at, ++event) {
      if (event == Shape::mostEvents)
        return false;
      shape.kinds[event] = char(kinds[at]);
      if (!visit(kinds[at], demand))
        return false;
    }
    shape.events = event;
    shape.rowSizes[shape.rowCount++] = event - rowBegin;
    shape.root = shape.made[--shape.madeCount];
    return true;
  }

private:
  struct Part {
    const Demand *demand;
    uint64_t met; // a bit for each member of the demand
    uint32_t base;
    bool object;
  };
  /// A value to be, or a member whose value is not a container.
  struct Entry {
    bool member;
    uint32_t index;
  };

  bool visit(uint8_t kind, const Demand *demand) {
    if (kind == ':')
      return visitKey();
    bool opens = kind & 2, object = kind & 0x20;
    if (skipped) {
      skipped += opens ? 1 : uint32_t(-1);
      return true;
    }
    if (!opens)
      return close();
    if (depth == 0)
      return enter(demand, object);
    if (!parts[depth - 1].object)
      return !whole && addGap(2) && enter(parts[depth - 1].demand, object);
    if (next)
      return enter(std::exchange(next, nullptr), object);
    if (whole && mayDiffer())
      return endRow();
    skipped = 1;
    return true;
  }

  /// Where the container at hand ends.
  size_t endOfContainer() const {
    size_t i = at + 1;
    for (size_t inside = 1; inside; ++i)
      if (kinds[i] != ':')
        inside += kinds[i] & 2 ? 1 : size_t(-1);
    return i - 1;
  }

  /// Whether there are events in an array in the container at hand: in the next text that may have more items, or fewer.
  bool mayDiffer() const {
    size_t end = endOfContainer();
    for (size_t i = at; i < end; ++i)
      if ((kinds[i] & 0x7f) == '[' && kinds[i + 1] != ']')
        return true;
    return false;
  }

  /// What is in the container at hand is left out.
  bool endRow() {
    if (shape.rowCount == Shape::mostSkipped)
      return false;
    shape.rowSizes[shape.rowCount++] = event + 1 - rowBegin;
    rowBegin = event + 1;
    at = endOfContainer();
    return true;
  }

  bool enter(const Demand *demand, bool object) {
    if (depth == Shape::deepest || demand->count > 64)
      return false;
    parts[depth++] = {demand, 0, entryCount, object};
    return true;
  }

  bool addGap(uint32_t most) {
    shape.gaps[shape.gapCount++] = {event, most};
    return true;
  }

  bool visitKey() {
    if (skipped && !allKeys)
      return true;
    if (shape.keyCount == Shape::mostKeys)
      return false;
    const char *end = text + places[at] - 1, *begin = end;
    while (*--begin != '"')
      ;
    auto size = uint32_t(end - begin);
    if (size > Shape::endSize) {
      if (Shape::mostText - shape.textSize < size)
        return false;
      std::memcpy(shape.texts + shape.textSize, begin, size);
    }
    Shape::Key &key = shape.keys[shape.keyCount++];
    size_t known = std::min<size_t>(size, Shape::endSize), others = Shape::endSize - known;
    key.others = ~(((uint32_t(1) << known) - 1) << others);
    key.event = event;
    key.size = size;
    key.text = shape.textSize;
    std::memcpy(key.end + others, end - known, known);
    if (size > Shape::endSize) {
      shape.textSize += size;
      ++shape.longKeys;
    }
    return skipped || addMember({begin + 1, size - 1}, end[2]);
  }

  /// Members that meet again, or have to be moved, make a shape that is not kept; texts in a text, too.
  bool addMember(std::string_view key, char firstOfValue) {
    Part &part = parts[depth - 1];
    const Demand::Member *member = part.demand->find(key);
    if (!member)
      return true;
    uint64_t bit = uint64_t(1) << (member - part.demand->members);
    if (part.met & bit || (!key.empty() && uint8_t(key[0] - '0') <= 9))
      return false;
    part.met |= bit;
    bool container = firstOfValue == '{' || firstOfValue == '[';
    bool whole = !Demand::built(member->demand) || (firstOfValue == '{' && member->demand->kept == Kept::Items);
    if (container && whole)
      return false;
    next = container ? member->demand : nullptr;
    auto place = uint32_t(member - part.demand->members);
    bool bare = tuple && depth == 1;
    shape.wanted[shape.wantedCount] = {stringAt(member->name, key.size(), Static | Verbatim), event, 0, place, bare, container};
    return add({true, shape.wantedCount++});
  }

  bool add(Entry entry) {
    if (entryCount == std::size(entries))
      return false;
    entries[entryCount++] = entry;
    return true;
  }

  /// The values of the container at hand get the next slots.
  bool close() {
    Part part = parts[--depth];
    if (!part.object)
      addGap(1);
    bool bare = depth == 0 && tuple, spelled = depth == 0 && kept > Kept::Items;
    uint32_t begin = shape.slotCount += spelled;
    if (bare) {
      shape.slotCount += part.demand->count;
      shape.without = ~part.met & (~uint64_t(0) >> (64 - part.demand->count));
    }
    for (uint32_t i = part.base; i < entryCount; ++i)
      if (entries[i].member)
        i += place(shape.wanted[entries[i].index], begin, i);
      else
        shape.made[entries[i].index].slot = shape.slotCount++;
    entryCount = part.base;
    uint32_t length = (shape.slotCount - begin) >> part.object;
    if (shape.madeCount == Shape::mostContainers || (part.object && !bare && length > scanLimit))
      return false;
    uint64_t head = bare ? tupleHead(part.demand->count)
                         : makeHead(part.object ? Tag::Object : Tag::Array, spelled ? Data | keptFlag(kept) : Data, length);
    shape.made[shape.madeCount] = {head, 0, begin, shape.slotCount == begin && !spelled};
    return add({false, shape.madeCount++});
  }

  /// Gives a member a slot, and the container that is its value, whose entry is the next. How many these are.
  uint32_t place(Shape::Member &member, uint32_t begin, uint32_t entry) {
    member.slot = member.bare ? begin + member.place : shape.slotCount + 1;
    shape.slotCount += member.bare ? 0 : 2;
    if (member.container)
      shape.made[entries[entry + 1].index].slot = member.slot;
    return member.container;
  }

  Shape &shape;
  const char *text;
  const uint8_t *kinds;
  const uint32_t *places;
  Kept kept;    // of the object, its text
  bool allKeys; // also those of what is not wanted, as the text is passed on
  bool tuple;   // it becomes one
  bool whole;   // it is in no other
  size_t at = 0;
  uint32_t event = 0, rowBegin = 0; // without those that are left out
  uint32_t depth = 0, skipped = 0, entryCount = 0;
  const Demand *next = nullptr; // of the container that opens next
  Part parts[Shape::deepest];
  Entry entries[Shape::mostEvents];
};

void Shape::record(const Scan &scan, const char *text, size_t first, size_t count, const Demand *wantedOfIt, size_t depth) {
  demand = nullptr;
  slotCount = keyCount = gapCount = wantedCount = madeCount = textSize = longKeys = rowCount = 0;
  without = 0;
  bool tuple = depth && depth == wantedOfIt->tuples;
  ShapeRecorder recorder(*this, text, scan.kinds + first, scan.events + first, wantedOfIt->kept, tuple, /*whole=*/depth == 0);
  demand = recorder.run(count, wantedOfIt) ? wantedOfIt : nullptr;
  level = depth;
}

} // namespace aslrt
