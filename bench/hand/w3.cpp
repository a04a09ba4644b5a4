// W3, the inline Map of 1,000 items, as one writes it by hand to win: each item is read where it stands, fields in the order of the file,
// and written at once; what is only handed on is copied as it is spelt.
#include "output.h"
#include <simdjson.h>
#include <string_view>

using namespace simdjson;
using std::string_view;

namespace {

// A string as it is written, without its quotes; escapes may stay as they are.
string_view spelt(ondemand::value value) {
  string_view token = value.raw_json_token();
  return token.substr(1, token.rfind('"') - 1);
}

// A number as it is written.
string_view digits(ondemand::value value) {
  string_view token = value.raw_json_token();
  size_t size = 0;
  while (size < token.size() && token[size] >= '0' && token[size] <= '9')
    ++size;
  return token.substr(0, size);
}

void process(ondemand::object item, Output &out) {
  string_view id = digits(item.find_field("id").value());
  string_view sku = spelt(item.find_field("sku").value());
  string_view warehouse = spelt(item.find_field("warehouse").value());
  uint64_t total = uint64_t(item.find_field("priceCents")) + uint64_t(item.find_field("shippingCents"));
  out << R"({"id":)";
  out << id;
  out << R"(,"ref":")";
  out << warehouse;
  out << "-";
  out << sku;
  out << R"(","totalCents":)";
  out << total;
  out << (total >= 10000 ? R"(,"class":"large"})" : total >= 2500 ? R"(,"class":"medium"})" : R"(,"class":"small"})");
}

} // namespace

int main() {
  Bytes input = mapStdin(SIMDJSON_PADDING);
  constexpr size_t Flush = 1 << 18;
  Output out(Flush + input.size); // a batch is written in fewer bytes than it is read from
  ondemand::parser parser;
  for (size_t at = 0; at < input.size;) {
    const void *newline = memchr(input.data + at, '\n', input.size - at);
    size_t end = newline ? static_cast<const char *>(newline) - input.data : input.size;
    ondemand::document batch = parser.iterate(input.data + at, end - at, input.size - at + SIMDJSON_PADDING);
    out << R"({"batchId":")";
    out << spelt(batch.find_field("batchId").value());
    string_view separator = R"(","results":[)";
    for (ondemand::value item : batch.find_field("items").get_array()) {
      out << separator;
      process(item.get_object(), out);
      separator = ",";
    }
    out << "]}\n";
    if (out.size() > Flush)
      out.flush();
    at = end + 1;
  }
  out.flush();
}
