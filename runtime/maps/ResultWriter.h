// ResultWriter: what became of the children of a distributed Map, as files of a bucket (distributed-map.md, section 4).
#pragma once

#include "runtime/maps/Bucket.h"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace aslrt {

inline constexpr const char *writerFailed = "States.ResultWriterFailed";

/// By the name of their files.
enum class ResultKind : uint8_t { Failed, Pending, Succeeded };
inline constexpr size_t resultKinds = 3;

/// Throws StateError where nothing can be written.
class ResultWriter {
public:
  /// Files go below `<prefix>/<id>/`.
  ResultWriter(Bucket bucket, std::string_view prefix, std::string_view id, bool lines);
  /// Appends a JSON text to the newest file of the kind.
  void add(ResultKind kind, std::string_view entry);
  /// Ends the files, and writes the manifest.
  void finish(std::string_view mapRunArn);
  /// {"Bucket": ..., "Key": ...} of the manifest, as JSON text.
  std::string details() const;

private:
  struct File {
    std::string key;
    uint64_t size = 0;
  };
  struct Series {
    std::vector<File> files;
    Descriptor current;
    std::string buffer;
  };
  void put(Series &series, std::string_view text);
  void flush(Series &series);
  void end(Series &series);

  Bucket bucket;
  std::string folder; // with a slash behind it
  const bool lines;   // JSON Lines
  std::array<Series, resultKinds> all;
};

} // namespace aslrt
