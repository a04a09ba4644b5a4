// The Map of workloads/engine/map.asl.json as one writes it by hand to win: items are read where they stand, fields in the order of
// the file, and written at once; ids are copied as they are spelt.
#include "stdin.h"
#include <charconv>
#include <simdjson.h>
#include <string>
#include <string_view>

using namespace simdjson;

namespace {

class Writer {
public:
  explicit Writer(size_t capacity) { text.reserve(capacity); }
  void add(std::string_view piece) { text.append(piece); }
  void add(double number) {
    char digits[32];
    add(std::string_view(digits, std::to_chars(digits, digits + sizeof digits, number).ptr - digits));
  }
  std::string text;
};

// {"id": ..., "price": ..., "qty": ...} becomes {"id":...,"total":...,"big":...}.
void process(ondemand::object item, Writer &out) {
  std::string_view id = ondemand::value(item.find_field("id")).raw_json_token();
  double price = item.find_field("price");
  double total = price * double(item.find_field("qty"));
  out.add("{\"id\":");
  out.add(id.substr(0, id.rfind('"') + 1));
  out.add(",\"total\":");
  out.add(total);
  out.add(total > 100 ? ",\"big\":true}" : ",\"big\":false}");
}

} // namespace

int main() {
  Bytes input = mapStdin(SIMDJSON_PADDING);
  ondemand::parser parser;
  ondemand::document document = parser.iterate(input.data, input.size, input.size + SIMDJSON_PADDING);
  Writer out(input.size * 2);
  char separator = '[';
  for (ondemand::value item : document.find_field("items").get_array()) {
    out.text += separator;
    process(item.get_object(), out);
    separator = ',';
  }
  out.add(separator == '[' ? "[]\n" : "]\n");
  writeStdout(out.text.data(), out.text.size());
}
