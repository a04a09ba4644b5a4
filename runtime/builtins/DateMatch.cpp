// The reference turns a picture into a regular expression: a sequence of texts, runs of letters or digits, and words. To find the
// match that backtracking would find, without its exponential time, the sequence is gone through from the last element to
// the first. For each place in the text we note where the element that begins there ends if all the elements behind it match up to
// the end of the text; of several such ends, the one that a regular expression tries first: of a run, the longest. Then the match
// is read off from the start. Time and memory are elements times characters.
#include "runtime/builtins/DateMatch.h"
#include "runtime/builtins/IntegerWords.h"

#include <algorithm>

namespace aslrt {
namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isLetter(char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }
bool isRoman(char c) { return isLetter(c) && std::string_view("mdclxvi").find(char(c | 0x20)) != std::string_view::npos; }
bool isSign(char c) { return c == '+' || c == '-'; }

struct Element {
  enum Kind : uint8_t {
    Literal, // `text`
    Run,     // characters of `set`, one or more
    Exactly, // `count` of them
    Words,   // of numbers
    Suffix   // st, nd, rd, th
  };
  Kind kind;
  bool (*set)(char) = nullptr;
  double count = 0;
  std::string_view text = {};
};
constexpr size_t elementsPerPart = 5; // of a time zone: GMT, sign, digits, separator, digits

class ElementList {
public:
  ElementList(Context *c, uint32_t position, std::span<const DatePart> parts) : context(c), position(position) {
    elements = static_cast<Element *>(allocate(c, parts.size() * elementsPerPart * sizeof(Element)));
    ends = static_cast<size_t *>(allocate(c, parts.size() * sizeof(size_t)));
    for (size_t i = 0; i < parts.size(); ++i) {
      add(parts[i]);
      ends[i] = count;
    }
  }

  std::span<const Element> all() const { return {elements, count}; }
  /// Number of elements of the first parts, up to and with this one.
  size_t endOf(size_t part) const { return ends[part]; }

private:
  void put(const Element &element) { elements[count++] = element; }

  void add(const DatePart &part) {
    if (part.component == 0)
      put({.kind = Element::Literal, .text = part.literal});
    else if (part.isOneOf(zoneComponents))
      addZone(part);
    else if (part.component == 'f')
      put({.kind = Element::Run, .set = isDigit});
    else if (part.hasInteger)
      addInteger(part);
    else if (!namesOf(part).empty() || part.component == 'P')
      put({.kind = Element::Run, .set = isLetter});
    else
      raiseComponent(context, position, ErrorCode::D3133, part.component);
  }

  void addZone(const DatePart &part) {
    if (part.component == 'z')
      put({.kind = Element::Literal, .text = "GMT"});
    put({.kind = Element::Exactly, .set = isSign, .count = 1});
    put({.kind = Element::Run, .set = isDigit});
    uint32_t separator = zoneSeparator(part);
    if (separator == 0)
      return;
    auto *text = static_cast<char *>(allocate(context, 4));
    put({.kind = Element::Literal, .text = {text, encode(separator, text)}});
    put({.kind = Element::Run, .set = isDigit});
  }

  void addInteger(const DatePart &part) {
    switch (part.integer.kind) {
    case IntegerPicture::Letters: return put({.kind = Element::Run, .set = isLetter});
    case IntegerPicture::Roman: return put({.kind = Element::Run, .set = isRoman});
    case IntegerPicture::Words: return put({.kind = Element::Words});
    case IntegerPicture::Sequence: raiseSequence(context, position, part.integer);
    case IntegerPicture::Decimal: break;
    }
    bool fixed = part.parseWidth == part.parseWidth && part.parseWidth != 0;
    put({.kind = fixed ? Element::Exactly : Element::Run, .set = isDigit, .count = part.parseWidth});
    if (part.integer.ordinal)
      put({.kind = Element::Suffix});
  }

  Context *context;
  uint32_t position;
  Element *elements;
  size_t *ends; // by part
  size_t count = 0;
};

constexpr uint32_t nowhere = UINT32_MAX;

/// Where `text` ends if it stands at the start of `subject`, whatever the case of letters. Sets `size` to the bytes taken.
bool startsWithLiteral(std::string_view subject, std::string_view text, size_t &size) {
  const char *at = subject.data(), *end = at + subject.size();
  for (const char *wanted = text.data(), *last = wanted + text.size(); wanted != last;)
    if (at == end || !equalIgnoringCase(nextCodePoint(at, end), nextCodePoint(wanted, last)))
      return false;
  size = size_t(at - subject.data());
  return true;
}

bool startsWithSuffix(std::string_view text) {
  for (std::string_view suffix : {"st", "nd", "rd", "th"})
    if (startsWithWord(text, suffix))
      return true;
  return false;
}

/// One step of the way back: fills in the ends of one element.
class Step {
public:
  /// `next` and `ends` have a place more than the text has characters: `next` says where the element behind ends, `ends` is filled in.
  Step(std::string_view text, const uint32_t *next, uint32_t *ends) : text(text), next(next), ends(ends) {}

  void run(const Element &element) {
    ends[text.size()] = nowhere;
    switch (element.kind) {
    case Element::Literal: return fillLiteral(element.text);
    case Element::Run: return fillRun(element.set);
    case Element::Exactly: return fillExactly(element.set, element.count);
    case Element::Words: return fillWords();
    case Element::Suffix: return fillSuffix();
    }
  }

private:
  bool fits(size_t at) const { return next[at] != nowhere; }
  uint32_t endIfFits(size_t at) const { return fits(at) ? uint32_t(at) : nowhere; }
  std::string_view from(size_t at) const { return text.substr(at); }

  void fillLiteral(std::string_view literal) {
    for (size_t i = 0, size; i < text.size(); ++i)
      ends[i] = startsWithLiteral(from(i), literal, size) ? endIfFits(i + size) : nowhere;
  }

  void fillRun(bool (*set)(char)) {
    uint32_t end = nowhere;
    for (size_t i = text.size(); i-- > 0; ends[i] = end)
      end = !set(text[i]) ? nowhere : end == nowhere ? endIfFits(i + 1) : end;
  }

  void fillExactly(bool (*set)(char), double count) {
    size_t length = 0; // of the run that begins at i
    for (size_t i = text.size(); i-- > 0;) {
      length = set(text[i]) ? length + 1 : 0;
      ends[i] = count > 0 && count <= double(length) ? endIfFits(i + size_t(count)) : nowhere;
    }
  }

  void fillSuffix() {
    for (size_t i = 0; i < text.size(); ++i)
      ends[i] = startsWithSuffix(from(i)) ? endIfFits(i + 2) : nowhere;
  }

  /// (zero|one|...|zeroth|...|and|[-, ])+, where the first word that leads to a match is taken, with as many behind it as can be.
  void fillWords() {
    for (size_t i = text.size(); i-- > 0;) {
      uint32_t end = nowhere;
      auto tryWord = [&](std::string_view word) {
        if (end == nowhere && startsWithWord(from(i), word))
          end = ends[i + word.size()] != nowhere ? ends[i + word.size()] : endIfFits(i + word.size());
      };
      for (const NumberWord &word : numberWords)
        tryWord(word.cardinal);
      for (const NumberWord &word : numberWords)
        tryWord(word.ordinal);
      for (std::string_view separator : {"and", "-", ",", " "})
        tryWord(separator);
      ends[i] = end;
    }
  }

  std::string_view text;
  const uint32_t *next;
  uint32_t *ends;
};

/// Notes in `ends` where each element ends if everything matches without going back once: runs as long as they can be. That is what a
/// regular expression tries first.
bool matchForward(std::string_view text, std::span<const Element> elements, uint32_t *ends) {
  size_t at = 0;
  for (const Element &element : elements) {
    std::string_view rest = text.substr(at);
    size_t size = 0;
    switch (element.kind) {
    case Element::Literal:
      if (!startsWithLiteral(rest, element.text, size))
        return false;
      break;
    case Element::Run:
    case Element::Exactly:
      while (size < rest.size() && element.set(rest[size]) && (element.kind == Element::Run || double(size) < element.count))
        ++size;
      if (size == 0 || (element.kind == Element::Exactly && double(size) != element.count))
        return false;
      break;
    case Element::Suffix:
      if (!startsWithSuffix(rest))
        return false;
      size = 2;
      break;
    case Element::Words: return false; // which word to take first is not for the length to say
    }
    *ends++ = uint32_t(at += size);
  }
  return at == text.size();
}

/// The same for any match.
bool matchBackward(Context *c, std::string_view text, std::span<const Element> elements, uint32_t *ends) {
  size_t places = text.size() + 1;
  auto *rows = static_cast<uint32_t *>(allocate(c, (elements.size() + 1) * places * sizeof(uint32_t)));
  uint32_t *row = rows + elements.size() * places;
  std::fill_n(row, places, nowhere);
  row[text.size()] = 0; // behind the last element the text ends
  for (size_t i = elements.size(); i-- > 0; row -= places)
    Step(text, row, row - places).run(elements[i]);
  if (rows[0] == nowhere)
    return false;
  size_t at = 0;
  for (size_t i = 0; i < elements.size(); ++i)
    ends[i] = uint32_t(at = rows[i * places + at]);
  return true;
}

} // namespace

std::span<const std::string_view> matchDate(Context *c, uint32_t position, std::string_view text, std::span<const DatePart> parts) {
  ElementList list(c, position, parts);
  auto *ends = static_cast<uint32_t *>(allocate(c, list.all().size() * sizeof(uint32_t)));
  if (!matchForward(text, list.all(), ends) && !matchBackward(c, text, list.all(), ends))
    return {};
  auto *found = static_cast<std::string_view *>(allocate(c, parts.size() * sizeof(std::string_view)));
  size_t start = 0;
  for (size_t i = 0; i < parts.size(); ++i) {
    size_t end = ends[list.endOf(i) - 1];
    found[i] = text.substr(start, end - start);
    start = end;
  }
  return {found, parts.size()};
}

uint32_t zoneSeparator(const DatePart &part) { return part.integer.interval ? part.integer.separators[0].point : 0; }

} // namespace aslrt
