// JSON text to values and back.
#pragma once

#include "runtime/abi/Demand.h"
#include "runtime/core/Context.h"

#include <memory>
#include <string>
#include <string_view>

namespace aslrt {

class Appender;

struct ReadOptions {
  bool keepNumberText = true; // numbers whose text would change become Decimals (workflows); else all are Numbers
  bool borrow = true;         // strings without escapes point into the text, which must live as long as they do
  bool negativeZero = true;   // "-0" keeps its text, if numbers do; else it is 0, as Java reads integers
  bool loneSurrogates = true; // keep an escape such as \ud800 alone, as JavaScript does; else it is an error, being no character
  bool outlives = true;       // with `borrow`: the text outlives the execution; else it lies in its arena

  /// Flag of strings that point into the text.
  uint8_t borrowed() const { return outlives ? Static : 0; }
};

/// Why a text is no JSON; `offset` in bytes.
struct ReadError {
  size_t offset;
  std::string message;
};

/// Of a text of lines, the first: up to the first line feed behind so many bytes, which have none, or all of it.
inline std::string_view firstLine(std::string_view text, size_t from = 0) { return text.substr(0, text.find('\n', from)); }

/// The value of a whole JSON text (RFC 8259; a lone surrogate escape is kept as WTF-8). Duplicate keys: the last one wins, at the
/// first one's place. Returns Undefined and fills `error` if it is no JSON, is nested deeper than limits.jsonDepth, is not UTF-8, or has a
/// number out of a double's range.
Value readJson(Context *c, std::string_view text, const ReadOptions &options, ReadError &error);

/// The same for the first value of a text that may go on: `size` is where it ends. A fault that only the end of the text causes has its
/// offset there or a token of bounded length before it, so that the reader of a stream can tell it from others.
Value readJsonPrefix(Context *c, std::string_view text, const ReadOptions &options, size_t &size, ReadError &error);

/// The bound: tokens are short but for strings, whose faults are at their end, and numbers of hundreds of digits, which may be out of range
/// until their exponent is there.
inline constexpr size_t longestFaultyToken = 1024;

/// What reading parts of texts leaves for the next one, which it makes cheaper: memory, and how objects looked. It is made at need. Demands
/// that it is used with live as long.
class ReadMemory {
public:
  virtual ~ReadMemory() = default;
};

/// A part of the first value of a text: what `demand` asks for. What is kept of it may be Spelled or an Excerpt, which only the compact
/// writer and ResultPath understand. Of the rest, only the range of its numbers is not checked. Null: all. `mayGoOn`: more of the text may
/// come; so that it ends too early may be told in other words, with its end as the place.
Value readJsonPart(Context *c, std::string_view text, const ReadOptions &options, const Demand *demand, bool mayGoOn, size_t &size,
                   ReadError &error, std::unique_ptr<ReadMemory> &memory);

/// A text that a program takes, its input or a task's result, as readJson reads it: what it demands of it, or, without a demand, all.
/// Strings and what is kept point into the text, or into a copy in the arena unless it outlives the execution. `lines`: of a text of lines,
/// which becomes the first.
Value readDemanded(Context *c, std::string_view &text, bool lines, bool outlives, const Demand *demand, ReadError &error,
                   std::unique_ptr<ReadMemory> &memory);

/// Appends compact JSON text. Numbers as JavaScript prints them, Infinity and NaN as null; Decimals as written; a lone surrogate as its
/// escape; functions as "", Undefined as null inside arrays.
void writeJson(std::string &out, Value value);
/// The same for what a state gives: in AWS's dialect numbers that are not finite are strings, `["Infinity"]` as measured there. A text
/// that takes more memory than the execution may (--max-memory) throws LimitExceeded.
void writePayload(const Context &context, std::string &out, Value value, unsigned indent = 0);
void writePayload(const Context &context, Appender &out, Value value);
/// Bytes of the text that writePayload appends; if it is longer than `most`, some number above that.
uint64_t payloadSize(const Context &context, Value value, uint64_t most);
/// The same with indentation: a step of `indent` blanks a level, as JSON.stringify prints.
void writeJsonPretty(std::string &out, Value value, unsigned indent = 2);
/// Shortest decimal text of a finite double that reads back the same, in JavaScript's form (1e21, 1e-7, -0 is 0).
/// Returns the length; `out` has room for 32 bytes.
size_t formatNumber(double number, char *out);

} // namespace aslrt
