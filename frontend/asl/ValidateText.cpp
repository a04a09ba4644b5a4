// Texts with a grammar of their own: timestamps and ARNs.
#include "frontend/asl/Validate.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"

using namespace llvm;

namespace aslc::asl {

namespace {

/// Takes `digits` decimal digits off the front; -1 if they are not there or their number is not within [min, max].
int takeNumber(StringRef &text, size_t digits, int min, int max) {
  int number = 0;
  if (text.size() < digits || !all_of(text.take_front(digits), isDigit) ||
      text.take_front(digits).getAsInteger(10, number))
    return -1;
  text = text.drop_front(digits);
  return number < min || number > max ? -1 : number;
}

int daysOf(int year, int month) {
  static constexpr int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return days[month - 1] + (month == 2 && leap);
}

bool takeDate(StringRef &text) {
  int year = takeNumber(text, 4, 0, 9999);
  if (year < 0 || !text.consume_front("-"))
    return false;
  int month = takeNumber(text, 2, 1, 12);
  return month > 0 && text.consume_front("-") && takeNumber(text, 2, 1, daysOf(year, month)) > 0;
}

bool takeClock(StringRef &text) {
  return takeNumber(text, 2, 0, 23) >= 0 && text.consume_front(":") && takeNumber(text, 2, 0, 59) >= 0;
}

bool isNamePart(StringRef part) {
  return !part.empty() && all_of(part, [](char c) { return isAlnum(c) || c == '-' || c == '_' || c == '.'; });
}

} // namespace

bool isTimestamp(StringRef text) {
  if (!takeDate(text) || !text.consume_front("T") || !takeClock(text) || !text.consume_front(":") ||
      takeNumber(text, 2, 0, 59) < 0)
    return false;
  if (text.consume_front(".")) {
    StringRef rest = text.drop_while(isDigit);
    if (rest.size() == text.size())
      return false;
    text = rest;
  }
  if (text == "Z")
    return true;
  return (text.consume_front("+") || text.consume_front("-")) && takeClock(text) && text.empty();
}

std::string faultOfArn(StringRef text) {
  SmallVector<StringRef, 8> parts;
  text.split(parts, ':');
  if (parts[0] != "arn")
    return "an ARN begins with 'arn:'";
  if (parts.size() < 4 || parts[1].empty() || parts[2].empty())
    return "an ARN is 'arn:partition:service:region:account:resource'";
  // arn:aws:lambda:region:account:function:name[:version or alias]; `#{` is a placeholder of the Serverless Framework
  if (parts[2] != "lambda" || parts.size() < 6 || parts[5] != "function" || text.contains("#{"))
    return "";
  if (parts.size() < 7 || !isNamePart(parts[6]))
    return "the name of the function is missing, or has characters other than letters, digits, '-', '_' and '.'";
  if (parts.size() > 8 || (parts.size() == 8 && parts[7] != "$LATEST" && !isNamePart(parts[7])))
    return "after the name of a function comes at most one version or alias";
  return "";
}

} // namespace aslc::asl
