// The matches of a pattern that is a function, one after another: a regular expression, or a function of the user that
// keeps to JSONata's matcher protocol. matcher(string) gives the first match as {match, start, end, groups, next}, or
// nothing; next() gives the one after it in the same way. start and end count UTF-16 code units.
#pragma once

#include "runtime/abi/Regex.h"
#include "runtime/builtins/Text.h"

#include <memory>

namespace aslrt {

class Matches {
public:
  virtual ~Matches() = default;
  /// Whether there is a match; the rest may be asked only then.
  explicit operator bool() const { return found; }
  virtual void advance() = 0;
  virtual double start() = 0;
  virtual double end() = 0;
  virtual Value text() = 0;
  /// What the groups hold; Undefined for one that took no part.
  virtual std::span<const Value> groups() = 0;
  /// As a function gets it that replaces matches.
  virtual Value object() = 0;
  /// As an item of what $match gives.
  virtual Value item() = 0;

  /// The string from one place to another; both count code units.
  Value between(double from, double to) { return cursor.substring(context, from, to); }

protected:
  Matches(Context *c, Value string) : context(c), cursor(string) {}

  Context *context;
  Utf16Cursor cursor; // over the string
  bool found = false;
};

/// The matches of a function of the user. It may leave out what is not asked of a match. There are at most as many matches
/// as places in the string, so that a matcher whose `next` never ends is an error and not an endless loop: T1010, as for all
/// that breaks the protocol. `name` is that of the built-in which asks.
class ProtocolMatches final : public Matches {
public:
  ProtocolMatches(Context *c, uint32_t position, std::string_view name, Value string, Value matcher);
  void advance() override;
  double start() override { return number("start"); }
  double end() override { return number("end"); }
  Value text() override;
  std::span<const Value> groups() override;
  Value object() override { return match; }
  Value item() override;

private:
  void accept(Value result);
  double number(std::string_view member);
  [[noreturn]] void refuse();

  uint32_t position;
  std::string_view name;
  size_t left;
  Value match = undefinedValue();
};

/// A string as UTF-16.
class Utf16Text {
public:
  explicit Utf16Text(Value string);
  const char16_t *data() const { return units; }
  size_t size() const { return count; }

private:
  char16_t small[256];
  std::unique_ptr<char16_t[]> large;
  char16_t *units = small;
  size_t count;
};

/// The matches of a regular expression.
class RegexMatches final : public Matches {
public:
  /// `from` counts code units; beyond the end there is no match. With `following` it is where another match ended, and an
  /// empty match is an error: D1004.
  RegexMatches(Context *c, Value regex, Value string, size_t from, bool following = false);
  RegexMatches(const RegexMatches &) = delete; // `offsets` points into it
  void advance() override;
  double start() override { return double(offsets[0]); }
  double end() override { return double(offsets[1]); }
  Value text() override { return group(0); }
  std::span<const Value> groups() override;
  Value object() override;
  Value item() override;

private:
  void search(size_t from);
  Value group(size_t index);
  Value groupsArray();

  Value regex, string;
  Regex *pattern;
  Utf16Text units;
  size_t few[16];
  size_t *offsets;
};

} // namespace aslrt
