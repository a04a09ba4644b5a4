// Where the items of a distributed Map come from. All are read as iterations start, one at a time.
#pragma once

#include "runtime/core/Context.h"
#include "runtime/json/Json.h"
#include "runtime/maps/ObjectText.h"

#include <memory>
#include <optional>
#include <string>

namespace aslrt {

struct Item {
  std::string text;                // JSON; empty: there is a value
  Value value = undefinedValue();  // in the execution of the state, or Undefined
  std::optional<std::string> key;  // of a member of an object; JSON text
};

class ItemSource {
public:
  virtual ~ItemSource() = default;
  /// False at the end. May throw StateError.
  virtual bool next(Item &item) = 0;
  /// What Map.Item.Source tells.
  std::string place = "STATE_DATA";
};

/// Of a ReaderConfig.
struct CsvFormat {
  char delimiter = ',';
  bool headersGiven = false;
  std::vector<std::string> headers;
};

/// `name`: the object's, for messages.
std::unique_ptr<ItemSource> readCsv(std::unique_ptr<ObjectText> text, CsvFormat format);
std::unique_ptr<ItemSource> readJsonLines(Context &context, std::unique_ptr<ObjectText> text, std::string name);
/// `pointer`: ItemsPointer, or empty.
std::unique_ptr<ItemSource> readJsonItems(Context &context, std::unique_ptr<ObjectText> text, std::string name, std::string_view pointer);
/// The objects of a bucket whose keys begin with a prefix.
std::unique_ptr<ItemSource> listObjects(const Bucket &bucket, std::string_view prefix);
/// Makes the source of one object's items.
struct ItemFormat {
  std::string type; // CSV, JSON, JSONL
  CsvFormat csv;
  std::string pointer;
  std::unique_ptr<ItemSource> open(Context &context, const Bucket &bucket, std::string_view key) const;
};
/// The items in all of them, one object behind the other.
std::unique_ptr<ItemSource> readListed(Context &context, Bucket bucket, std::string_view prefix, ItemFormat format);

inline constexpr const char *readerFailed = "States.ItemReaderFailed";
/// Appends a string as JSON text.
inline void appendString(std::string &out, std::string_view text) { writeJson(out, stringAt(text.data(), text.size(), Static)); }
/// A member of an object of settings that is a string; or empty.
inline std::string_view textOf(Value object, std::string_view name) {
  Value value = object.is(Tag::Object) ? lookup(object, name) : undefinedValue();
  return value.is(Tag::String) ? value.string() : std::string_view();
}

} // namespace aslrt
