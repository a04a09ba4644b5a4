// Reading a long array on several threads.
//
// Where the items of an array begin cannot be known without reading all before them. So it is guessed: at places that cut the rest of the
// text into parts, the next text that looks as the start of the item at hand did, up to its first key, behind a comma. From each such place
// a thread reads items until it meets the next one's place. Guesses are not trusted: the items of a part count only if the part before
// it, whose own start is known to be right, has come to that very place between two items of the array. What does not count is read again
// by whoever reads the text from the start, with all its faults and limits, so that nothing but time depends on the guesses.
#pragma once

#include "runtime/json/Reader.h"

namespace aslrt {

/// Whether the rest of the text is long enough, and threads are idle.
bool mayReadAhead(const ReadCursor &cursor);

/// Reads on in an array from an item that the cursor stands at: appends items, and moves on. True if the cursor stands at the start of an
/// item again, false if it stands behind one. `depth`: containers around the item.
bool readAhead(ReadCursor &cursor, size_t depth, const Demand *demand, Stack<Value, 256> &items);

} // namespace aslrt
