#include "runtime/maps/Sources.h"

#include "runtime/abi/Program.h"
#include "runtime/core/Error.h"

namespace aslrt {

std::unique_ptr<ItemSource> ItemFormat::open(Context &context, const Bucket &bucket, std::string_view key) const {
  std::string name = "s3://" + bucket.name + "/" + std::string(key);
  std::unique_ptr<ObjectText> text = openText(bucket.read(key), name, context.limits.memory);
  text->passMark();
  std::unique_ptr<ItemSource> source = type == "CSV"     ? readCsv(std::move(text), csv)
                                       : type == "JSONL" ? readJsonLines(context, std::move(text), std::move(name))
                                                         : readJsonItems(context, std::move(text), std::move(name), pointer);
  source->place = "S3://" + bucket.name + "/" + std::string(key);
  return source;
}

namespace {

[[noreturn]] void fail(std::string_view message) { throw StateError{readerFailed, std::string(message)}; }

constexpr struct {
  std::string_view name;
  char character;
} delimiters[] = {{"COMMA", ','}, {"PIPE", '|'}, {"SEMICOLON", ';'}, {"SPACE", ' '}, {"TAB", '\t'}};

ItemFormat formatOf(Value settings) {
  ItemFormat format;
  format.type = textOf(settings, "InputType");
  format.pointer = textOf(settings, "ItemsPointer");
  format.csv.headersGiven = textOf(settings, "CSVHeaderLocation") == "GIVEN";
  for (const auto &[name, character] : delimiters)
    if (textOf(settings, "CSVDelimiter") == name)
      format.csv.delimiter = character;
  if (Value headers = lookup(settings, "CSVHeaders"); headers.is(Tag::Array))
    for (Value header : itemsOf(headers))
      format.csv.headers.emplace_back(header.is(Tag::String) ? header.string() : std::string_view());
  return format;
}

std::string_view argument(Value settings, std::string_view name) {
  Value arguments = lookup(settings, "ReaderArguments");
  std::string_view text = textOf(arguments, name);
  if (text.empty())
    fail("ItemReader needs a string for '" + std::string(name) + "'");
  return text;
}

/// Reads as many as it is told.
class FirstItems final : public ItemSource {
public:
  FirstItems(std::unique_ptr<ItemSource> inner, double most) : inner(std::move(inner)), left(most) { place = this->inner->place; }
  bool next(Item &item) override {
    if (left < 1 || !inner->next(item))
      return false;
    --left;
    place = inner->place;
    return true;
  }

private:
  std::unique_ptr<ItemSource> inner;
  double left;
};

std::unique_ptr<ItemSource> openAll(Context &context, Value settings, std::string_view s3Root) {
  if (textOf(settings, "InputType") == "PARQUET")
    fail("objects of InputType PARQUET are not read here");
  if (!textOf(settings, "ManifestType").empty() || textOf(settings, "InputType") == "MANIFEST")
    fail("manifests (S3_INVENTORY, ATHENA_DATA) are not read here");
  bool isListing = textOf(settings, "ReaderResource").ends_with(":s3:listObjectsV2");
  Bucket bucket(s3Root, argument(settings, "Bucket"), readerFailed);
  ItemFormat format = formatOf(settings);
  if (!isListing)
    return format.open(context, bucket, argument(settings, "Key"));
  std::string_view prefix = textOf(lookup(settings, "ReaderArguments"), "Prefix");
  if (textOf(settings, "ReaderTransformation") == "LOAD_AND_FLATTEN")
    return readListed(context, std::move(bucket), prefix, std::move(format));
  return listObjects(bucket, prefix);
}

} // namespace

/// The source that an ItemReader's settings describe (frontend/lower/MapRuns.cpp).
extern "C" ItemSource *aslrt_open_reader(Context &context, Value settings, std::string_view s3Root) {
  Value most = lookup(settings, "MaxItems");
  if (isNumber(most) && numberOf(most) < 0)
    fail("field MaxItems must be positive");
  std::unique_ptr<ItemSource> source = openAll(context, settings, s3Root);
  if (isNumber(most) && numberOf(most) > 0) // 0: all
    source = std::make_unique<FirstItems>(std::move(source), numberOf(most));
  return source.release();
}

} // namespace aslrt
