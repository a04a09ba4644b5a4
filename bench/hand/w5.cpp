// W5, three fields of 10 MB, as one writes it by hand to win: simdjson's first pass marks the structure of the whole
// line (and checks its UTF-8), the records between header and trailer are passed over mark by mark.
#include "stdin.h"
#include <simdjson.h>
#include <string>
#include <string_view>

using namespace simdjson;

namespace {

// The batch as a line of output. The id is copied as written, quotes included.
std::string summarise(ondemand::document &batch) {
  ondemand::object header = batch.find_field("header");
  std::string_view id = ondemand::value(header.find_field("batchId")).raw_json_token();
  std::string line = "{\"batchId\":" + std::string(id.substr(0, id.rfind('"') + 1));
  bool settlement = header.find_field("kind") == "settlement";
  uint64_t count = batch.find_field("trailer").find_field("count");
  bool large = settlement && count > 1000;
  return line + ",\"count\":" + std::to_string(count) + (large ? ",\"size\":\"large\"}\n" : ",\"size\":\"small\"}\n");
}

} // namespace

int main() {
  Bytes input = mapStdin(SIMDJSON_PADDING);
  ondemand::parser parser;
  std::string out;
  for (size_t at = 0; at < input.size;) {
    const void *newline = memchr(input.data + at, '\n', input.size - at);
    size_t end = newline ? static_cast<const char *>(newline) - input.data : input.size;
    ondemand::document batch = parser.iterate(input.data + at, end - at, input.size - at + SIMDJSON_PADDING);
    out += summarise(batch);
    at = end + 1;
  }
  writeStdout(out.data(), out.size());
}
