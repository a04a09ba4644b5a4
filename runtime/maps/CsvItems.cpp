// CSV as Step Functions reads it (distributed-map.md, "CSV rules"): records by line break, all values strings; double quotes around what
// holds the delimiter or a line break, "" in them for one; a backslash before a backslash, quote or delimiter makes it plain, and is
// dropped before anything else. What a short record lacks is "", what a long one has over is dropped. Empty lines are no items.
#include "runtime/maps/Sources.h"

#include "runtime/abi/JavaHashOrder.h"
#include "runtime/core/Error.h"

#include <algorithm>

namespace aslrt {

namespace {

class CsvItems final : public ItemSource {
public:
  CsvItems(std::unique_ptr<ObjectText> given, CsvFormat format) : source(std::move(given)), format(std::move(format)) {
    if (!this->format.headersGiven && readRecord())
      this->format.headers = fields;
    orderHeaders();
  }

  bool next(Item &item) override {
    if (!readRecord())
      return false;
    fields.resize(std::max(fields.size(), keys.size()));
    item.text = '{';
    for (size_t i = 0; i < order.size(); ++i) {
      item.text += i ? "," : "";
      item.text += keys[order[i]];
      appendString(item.text, fields[order[i]]);
    }
    item.text += '}';
    return true;
  }

private:
  void orderHeaders() {
    std::vector<std::string_view> names(format.headers.begin(), format.headers.end());
    order = javaHashOrder(names);
    for (std::string_view name : names) {
      appendString(keys.emplace_back(), name);
      keys.back() += ':';
    }
    std::sort(names.begin(), names.end());
    if (std::adjacent_find(names.begin(), names.end()) != names.end())
      throw StateError{readerFailed, "CSV headers cannot contain duplicates."};
  }

  /// How long the line break here is; 0: there is none.
  size_t lineBreak() const { return text.substr(at, 1) == "\n" ? 1 : text.substr(at, 2) == "\r\n" ? 2 : 0; }

  /// The next record. One that seems to end where the text does so far is read again, as long as there is more.
  bool readRecord() {
    for (;;) {
      text = source->view();
      at = 0;
      while (size_t length = lineBreak())
        at += length;
      source->pass(at);
      text.remove_prefix(at);
      at = 0;
      bool found = !text.empty();
      if (found)
        readFields();
      if (at == text.size() && source->more())
        continue;
      source->pass(at);
      return found;
    }
  }

  void readFields() {
    size_t count = 0;
    do
      if (count == fields.size())
        fields.emplace_back();
    while (readField(fields[count++]));
    at += lineBreak();
    fields.resize(count);
  }

  /// Ends behind the delimiter, or before the end of the line. True if another field follows.
  bool readField(std::string &field) {
    field.clear();
    bool quoted = at < text.size() && text[at] == '"';
    at += quoted;
    while (at < text.size()) {
      char c = text[at];
      if (c == '\\' && at + 1 < text.size()) {
        char after = text[at + 1];
        bool escape = after == '\\' || after == '"' || after == format.delimiter;
        if (escape)
          field += after;
        at += escape ? 2 : 1;
      } else if (c == '"' && quoted) {
        if (text.substr(at, 2) != "\"\"") {
          quoted = false;
          ++at;
        } else {
          field += '"';
          at += 2;
        }
      } else if (!quoted && c == format.delimiter) {
        ++at;
        return true;
      } else if (!quoted && lineBreak()) {
        return false;
      } else {
        field += c;
        ++at;
      }
    }
    return false;
  }

  std::unique_ptr<ObjectText> source;
  CsvFormat format;
  std::string_view text; // from the record on that is read
  size_t at = 0;
  std::vector<std::string> fields, keys; // keys: JSON texts with ":"
  std::vector<size_t> order;
};

} // namespace

std::unique_ptr<ItemSource> readCsv(std::unique_ptr<ObjectText> text, CsvFormat format) {
  return std::make_unique<CsvItems>(std::move(text), std::move(format));
}

} // namespace aslrt
