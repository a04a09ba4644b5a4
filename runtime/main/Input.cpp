#include "runtime/main/Input.h"

#include "runtime/core/Arena.h"
#include "runtime/engine/StopSignals.h"
#include "runtime/main/Fatal.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <emmintrin.h>
#include <fcntl.h>
#include <poll.h>
#include <string>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

namespace aslrt {

static constexpr size_t blockSize = 256 << 10; // fits in the second-level cache with its output

int openInput(std::optional<std::string_view> path) {
  if (!path || *path == "-")
    return STDIN_FILENO;
  int fd = open(std::string(*path).c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0)
    fatalErrno("cannot open '" + std::string(*path) + "'", errno);
  return fd;
}

std::string_view inputName(std::optional<std::string_view> path) { return path && *path != "-" ? *path : "<stdin>"; }

/// Bytes read; 0 at the end.
static size_t readSome(int fd, Buffer &buffer, std::string_view name) {
  for (;;) {
    ssize_t count = read(fd, buffer.end(), buffer.room());
    if (count < 0 && errno == EINTR)
      continue;
    if (count < 0)
      fatalErrno("cannot read '" + std::string(name) + "'", errno);
    buffer.size += size_t(count);
    return size_t(count);
  }
}

/// Reads a file of that size from where it stands, parts at a time: those of huge pages, first all the first ones, so that no two threads
/// clear the same page. What cannot be read so is left to others.
static void readParts(int fd, off_t size, Buffer &buffer, ThreadPool &pool) {
  constexpr uint32_t partsPerPage = 4;
  constexpr size_t part = hugePage / partsPerPage;
  off_t start = lseek(fd, 0, SEEK_CUR);
  if (start < 0 || start >= size)
    return;
  auto bytes = size_t(size - start);
  auto count = uint32_t((bytes + part - 1) / part), pages = (count + partsPerPage - 1) / partsPerPage;
  auto endOf = [&](uint32_t i) { return std::min(bytes, (i + 1) * part); };
  std::vector<size_t> ends(count);
  inParallel(pool, count, [&](uint32_t turn) {
    uint32_t others = turn - pages, i = turn < pages ? turn * partsPerPage : others + others / (partsPerPage - 1) + 1;
    size_t at = i * part, end = endOf(i);
    for (ssize_t got; at < end && (got = pread(fd, buffer.begin() + at, end - at, start + off_t(at))) > 0;)
      at += size_t(got);
    ends[i] = at;
  });
  for (uint32_t i = 0; i < count && buffer.size == i * part; ++i)
    buffer.size = ends[i];
  lseek(fd, start + off_t(buffer.size), SEEK_SET);
}

Buffer readAll(int fd, std::string_view name, size_t limit, std::string_view limitOption, ThreadPool *pool) {
  constexpr size_t longFile = 1 << 20;
  Buffer buffer;
  struct stat status;
  bool sized = fstat(fd, &status) == 0 && S_ISREG(status.st_mode) && size_t(status.st_size) <= limit;
  buffer.grow(sized ? size_t(status.st_size) + 1 : 16 << 10);
  if (sized && pool && size_t(status.st_size) >= longFile)
    readParts(fd, status.st_size, buffer, *pool);
  while (readSome(fd, buffer, name)) {
    if (buffer.size > limit)
      fatal("'" + std::string(name) + "' is longer than " + std::to_string(limit) + " bytes; raise " + std::string(limitOption));
    if (buffer.room() == 0)
      buffer.grow(buffer.size * 2);
  }
  return buffer;
}

/// False if the process drains meanwhile.
static bool awaitInput(int fd) {
  if (drainDescriptor() < 0)
    return drainSignal == 0;
  pollfd both[] = {{fd, POLLIN, 0}, {drainDescriptor(), POLLIN, 0}};
  while (poll(both, 2, -1) < 0 && errno == EINTR)
    ;
  return both[1].revents == 0;
}

size_t LineReader::read(Buffer &buffer) {
  if (buffer.room() == 0)
    buffer.grow(std::max(blockSize, buffer.size * 2));
  drained |= !atEnd && !awaitInput(fd);
  if (drained)
    return 0;
  size_t count = atEnd ? 0 : readSome(fd, buffer, name);
  atEnd = count == 0;
  return count;
}

/// Reads on to the end of a line that was too long; what follows it becomes the rest.
void LineReader::skipLine() {
  skipping = false;
  Buffer block;
  while (read(block)) {
    const void *newline = memchr(block.view().data(), '\n', block.size);
    if (newline) {
      rest.append(block.view().substr(size_t(static_cast<const char *>(newline) - block.view().data()) + 1));
      return;
    }
    block.size = 0;
  }
}

/// How many line ends there are: by 64 bytes at a time.
static uint64_t countEnds(std::string_view text) {
  const __m128i newline = _mm_set1_epi8('\n');
  __m128i counts = _mm_setzero_si128(); // of each half
  for (; text.size() >= 64; text.remove_prefix(64)) {
    __m128i found = _mm_setzero_si128(); // in each byte, minus how many
    for (size_t i = 0; i < 64; i += 16)
      found = _mm_add_epi8(found, _mm_cmpeq_epi8(_mm_loadu_si128(reinterpret_cast<const __m128i *>(text.data() + i)), newline));
    counts = _mm_add_epi64(counts, _mm_sad_epu8(_mm_sub_epi8(_mm_setzero_si128(), found), _mm_setzero_si128()));
  }
  uint64_t halves[2];
  std::memcpy(halves, &counts, sizeof halves);
  return halves[0] + halves[1] + uint64_t(std::count(text.begin(), text.end(), '\n'));
}

uint64_t Block::countLines() const { return tooLong ? 1 : countEnds(text.view()); }

/// The block is its first `size` bytes; the others stay for the next one.
bool LineReader::give(Block &block, size_t size) {
  if (place >= 0)
    place = lseek(fd, 0, SEEK_CUR) - off_t(block.text.size - size);
  else
    rest.append(block.text.view().substr(size));
  block.text.size = size;
  return true;
}

LineReader::LineReader(int fd, std::string_view name, size_t maxLine, unsigned threads) : fd(fd), name(name), maxLine(maxLine) {
  if (struct stat status; threads > 1 && fstat(fd, &status) == 0 && S_ISREG(status.st_mode))
    place = lseek(fd, 0, SEEK_CUR);
}

/// Finds the end of a block that is as long as others are, if it is a file's, and a line ends shortly before.
bool LineReader::findBorder(Block &block) {
  char last[4096];
  if (place < 0 || atEnd || drainSignal.load(std::memory_order_relaxed))
    return false;
  off_t from = place + off_t(blockSize - sizeof last);
  const void *newline = pread(fd, last, sizeof last, from) == sizeof last ? memrchr(last, '\n', sizeof last) : nullptr;
  if (!newline)
    return false;
  block.place = place;
  block.unread = size_t(from - place + (static_cast<const char *>(newline) - last) + 1);
  place += off_t(block.unread);
  return true;
}

void LineReader::load(Block &block) const {
  if (block.unread > block.text.room())
    block.text.grow(std::max(blockSize, block.unread));
  while (block.unread) {
    ssize_t count = pread(fd, block.text.end(), block.unread, block.place);
    if (count < 0 && errno == EINTR)
      continue;
    if (count < 0)
      fatalErrno("cannot read '" + std::string(name) + "'", errno);
    block.unread = count ? block.unread - size_t(count) : 0; // what has been cut off since is not there
    block.place += count;
    block.text.size += size_t(count);
  }
}

bool LineReader::next(Block &block) {
  block.tooLong = false;
  block.text.size = 0;
  if (skipping)
    skipLine();
  else if (findBorder(block))
    return true;
  else if (place >= 0)
    lseek(fd, place, SEEK_SET);
  block.text.append(rest.view());
  rest.size = 0;
  // What skipLine left may hold whole lines
  for (size_t seen = 0;;) {
    std::string_view fresh = block.text.view().substr(seen);
    if (const void *newline = fresh.empty() ? nullptr : memrchr(fresh.data(), '\n', fresh.size()))
      return give(block, size_t(static_cast<const char *>(newline) - block.text.view().data()) + 1);
    seen = block.text.size;
    if (seen > maxLine) {
      block.text.size = 0;
      block.tooLong = skipping = true;
      return true;
    }
    if (!read(block.text))
      return !drained && seen > 0 && give(block, seen);
  }
}

} // namespace aslrt
