// Lines decoded scalars up with the file. Each byte of the decoded text is either the next byte of the file, or stands
// for an escape or for white space around a line break, which the library has folded.
#include "frontend/document/Yaml.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/ConvertUTF.h"

#include <algorithm>

namespace aslc::document {

static bool isBlank(char c) { return c == ' ' || c == '\t'; }
static bool isBreak(char c) { return c == '\n' || c == '\r'; }

/// Whether a line break of yaml-cpp stands at `at`: LF or CR LF. A CR alone is text to it.
static bool breaksAt(llvm::StringRef text, uint32_t at) {
  return text[at] == '\n' || text.substr(at).starts_with("\r\n");
}

uint32_t skipYamlSpace(llvm::StringRef text, uint32_t at, uint32_t limit, llvm::StringRef also) {
  limit = std::min<uint32_t>(limit, text.size());
  while (at < limit) {
    bool isComment = text[at] == '#' && (at == 0 || isBlank(text[at - 1]) || isBreak(text[at - 1]));
    if (isComment)
      at = std::min<size_t>(text.find_first_of("\r\n", at), limit);
    else if (isBlank(text[at]) || isBreak(text[at]) || also.contains(text[at]))
      ++at;
    else
      break;
  }
  return at;
}

static uint32_t skipNonSpace(llvm::StringRef text, uint32_t at, llvm::StringRef stops) {
  while (at < text.size() && !isBlank(text[at]) && !isBreak(text[at]) && !stops.contains(text[at]))
    ++at;
  return at;
}

uint32_t aliasEnd(llvm::StringRef text, uint32_t at) { return skipNonSpace(text, at, "[]{},"); }

uint32_t skipProperties(llvm::StringRef text, uint32_t at) {
  // A value has at most one of each; a second one belongs to the next key.
  for (bool seenTag = false, seenAnchor = false; at < text.size();) {
    bool &seen = text[at] == '!' ? seenTag : seenAnchor;
    if ((text[at] != '!' && text[at] != '&') || seen)
      break;
    seen = true;
    at = text.substr(at).starts_with("!<") ? skipNonSpace(text, at, "") : aliasEnd(text, at);
    at = skipYamlSpace(text, at, text.size());
  }
  return at;
}

namespace {

class Aligner {
public:
  Aligner(FileId file, llvm::StringRef text, uint32_t at, llvm::StringRef value)
      : text(text), value(value), at(at), result(file, at) {}
  /// Lines up a plain or quoted scalar, whose content ends at `limit`.
  void flow(uint32_t limit, char quote);
  void block();
  MappedText take() { return result.take(); }
  uint32_t position() const { return at; }

private:
  bool verbatim(uint32_t end);
  bool flowPiece(uint32_t limit, char quote);
  bool fold(bool isEscaped);
  bool escape();
  bool blockLine(uint32_t indent);
  void blockBreaks(uint32_t indent);
  uint32_t blockIndent() const;
  uint32_t lineEnd(uint32_t from) const;
  uint32_t afterBreak(uint32_t from) const { return from + (text.substr(from).starts_with("\r\n") ? 2 : 1); }
  uint32_t skipIndent(uint32_t from, uint32_t indent) const;
  /// `length` decoded bytes stand for the text from here to `end`.
  void replaced(size_t length, uint32_t end);
  /// Where lining up failed: the rest of the value stands for all up to `end`.
  void giveUp(uint32_t end);

  llvm::StringRef text, value;
  uint32_t at;     // in the file
  size_t done = 0; // in the value
  MappedText::Builder result;
};

} // namespace

void Aligner::replaced(size_t length, uint32_t end) {
  result.replaced(value.substr(done, length), at, end - at);
  done += length;
  at = end;
}

/// yaml-cpp gives the escapes \N and \_ (U+0085, U+00A0) as one byte of Latin-1.
static std::string fromLatin1(char byte) { return encodeCodePoint(static_cast<unsigned char>(byte)); }

void Aligner::giveUp(uint32_t end) {
  std::string rest;
  for (auto *bytes = reinterpret_cast<const llvm::UTF8 *>(value.data()); done < value.size();) {
    unsigned length = llvm::getUTF8SequenceSize(bytes + done, bytes + value.size());
    rest += length == 0 ? fromLatin1(value[done]) : value.substr(done, length).str();
    done += std::max(length, 1u);
  }
  result.replaced(rest, at, end - at);
  at = end;
}

uint32_t Aligner::lineEnd(uint32_t from) const {
  size_t end = text.find('\n', from);
  if (end == llvm::StringRef::npos)
    return text.size();
  return end > from && text[end - 1] == '\r' ? end - 1 : end;
}

/// The bytes up to `end`, or as many as the value still has.
bool Aligner::verbatim(uint32_t end) {
  llvm::StringRef bytes = text.slice(at, end).take_front(value.size() - done);
  if (!value.substr(done).starts_with(bytes))
    return false;
  result.verbatim(bytes, at);
  done += bytes.size();
  at += bytes.size();
  return true;
}

/// White space with line breaks in it, which stands for a space, or for one line feed less than there are breaks. After
/// an escaped break (a backslash at the end of a line) a single break stands for nothing.
bool Aligner::fold(bool isEscaped) {
  uint32_t end = at + isEscaped;
  size_t breaks = 0;
  while (end < text.size() && (isBlank(text[end]) || breaksAt(text, end))) {
    bool isBlankHere = isBlank(text[end]);
    breaks += !isBlankHere;
    end = isBlankHere ? end + 1 : afterBreak(end);
  }
  std::string stands = breaks > 1 ? std::string(breaks - 1, '\n') : isEscaped ? "" : " ";
  if (!value.substr(done).starts_with(stands))
    return false;
  replaced(stands.size(), end);
  return true;
}

/// One escape of a double-quoted scalar, which stands for one code point.
bool Aligner::escape() {
  if (at + 1 < text.size() && breaksAt(text, at + 1))
    return fold(/*isEscaped=*/true);
  static constexpr llvm::StringLiteral letters = "xuU";
  static constexpr uint32_t lengths[] = {4, 6, 10};
  size_t letter = at + 1 < text.size() ? letters.find(text[at + 1]) : llvm::StringRef::npos;
  uint32_t end = std::min<size_t>(at + (letter == llvm::StringRef::npos ? 2 : lengths[letter]), text.size());
  if (done >= value.size())
    return false;
  auto *bytes = reinterpret_cast<const llvm::UTF8 *>(value.data());
  unsigned length = llvm::getUTF8SequenceSize(bytes + done, bytes + value.size());
  if (length != 0) {
    replaced(length, end);
    return true;
  }
  result.replaced(fromLatin1(value[done]), at, end - at);
  ++done;
  at = end;
  return true;
}

/// The next piece of a plain or quoted scalar. False: it does not fit the value.
bool Aligner::flowPiece(uint32_t limit, char quote) {
  if (at >= limit)
    return false;
  uint32_t past = at;
  while (past < limit && isBlank(text[past]))
    ++past;
  if (past < limit && breaksAt(text, past))
    return fold(/*isEscaped=*/false);
  if (past > at)
    return verbatim(past);
  if (quote == '"' && text[at] == '\\')
    return escape();
  if (quote == '\'' && text[at] == '\'') {
    if (!text.slice(at, limit).starts_with("''") || value[done] != '\'')
      return false;
    replaced(1, at + 2);
    return true;
  }
  while (past < limit && !isBlank(text[past]) && !breaksAt(text, past) && text[past] != (quote == '"' ? '\\' : quote))
    ++past;
  return verbatim(past);
}

void Aligner::flow(uint32_t limit, char quote) {
  while (done < value.size())
    if (!flowPiece(limit, quote))
      return giveUp(std::max(at, quote ? limit : std::min(lineEnd(at), limit)));
}

uint32_t Aligner::skipIndent(uint32_t from, uint32_t indent) const {
  uint32_t end = from;
  while (end < text.size() && end - from < indent && text[end] == ' ')
    ++end;
  return end;
}

/// Columns that the library has cut from each line: the first line that is not blank tells, in the file and in the
/// value.
uint32_t Aligner::blockIndent() const {
  uint32_t line = at;
  llvm::StringRef first;
  while (line < text.size()) {
    first = text.slice(line, lineEnd(line));
    if (!first.trim(" ").empty())
      break;
    line = lineEnd(line) < text.size() ? afterBreak(lineEnd(line)) : text.size();
  }
  llvm::StringRef decoded = value;
  while (decoded.contains('\n') && decoded.take_front(decoded.find('\n')).trim(" ").empty())
    decoded = decoded.drop_front(decoded.find('\n') + 1);
  auto leadingSpaces = [](llvm::StringRef s) { return s.size() - s.ltrim(' ').size(); };
  size_t written = leadingSpaces(first), kept = leadingSpaces(decoded);
  return written - std::min(written, kept);
}

/// Lines up the rest of a line of a block scalar.
bool Aligner::blockLine(uint32_t indent) {
  at = skipIndent(at, indent);
  uint32_t end = lineEnd(at);
  llvm::StringRef line = text.slice(at, end);
  if (!value.substr(done).starts_with(line)) {
    giveUp(end);
    return false;
  }
  result.verbatim(line, at);
  done += line.size();
  at = end;
  return done < value.size() && at < text.size();
}

/// A line break and the empty lines after it. A literal scalar keeps each, a folded one makes a space of a single one,
/// and drops one of several unless a line around them is indented further: as many line feeds as the value has.
void Aligner::blockBreaks(uint32_t indent) {
  uint32_t next = afterBreak(at);
  if (value[done] == ' ')
    return replaced(1, next);
  size_t breaks = 1;
  while (next < text.size()) {
    uint32_t content = skipIndent(next, indent);
    if (content == text.size() || !breaksAt(text, content))
      break;
    next = afterBreak(content);
    ++breaks;
  }
  size_t feeds = value.substr(done).take_while([](char c) { return c == '\n'; }).size();
  if (feeds < breaks)
    return replaced(feeds, next);
  for (; breaks > 0; --breaks) // one by one, so that each keeps its place
    replaced(1, breaks > 1 ? skipIndent(afterBreak(at), indent) : next);
}

void Aligner::block() {
  // The indicator's line: "|", ">", indentation, chomping, a comment.
  at = lineEnd(at);
  at = at < text.size() ? afterBreak(at) : at;
  uint32_t indent = blockIndent();
  while (done < value.size()) {
    size_t before = done;
    if (!blockLine(indent))
      break;
    blockBreaks(indent);
    if (done == before) // neither text nor a break: not what we know of block scalars
      return giveUp(lineEnd(at));
  }
  if (done < value.size())
    giveUp(at);
}

/// End of a quoted scalar, past its quote; 0 if there is none.
static uint32_t quotedEnd(llvm::StringRef text, uint32_t begin) {
  char quote = text[begin];
  for (uint32_t at = begin + 1; at < text.size(); ++at) {
    if (quote == '"' && text[at] == '\\')
      ++at;
    else if (text[at] == quote && text.substr(at + 1, 1) == "'" && quote == '\'')
      ++at;
    else if (text[at] == quote)
      return at + 1;
  }
  return 0;
}

YamlScalar locateScalar(FileId file, llvm::StringRef text, uint32_t begin, llvm::StringRef value) {
  char first = begin < text.size() ? text[begin] : '\0';
  if (first == '"' || first == '\'') {
    uint32_t end = quotedEnd(text, begin);
    if (end == 0)
      return {{file, begin, begin + 1}, MappedText::verbatim(file, "", begin), false, false};
    Aligner aligner(file, text, begin + 1, value);
    aligner.flow(end - 1, first);
    return {{file, begin, end}, aligner.take(), false};
  }
  Aligner aligner(file, text, begin, value);
  bool isBlock = first == '|' || first == '>';
  if (isBlock)
    aligner.block();
  else
    aligner.flow(text.size(), '\0');
  uint32_t end = begin + text.slice(begin, aligner.position()).rtrim().size();
  return {{file, begin, end}, aligner.take(), !isBlock};
}

} // namespace aslc::document
