// Where the items of a distributed Map come from. All are read as iterations start, one at a time.
#pragma once

#include "runtime/core/Context.h"
#include "runtime/maps/Bucket.h"

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

std::unique_ptr<ItemSource> readCsv(MappedFile file, CsvFormat format);
std::unique_ptr<ItemSource> readJsonLines(Context &context, MappedFile file, std::string name);
/// `pointer`: ItemsPointer, or empty.
std::unique_ptr<ItemSource> readJsonItems(Context &context, MappedFile file, std::string name, std::string_view pointer);
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

/// The source that an ItemReader's settings describe (frontend/lower/MapRuns.cpp).
std::unique_ptr<ItemSource> openReader(Context &context, Value settings, std::string_view s3Root);

inline constexpr const char *readerFailed = "States.ItemReaderFailed";
/// Appends a string as JSON text.
void appendString(std::string &out, std::string_view text);
/// A member of an object of settings that is a string; or empty.
std::string_view textOf(Value object, std::string_view name);

} // namespace aslrt
