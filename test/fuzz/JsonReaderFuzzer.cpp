// Any text: it is read or refused, and what was read is written, read again and equal, in both forms of the writer.
#include "runtime/json/Json.h"
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

void check(std::string_view text, const ReadOptions &options) {
  Context context;
  context.limits.jsonDepth = 100;
  ReadError error{SIZE_MAX, {}};
  Value v = readJson(&context, text, options, error);
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
