// The objects of a bucket: as items themselves, or for the items in them.
#include "runtime/maps/Sources.h"

#include "runtime/core/Error.h"

namespace aslrt {

namespace {

std::string hexadecimal(uint64_t number) {
  std::string digits(16, '0');
  for (size_t i = 16; i-- > 0; number >>= 4)
    digits[i] = "0123456789abcdef"[number & 15];
  return digits;
}

class Listing final : public ItemSource {
public:
  explicit Listing(std::vector<ObjectInfo> objects) : objects(std::move(objects)) {}

  bool next(Item &item) override {
    if (at == objects.size())
      return false;
    const ObjectInfo &object = objects[at++];
    // As of an object that was uploaded in parts, the tag is no hash of the contents; it changes as they do.
    std::string tag = "\"" + hexadecimal(uint64_t(object.modifiedSeconds * 1'000'000'000 + object.modifiedNanoseconds)) + hexadecimal(object.size) + "-1\"";
    item.text = "{\"Etag\":";
    appendString(item.text, tag);
    item.text += ",\"Key\":";
    appendString(item.text, object.key);
    item.text += ",\"LastModified\":" + std::to_string(object.modifiedSeconds) + ",\"Size\":" + std::to_string(object.size) +
                 ",\"StorageClass\":\"STANDARD\"}";
    return true;
  }

private:
  std::vector<ObjectInfo> objects;
  size_t at = 0;
};

class ListedItems final : public ItemSource {
public:
  ListedItems(Context &context, Bucket given, std::string_view prefix, ItemFormat format)
      : context(context), bucket(std::move(given)), format(std::move(format)), objects(bucket.list(prefix)) {}

  bool next(Item &item) override {
    for (; at < objects.size(); ++at, current.reset()) {
      if (!current) {
        current = format.open(context, bucket, objects[at].key);
        place = current->place;
      }
      if (current->next(item))
        return true;
    }
    return false;
  }

private:
  Context &context;
  Bucket bucket;
  ItemFormat format;
  std::vector<ObjectInfo> objects;
  size_t at = 0;
  std::unique_ptr<ItemSource> current;
};

} // namespace

std::unique_ptr<ItemSource> listObjects(const Bucket &bucket, std::string_view prefix) {
  auto source = std::make_unique<Listing>(bucket.list(prefix));
  source->place = "S3://" + bucket.name;
  return source;
}

std::unique_ptr<ItemSource> readListed(Context &context, Bucket bucket, std::string_view prefix, ItemFormat format) {
  return std::make_unique<ListedItems>(context, std::move(bucket), prefix, std::move(format));
}

} // namespace aslrt
