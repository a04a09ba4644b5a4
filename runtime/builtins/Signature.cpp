// Matching arguments against a signature, as the reference's regular expression does.
//
// `can[i][p]` says whether parameters i.. can match letters p.. . Filled from the right it takes one step an entry, and
// with it the match that a backtracking matcher finds first is read off from the left without ever going back: a greedy
// parameter takes as much as leaves the rest possible, a lazy one as little.
#include "runtime/builtins/Signature.h"

#include <algorithm>

namespace aslrt {
namespace {

/// Which of the arguments each parameter takes.
class Match {
public:
  Match(Context *c, std::span<const Parameter> parameters, std::span<const Value> arguments)
      : parameters(parameters), width(arguments.size() + 1) {
    letters = static_cast<TypeSet *>(room(c, fixedLetters, sizeof(fixedLetters), arguments.size()));
    std::transform(arguments.begin(), arguments.end(), letters, [](Value v) { return typeBit(typeLetter(v)); });
    can = static_cast<bool *>(room(c, fixedCan, sizeof(fixedCan), (parameters.size() + 1) * width));
  }

  /// Matches the first `count` parameters; with `whole`, against all arguments, else against as many as they take.
  bool find(size_t count, bool whole) {
    for (size_t p = 0; p < width; ++p)
      at(count, p) = !whole || p + 1 == width;
    for (size_t i = count; i-- > 0;)
      for (size_t p = width; p-- > 0;)
        at(i, p) = takes(i, p) || (parameters[i].optional && at(i + 1, p));
    if (!at(0, 0))
      return false;
    size_t p = 0;
    for (size_t i = 0; i < count; ++i)
      p += taken[i] = length(i, p);
    matched = p;
    return true;
  }

  size_t taken[maxSignatureParameters]; // arguments of each parameter
  size_t matched = 0;                   // their sum

private:
  static void *room(Context *c, void *fixed, size_t fixedBytes, size_t bytes) {
    return bytes <= fixedBytes ? fixed : allocate(c, bytes);
  }
  bool &at(size_t i, size_t p) { return can[i * width + p]; }
  bool accepts(size_t i, size_t p) const { return p + 1 < width && (parameters[i].types & letters[p]); }
  /// Whether parameter i can take letter p, and what follows then match.
  bool takes(size_t i, size_t p) {
    return accepts(i, p) && (at(i + 1, p + 1) || (parameters[i].repeated && at(i, p + 1)));
  }
  size_t length(size_t i, size_t p) {
    const Parameter &parameter = parameters[i];
    if (!takes(i, p) || (parameter.optional && parameter.lazy && at(i + 1, p)))
      return 0;
    size_t best = 0;
    for (size_t n = 1; accepts(i, p + n - 1); ++n) {
      if (at(i + 1, p + n))
        best = n;
      if (!parameter.repeated || (best && parameter.lazy))
        break;
    }
    return best;
  }

  std::span<const Parameter> parameters;
  size_t width; // letters + 1
  TypeSet *letters, fixedLetters[16];
  bool *can, fixedCan[128];
};

/// The arguments handed on. Those given are borrowed as long as nothing changes.
class Passed {
public:
  Passed(Context *c, std::span<const Value> given, size_t parameters)
      : context(c), given(given), capacity(given.size() + parameters) {}

  /// An Undefined that was not given is kept only if another follows. For one that was given there is keep(): a builtin called as a value
  /// has its arguments checked once more, and none is not the same as an undefined one.
  void push(Value value) {
    if (value.is(Tag::Undefined) && count + undefined >= given.size())
      ++undefined;
    else
      keep(value);
  }
  void keep(Value value) {
    for (; undefined; --undefined)
      append(undefinedValue());
    append(value);
  }
  std::span<const Value> result() const { return {items ? items : given.data(), count}; }

private:
  void append(Value value) {
    if (!items) {
      if (count < given.size() && given[count].head == value.head && given[count].payload == value.payload) {
        ++count;
        return;
      }
      items = allocateItems(context, capacity);
      std::copy_n(given.begin(), count, items);
    }
    items[count++] = value;
  }

  Context *context;
  std::span<const Value> given;
  size_t capacity, count = 0, undefined = 0;
  Value *items = nullptr;
};

/// The plural of a type's letter, as messages name it; empty if the reference has none.
std::string_view pluralOf(const Parameter &parameter) {
  switch (parameter.plainSubtype ? parameter.subtype : 0) {
  case 'a': return "arrays";
  case 'b': return "booleans";
  case 'f': return "functions";
  case 'n': return "numbers";
  case 'o': return "objects";
  case 's': return "strings";
  default: return {};
  }
}

/// Whether an argument for `a<..>` has items of that type only. Only the first letter inside counts, as in the
/// reference.
bool hasItems(const Parameter &parameter, Value argument, TypeSet letter, size_t taken) {
  if (letter != typeBit('a'))
    return parameter.plainSubtype && taken == 1 && letter == typeBit(parameter.subtype);
  if (!argument.is(Tag::Array))
    return true;
  auto items = itemsOf(argument);
  return std::all_of(items.begin(), items.end(), [&](Value v) { return typeLetter(v) == parameter.subtype; });
}

/// Whether each argument is of its parameter's type as it is, and no others are needed: then they match one to one, and are handed on so.
bool fitsAsGiven(std::span<const Parameter> parameters, std::span<const Value> arguments) {
  if (arguments.size() > parameters.size())
    return false;
  for (size_t i = 0; i < parameters.size(); ++i) {
    const Parameter &parameter = parameters[i];
    if (i >= arguments.size()) {
      if (!parameter.optional || parameter.context)
        return false;
      continue;
    }
    char letter = typeLetter(arguments[i]);
    if (parameter.repeated || parameter.lazy || letter == 'm' || !(parameter.types & typeBit(letter)))
      return false;
    if (parameter.type == 'a' && (letter != 'a' || (parameter.subtype && !hasItems(parameter, arguments[i], typeBit('a'), 1))))
      return false;
  }
  return true;
}

class Validation {
public:
  Validation(Context *c, uint32_t position, std::string_view name, std::span<const Parameter> parameters,
             Value contextValue, std::span<const Value> arguments)
      : c(c), position(position), name(name), parameters(parameters), contextValue(contextValue), arguments(arguments),
        match(c, parameters, arguments), passed(c, arguments, parameters.size()) {}

  std::span<const Value> run() {
    if (!match.find(parameters.size(), true))
      raiseMismatch();
    for (size_t i = 0; i < parameters.size(); ++i)
      if (match.taken[i] == 0)
        passNone(parameters[i]);
      else
        passTaken(parameters[i], match.taken[i]);
    return passed.result();
  }

private:
  Value argument(size_t i) const { return i < arguments.size() ? arguments[i] : undefinedValue(); }

  void passNone(const Parameter &parameter) {
    if (!parameter.context) {
      // The reference hands over the next argument here though the parameter did not match it: <s?n> gives a lone
      // number to the s.
      passed.push(argument(next++));
      return;
    }
    if (!(parameter.contextTypes & typeBit(typeLetter(contextValue))))
      raise(c, ErrorCode::T0411, position, {.token = name, .value = contextValue, .index = uint32_t(next + 1)});
    passed.push(contextValue);
  }

  void passTaken(const Parameter &parameter, size_t taken) {
    size_t first = matchedSoFar;
    matchedSoFar += taken;
    for (size_t k = 0; k < taken; ++k) {
      Value value = argument(next);
      TypeSet letter = typeBit(typeLetter(argument(first + k)));
      if (parameter.type == 'a' && letter != typeBit('m')) {
        if (parameter.subtype && !hasItems(parameter, value, letter, taken))
          raise(c, ErrorCode::T0412, position,
                {.token = name, .value = value, .index = uint32_t(next + 1), .type = pluralOf(parameter)});
        if (letter != typeBit('a'))
          value = value.is(Tag::Undefined) ? makeArray(c, {}) : makeArray(c, {&value, 1});
      }
      if (next < arguments.size()) // given: $zip asks how many there are
        passed.keep(value);
      else
        passed.push(value);
      ++next;
    }
  }

  /// Names the first argument that the parameters so far do not match.
  [[noreturn]] void raiseMismatch() {
    size_t good = 0;
    for (size_t count = 1; count <= parameters.size() && match.find(count, false); ++count)
      good = match.matched;
    raise(c, ErrorCode::T0410, position, {.token = name, .value = argument(good), .index = uint32_t(good + 1)});
  }

  Context *c;
  uint32_t position;
  std::string_view name;
  std::span<const Parameter> parameters;
  Value contextValue;
  std::span<const Value> arguments;
  Match match;
  Passed passed;
  size_t next = 0;         // argument handed over next
  size_t matchedSoFar = 0; // letters that the match has used; differs from `next` where a parameter matched nothing
};

} // namespace

char typeLetter(Value value) {
  switch (value.tag()) {
  case Tag::Undefined: return 'm';
  case Tag::Null: return 'l';
  case Tag::Boolean: return 'b';
  case Tag::Number:
  case Tag::Decimal: return 'n';
  case Tag::String: return 's';
  case Tag::Array: return 'a';
  case Tag::Object: return 'o';
  case Tag::Function: return 'f';
  }
  return 'm';
}

std::span<const Value> validateArguments(Context *context, uint32_t position, std::string_view name,
                                         std::span<const Parameter> parameters, Value contextValue,
                                         std::span<const Value> arguments) {
  if (fitsAsGiven(parameters, arguments)) [[likely]]
    return arguments;
  return Validation(context, position, name, parameters, contextValue, arguments).run();
}

std::span<const Value> validateArguments(Context *context, uint32_t position, std::string_view name,
                                         std::string_view signature, Value contextValue,
                                         std::span<const Value> arguments) {
  Parameter parameters[maxSignatureParameters];
  SignatureScan scan = parseSignature(signature, parameters);
  if (scan.fault != SignatureFault::None)
    raise(context, ErrorCode::T0410, position, {.token = name, .value = undefinedValue(), .index = 1});
  return validateArguments(context, position, name, std::span<const Parameter>(parameters, scan.count), contextValue,
                           arguments);
}

} // namespace aslrt
