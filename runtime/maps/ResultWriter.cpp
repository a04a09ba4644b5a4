#include "runtime/maps/ResultWriter.h"

#include "runtime/core/Error.h"
#include "runtime/maps/Sources.h"

#include <cerrno>
#include <cstring>
#include <unistd.h>

namespace aslrt {

static constexpr std::string_view kindNames[] = {"FAILED", "PENDING", "SUCCEEDED"};
static constexpr uint64_t longestFile = uint64_t(5) << 30; // then the next begins
static constexpr size_t bufferSize = size_t(1) << 18;

ResultWriter::ResultWriter(Bucket given, std::string_view prefix, std::string_view id, bool lines) : bucket(std::move(given)), folder(prefix), lines(lines) {
  if (!folder.empty() && folder.back() != '/')
    folder += '/';
  folder.append(id).append("/");
}

void ResultWriter::put(Series &series, std::string_view text) {
  series.buffer += text;
  series.files.back().size += text.size();
  if (series.buffer.size() >= bufferSize)
    flush(series);
}

void ResultWriter::flush(Series &series) {
  std::string_view left = series.buffer;
  while (!left.empty()) {
    ssize_t written = write(series.current.get(), left.data(), left.size());
    if (written < 0 && errno != EINTR)
      bucket.fail("s3://" + bucket.name + "/" + series.files.back().key + ": " + strerror(errno));
    left.remove_prefix(written > 0 ? size_t(written) : 0);
  }
  series.buffer.clear();
}

void ResultWriter::end(Series &series) {
  if (series.current.get() < 0)
    return;
  if (!lines)
    put(series, "]");
  flush(series);
  series.current = Descriptor();
}

void ResultWriter::add(ResultKind kind, std::string_view entry) {
  Series &series = all[size_t(kind)];
  if (series.current.get() >= 0 && series.files.back().size + entry.size() + 2 > longestFile)
    end(series);
  bool first = series.current.get() < 0;
  if (first) {
    std::string key = folder + std::string(kindNames[size_t(kind)]) + "_" + std::to_string(series.files.size()) + (lines ? ".jsonl" : ".json");
    series.current = bucket.create(key);
    series.files.push_back({std::move(key)});
  }
  if (!lines)
    put(series, first ? "[" : ",");
  put(series, entry);
  if (lines)
    put(series, "\n");
}

void ResultWriter::finish(std::string_view mapRunArn) {
  std::string manifest = "{\"DestinationBucket\":";
  appendString(manifest, bucket.name);
  manifest += ",\"MapRunArn\":";
  appendString(manifest, mapRunArn);
  manifest += ",\"ResultFiles\":{";
  for (size_t kind = 0; kind < resultKinds; ++kind) {
    end(all[kind]);
    manifest.append(kind ? ",\"" : "\"").append(kindNames[kind]).append("\":[");
    for (const File &file : all[kind].files) {
      manifest += &file == &all[kind].files.front() ? "{\"Key\":" : ",{\"Key\":";
      appendString(manifest, file.key);
      manifest += ",\"Size\":" + std::to_string(file.size) + "}";
    }
    manifest += "]";
  }
  manifest += "}}";
  Series whole;
  whole.files.push_back({folder + "manifest.json"});
  whole.current = bucket.create(whole.files.back().key);
  put(whole, manifest);
  flush(whole);
}

std::string ResultWriter::details() const {
  std::string text = "{\"Bucket\":";
  appendString(text, bucket.name);
  text += ",\"Key\":";
  appendString(text, folder + "manifest.json");
  return text + "}";
}

} // namespace aslrt
