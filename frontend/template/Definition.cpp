// From a state machine of a template to its definition: an object of the template, a JSON text in it, or a file beside it.
#include "frontend/template/Resolver.h"

namespace aslc::templates {

using document::Kind;
using document::Member;
using document::Node;

namespace {

enum class Source : uint8_t { Object, Text, File };
struct SourceRow {
  Form form;
  llvm::StringLiteral property;
  Source source;
};
/// Where each form has the definition. Exactly one is given.
constexpr SourceRow sourceRows[] = {
    {Form::CloudFormation, "Definition", Source::Object},
    {Form::CloudFormation, "DefinitionString", Source::Text},
    {Form::CloudFormation, "DefinitionS3Location", Source::File}, // a path, until `aws cloudformation package`
    {Form::Sam, "Definition", Source::Object},
    {Form::Sam, "DefinitionUri", Source::File},
    {Form::Serverless, "definition", Source::Object},
};

class DefinitionReader {
public:
  DefinitionReader(const StateMachine &machine, const Options &options, DiagnosticEngine &diagnostics)
      : machine(machine), options(options), diagnostics(diagnostics), resolver(options, machine.form, diagnostics) {}

  std::unique_ptr<Node> read();

private:
  const SourceRow *choose(Member *&member);
  std::unique_ptr<Node> object(std::unique_ptr<Node> &slot, llvm::StringRef property);
  std::unique_ptr<Node> text(std::unique_ptr<Node> &slot, llvm::StringRef property);
  std::unique_ptr<Node> file(Node &value, llvm::StringRef property);
  std::unique_ptr<Node> fileAt(llvm::StringRef path, SourceRange named);
  std::unique_ptr<Node> parse(FileId file, document::Format format);
  std::nullptr_t elsewhere(SourceRange range, const std::string &reason);
  std::nullptr_t wrongType(const Node &value, llvm::StringRef property, llvm::StringRef expected, llvm::StringRef hint);

  const StateMachine &machine;
  const Options &options;
  DiagnosticEngine &diagnostics;
  Resolver resolver;
};

} // namespace

/// What is not here cannot be checked, which is no fault, and cannot be compiled, which is one.
std::nullptr_t DefinitionReader::elsewhere(SourceRange range, const std::string &reason) {
  DiagId id = options.keepsOpaque ? DiagId::DefinitionElsewhere : DiagId::DefinitionUnavailable;
  diagnostics.report(id, range, machine.name, reason);
  return nullptr;
}

std::nullptr_t DefinitionReader::wrongType(const Node &value, llvm::StringRef property, llvm::StringRef expected, llvm::StringRef hint) {
  diagnostics.report(DiagId::WrongType, value.range, property, document::describe(value.kind), expected).hint(hint);
  return nullptr;
}

/// The property that holds the definition; reports that there is none, or more than one.
const SourceRow *DefinitionReader::choose(Member *&member) {
  const SourceRow *chosen = nullptr;
  std::string possible;
  for (const SourceRow &row : sourceRows) {
    if (row.form != machine.form)
      continue;
    possible += (possible.empty() ? "'" : ", '") + row.property.str() + "'";
    auto found = llvm::find_if(machine.properties->members, [&](const Member &m) { return m.key.text() == row.property; });
    if (found == machine.properties->members.end())
      continue;
    if (chosen)
      diagnostics.report(DiagId::ExclusiveFields, found->keyRange, chosen->property, row.property)
          .label(member->keyRange, "the first is here");
    else
      std::tie(chosen, member) = std::pair(&row, &*found);
  }
  if (!chosen)
    diagnostics.report(DiagId::NoneOfFields, machine.nameRange, "state machine '" + machine.name + "'", possible);
  return chosen;
}

std::unique_ptr<Node> DefinitionReader::read() {
  Node *properties = machine.properties;
  if (properties)
    if (auto intrinsic = intrinsicOf(*properties))
      return elsewhere(properties->range, "'" + spelling(*intrinsic) + "' gives it");
  if (properties && properties->is(Kind::String) && machine.form == Form::Serverless)
    return elsewhere(properties->range, "'" + properties->string.text().str() + "' gives it");
  if (!properties || !properties->is(Kind::Object)) {
    diagnostics.report(DiagId::NoneOfFields, machine.nameRange, "state machine '" + machine.name + "'", "properties");
    return nullptr;
  }
  if (const Node *map = properties->find("DefinitionSubstitutions"); map && machine.form != Form::Serverless) {
    if (!map->is(Kind::Object))
      wrongType(*map, "DefinitionSubstitutions", "an object", "it maps names to values");
    resolver.addSubstitutions(*map);
  }
  Member *member = nullptr;
  const SourceRow *row = choose(member);
  if (!row)
    return nullptr;
  std::unique_ptr<Node> definition = row->source == Source::Object ? object(member->value, row->property)
                                     : row->source == Source::Text ? text(member->value, row->property)
                                                                   : file(*member->value, row->property);
  if (definition)
    resolver.reportUnused();
  return definition;
}

/// `${file(path)}` of the Serverless Framework: the path; "" of other texts.
static llvm::StringRef fileVariable(llvm::StringRef text) {
  if (!text.consume_front("${file(") || !text.consume_back(")}") || text.find_first_of("${}()") != llvm::StringRef::npos)
    return "";
  return text;
}

std::unique_ptr<Node> DefinitionReader::object(std::unique_ptr<Node> &slot, llvm::StringRef property) {
  Node &value = *slot;
  if (auto intrinsic = intrinsicOf(value))
    return elsewhere(value.range, "'" + spelling(*intrinsic) + "' gives it");
  if (value.is(Kind::String) && machine.form == Form::Serverless) {
    llvm::StringRef text = value.string.text(), path = fileVariable(text);
    if (!path.empty())
      return fileAt(path, value.range);
    if (text.starts_with("${"))
      return elsewhere(value.range, "'" + text.str() + "' gives it");
  }
  if (!value.is(Kind::Object))
    return wrongType(value, property, "an object",
                     machine.form == Form::CloudFormation ? "a JSON text is given as 'DefinitionString'" : "");
  std::unique_ptr<Node> definition = std::exchange(slot, std::make_unique<Node>());
  slot->kind = Kind::Null;
  slot->range = definition->range;
  resolver.resolve(*definition);
  return definition;
}

std::unique_ptr<Node> DefinitionReader::text(std::unique_ptr<Node> &slot, llvm::StringRef property) {
  Node &value = *slot;
  std::optional<Intrinsic> intrinsic = intrinsicOf(value);
  if (intrinsic && intrinsic->name == "ToJsonString" && intrinsic->argument->is(Kind::Object)) {
    bool isShort = intrinsic->argument == &value;
    value.tag.clear();
    return object(isShort ? slot : value.members.front().value, property);
  }
  std::optional<Value> result = resolver.evaluate(value);
  if (!result || (!intrinsic && !value.is(Kind::String)))
    return wrongType(value, property, "a JSON text", value.is(Kind::Object) ? "an object is given as 'Definition'" : "");
  if (!result->isString && !result->isKnown)
    return elsewhere(value.range, "'" + spelling(*intrinsic) + "' gives it");
  if (llvm::StringRef(result->text.text()).trim().empty()) {
    diagnostics.report(DiagId::EmptyValue, value.range, property);
    return nullptr;
  }
  return parse(diagnostics.sourceManager().addDerived(std::move(result->text)), document::Format::Json);
}

std::unique_ptr<Node> DefinitionReader::file(Node &value, llvm::StringRef property) {
  if (auto intrinsic = intrinsicOf(value))
    return elsewhere(value.range, "'" + spelling(*intrinsic) + "' gives it");
  bool isS3 = value.is(Kind::Object) || (value.is(Kind::String) && value.string.text().starts_with("s3://"));
  if (isS3)
    return elsewhere(value.range, "it is in S3");
  if (!value.is(Kind::String))
    return wrongType(value, property, "the path of a file, or an object of S3", "");
  return fileAt(value.string.text(), value.range);
}

std::unique_ptr<Node> DefinitionReader::fileAt(llvm::StringRef path, SourceRange named) {
  FileId file = options.open(path, named);
  if (!file.valid())
    return nullptr;
  SourceManager &sources = diagnostics.sourceManager();
  llvm::StringRef bytes = sources.text(file);
  if (bytes.size() <= options.document.maxBytes) {
    MappedText text = MappedText::verbatim(file, bytes.str(), 0);
    resolver.fill(text);
    if (text.text() != bytes)
      file = sources.addDerived(std::move(text));
  }
  return parse(file, document::Format::Auto);
}

std::unique_ptr<Node> DefinitionReader::parse(FileId file, document::Format format) {
  document::Options reading = options.document;
  reading.format = format;
  reading.substitutions.clear();
  llvm::StringSet<> none;
  reading.opaqueNames = options.keepsOpaque ? &resolver.opaqueNames() : &none;
  std::unique_ptr<Node> definition = document::parse(file, reading, diagnostics);
  if (!definition)
    return nullptr;
  document::refuseTags(*definition, diagnostics);
  resolver.markOpaque(*definition);
  return definition;
}

std::unique_ptr<Node> takeDefinition(const StateMachine &machine, const Options &options, DiagnosticEngine &diagnostics) {
  return DefinitionReader(machine, options, diagnostics).read();
}

} // namespace aslc::templates
