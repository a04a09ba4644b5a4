#include "frontend/basic/Source.h"

#include <algorithm>

namespace aslc {

static bool continuesCodePoint(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

SourceManager::SourceManager() = default;
SourceManager::~SourceManager() = default;

FileId SourceManager::add(std::unique_ptr<llvm::MemoryBuffer> buffer, std::string name) {
  files.push_back({std::move(buffer), std::move(name)});
  return {static_cast<uint32_t>(files.size() - 1)};
}

FileId SourceManager::addDerived(MappedText text) {
  FileId result = add(llvm::MemoryBuffer::getMemBufferCopy(text.text()), name(text.map(0, 0).file).str());
  files.back().derivedFrom = std::make_unique<MappedText>(std::move(text));
  return result;
}

SourceRange SourceManager::origin(SourceRange range) const {
  while (range.valid() && files[range.file.index].derivedFrom) {
    SourceRange mapped = files[range.file.index].derivedFrom->map(range.begin, range.end);
    // Pieces of a text may stand in any order, where aliases of YAML bring them.
    mapped.end = std::max(mapped.begin, mapped.end);
    range = mapped;
  }
  return range;
}

bool SourceManager::isVerbatim(SourceRange range) const {
  SourceRange there = origin(range);
  return there == range || text(range.file).slice(range.begin, range.end) == text(there.file).slice(there.begin, there.end);
}

llvm::StringRef SourceManager::name(FileId file) const { return files[file.index].name; }

llvm::StringRef SourceManager::text(FileId file) const { return files[file.index].buffer->getBuffer(); }

llvm::ArrayRef<uint32_t> SourceManager::lines(FileId file) const {
  std::vector<uint32_t> &begins = files[file.index].lineBegins;
  if (!begins.empty())
    return begins;
  llvm::StringRef content = text(file);
  begins.push_back(content.starts_with("\xEF\xBB\xBF") ? 3 : 0);
  for (size_t i = begins.front(); i < content.size(); ++i)
    if (content[i] == '\n' || (content[i] == '\r' && (i + 1 == content.size() || content[i + 1] != '\n')))
      begins.push_back(i + 1);
  return begins;
}

LineColumn SourceManager::place(FileId file, uint32_t offset) const {
  const File &of = files[file.index];
  llvm::ArrayRef<uint32_t> begins = lines(file);
  llvm::StringRef content = text(file);
  offset = std::clamp<uint32_t>(offset, begins.front(), content.size());
  uint32_t line = std::upper_bound(begins.begin(), begins.end(), offset) - begins.begin();
  if (of.knownLine != line || of.knownOffset > offset) {
    of.knownLine = line;
    of.knownOffset = begins[line - 1];
    of.knownColumn = 1;
  }
  for (; of.knownOffset < offset; ++of.knownOffset)
    of.knownColumn += !continuesCodePoint(content[of.knownOffset]);
  return {line, of.knownColumn};
}

llvm::StringRef SourceManager::line(FileId file, uint32_t line) const {
  llvm::ArrayRef<uint32_t> begins = lines(file);
  llvm::StringRef content = text(file);
  uint32_t end = line < begins.size() ? begins[line] : content.size();
  return content.slice(begins[line - 1], end).rtrim("\r\n");
}

uint32_t SourceManager::lineBegin(FileId file, uint32_t line) const { return lines(file)[line - 1]; }

MappedText MappedText::verbatim(FileId file, std::string text, uint32_t begin) {
  uint32_t length = text.size();
  return MappedText(file, std::move(text), {{0, begin, length, true}});
}

size_t MappedText::segmentAt(uint32_t offset) const {
  auto after = std::upper_bound(segments.begin(), segments.end(), offset,
                                [](uint32_t value, const Segment &segment) { return value < segment.decoded; });
  return after - segments.begin() - 1;
}

uint32_t MappedText::beginOf(uint32_t offset) const {
  if (offset == decoded.size() && offset != 0)
    return endOf(offset - 1);
  const Segment &segment = segments[segmentAt(offset)];
  return segment.verbatim ? segment.source + (offset - segment.decoded) : segment.source;
}

uint32_t MappedText::endOf(uint32_t lastByte) const {
  const Segment &segment = segments[segmentAt(lastByte)];
  return segment.verbatim ? segment.source + (lastByte - segment.decoded) + 1 : segment.source + segment.sourceLength;
}

SourceRange MappedText::map(uint32_t begin, uint32_t end) const {
  if (segments.empty())
    return {file, 0, 0};
  uint32_t size = decoded.size();
  end = std::min(end, size);
  begin = std::min(begin, end);
  uint32_t first = beginOf(begin);
  return {file, first, begin == end ? first : endOf(end - 1)};
}

MappedText MappedText::slice(uint32_t begin, uint32_t end) const {
  SourceRange whole = map(begin, end);
  end = std::min<uint32_t>(end, decoded.size());
  begin = std::min(begin, end);
  Builder part(file, whole.begin);
  part.append(*this, begin, end);
  return part.take();
}

void MappedText::Builder::append(const MappedText &text, uint32_t begin, uint32_t end) {
  for (uint32_t at = begin; at < end;) {
    size_t index = text.segmentAt(at);
    const Segment &segment = text.segments[index];
    uint32_t next = index + 1 < text.segments.size() ? std::min(end, text.segments[index + 1].decoded) : end;
    llvm::StringRef bytes = text.text().slice(at, next);
    if (segment.verbatim)
      verbatim(bytes, segment.source + (at - segment.decoded));
    else
      replaced(bytes, segment.source, segment.sourceLength);
    at = next;
  }
}

void MappedText::Builder::verbatim(llvm::StringRef bytes, uint32_t source) {
  if (bytes.empty())
    return;
  uint32_t length = bytes.size();
  if (!segments.empty() && segments.back().verbatim && segments.back().source + segments.back().sourceLength == source)
    segments.back().sourceLength += length;
  else
    segments.push_back({static_cast<uint32_t>(decoded.size()), source, length, true});
  decoded += bytes;
}

void MappedText::Builder::replaced(llvm::StringRef bytes, uint32_t source, uint32_t sourceLength) {
  if (bytes.empty())
    return;
  segments.push_back({static_cast<uint32_t>(decoded.size()), source, sourceLength, false});
  decoded += bytes;
}

MappedText MappedText::Builder::take() {
  if (segments.empty())
    segments.push_back({0, begin, 0, true});
  return MappedText(file, std::move(decoded), std::move(segments));
}

} // namespace aslc
