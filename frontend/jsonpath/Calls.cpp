// Calls of intrinsic functions: States.Format('Hello, {}', $.name).
#include "frontend/jsonpath/Cursor.h"

#include "llvm/Support/JSON.h"

using namespace llvm;

namespace aslc::jsonpath {

namespace {

class CallParser {
public:
  explicit CallParser(Cursor &cursor) : cursor(cursor) {}

  Call parseCall() {
    Call call;
    call.range.begin = cursor.place();
    if (++cursor.calls > cursor.options.maxCalls)
      cursor.fail(cursor.here(), "calls nest more than " + Twine(cursor.options.maxCalls) + " deep");
    cursor.take("States.");
    uint32_t begin = cursor.place();
    while (isAlnum(cursor.peek()) || cursor.peek() == '_')
      cursor.next();
    call.name = cursor.since(begin).str();
    call.nameRange = {call.range.begin, cursor.place()};
    cursor.skipBlanks();
    if (!cursor.take('('))
      cursor.expected("'('");
    else
      parseArguments(call);
    call.range.end = cursor.place();
    --cursor.calls;
    return call;
  }

private:
  void parseArguments(Call &call) {
    cursor.skipBlanks();
    if (cursor.take(')'))
      return;
    do {
      cursor.skipBlanks();
      call.arguments.push_back(parseArgument(call.name == "Format" && call.arguments.empty()));
      cursor.skipBlanks();
    } while (cursor.take(','));
    if (!cursor.failed() && !cursor.take(')'))
      cursor.expected("',' or ')'");
  }

  Argument parseArgument(bool isTemplate) {
    Argument argument{.kind = Argument::Literal};
    uint32_t begin = cursor.place();
    if (cursor.peek() == '$') {
      argument.kind = Argument::Path;
      argument.path = parsePath(cursor, Within::Call);
    } else if (cursor.looksAt("States.")) {
      argument.kind = Argument::Call;
      argument.call = std::make_unique<Call>(parseCall());
    } else if (cursor.peek() == '\'') {
      argument.text = parseString(isTemplate);
    } else {
      argument.text = parseWord();
    }
    argument.range = {begin, cursor.place()};
    return argument;
  }

  /// The string as JSON text. Only quotes, braces and backslashes are escaped, and in Format's template the latter stay so.
  std::string parseString(bool isTemplate) {
    uint32_t begin = cursor.place();
    cursor.next();
    std::string text;
    while (!cursor.atEnd() && cursor.peek() != '\'') {
      char c = cursor.next();
      if (c == '\\') {
        if (cursor.peek() == '\0' || !StringRef("'{}\\").contains(cursor.peek())) {
          uint32_t end = cursor.here().end;
          cursor.fail({cursor.place() - 1, end}, "a backslash stands only before ', {, } or another backslash");
          break;
        }
        c = cursor.next();
        if (isTemplate && c != '\'')
          text += '\\';
      }
      text += c;
    }
    if (!cursor.failed() && !cursor.take('\''))
      cursor.fail({begin, begin + 1}, "the string is not closed");
    std::string quoted;
    raw_string_ostream(quoted) << json::Value(json::fixUTF8(text));
    return quoted;
  }

  /// A number, true, false or null.
  std::string parseWord() {
    uint32_t begin = cursor.place();
    while (isAlnum(cursor.peek()) || (cursor.peek() != '\0' && StringRef("+-._").contains(cursor.peek())))
      cursor.next();
    StringRef word = cursor.since(begin);
    if (word.empty()) {
      bool doubleQuotes = cursor.peek() == '"';
      cursor.fail(cursor.here(), "found " + cursor.shown() + " where an argument was expected",
                  doubleQuotes ? "strings stand in single quotes" : "an argument is a path, a string in single quotes, a number, true, "
                                                                     "false, null or a call");
      return "null";
    }
    if (isScalar(word))
      return word.str();
    cursor.fail({begin, cursor.place()}, "'" + word + "' is no argument",
                "an argument is a path, a string in single quotes, a number, true, false, null or a call");
    return "null";
  }

  Cursor &cursor;
};

void collect(const Path &path, std::vector<const Path *> &paths);

void collect(const Filter &filter, std::vector<const Path *> &paths) {
  for (const Filter &part : filter.parts)
    collect(part, paths);
  for (const Operand &side : filter.sides)
    if (side.kind == Operand::Path)
      collect(side.path, paths);
}

void collect(const Path &path, std::vector<const Path *> &paths) {
  paths.push_back(&path);
  for (const Step &step : path.steps)
    if (step.filter)
      collect(*step.filter, paths);
}

void collect(const Call &call, std::vector<const Path *> &paths) {
  for (const Argument &argument : call.arguments) {
    if (argument.kind == Argument::Path)
      collect(argument.path, paths);
    else if (argument.call)
      collect(*argument.call, paths);
  }
}

} // namespace

std::optional<Expression> parse(StringRef text, const ParseOptions &options, std::optional<SyntaxError> &error) {
  Expression expression;
  if (!text.ltrim().starts_with("States.")) {
    expression.path = parsePath(text, options, error);
    return error ? std::nullopt : std::optional(std::move(expression));
  }
  Cursor cursor(text, options, error);
  cursor.skipBlanks();
  expression.call = std::make_unique<Call>(CallParser(cursor).parseCall());
  cursor.skipBlanks();
  if (!cursor.atEnd())
    cursor.expected("the end of the call");
  return error ? std::nullopt : std::optional(std::move(expression));
}

std::vector<const Path *> pathsOf(const Expression &expression) {
  std::vector<const Path *> paths;
  if (expression.path)
    collect(*expression.path, paths);
  if (expression.call)
    collect(*expression.call, paths);
  return paths;
}

} // namespace aslc::jsonpath
