// Paths. The grammar is that of Jayway's library, which takes more than the specification of the States Language asks for: any
// character but '.', '[', '(' and blanks in a name behind a dot, a dot before a bracket, blanks around the path. A backslash takes the
// character behind it into the name, as the specification has it.
#include "frontend/jsonpath/Cursor.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/ConvertUTF.h"

using namespace llvm;

namespace aslc::jsonpath {

const Step *Path::notOfReference() const {
  auto found = find_if(steps, [](const Step &step) { return !step.isReference(); });
  return found == steps.end() ? nullptr : &*found;
}

bool Path::isDefinite() const {
  for (const Step &step : steps) {
    switch (step.kind) {
    case Step::Names: // several names at the end give one object
      if (step.names.size() > 1 && &step != &steps.back())
        return false;
      break;
    case Step::Indices:
      if (step.indices.size() > 1)
        return false;
      break;
    case Step::Length:
      break;
    default:
      return false;
    }
  }
  return true;
}

std::string spelled(const Step &step) {
  std::string text = "[";
  for (const auto &[i, name] : enumerate(step.names))
    text += (i ? ",'" : "'") + name + "'";
  for (const auto &[i, index] : enumerate(step.indices))
    text += (i ? "," : "") + std::to_string(index);
  return text + "]";
}

bool isScalar(StringRef word) {
  if (word == "true" || word == "false" || word == "null")
    return true;
  word.consume_front("-");
  auto digits = [&] {
    StringRef taken = word.take_while(isDigit);
    word = word.drop_front(taken.size());
    return taken;
  };
  StringRef whole = digits();
  if (whole.empty() || (whole.size() > 1 && whole.starts_with("0")) || (word.consume_front(".") && digits().empty()))
    return false;
  if (word.consume_front_insensitive("e")) {
    word = word.drop_front(word.starts_with("+") || word.starts_with("-"));
    return !digits().empty() && word.empty();
  }
  return word.empty();
}

/// Up to four digits of \uXXXX; nothing if there are fewer.
static std::optional<uint32_t> takeUnit(Cursor &cursor) {
  uint32_t unit = 0;
  for (size_t i = 0; i < 4; ++i)
    if (!isHexDigit(cursor.peek(i)))
      return std::nullopt;
  for (int i = 0; i < 4; ++i)
    unit = unit * 16 + hexDigitValue(cursor.next());
  return unit;
}

/// Behind a backslash: the escapes of Java; any other character stands for itself.
static void appendEscaped(Cursor &cursor, std::string &text) {
  char c = cursor.next();
  if (size_t at = StringRef("bfnrt").find(c); at != StringRef::npos)
    return text.push_back("\b\f\n\r\t"[at]);
  std::optional<uint32_t> unit = c == 'u' ? takeUnit(cursor) : std::nullopt;
  if (!unit)
    return text.push_back(c);
  uint32_t before = cursor.place();
  if ((*unit & 0xfc00) == 0xd800 && cursor.take("\\u")) {
    std::optional<uint32_t> low = takeUnit(cursor);
    if (low && (*low & 0xfc00) == 0xdc00)
      unit = 0x10000 + ((*unit & 0x3ff) << 10) + (*low & 0x3ff);
    else
      cursor.moveTo(before);
  }
  char bytes[UNI_MAX_UTF8_BYTES_PER_CODE_POINT], *end = bytes;
  if (!ConvertCodePointToUTF8(*unit, end)) // half of a surrogate pair
    return text.append("\xef\xbf\xbd"), void();
  text.append(bytes, end);
}

std::string parseQuoted(Cursor &cursor) {
  uint32_t begin = cursor.place();
  char quote = cursor.next();
  std::string text;
  while (!cursor.atEnd() && cursor.peek() != quote) {
    char c = cursor.next();
    if (c == '\\' && !cursor.atEnd())
      appendEscaped(cursor, text);
    else if (c != '\\')
      text += c;
  }
  if (!cursor.take(quote))
    cursor.fail({begin, begin + 1}, "the string is not closed");
  return text;
}

namespace {

class PathParser {
public:
  PathParser(Cursor &cursor, Within within) : cursor(cursor), within(within) {}

  Path run() {
    Path path;
    path.range.begin = cursor.place();
    parseRoot(path);
    while (!cursor.failed() && (cursor.peek() == '.' || cursor.peek() == '['))
      parseStep(path);
    path.range.end = cursor.place();
    return path;
  }

private:
  void parseRoot(Path &path) {
    if (cursor.take('@'))
      return void(path.root = Root::Item);
    if (!cursor.take('$'))
      return cursor.expected("'$'");
    if (cursor.take('$'))
      return void(path.root = Root::Context);
    uint32_t begin = cursor.place();
    while (!cursor.atEnd() && !endsRoot(cursor.peek()))
      cursor.next();
    path.variable = cursor.since(begin).str();
    if (!path.variable.empty())
      path.root = Root::Variable;
  }

  bool endsRoot(char c) const { return c == '.' || c == '[' || c == '(' || isSpace(c) || endsInside(c); }

  bool endsInside(char c) const {
    return within == Within::Call ? c == ',' || c == ')' : within == Within::Filter && StringRef(")=!<>&|,]").contains(c);
  }

  void parseStep(Path &path) {
    uint32_t begin = cursor.place();
    if (cursor.take("..")) {
      path.steps.push_back({.kind = Step::Descend, .range = {begin, cursor.place()}});
      if (cursor.peek() == '.')
        return cursor.fail({begin, cursor.place() + 1}, "too many dots");
    } else if (cursor.take('.') && cursor.peek() == '[') {
      begin = cursor.place();
    }
    if (cursor.failed())
      return;
    Step step = cursor.peek() == '[' ? parseBracket() : parseDotted();
    step.range = {begin, cursor.place()};
    if (!cursor.failed())
      path.steps.push_back(std::move(step));
  }

  //===--- Behind a dot ---===//

  Step parseDotted() {
    if (cursor.peek() == '*' && !isNameAt(1)) {
      cursor.next();
      return {.kind = Step::Wildcard};
    }
    uint32_t begin = cursor.place();
    std::string name;
    while (isNameAt(0)) {
      if (cursor.peek() == '\\')
        cursor.next();
      if (!cursor.atEnd())
        name += cursor.next();
    }
    if (name.empty()) {
      cursor.fail(cursor.here(), "found " + cursor.shown() + " where a name was expected", "a path does not end with a dot");
      return {.kind = Step::Names};
    }
    if (cursor.peek() == '(')
      name += parseFunction();
    if (name == "length()")
      return {.kind = Step::Length};
    if (cursor.peek() == ' ' && within == Within::Nothing)
      failAtBlank(begin);
    return {.kind = Step::Names, .names = {std::move(name)}};
  }

  bool isNameAt(size_t ahead) const {
    char c = cursor.peek(ahead);
    return c != '\0' && c != '.' && c != '[' && c != '(' && !isSpace(c) && !endsInside(c);
  }

  /// `name(...)`: on AWS only length() does anything; others are looked up as members and never found (recorded for sum()).
  std::string parseFunction() {
    uint32_t begin = cursor.place();
    int open = 0;
    do {
      char c = cursor.next();
      open += (c == '(') - (c == ')');
    } while (open > 0 && !cursor.atEnd());
    if (open > 0)
      cursor.fail({begin, begin + 1}, "the parenthesis is not closed");
    return cursor.since(begin).str();
  }

  /// Blanks may only follow the path.
  void failAtBlank(uint32_t begin) {
    uint32_t blank = cursor.place();
    cursor.skipBlanks();
    if (!cursor.atEnd())
      cursor.fail({begin, cursor.place()}, "a name with a blank stands in brackets and quotes: ['...']");
    else
      cursor.moveTo(blank);
  }

  //===--- In brackets ---===//

  Step parseBracket() {
    uint32_t open = cursor.place();
    cursor.next();
    cursor.skipBlanks();
    char c = cursor.peek();
    Step step = c == '\'' || c == '"' ? parseNames()
                : c == '?'            ? parseFilterStep()
                : c == '*'            ? (cursor.next(), Step{.kind = Step::Wildcard})
                                      : parseIndices();
    cursor.skipBlanks();
    if (cursor.failed() || cursor.take(']'))
      return step;
    if (cursor.atEnd())
      cursor.fail({open, open + 1}, "the bracket is not closed");
    else
      cursor.expected("']'");
    return step;
  }

  Step parseNames() {
    Step step{.kind = Step::Names};
    do {
      cursor.skipBlanks();
      if (cursor.peek() != '\'' && cursor.peek() != '"') {
        cursor.expected("a name in quotes");
        break;
      }
      uint32_t begin = cursor.place();
      step.names.push_back(parseQuoted(cursor));
      if (step.names.back().empty() && !cursor.failed())
        cursor.fail({begin, cursor.place()}, "the name is empty");
      cursor.skipBlanks();
    } while (cursor.take(','));
    return step;
  }

  Step parseFilterStep() {
    cursor.next();
    cursor.skipBlanks();
    Step step{.kind = Step::Filter};
    if (cursor.peek() == '(')
      step.filter = std::make_unique<Filter>(parseFilter(cursor));
    else
      cursor.expected("'('");
    return step;
  }

  Step parseIndices() {
    if (cursor.peek() == '(') {
      cursor.fail(cursor.here(), "scripts in paths are not supported", "count from the end with a negative index: [-1]");
      return {.kind = Step::Indices};
    }
    uint32_t begin = cursor.place();
    std::optional<int32_t> first = parseInteger();
    if (cursor.take(':'))
      return parseSlice(begin, first);
    cursor.skipBlanks();
    Step step{.kind = Step::Indices};
    if (!first)
      cursor.expected("a name in quotes, an index, '*', ':' or '?'");
    else
      step.indices.push_back(*first);
    while (cursor.take(',')) {
      std::optional<int32_t> index = parseInteger();
      if (!index)
        cursor.expected("an index");
      step.indices.push_back(index.value_or(0));
      cursor.skipBlanks();
    }
    return step;
  }

  /// Behind the colon. A step, which other dialects have behind a second one, is read and not looked at, as in Jayway's library, which
  /// takes neither blanks nor a slice of everything.
  Step parseSlice(uint32_t begin, std::optional<int32_t> first) {
    Step step{.kind = Step::Slice, .first = first, .last = parseInteger()};
    if (cursor.take(':'))
      parseInteger();
    StringRef text = cursor.since(begin);
    if (size_t blank = text.find_first_of(" \t\r\n"); blank != StringRef::npos)
      cursor.fail({uint32_t(begin + blank), uint32_t(begin + blank + 1)}, "a slice has no blanks");
    else if (!first && !step.last && !cursor.failed())
      cursor.fail({begin, cursor.place()}, "a slice begins or ends somewhere", "all items are '[*]'");
    return step;
  }

  std::optional<int32_t> parseInteger() {
    cursor.skipBlanks();
    uint32_t begin = cursor.place();
    cursor.take('-');
    while (isDigit(cursor.peek()))
      cursor.next();
    StringRef digits = cursor.since(begin);
    if (digits.empty())
      return std::nullopt;
    int32_t number = 0;
    if (digits.getAsInteger(10, number))
      cursor.fail({begin, cursor.place()}, "'" + digits + "' is no index");
    return number;
  }

  Cursor &cursor;
  Within within;
};

} // namespace

Path parsePath(Cursor &cursor, Within within) { return PathParser(cursor, within).run(); }

std::optional<Path> parsePath(StringRef text, const ParseOptions &options, std::optional<SyntaxError> &error) {
  Cursor cursor(text, options, error);
  cursor.skipBlanks();
  Path path = parsePath(cursor, Within::Nothing);
  cursor.skipBlanks();
  if (!cursor.atEnd())
    cursor.expected(path.steps.empty() ? "'.' or '['" : "'.', '[' or the end");
  return error ? std::nullopt : std::optional(std::move(path));
}

} // namespace aslc::jsonpath
