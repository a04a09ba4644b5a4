#include "runtime/maps/Bucket.h"

#include "runtime/core/Error.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <dirent.h>
#include <fcntl.h>
#include <memory>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace aslrt {

Descriptor &Descriptor::operator=(Descriptor &&other) noexcept {
  std::swap(fd, other.fd);
  return *this;
}

Descriptor::~Descriptor() {
  if (fd >= 0)
    close(fd);
}

MappedFile::MappedFile(MappedFile &&other) noexcept
    : data(std::exchange(other.data, nullptr)), size(std::exchange(other.size, 0)), dropped(std::exchange(other.dropped, 0)) {}

MappedFile &MappedFile::operator=(MappedFile &&other) noexcept {
  std::swap(data, other.data);
  std::swap(size, other.size);
  std::swap(dropped, other.dropped);
  return *this;
}

MappedFile::~MappedFile() {
  if (data)
    munmap(const_cast<char *>(data), size);
}

void MappedFile::passed(size_t offset) {
  constexpr size_t piece = size_t(8) << 20; // a multiple of any page
  size_t end = offset / piece * piece;
  if (end <= dropped)
    return;
  madvise(const_cast<char *>(data) + dropped, end - dropped, MADV_DONTNEED);
  dropped = end;
}

void Bucket::fail(const std::string &message) const { throw StateError{error, message}; }

void Bucket::failKey(std::string_view key, int number) const {
  fail("s3://" + name + "/" + std::string(key) + ": " + (number == ELOOP ? "symbolic links are not followed" : strerror(number)));
}

static bool isPlain(std::string_view part) { return !part.empty() && part != "." && part != ".." && part.find('\0') == part.npos; }

Bucket::Bucket(std::string_view root, std::string_view bucket, const char *error) : name(bucket), error(error) {
  if (root.empty())
    fail("there are no buckets: --s3-root DIR names the folder that holds one for each");
  if (!isPlain(name) || name.find('/') != name.npos)
    fail("'" + name + "' is no name of a bucket");
  Descriptor top(open(std::string(root).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (top.get() < 0)
    fail("--s3-root " + std::string(root) + ": " + strerror(errno));
  folder = Descriptor(openat(top.get(), name.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
  if (folder.get() < 0)
    fail("bucket '" + name + "' in --s3-root " + std::string(root) + ": " + strerror(errno));
}

/// The folder that holds an object, and the object's name in it.
Descriptor Bucket::folderOf(std::string_view key, std::string_view &last, bool make) const {
  Descriptor at(fcntl(folder.get(), F_DUPFD_CLOEXEC, 0));
  for (std::string_view rest = key;;) {
    size_t slash = rest.find('/');
    std::string part(rest.substr(0, slash));
    if (!isPlain(part))
      fail("'" + std::string(key) + "' is no key that a folder can hold: it has an empty part, '.' or '..'");
    if (slash == rest.npos) {
      last = rest;
      return at;
    }
    rest.remove_prefix(slash + 1);
    if (make)
      mkdirat(at.get(), part.c_str(), 0777);
    at = Descriptor(openat(at.get(), part.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    if (at.get() < 0)
      failKey(key, errno);
  }
}

MappedFile Bucket::read(std::string_view key) const {
  std::string_view last;
  Descriptor in = folderOf(key, last, false);
  Descriptor file(openat(in.get(), std::string(last).c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK));
  struct stat info;
  if (file.get() < 0 || fstat(file.get(), &info) != 0)
    failKey(key, errno);
  if (!S_ISREG(info.st_mode))
    failKey(key, S_ISDIR(info.st_mode) ? EISDIR : EINVAL);
  if (info.st_size == 0)
    return {};
  void *data = mmap(nullptr, size_t(info.st_size), PROT_READ, MAP_PRIVATE, file.get(), 0);
  if (data == MAP_FAILED)
    failKey(key, errno);
  madvise(data, size_t(info.st_size), MADV_SEQUENTIAL);
  return {static_cast<const char *>(data), size_t(info.st_size)};
}

Descriptor Bucket::create(std::string_view key) const {
  std::string_view last;
  Descriptor in = folderOf(key, last, true);
  Descriptor file(openat(in.get(), std::string(last).c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0666));
  if (file.get() < 0)
    failKey(key, errno);
  return file;
}

/// `key` ends where the folder begins.
void Bucket::list(int at, std::string &key, std::string_view prefix, std::vector<ObjectInfo> &objects, unsigned depth) const {
  constexpr unsigned deepest = 512; // a key has 1024 bytes at most
  if (depth > deepest)
    fail("s3://" + name + "/" + key + ": folders are nested too deep");
  std::unique_ptr<DIR, int (*)(DIR *)> folder(fdopendir(fcntl(at, F_DUPFD_CLOEXEC, 0)), closedir);
  if (!folder)
    failKey(key, errno);
  rewinddir(folder.get());
  const size_t length = key.size();
  while (const dirent *entry = readdir(folder.get())) {
    struct stat info;
    if (!isPlain(entry->d_name) || fstatat(at, entry->d_name, &info, AT_SYMLINK_NOFOLLOW) != 0)
      continue;
    key += entry->d_name;
    if (S_ISREG(info.st_mode) && key.starts_with(prefix)) {
      objects.push_back({key, uint64_t(info.st_size), info.st_mtim.tv_sec, info.st_mtim.tv_nsec});
    } else if (S_ISDIR(info.st_mode)) {
      key += '/';
      if (key.starts_with(prefix) || prefix.starts_with(key))
        if (Descriptor inner(openat(at, entry->d_name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)); inner.get() >= 0)
          list(inner.get(), key, prefix, objects, depth + 1);
    }
    key.resize(length);
  }
}

std::vector<ObjectInfo> Bucket::list(std::string_view prefix) const {
  std::vector<ObjectInfo> objects;
  std::string key;
  list(folder.get(), key, prefix, objects, 0);
  std::sort(objects.begin(), objects.end(), [](const ObjectInfo &a, const ObjectInfo &b) { return a.key < b.key; });
  return objects;
}

} // namespace aslrt
