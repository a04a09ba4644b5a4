#include "frontend/sema/Builtins.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringMap.h"

#include <vector>

using namespace llvm;

namespace aslc::sema {

namespace {
struct TypeRow {
  char symbol;
  TypeMask types;
  StringLiteral noun; // of the single types
};
} // namespace

// An `a` takes a single value as an array of one, and `j` is anything that JSON has.
static constexpr TypeRow typeRows[] = {
    {'s', StringType, "a string"},
    {'n', NumberType, "a number"},
    {'b', BooleanType, "a boolean"},
    {'l', NullType, "null"},
    {'o', ObjectType, "an object"},
    {'f', FunctionType, "a function"},
    {'a', anyType, ""},
    {'j', anyType & ~FunctionType, ""},
    {'x', anyType, ""},
    {'A', ArrayType, "an array"}, // in no signature: only to be named
};

std::string describe(TypeMask types) {
  std::string text;
  for (const TypeRow &row : typeRows)
    if (!row.noun.empty() && (row.types & types))
      text += (text.empty() ? "" : " or ") + row.noun.str();
  return text;
}

static TypeMask typesOf(char symbol) {
  const TypeRow *row = find_if(typeRows, [&](const TypeRow &each) { return each.symbol == symbol; });
  return row == std::end(typeRows) ? 0 : row->types;
}

static void mark(Parameter &parameter, char symbol) {
  parameter.context |= symbol == '-';
  parameter.optional |= symbol == '?';
  parameter.repeated |= symbol == '+';
}

/// `<s-(sf)n?:s>`: types, choices, and the marks - ? + after them. What stands in <> after an a or f is for the run
/// time.
static SmallVector<Parameter, 4> readSignature(StringRef signature) {
  SmallVector<Parameter, 4> parameters;
  bool inChoice = false;
  unsigned nested = 0;
  for (char symbol : signature.drop_front().drop_back()) {
    if (symbol == '<' || symbol == '>')
      nested += symbol == '<' ? 1 : -1;
    else if (nested)
      continue;
    else if (symbol == ':')
      break;
    else if (symbol == '(')
      inChoice = (parameters.emplace_back(), true);
    else if (symbol == ')')
      inChoice = false;
    else if (TypeMask types = typesOf(symbol))
      (inChoice ? parameters.back() : parameters.emplace_back()).types |= types;
    else if (!parameters.empty())
      mark(parameters.back(), symbol);
  }
  return parameters;
}

size_t Builtin::minimum(bool hasContext) const {
  return count_if(parameters, [&](const Parameter &each) { return !each.optional && !(each.context && hasContext); });
}

size_t Builtin::maximum() const {
  bool repeats = any_of(parameters, [](const Parameter &each) { return each.repeated; });
  return repeats ? SIZE_MAX : parameters.size();
}

namespace {
struct Table {
  StringMap<Builtin> builtins;
  std::vector<StringRef> names;

  Table() {
#define BUILTIN(Id, Name, Signature, Effects, Availability, Doc)                                                       \
  builtins[Name] = {Name, readSignature(Signature), aslrt::Origin::Availability};                                                                   \
  names.push_back(Name);
#include "runtime/abi/Builtins.def"
  }
};
} // namespace

static const Table &table() {
  static const Table instance;
  return instance;
}

const Builtin *findBuiltin(StringRef name, aslrt::Dialect dialect) {
  auto found = table().builtins.find(name);
  bool has = found != table().builtins.end() && isAvailable(found->second.origin, dialect);
  return has ? &found->second : nullptr;
}

SmallVector<StringRef> builtinNames(aslrt::Dialect dialect) {
  SmallVector<StringRef> names;
  copy_if(table().names, std::back_inserter(names),
          [&](StringRef name) { return findBuiltin(name, dialect); });
  return names;
}

} // namespace aslc::sema
