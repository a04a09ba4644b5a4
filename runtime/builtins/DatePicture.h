// Pictures of dates, as XPath's format-dateTime has them and as the reference reads them: "[D1o] [MNn] [Y0001] at [h]:[m01]
// [PN]". Text stands for itself; a component in brackets is a letter (see Calendar.h), how it is presented and how wide
// it may be.
#pragma once

#include "runtime/builtins/IntegerPicture.h"

#include <span>

namespace aslrt {

struct DatePart {
  enum Names : uint8_t { NoNames, LowerNames, UpperNames, TitleNames };

  uint32_t component = 0;   // the letter; 0 for text
  std::string_view literal; // of text
  Names names = NoNames;    // "January" rather than 1
  bool hasWidth = false, hasMaximum = false;
  double maximum = NAN;   // width; NaN also for what is no number
  bool shortUtc = false;  // of a time zone: UTC is Z
  double yearDigits = -1; // of Y: how many are kept, unless -1
  bool hasInteger = false;
  IntegerPicture integer;
  double parseWidth = NAN; // digits that belong to it, for nothing parts it from the next; NaN or 0: as many as there are

  /// Whether the component is one of `letters`.
  bool isOneOf(std::string_view letters) const { return component < 0x80 && letters.find(char(component)) != std::string_view::npos; }
};

/// Components that are numbers.
constexpr std::string_view numberComponents = "YMDdFWwXxHhmsf";
constexpr std::string_view zoneComponents = "Zz";

/// Raises D3132 for a component that does not exist, unless it says how it wants to be presented; D3135 for a bracket that is not
/// closed; D3131.
std::span<const DatePart> readDatePicture(Context *c, uint32_t position, std::string_view picture);

/// Names of months (1 to 12) or days (Monday is 1); empty for a component that has none.
std::span<const std::string_view> namesOf(const DatePart &part);
/// D3132 or D3133 with the component's letter.
[[noreturn]] void raiseComponent(Context *c, uint32_t position, ErrorCode code, uint32_t component);

} // namespace aslrt
