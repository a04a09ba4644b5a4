#include "runtime/tasks/Handlers.h"

#include "runtime/json/Json.h"

#include <algorithm>

namespace aslrt {
namespace {

/// Reads one entry; what it throws is the message.
class EntryReader {
public:
  EntryReader(std::string_view pattern, std::string_view folder) : pattern(pattern), folder(folder) {}

  Handler read(Value value) {
    Handler handler;
    handler.pattern = pattern;
    if (value.is(Tag::String))
      readText(value.string(), handler);
    else if (value.is(Tag::Object) && value.length() == 1)
      readObject(membersOf(value)[0], handler);
    else
      fail("must be \"exec:PROGRAM\", \"native:FUNCTION\", {\"exec\": [PROGRAM, ...]} or {\"native\": FUNCTION}");
    if (handler.kind == HandlerKind::Exec)
      resolve(handler.command);
    return handler;
  }

private:
  void readText(std::string_view text, Handler &handler) {
    if (text.starts_with("exec:"))
      setExec(split(text.substr(5)), handler);
    else if (text.starts_with("native:"))
      setNative(text.substr(7), handler);
    else
      fail("must begin with \"exec:\" or \"native:\"");
  }

  void readObject(const Member &member, Handler &handler) {
    std::string_view kind = member.key.string();
    if (kind == "exec" && member.value.is(Tag::Array))
      setExec(strings(member.value), handler);
    else if (kind == "exec" && member.value.is(Tag::String))
      setExec({std::string(member.value.string())}, handler);
    else if (kind == "native" && member.value.is(Tag::String))
      setNative(member.value.string(), handler);
    else
      fail(kind == "exec" || kind == "native" ? "has a value of the wrong type" : "has neither \"exec\" nor \"native\"");
  }

  void setExec(std::vector<std::string> command, Handler &handler) {
    if (command.empty() || command[0].empty())
      fail("names no program");
    for (const std::string &word : command)
      if (word.find('\0') != std::string::npos)
        fail("has a NUL in its command");
    handler.kind = HandlerKind::Exec;
    handler.command = std::move(command);
  }

  void setNative(std::string_view symbol, Handler &handler) {
    auto isLetter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
    auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    if (symbol.empty() || isDigit(symbol[0]) ||
        !std::all_of(symbol.begin(), symbol.end(), [&](char c) { return isLetter(c) || isDigit(c); }))
      fail("must name a C function after \"native\"");
    handler.kind = HandlerKind::Native;
    handler.symbol = symbol;
  }

  std::vector<std::string> strings(Value array) {
    std::vector<std::string> result;
    for (Value item : itemsOf(array)) {
      if (!item.is(Tag::String))
        fail("has a word in its command that is no string");
      result.emplace_back(item.string());
    }
    return result;
  }

  static std::vector<std::string> split(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n";
    std::vector<std::string> words;
    while (true) {
      size_t begin = text.find_first_not_of(blanks);
      if (begin == text.npos)
        return words;
      text.remove_prefix(begin);
      size_t end = std::min(text.find_first_of(blanks), text.size());
      words.emplace_back(text.substr(0, end));
      text.remove_prefix(end);
    }
  }

  void resolve(std::vector<std::string> &command) {
    std::string &program = command[0];
    if (program[0] != '/' && program.find('/') != program.npos && !folder.empty())
      program.insert(0, std::string(folder) + '/');
  }

  [[noreturn]] void fail(const char *what) { throw HandlersError{0, "handler of '" + std::string(pattern) + "' " + what}; }

  std::string_view pattern, folder;
};

size_t literalSize(std::string_view pattern) {
  return pattern.size() - size_t(std::count(pattern.begin(), pattern.end(), '*'));
}

} // namespace

std::optional<Handlers> Handlers::parse(std::string_view text, std::string_view folder, HandlersError &error) {
  Context memory;
  try {
    ReadError readError;
    Value root = readJson(&memory, text, {.keepNumberText = false, .borrow = true}, readError);
    if (root.is(Tag::Undefined))
      throw HandlersError{readError.offset, readError.message};
    if (!root.is(Tag::Object))
      throw HandlersError{0, "a handlers file holds a JSON object: Resource patterns with their handlers"};
    Handlers handlers;
    for (const Member &member : membersOf(root))
      handlers.entries.push_back(EntryReader(member.key.string(), folder).read(member.value));
    return handlers;
  } catch (const HandlersError &caught) {
    error = caught;
  } catch (const LimitExceeded &limit) {
    error = {0, limit.message};
  }
  return std::nullopt;
}

const Handler *Handlers::find(std::string_view resource) const {
  const Handler *best = nullptr;
  for (const Handler &handler : entries) {
    if (!matchesPattern(handler.pattern, resource))
      continue;
    if (handler.pattern.find('*') == std::string::npos)
      return &handler;
    if (!best || literalSize(handler.pattern) > literalSize(best->pattern))
      best = &handler;
  }
  return best;
}

bool matchesPattern(std::string_view pattern, std::string_view text) {
  // Only the last star seen is ever reconsidered: if what follows it does not fit, it takes one byte more. An earlier one could
  // not help, so the time is at most the product of the lengths.
  size_t p = 0, t = 0, afterStar = std::string_view::npos, starText = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      afterStar = ++p;
      starText = t;
    } else if (p < pattern.size() && pattern[p] == text[t]) {
      ++p, ++t;
    } else if (afterStar != std::string_view::npos) {
      p = afterStar;
      t = ++starText;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', p) == std::string_view::npos;
}

} // namespace aslrt
