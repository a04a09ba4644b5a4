// Buckets of S3 as folders: the object KEY of BUCKET is the file DIR/BUCKET/KEY, with DIR the option --s3-root. Nothing outside of the
// bucket's folder is ever opened: symbolic links below DIR are not followed, and keys with empty parts, "." or ".." are refused.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace aslrt {

/// A descriptor that is closed in the end.
class Descriptor {
public:
  explicit Descriptor(int fd = -1) : fd(fd) {}
  Descriptor(Descriptor &&other) noexcept : fd(other.fd) { other.fd = -1; }
  Descriptor &operator=(Descriptor &&other) noexcept;
  ~Descriptor();
  int get() const { return fd; }

private:
  int fd;
};

/// A file's bytes, which are read as they are looked at.
class MappedFile {
public:
  MappedFile() = default;
  MappedFile(const char *data, size_t size) : data(data), size(size) {}
  MappedFile(MappedFile &&other) noexcept;
  MappedFile &operator=(MappedFile &&other) noexcept;
  ~MappedFile();
  std::string_view text() const { return {data, size}; }
  /// What lies before `offset` is not needed any more: its memory is given back, a piece at a time.
  void passed(size_t offset);

private:
  const char *data = nullptr;
  size_t size = 0, dropped = 0;
};

struct ObjectInfo {
  std::string key;
  uint64_t size;
  int64_t modifiedSeconds, modifiedNanoseconds;
};

/// Failures are StateErrors with the name that it is given, such as States.ItemReaderFailed.
class Bucket {
public:
  /// `root`: --s3-root, or empty.
  Bucket(std::string_view root, std::string_view name, const char *error);

  MappedFile read(std::string_view key) const;
  /// Objects whose keys begin so, in the order of their bytes.
  std::vector<ObjectInfo> list(std::string_view prefix) const;
  /// A new or emptied object to be written; folders are made.
  Descriptor create(std::string_view key) const;

  const std::string name;
  [[noreturn]] void fail(const std::string &message) const;

private:
  [[noreturn]] void failKey(std::string_view key, int error) const;
  Descriptor folderOf(std::string_view key, std::string_view &last, bool make) const;
  void list(int folder, std::string &key, std::string_view prefix, std::vector<ObjectInfo> &objects, unsigned depth) const;

  const char *const error;
  Descriptor folder;
};

} // namespace aslrt
