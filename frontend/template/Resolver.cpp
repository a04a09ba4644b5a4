// Values of a template. What only the deployment knows is written as Fn::Sub would have it: !Ref X is ${X}, and
// !GetAtt X.Arn is ${X.Arn}, so that --define fills any of them by that name.
//
// CloudFormation's resource handler puts DefinitionSubstitutions into the text of the definition, again and again until
// nothing changes, and leaves what it has no value for.
#include "frontend/template/Resolver.h"

#include "llvm/ADT/StringExtras.h"

namespace aslc::templates {

using document::Kind;
using document::Member;
using document::Node;

std::optional<Intrinsic> intrinsicOf(Node &node) {
  if (!node.tag.empty())
    return Intrinsic{llvm::StringRef(node.tag).drop_front(), &node};
  // These two stand beside other keys as well, and bring members that are not known.
  for (const Member &member : node.members)
    if (member.key.text() == "Fn::Transform" || member.key.text().starts_with("Fn::ForEach::"))
      return Intrinsic{member.key.text().drop_front(4), member.value.get()};
  if (node.members.size() != 1)
    return std::nullopt;
  const Member &only = node.members.front();
  llvm::StringRef name = only.key.text();
  if (name != "Ref" && !name.consume_front("Fn::"))
    return std::nullopt;
  return Intrinsic{name, only.value.get()};
}

std::string spelling(const Intrinsic &intrinsic) {
  bool isShort = !intrinsic.argument->tag.empty() && intrinsic.name == llvm::StringRef(intrinsic.argument->tag).drop_front();
  return ((isShort ? "!" : intrinsic.name == "Ref" ? "" : "Fn::") + intrinsic.name).str();
}

/// What a person would give a name to; in an expression, `${...}` may be JSONata's grouping of `$`.
static bool isName(llvm::StringRef text) {
  text = text.split("::").second.empty() ? text : text.split("::").second; // AWS::Region
  return !text.empty() && llvm::all_of(text, [](char c) { return llvm::isAlnum(c) || llvm::StringRef("_-.").contains(c); });
}

//===--- Names ---===//

bool Resolver::spend(size_t bytes, SourceRange place) {
  uint64_t limit = options.document.maxBytes;
  if (spent > limit)
    return false;
  spent += bytes;
  if (spent <= limit)
    return true;
  diagnostics.report(DiagId::SubstitutionTooLarge, place, limit).hint("'--max-definition-size' sets the limit");
  return false;
}

Resolver::Found Resolver::keep(std::string text) { return kept.emplace_back(std::move(text)); }

/// The ${Name} stays, for the deployment to fill.
Resolver::Found Resolver::leave(llvm::StringRef name) {
  opaque.insert(name);
  return std::nullopt;
}

Resolver::Found Resolver::define(llvm::StringRef name) {
  for (const auto &[defined, text] : llvm::reverse(options.document.substitutions))
    if (defined == name && document::isUtf8(text)) {
      options.usedDefines.insert(name);
      return text;
    }
  return std::nullopt;
}

/// What stands for a name in the text of the definition.
Resolver::Found Resolver::substitution(llvm::StringRef name, SourceRange place) {
  auto found = substitutions.find(name);
  if (found != substitutions.end()) {
    found->second.isUsed = true;
    if (!found->second.isKnown)
      return leave(name);
    return spend(found->second.text.size(), place) ? Found(found->second.text) : std::nullopt;
  }
  if (Found defined = define(name))
    return spend(defined->size(), place) ? defined : std::nullopt;
  // The variables of the Serverless Framework are not substitutions.
  if (form == Form::Serverless)
    return leave(name);
  if (isName(name) && undefined++ < document::maxReports)
    reportUndefined(name, place);
  return std::nullopt;
}

void Resolver::reportUndefined(llvm::StringRef name, SourceRange place) {
  auto report = diagnostics.report(DiagId::UndefinedSubstitution, place, name);
  std::vector<llvm::StringRef> names;
  for (const auto &entry : substitutions)
    names.push_back(entry.first());
  llvm::sort(names);
  if (llvm::StringRef best = closest(name, names); !best.empty())
    report.hint("did you mean '${" + best + "}'?", place, ("${" + best + "}").str());
  else if (names.empty() || name.contains("::") || name.contains('.'))
    report.hint("'DefinitionSubstitutions' define names; in the template itself, '!Sub' fills in parameters and resources");
  else
    report.hint("define it in 'DefinitionSubstitutions', or by --define " + name + "=VALUE");
}

void Resolver::fill(MappedText &text) {
  document::replacePlaceholders(text, [&](llvm::StringRef name, SourceRange place) { return substitution(name, place); });
}

void Resolver::addSubstitutions(const Node &map) {
  for (const Member &member : map.members) {
    std::optional<Value> value;
    // As they are: what is in them is filled where they are used.
    if (Node &node = *member.value; node.is(Kind::String) && node.tag.empty())
      value = Value{node.string, true, true};
    else
      value = evaluate(node);
    if (!value)
      diagnostics.report(DiagId::WrongType, member.value->range, ("DefinitionSubstitutions/" + member.key.text()).str(),
                         document::describe(member.value->kind), "a string, a number or a boolean");
    bool isKnown = value && value->isKnown;
    Substitution entry{isKnown ? value->text.text().str() : "", member.keyRange, isKnown};
    if (Found defined = define(member.key.text()))
      entry = {defined->str(), member.keyRange, true};
    substitutions[member.key.text()] = entry;
  }
  expandSubstitutions();
}

/// Values may hold each other's names. A circle is left as it is after some rounds.
void Resolver::expandSubstitutions() {
  constexpr unsigned maxRounds = 8;
  bool isChanged = true;
  for (unsigned round = 0; isChanged && round < maxRounds; ++round) {
    isChanged = false;
    for (auto &item : substitutions) {
      Substitution &entry = item.second;
      MappedText text = MappedText::verbatim(entry.place.file, entry.text, 0);
      document::replacePlaceholders(text, [&](llvm::StringRef name, SourceRange) -> Found {
        auto found = substitutions.find(name);
        if (found == substitutions.end() || &found->second == &entry)
          return std::nullopt;
        found->second.isUsed = true;
        if (!found->second.isKnown)
          return leave(name);
        return spend(found->second.text.size(), entry.place) ? Found(found->second.text) : std::nullopt;
      });
      isChanged |= text.text() != entry.text;
      entry.text = text.text().str();
    }
  }
}

void Resolver::reportUnused() {
  std::vector<const llvm::StringMapEntry<Substitution> *> unused;
  for (const auto &entry : substitutions)
    if (!entry.second.isUsed)
      unused.push_back(&entry);
  llvm::sort(unused, [](auto *a, auto *b) { return a->second.place.begin < b->second.place.begin; });
  for (const auto *entry : unused)
    diagnostics.report(DiagId::UnusedSubstitution, entry->second.place, entry->first());
}

//===--- Intrinsic functions ---===//

bool Resolver::holdsOpaque(llvm::StringRef text) const {
  for (size_t open = text.find("${"); open != llvm::StringRef::npos; open = text.find("${", open + 2)) {
    llvm::StringRef name = text.substr(open + 2).take_until([](char c) { return c == '}'; });
    if (opaque.contains(name))
      return true;
  }
  return false;
}

Value Resolver::ofText(MappedText text) {
  bool isKnown = !holdsOpaque(text.text());
  return {std::move(text), true, isKnown};
}

Value Resolver::placeholder(std::string name, SourceRange place) {
  MappedText::Builder text(place.file, place.begin);
  Found defined = define(name);
  std::string shown = defined ? defined->str() : "${" + name + "}";
  text.replaced(shown, place.begin, place.end - place.begin);
  if (!defined)
    leave(name);
  return {text.take(), false, defined.has_value()};
}

/// !GetAtt X.Arn, or [X, Arn].
std::optional<Value> Resolver::getAtt(Node &argument, SourceRange place) {
  if (argument.is(Kind::String))
    return placeholder(argument.string.text().str(), place);
  std::string name;
  for (const auto &item : argument.items) {
    if (!item->is(Kind::String))
      return std::nullopt;
    name += (name.empty() ? "" : ".") + item->string.text().str();
  }
  return name.empty() ? std::nullopt : std::optional(placeholder(name, place));
}

Resolver::Found Resolver::subVariable(llvm::StringRef name, const Node *variables) {
  if (Found defined = define(name))
    return defined;
  const Member *member = variables ? variables->findMember(name) : nullptr;
  std::optional<Value> value = member ? evaluate(*member->value) : std::nullopt;
  if (!value || !spend(value->text.text().size(), member->keyRange))
    return leave(name);
  return keep(value->text.text().str());
}

void Resolver::fillSub(MappedText &text, const Node *variables) {
  document::replacePlaceholders(text, [&](llvm::StringRef name, SourceRange place) -> Found {
    if (!name.consume_front("!"))
      return subVariable(name, variables);
    // ${!Name} is the text ${Name}, which DefinitionSubstitutions may fill.
    bool hasValue = substitutions.contains(name) || define(name);
    Found found = hasValue ? substitution(name, place) : std::nullopt;
    return found ? found : keep("${" + name.str() + "}");
  });
}

std::optional<Value> Resolver::sub(Node &argument) {
  Node *text = &argument, *variables = nullptr;
  if (argument.is(Kind::Array) && argument.items.size() == 2) {
    text = argument.items[0].get();
    variables = argument.items[1].get();
  }
  if (!text->is(Kind::String))
    return std::nullopt;
  MappedText filled = text->string;
  fillSub(filled, variables);
  return ofText(std::move(filled));
}

std::optional<Value> Resolver::join(Node &argument) {
  if (argument.items.size() != 2 || !argument.items[0]->is(Kind::String) || !argument.items[1]->is(Kind::Array))
    return std::nullopt;
  Node &list = *argument.items[1];
  if (intrinsicOf(list)) // a list that only the deployment knows
    return std::nullopt;
  llvm::StringRef separator = argument.items[0]->string.text();
  MappedText::Builder joined(list.range.file, list.range.begin);
  uint32_t end = list.range.begin;
  for (const auto &item : list.items) {
    std::optional<Value> piece = evaluate(*item);
    if (!piece || (item != list.items.front() && !spend(separator.size(), item->range)))
      return std::nullopt;
    if (item != list.items.front())
      joined.replaced(separator, end, 0);
    joined.append(piece->text, 0, piece->text.text().size());
    end = std::max(end, item->range.end);
  }
  return ofText(joined.take());
}

/// Nothing: not a form of the function that could be followed.
std::optional<Value> Resolver::call(const Intrinsic &intrinsic, SourceRange place) {
  Node &argument = *intrinsic.argument;
  if (intrinsic.name == "Sub")
    return sub(argument);
  if (intrinsic.name == "Join")
    return join(argument);
  if (intrinsic.name == "GetAtt")
    return getAtt(argument, place);
  if (intrinsic.name == "Ref" && argument.is(Kind::String))
    return placeholder(argument.string.text().str(), place);
  if (argument.is(Kind::String))
    return placeholder((intrinsic.name + ":" + argument.string.text()).str(), place); // ${ImportValue:Name}
  return std::nullopt;
}

std::optional<Value> Resolver::evaluate(Node &node) {
  if (std::optional<Intrinsic> intrinsic = intrinsicOf(node)) {
    std::optional<Value> value = call(*intrinsic, node.range);
    return value ? value : placeholder("Fn::" + intrinsic->name.str(), node.range);
  }
  switch (node.kind) {
  case Kind::String: {
    MappedText text = node.string;
    fill(text);
    return ofText(std::move(text));
  }
  case Kind::Number:
  case Kind::Boolean: {
    MappedText::Builder text(node.range.file, node.range.begin);
    text.replaced(document::toJson(node), node.range.begin, node.range.end - node.range.begin);
    return Value{text.take(), false, true};
  }
  default: return std::nullopt;
  }
}

//===--- Definitions ---===//

/// Whether a text is an expression, or a path or call of JSONPath, in which a ${Name} stands outside of its strings: what it
/// will be cannot be said.
static bool holdsBarePlaceholder(llvm::StringRef text) {
  if (llvm::none_of(llvm::ArrayRef<llvm::StringRef>{"{%", "$.", "$[", "$$", "States."},
                    [&](llvm::StringRef start) { return text.starts_with(start); }))
    return false;
  char quote = 0;
  for (size_t at = 0; at < text.size(); ++at) {
    if (quote && text[at] == '\\')
      ++at;
    else if (quote ? text[at] == quote : text[at] == '"' || text[at] == '\'' || text[at] == '`')
      quote = quote ? 0 : text[at];
    else if (!quote && text.substr(at).starts_with("${"))
      return true;
  }
  return false;
}

bool Resolver::isOpaqueString(const Node &node) const {
  llvm::StringRef text = node.string.text();
  if (!options.keepsOpaque || !text.contains("${"))
    return false;
  // A variable of the Serverless Framework may be of any type.
  bool isVariable = form == Form::Serverless && text.starts_with("${") && text.ends_with("}");
  return isVariable || (holdsBarePlaceholder(text) && holdsOpaque(text));
}

void Resolver::replace(Node &node, Value value) {
  node.kind = Kind::String;
  node.string = std::move(value.text);
  node.items.clear();
  node.members.clear();
  node.tag.clear();
  if (!value.isString && value.isKnown)
    document::setScalar(node, node.string.text());
  bool isOpen = !value.isString && !value.isKnown;
  node.opaque = (options.keepsOpaque && isOpen) || (node.is(Kind::String) && isOpaqueString(node));
  node.unfilled = isOpen && !options.keepsOpaque;
}

void Resolver::resolve(Node &definition) {
  document::forEachNode(definition, [&](Node &node) {
    if (intrinsicOf(node))
      return replace(node, *evaluate(node));
    if (node.is(Kind::String)) {
      fill(node.string);
      node.opaque = isOpaqueString(node);
    }
    for (Member &member : node.members)
      fill(member.key);
  });
}

void Resolver::markOpaque(Node &definition) {
  const SourceManager &sources = diagnostics.sourceManager();
  document::forEachNode(definition, [&](Node &node) {
    if (!node.is(Kind::String) || !options.keepsOpaque)
      return;
    // In YAML, a ${Name} without quotes will be read as what the value looks like.
    llvm::StringRef text = node.string.text();
    bool isBare = sources.text(node.range.file).substr(node.range.begin).starts_with("$") && text.starts_with("${") &&
                  text.find('}') == text.size() - 1;
    node.opaque |= isOpaqueString(node) || (isBare && holdsOpaque(text));
  });
}

} // namespace aslc::templates
