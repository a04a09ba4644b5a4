// Any text: it is read or refused, and what was read is written, read again and equal, in both forms of the writer. Reading a part of
// it refuses the same texts for the same reason.
#include "runtime/abi/Demand.h"
#include "runtime/json/Json.h"
#include "runtime/json/Scan.h"
#include "runtime/json/Text.h"

#include <cstdlib>

using namespace aslrt;

namespace {

Value readBack(Context &context, const std::string &text, const ReadOptions &options) {
  ReadError error;
  Value v = readJson(&context, text, options, error);
  if (v.is(Tag::Undefined))
    std::abort(); // the writer wrote no JSON
  return v;
}

// Nothing; and of objects, whatever is named "a" within what is named "a", and what is named "".
constexpr Demand nothing{nullptr, 0};
extern const Demand allA;
constexpr Demand::Member members[] = {{"a", &allA}, {"", nullptr}};
constexpr Demand allA{members, 2};
// The same, passing the rest on.
extern const Demand passedA;
constexpr Demand::Member passedMembers[] = {{"a", &passedA}, {"", nullptr}};
constexpr Demand passedA{passedMembers, 2, Kept::Passed};
// The same, of members that are not named, and telling it.
extern const Demand passedEachA, toldA, toldEachA;
constexpr Demand::Member passedEachMembers[] = {{"a", &passedEachA}, {"", nullptr}};
constexpr Demand passedEachA{passedEachMembers, 2, Kept::Nothing, Kept::Passed};
constexpr Demand::Member toldMembers[] = {{"a", &toldA}, {"", nullptr}};
constexpr Demand toldA{toldMembers, 2, Kept::Told};
constexpr Demand::Member toldEachMembers[] = {{"a", &toldEachA}, {"", nullptr}};
constexpr Demand toldEachA{toldEachMembers, 2, Kept::Nothing, Kept::Told};

void checkParts(Context &context, std::string_view text, const ReadOptions &options) {
  ReadError whole{SIZE_MAX, {}};
  size_t wholeSize = 0;
  std::string written;
  writeJson(written, readJsonPrefix(&context, text, options, wholeSize, whole));
  static const ScanBlocks best = scanBlocks();
  for (ScanBlocks scan : {best, best ? &scanOnAvx2 : nullptr})
    for (const Demand *demand : {&nothing, &allA, &passedA, &passedEachA, &toldA, &toldEachA}) {
      scanBlocks() = scan;
      ReadError error{SIZE_MAX, {}};
      size_t size = 0;
      static std::unique_ptr<ReadMemory> memory; // what was found out about other texts must not matter
      Value part = readJsonPart(&context, text, options, demand, false, size, error, memory);
      if (std::string passed; !Demand::built(demand) && (options.keepNumberText || demand == &passedA || demand == &passedEachA))
        if (writeJson(passed, part); passed != written)
          std::abort();
      if (error.offset != whole.offset || error.message != whole.message || size != wholeSize)
        std::abort();
    }
}

void check(std::string_view text, const ReadOptions &options) {
  Context context;
  context.limits.jsonDepth = 100;
  ReadError error{SIZE_MAX, {}};
  Value v = readJson(&context, text, options, error);
  checkParts(context, text, options);
  if (v.is(Tag::Undefined)) {
    if (error.offset > text.size() || error.message.empty())
      std::abort();
    return;
  }
  std::string compact, pretty, again, asString;
  writeJson(compact, v);
  writeJsonPretty(pretty, v);
  Value reread = readBack(context, compact, options);
  writeJson(again, reread);
  if (again != compact || !deepEqual(v, reread) || !deepEqual(v, readBack(context, pretty, options)))
    std::abort();
  appendText(&context, 0, asString, v);
  if (!v.is(Tag::String))
    readBack(context, asString, options);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  std::string_view text(reinterpret_cast<const char *>(data), size);
  for (bool keepNumberText : {true, false})
    for (bool borrow : {true, false})
      check(text, {keepNumberText, borrow});
  return 0;
}
