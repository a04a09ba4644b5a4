// Source texts and places in them.
#pragma once

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/MemoryBuffer.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace aslc {

/// A file of a SourceManager.
struct FileId {
  uint32_t index = UINT32_MAX;
  bool valid() const { return index != UINT32_MAX; }
  bool operator==(const FileId &) const = default;
};

/// Bytes [begin, end) of a file.
struct SourceRange {
  FileId file;
  uint32_t begin = 0;
  uint32_t end = 0;
  bool valid() const { return file.valid(); }
  bool operator==(const SourceRange &) const = default;
};

/// A place as a person counts: both from 1, columns in code points.
struct LineColumn {
  uint32_t line;
  uint32_t column;
};

class MappedText;

/// Owns the texts of a compilation and answers where in them a byte stands.
class SourceManager {
public:
  SourceManager();
  ~SourceManager();
  SourceManager(const SourceManager &) = delete;

  FileId add(std::unique_ptr<llvm::MemoryBuffer> buffer, std::string name);
  /// A text that was decoded from another file, to be read as a file of its own: JSON in a string of a template. It bears
  /// the name of that file, and `origin` leads from its ranges to the places there.
  FileId addDerived(MappedText text);
  /// The range in the file that a person has before them. Of a file that is not derived, the range itself.
  SourceRange origin(SourceRange range) const;
  /// Whether the bytes of a range stand in that file as they are.
  bool isVerbatim(SourceRange range) const;
  llvm::StringRef name(FileId file) const;
  llvm::StringRef text(FileId file) const;
  LineColumn place(FileId file, uint32_t offset) const;
  /// Text of a line (counted from 1) without its end. Lines end at LF, CR LF or CR; a byte order mark is no part of one.
  llvm::StringRef line(FileId file, uint32_t line) const;
  /// Byte at which a line begins.
  uint32_t lineBegin(FileId file, uint32_t line) const;

private:
  struct File {
    std::unique_ptr<llvm::MemoryBuffer> buffer;
    std::string name;
    std::unique_ptr<MappedText> derivedFrom = nullptr; // the same text, with its way back
    mutable std::vector<uint32_t> lineBegins = {}; // made when first asked for
    // The place asked for last. Diagnostics come in order, so a line of megabytes is counted once and not for each.
    mutable uint32_t knownOffset = 0, knownLine = 0, knownColumn = 0;
  };
  llvm::ArrayRef<uint32_t> lines(FileId file) const;
  std::vector<File> files;
};

/// A text that was decoded from a file (a JSON string without its escapes, a YAML block scalar without its indentation),
/// with the way back: a diagnostic inside `{% ... %}` points at the right byte of the file.
class MappedText {
public:
  /// Bytes of the decoded text from `decoded` on, up to the next segment's start. A verbatim segment stands in the file
  /// byte for byte from `source` on. Any other maps each of its bytes to the whole of one escape (or line fold, or
  /// `${Name}`), which begins at `source` and is `sourceLength` long.
  struct Segment {
    uint32_t decoded;
    uint32_t source;
    uint32_t sourceLength; // bytes of the file that the segment covers
    bool verbatim;         // byte for byte
  };
  class Builder;

  MappedText() = default;
  MappedText(FileId file, std::string text, std::vector<Segment> segments)
      : file(file), decoded(std::move(text)), segments(std::move(segments)) {}
  /// Text that stands in a file as it is, from `begin` on.
  static MappedText verbatim(FileId file, std::string text, uint32_t begin);

  llvm::StringRef text() const { return decoded; }
  /// Place in the file of decoded bytes [begin, end). An empty range stays empty. Offsets past the text count as its end.
  SourceRange map(uint32_t begin, uint32_t end) const;
  /// The part [begin, end) as a text of its own.
  MappedText slice(uint32_t begin, uint32_t end) const;

private:
  /// Index of the segment in which a decoded byte lies.
  size_t segmentAt(uint32_t offset) const;
  /// File offsets of one decoded byte, or of the text's end for the offset past the last byte.
  uint32_t beginOf(uint32_t offset) const;
  uint32_t endOf(uint32_t lastByte) const;

  FileId file;
  std::string decoded;
  std::vector<Segment> segments; // ascending by `decoded`
};

/// Makes a MappedText piece by piece, in the order of the file.
class MappedText::Builder {
public:
  /// `begin`: where the text would stand if it stays empty.
  Builder(FileId file, uint32_t begin) : file(file), begin(begin) {}
  /// Bytes that stand in the file as they are.
  void verbatim(llvm::StringRef bytes, uint32_t source);
  /// Bytes that `sourceLength` bytes of the file stand for.
  void replaced(llvm::StringRef bytes, uint32_t source, uint32_t sourceLength);
  /// A part of another text, with its way back.
  void append(const MappedText &text, uint32_t begin, uint32_t end);
  MappedText take();

private:
  FileId file;
  uint32_t begin;
  std::string decoded;
  std::vector<Segment> segments;
};

} // namespace aslc
