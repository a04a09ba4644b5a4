#include "runtime/builtins/DatePicture.h"

#include <algorithm>
#include <new>

namespace aslrt {
namespace {

/// How a component is presented that does not say it.
struct DefaultPresentation {
  char component;
  std::string_view presentation;
};
constexpr DefaultPresentation defaultPresentations[] = {
    {'Y', "1"}, {'M', "1"}, {'D', "1"},  {'d', "1"},  {'F', "n"}, {'W', "1"},     {'w', "1"},     {'X', "1"}, {'x', "1"}, {'H', "1"},
    {'h', "1"}, {'P', "n"}, {'m', "01"}, {'s', "01"}, {'f', "1"}, {'Z', "01:01"}, {'z', "01:01"}, {'C', "n"}, {'E', "n"}};

std::string_view defaultPresentation(const DatePart &part) {
  for (const DefaultPresentation &row : defaultPresentations)
    if (uint32_t(row.component) == part.component)
      return row.presentation;
  return {};
}

constexpr std::string_view months[] = {"January", "February", "March",     "April",   "May",      "June",
                                       "July",    "August",   "September", "October", "November", "December"};
constexpr std::string_view days[] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};

/// What stands in the brackets of one component, without spaces: "D1o,2-3".
class MarkerReader {
public:
  MarkerReader(Context *c, uint32_t position, DatePart &part) : context(c), position(position), part(part) {}

  void run(std::string_view marker) {
    const char *at = marker.data(), *end = at + marker.size();
    if (at != end)
      part.component = nextCodePoint(at, end);
    size_t comma = marker.rfind(',');
    double least = NAN;
    if (comma != std::string_view::npos)
      least = readWidth(marker.substr(comma + 1));
    marker = marker.substr(0, comma);
    readPresentation(marker.substr(std::min(size_t(at - marker.data()), marker.size())));
    readInteger(least);
  }

private:
  /// "2-4", "2", "*-4". The least width is returned.
  double readWidth(std::string_view text) {
    size_t dash = text.find('-');
    part.hasWidth = true;
    auto width = [](std::string_view number) { return number == "*" ? NAN : parseLeadingInteger(number); };
    if (dash != std::string_view::npos) {
      part.hasMaximum = text.substr(dash + 1) != "*";
      part.maximum = width(text.substr(dash + 1));
    }
    return width(text.substr(0, dash));
  }

  /// "01", "Nn", "wo": a picture, and a letter that tells more.
  void readPresentation(std::string_view text) {
    presentation = text;
    if (text.empty()) {
      presentation = defaultPresentation(part);
      if (presentation.empty())
        raiseComponent(context, position, ErrorCode::D3132, part.component);
    } else if (text.size() > 1 && std::string_view("atco").find(text.back()) != std::string_view::npos) {
      modifier = text.back();
      presentation.remove_suffix(1);
      part.shortUtc = modifier == 't';
    }
    if (presentation.starts_with('n'))
      part.names = DatePart::LowerNames;
    else if (presentation.starts_with("Nn"))
      part.names = DatePart::TitleNames;
    else if (presentation.starts_with('N'))
      part.names = DatePart::UpperNames;
  }

  void readInteger(double least) {
    bool zone = part.isOneOf(zoneComponents);
    if (!zone && (part.names != DatePart::NoNames || !part.isOneOf(numberComponents)))
      return;
    part.hasInteger = true;
    part.integer = modifier && !zone ? readIntegerPicture(context, position, presentation, modifier == 'o')
                                     : readIntegerPicture(context, position, presentation);
    if (zone)
      return;
    if (part.integer.mandatoryDigits < least)
      part.integer.mandatoryDigits = least;
    if (part.component == 'Y')
      limitYear();
  }

  /// [Y01] and [Y,*-2] drop the century. [Y] and [Y1] do not.
  void limitYear() {
    double digits = part.integer.mandatoryDigits + part.integer.optionalDigits;
    if (part.hasMaximum)
      part.yearDigits = part.integer.mandatoryDigits = part.maximum;
    else if (digits >= 2)
      part.yearDigits = digits;
  }

  Context *context;
  uint32_t position;
  DatePart &part;
  std::string_view presentation;
  char modifier = 0; // a, t, c or o
};

class PictureReader {
public:
  PictureReader(Context *c, uint32_t position, std::string_view picture) : context(c), position(position), picture(picture) {}

  std::span<const DatePart> run() {
    size_t most = 2 * size_t(std::count(picture.begin(), picture.end(), '[')) + 1; // a text before each, and behind
    parts = static_cast<DatePart *>(allocate(context, most * sizeof(DatePart)));
    size_t start = 0;
    for (size_t open; (open = picture.find('[', start)) != std::string_view::npos;) {
      addLiteral(picture.substr(start, open - start));
      if (picture.substr(open + 1).starts_with('[')) {
        add().literal = picture.substr(open, 1);
        start = open + 2;
        continue;
      }
      size_t close = picture.find(']', open);
      if (close == std::string_view::npos)
        raise(context, ErrorCode::D3135, position);
      addComponent(picture.substr(open + 1, close - open - 1));
      start = close + 1;
    }
    addLiteral(picture.substr(start));
    return {parts, count};
  }

private:
  DatePart &add() { return *new (parts + count++) DatePart{}; }

  /// A part of text in which ]] stands for ].
  void addLiteral(std::string_view text) {
    if (text.empty())
      return;
    DatePart &part = add();
    part.literal = text;
    if (text.find("]]") == std::string_view::npos)
      return;
    TextBuilder single(context, text.size());
    for (size_t i = 0; i < text.size(); i += text.substr(i).starts_with("]]") ? 2 : 1)
      single.append(text[i]);
    part.literal = single.finish().string();
  }

  void addComponent(std::string_view marker) {
    DatePart *previous = count ? parts + count - 1 : nullptr;
    DatePart &part = add();
    MarkerReader(context, position, part).run(withoutSpaces(marker));
    bool number = part.hasInteger && part.isOneOf(numberComponents);
    if (number && previous && previous->hasInteger)
      previous->parseWidth = previous->integer.mandatoryDigits;
  }

  std::string_view withoutSpaces(std::string_view text) {
    if (std::all_of(text.begin(), text.end(), [](char c) { return c > ' '; })) // nor is anything but ASCII in it
      return text;
    TextBuilder rest(context, text.size());
    for (const char *at = text.data(), *end = at + text.size(); at != end;)
      if (uint32_t point = nextCodePoint(at, end); !isSpace(point))
        rest.appendPoint(point);
    return rest.finish().string();
  }

  Context *context;
  uint32_t position;
  std::string_view picture;
  DatePart *parts = nullptr;
  size_t count = 0;
};

} // namespace

std::span<const DatePart> readDatePicture(Context *c, uint32_t position, std::string_view picture) {
  return PictureReader(c, position, picture).run();
}

std::span<const std::string_view> namesOf(const DatePart &part) {
  return part.component == 'M' || part.component == 'x' ? std::span(months)
         : part.component == 'F'                        ? std::span<const std::string_view>(days)
                                                        : std::span<const std::string_view>();
}

void raiseComponent(Context *c, uint32_t position, ErrorCode code, uint32_t component) {
  char letter[4];
  size_t size = component ? encode(component, letter) : 0;
  raise(c, code, position, {.value = makeString(c, {letter, size})});
}

} // namespace aslrt
