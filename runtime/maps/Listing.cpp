// The objects of a bucket: as items themselves, or for the items in them.
#include "runtime/maps/Sources.h"

#include "runtime/core/Error.h"

#include <cstdio>

namespace aslrt {

namespace {

class Listing final : public ItemSource {
public:
  explicit Listing(std::vector<ObjectInfo> objects) : objects(std::move(objects)) {}

  bool next(Item &item) override {
    if (at == objects.size())
      return false;
    const ObjectInfo &object = objects[at++];
    char text[96];
    // As of an object that was uploaded in parts, the tag is no hash of the contents; it changes as they do.
    snprintf(text, sizeof text, "\"%016llx%016llx-1\"", static_cast<unsigned long long>(object.modifiedSeconds * 1'000'000'000 + object.modifiedNanoseconds),
             static_cast<unsigned long long>(object.size));
    item.text = "{\"Etag\":";
    appendString(item.text, text);
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
