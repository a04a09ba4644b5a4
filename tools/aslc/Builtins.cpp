#include "Builtins.h"

#include "runtime/abi/Value.h"

#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"

#include <map>

using namespace aslc;

namespace {

struct Page {
  llvm::StringRef parameters, errors, example, result;
};
struct IntrinsicPage {
  llvm::StringRef parameters, input, example, result;
};

/// Takes a signature apart. It is well-formed: the table is checked where it is compiled.
class SignatureReader {
public:
  explicit SignatureReader(llvm::StringRef signature) : rest(signature.drop_front().drop_back()) {}
  std::vector<BuiltinParameter> parameters() {
    std::vector<BuiltinParameter> result;
    while (!rest.empty() && !rest.starts_with(":")) {
      BuiltinParameter parameter;
      parameter.type = type();
      for (; !rest.empty() && llvm::StringRef("-?+").contains(rest.front()); rest = rest.drop_front()) {
        parameter.context |= rest.front() == '-';
        parameter.optional |= rest.front() == '?';
        parameter.repeated |= rest.front() == '+';
      }
      result.push_back(std::move(parameter));
    }
    return result;
  }
  std::string result() { return rest.consume_front(":") ? type() : ""; }

private:
  static llvm::StringRef noun(char letter) {
    switch (letter) {
    case 's': return "string";
    case 'n': return "number";
    case 'b': return "boolean";
    case 'l': return "null";
    case 'a': return "array";
    case 'o': return "object";
    case 'f': return "function";
    case 'j': return "JSON value";
    default: return "value";
    }
  }
  /// What stands in `<..>`.
  llvm::StringRef bracketed() {
    size_t depth = 0, i = 0;
    do
      depth += rest[i] == '<' ? 1 : rest[i] == '>' ? -1 : 0;
    while (++i, depth);
    llvm::StringRef inside = rest.slice(1, i - 1);
    rest = rest.drop_front(i);
    return inside;
  }
  std::string type() {
    char letter = rest.front();
    rest = rest.drop_front();
    if (letter == '(') {
      llvm::SmallVector<llvm::StringRef> nouns;
      for (; !rest.consume_front(")"); rest = rest.drop_front())
        nouns.push_back(noun(rest.front()));
      std::string last = nouns.pop_back_val().str();
      return llvm::join(nouns, ", ") + " or " + last;
    }
    if (!rest.starts_with("<"))
      return noun(letter).str();
    llvm::StringRef inside = bracketed();
    return letter == 'a' ? ("array of " + noun(inside.front()) + "s").str() : noun(letter).str();
  }

  llvm::StringRef rest;
};

} // namespace

static const std::map<llvm::StringRef, Page> &pages() {
  static const std::map<llvm::StringRef, Page> table = {
#define PAGE(Name, Parameters, Errors, Example, Result) {Name, {Parameters, Errors, Example, Result}},
#include "tools/aslc/BuiltinPages.def"
  };
  return table;
}

static BuiltinInfo describe(llvm::StringRef name, llvm::StringRef signature, llvm::StringRef effects, aslrt::Origin origin, llvm::StringRef doc) {
  BuiltinInfo info{name, signature, effects, doc, origin, {}, "", {}, "", ""};
  SignatureReader reader(signature);
  info.parameters = reader.parameters();
  info.result = reader.result();
  auto page = pages().find(name);
  if (page == pages().end())
    return info;
  llvm::SmallVector<llvm::StringRef> names, errors;
  page->second.parameters.split(names, ' ', -1, /*KeepEmpty=*/false);
  page->second.errors.split(errors, ' ', -1, /*KeepEmpty=*/false);
  for (size_t i = 0; i < std::min(names.size(), info.parameters.size()); ++i)
    info.parameters[i].name = names[i].str();
  info.errors.assign(errors.begin(), errors.end());
  info.example = page->second.example;
  info.exampleResult = page->second.result;
  return info;
}

/// "array:array size:number": those from `least` on may be left out, and one after the last may be repeated.
static std::vector<BuiltinParameter> namedParameters(llvm::StringRef page, size_t least, size_t most) {
  std::vector<BuiltinParameter> parameters;
  for (llvm::StringRef rest = page; !rest.empty();) {
    auto [first, others] = rest.split(' ');
    auto [name, type] = first.split(':');
    rest = others;
    bool repeated = rest.empty() && most > parameters.size() + 1;
    parameters.push_back({name.str(), type.str(), parameters.size() >= least && !repeated, false, repeated});
  }
  return parameters;
}

static llvm::StringRef typeName(aslrt::Tag tag) {
  switch (tag) {
  case aslrt::Tag::Boolean: return "boolean";
  case aslrt::Tag::Number: return "number";
  case aslrt::Tag::String: return "string";
  case aslrt::Tag::Array: return "array";
  case aslrt::Tag::Object: return "object";
  default: return "value";
  }
}

static const std::map<llvm::StringRef, IntrinsicPage> &intrinsicPages() {
  static const std::map<llvm::StringRef, IntrinsicPage> table = {
#define INTRINSIC_PAGE(Id, Parameters, Input, Example, Result) {#Id, {Parameters, Input, Example, Result}},
#include "tools/aslc/IntrinsicPages.def"
  };
  return table;
}

static BuiltinInfo describeIntrinsic(llvm::StringRef id, llvm::StringRef name, size_t least, size_t most, aslrt::Tag result, llvm::StringRef doc) {
  BuiltinInfo info{name, "", "", doc, aslrt::Origin::StepFunctions, {}, typeName(result).str(), {}, "", ""};
  if (auto page = intrinsicPages().find(id); page != intrinsicPages().end()) {
    info.parameters = namedParameters(page->second.parameters, least, most);
    info.exampleInput = page->second.input;
    info.example = page->second.example;
    info.exampleResult = page->second.result;
  }
  return info;
}

std::string BuiltinInfo::call() const {
  std::string text = (isIntrinsic() ? "" : "$") + name.str() + "(";
  for (const BuiltinParameter &parameter : parameters) {
    text += &parameter == &parameters.front() ? "" : ", ";
    text += (parameter.name.empty() ? parameter.type : parameter.name) + (parameter.optional || parameter.context ? "?" : "") + (parameter.repeated ? "..." : "");
  }
  return text + ")";
}

llvm::ArrayRef<BuiltinInfo> aslc::builtinInfos() {
  static const std::vector<BuiltinInfo> all = {
#define BUILTIN(Id, Name, Signature, Effects, Availability, Doc) describe(Name, Signature, #Effects, aslrt::Origin::Availability, Doc),
#include "runtime/abi/Builtins.def"
  };
  return all;
}

llvm::ArrayRef<BuiltinInfo> aslc::intrinsicInfos() {
  constexpr size_t anyNumber = SIZE_MAX;
  static const std::vector<BuiltinInfo> all = {
#define INTRINSIC(Id, Name, Least, Most, Types, Result, Doc) describeIntrinsic(#Id, "States." Name, Least, Most, aslrt::Tag::Result, Doc),
#include "runtime/abi/Intrinsics.def"
  };
  return all;
}
