// A value against the kind and the limits of its field.
#include "frontend/asl/Validate.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <cmath>

using namespace llvm;

namespace aslc::asl {

using document::Node;
using NodeKind = document::Kind;

bool hasPlaceholder(StringRef text) {
  size_t open = text.find("${");
  return open != StringRef::npos && text.find('}', open) != StringRef::npos;
}

bool reportWrongType(StringRef name, const Node &value, StringRef expected, StringRef pointer,
                     DiagnosticEngine &diagnostics) {
  if (value.opaque) // of the type that is wanted, once it is known
    return false;
  auto report = diagnostics.report(DiagId::WrongType, value.range, name, document::describe(value.kind), expected);
  report.at(pointer);
  if (value.unfilled)
    report.hint("the deployment fills in " + value.string.text() + "; here --define does");
  return false;
}

namespace {

/// What a value of a kind is called, and the node kinds it may have.
struct KindRow {
  Kind kind;
  StringLiteral noun;
  unsigned nodes; // bits 1 << document::Kind
};
constexpr unsigned bit(NodeKind kind) { return 1u << unsigned(kind); }
constexpr unsigned anyNode = ~0u;
constexpr KindRow kindRows[] = {
    {Kind::String, "a string", bit(NodeKind::String)},
    {Kind::StateName, "the name of a state", bit(NodeKind::String)},
    {Kind::Boolean, "a boolean", bit(NodeKind::Boolean)},
    {Kind::Integer, "an integer", bit(NodeKind::Number)},
    {Kind::Number, "a number", bit(NodeKind::Number)},
    {Kind::Enum, "a string", bit(NodeKind::String)},
    {Kind::Arn, "a string", bit(NodeKind::String)},
    {Kind::Timestamp, "a string", bit(NodeKind::String)},
    {Kind::Label, "a string", bit(NodeKind::String)},
    {Kind::Path, "a path", bit(NodeKind::String)},
    {Kind::ReferencePath, "a path", bit(NodeKind::String)},
    {Kind::NullablePath, "a path or null", bit(NodeKind::String) | bit(NodeKind::Null)},
    {Kind::ResultPath, "a path or null", bit(NodeKind::String) | bit(NodeKind::Null)},
    {Kind::PathOrFunction, "a path or a call of an intrinsic function", bit(NodeKind::String)},
    {Kind::Json, "a value", anyNode},
    {Kind::Payload, "a value", anyNode},
    {Kind::PayloadObject, "an object", bit(NodeKind::Object)},
    {Kind::Variables, "an object", bit(NodeKind::Object)},
    {Kind::Collection, "an array or an object", bit(NodeKind::Array) | bit(NodeKind::Object)},
    {Kind::Strings, "an array of strings", bit(NodeKind::Array)},
    {Kind::Object, "an object", bit(NodeKind::Object)},
    {Kind::Objects, "an array of objects", bit(NodeKind::Array)},
    {Kind::SubMachine, "an object", bit(NodeKind::Object)},
    {Kind::Machines, "an array of objects", bit(NodeKind::Array)},
    {Kind::States, "an object", bit(NodeKind::Object)},
};

class ValueChecker {
public:
  ValueChecker(const FieldInfo &field, const Node &value, QueryLanguage language, StringRef pointer,
               DiagnosticEngine &diagnostics)
      : field(field), value(value), language(language), pointer(pointer), diagnostics(diagnostics) {}

  bool run() {
    if (value.opaque) // nothing to read, and nothing to complain of
      return false;
    const KindRow &row = kindRows[unsigned(field.kind)];
    // What a string with a delimiter means is read, and reported, by readTemplate.
    if (takesExpression() && value.is(NodeKind::String) && delimitersOf(value.string.text()) != Delimiters::None)
      return field.kind != Kind::Variables || reportWrongType(field.spelling, value, "an object", pointer, diagnostics);
    if (!(row.nodes & bit(value.kind))) {
      std::string expected = row.noun.str();
      if (takesExpression() && field.kind != Kind::Variables)
        expected += " or an expression '{% ... %}'";
      return reportWrongType(field.spelling, value, expected, pointer, diagnostics);
    }
    bool empty = value.is(NodeKind::Array) ? value.items.empty() : value.is(NodeKind::Object) && value.members.empty();
    if (empty && field.limit.notEmpty) {
      report(DiagId::EmptyValue);
      return false;
    }
    return checkContent();
  }

private:
  bool takesExpression() const { return field.evaluated && language == QueryLanguage::JSONata; }

  template <typename... Args> DiagnosticBuilder report(DiagId id, const Args &...args) {
    auto builder = diagnostics.report(id, value.range, field.spelling, args...);
    builder.at(pointer);
    return builder;
  }

  bool checkContent() {
    switch (field.kind) {
    case Kind::Integer:
    case Kind::Number:
      return checkNumber();
    case Kind::Strings:
      return checkStrings();
    case Kind::Enum:
    case Kind::Arn:
    case Kind::Timestamp:
    case Kind::Label:
      return hasPlaceholder(value.string.text()) || checkText();
    case Kind::Path:
    case Kind::ReferencePath:
    case Kind::NullablePath:
    case Kind::ResultPath:
    case Kind::PathOrFunction:
      return value.is(NodeKind::Null) || hasPlaceholder(value.string.text()) || checkPath();
    default:
      return true;
    }
  }

  bool checkNumber() {
    if (field.kind == Kind::Integer && value.number != std::floor(value.number)) {
      report(DiagId::NotAnInteger, value.numberText);
      return false;
    }
    const Limit &limit = field.limit;
    if (value.number >= limit.min && value.number <= limit.max)
      return true;
    report(DiagId::OutOfRange, value.numberText,
           limit.boundedAbove() ? "between " + text(limit.min) + " and " + text(limit.max)
                                : "at least " + text(limit.min),
           value.number < limit.min ? "Minimum value is " + awsBound(limit.min) : "Maximum value is " + awsBound(limit.max));
    return false;
  }
  std::string awsBound(double bound) const { return text(bound) + (field.kind == Kind::Number ? ".0" : ""); }
  static std::string text(double bound) { return std::to_string(int64_t(bound)); } // all bounds are integers

  bool checkStrings() {
    bool good = true;
    for (const auto &[index, item] : enumerate(value.items))
      if (!item->is(NodeKind::String))
        good = reportWrongType((field.spelling + "[" + Twine(index) + "]").str(), *item, "a string",
                               pointerTo(pointer, index), diagnostics);
    return good;
  }

  bool checkText() {
    StringRef string = value.string.text();
    switch (field.kind) {
    case Kind::Enum:
      return checkEnum(string);
    case Kind::Timestamp:
      if (isTimestamp(string))
        return true;
      report(DiagId::BadTimestamp, string)
          .note("such as 2024-08-18T17:33:00Z, with an upper-case T and Z or an offset");
      return false;
    case Kind::Arn:
      if (std::string fault = faultOfArn(string); !fault.empty()) {
        report(DiagId::BadArn, string).note(fault);
        return false;
      }
      return true;
    default:
      return checkLabel(string);
    }
  }

  bool checkEnum(StringRef string) {
    auto choices = field.limit.choices();
    if (is_contained(choices, string))
      return true;
    auto builder = report(DiagId::NotOneOf, string, quotedList(choices, "or"), join(choices, ", "));
    if (field.id == Field::Type)
      builder.awsText("The field 'Type' should have one of these values: [" + join(choices, ", ") + "]");
    StringRef best = closest(string, choices);
    if (auto same = find_if(choices, [&](StringRef choice) { return choice.equals_insensitive(string); });
        same != choices.end())
      best = *same;
    if (!best.empty())
      builder.hint("did you mean '" + best + "'?", value.string.map(0, string.size()), best);
    return false;
  }

  /// Characters that the Map Run's ARN has no room for.
  bool checkLabel(StringRef label) {
    size_t length = 0;
    for (size_t i = 0; i != label.size(); ++i) {
      unsigned char c = label[i];
      // U+0080 to U+009F are C2 80 to C2 9F in UTF-8.
      bool control = c < 0x20 || c == 0x7f || (c == 0xc2 && i + 1 < label.size() && uint8_t(label[i + 1]) < 0xa0);
      if (control || StringRef(" ?*<>{}[]:;,\\|^~$#%&`\"").contains(c)) {
        size_t bytes = c == 0xc2 ? 2 : 1;
        diagnostics.report(DiagId::BadLabelCharacter, value.string.map(i, i + bytes)).at(pointer);
        return false;
      }
      length += (c & 0xc0) != 0x80; // not a continuation byte
    }
    if (length >= 1 && length <= 40)
      return true;
    diagnostics.report(DiagId::BadLabelLength, value.range, uint64_t(length)).at(pointer);
    return false;
  }

  bool checkPath() {
    StringRef path = value.string.text();
    if (field.kind == Kind::PathOrFunction && path.consume_front("States."))
      return checkFunction(path);
    if (field.kind == Kind::ResultPath ? path == "$" || path.starts_with("$.") || path.starts_with("$[")
                                       : path.starts_with("$"))
      return true;
    auto builder = report(DiagId::NotAPath, value.string.text());
    if (field.kind == Kind::ResultPath && path.starts_with("$"))
      builder.note("a result is put into the state's input: '$', or a path that begins with '$.' or '$['");
    else
      builder.note("a path begins with '$'");
    return false;
  }

  bool checkFunction(StringRef call) {
    auto choices = field.limit.choices();
    StringRef name = call.take_until([](char c) { return c == '(' || c == ' '; });
    if (is_contained(choices, name))
      return true;
    report(DiagId::NotAStringFunction, ("States." + name).str())
        .note("those that do are " + quotedList(choices, "and") + " of 'States.'");
    return false;
  }

  const FieldInfo &field;
  const Node &value;
  QueryLanguage language;
  StringRef pointer;
  DiagnosticEngine &diagnostics;
};

constexpr bool rowsFollowKinds() {
  for (unsigned i = 0; i != std::size(kindRows); ++i)
    if (kindRows[i].kind != Kind(i))
      return false;
  return std::size(kindRows) == unsigned(Kind::States) + 1;
}
static_assert(rowsFollowKinds());

} // namespace

bool checkValue(const FieldInfo &field, const Node &value, QueryLanguage language, StringRef pointer,
                DiagnosticEngine &diagnostics) {
  return ValueChecker(field, value, language, pointer, diagnostics).run();
}

} // namespace aslc::asl
