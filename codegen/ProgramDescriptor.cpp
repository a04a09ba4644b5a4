// aslrt_program: what an executable tells its runtime, field by field as in runtime/abi/Program.h.

#include "codegen/Codegen.h"
#include "codegen/Data.h"
#include "codegen/Tables.h"
#include "ir/flow/Flow.h"
#include "ir/jsonata/Jsonata.h"

#include "runtime/abi/Program.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/Support/SHA256.h"

using namespace mlir;
using namespace aslc;
using namespace aslc::codegen;

static llvm::ArrayRef<Attribute> rows(ModuleOp module, llvm::StringRef name) {
  auto attribute = module->getAttrOfType<ArrayAttr>(name);
  return attribute ? attribute.getValue() : llvm::ArrayRef<Attribute>();
}
static llvm::StringRef textOf(Attribute attribute) { return cast<StringAttr>(attribute).getValue(); }
static uint32_t numberOf(Attribute attribute) { return uint32_t(cast<IntegerAttr>(attribute).getInt()); }

namespace {
class Descriptor {
public:
  Descriptor(llvm::Module &module, ModuleOp source, const ProgramInfo &info) : module(module), source(source), info(info), data(module) {
    for (auto [i, row] : llvm::enumerate(rows(source, statesAttribute)))
      stateIndices.try_emplace(textOf(cast<ArrayAttr>(row)[0]), i);
  }
  void build();

private:
  llvm::Constant *states();
  llvm::Constant *expressions();
  llvm::Constant *tasks();
  llvm::Constant *machines();
  llvm::Function *machine(Attribute symbol);
  llvm::Constant *forks();
  llvm::Constant *attempts();
  llvm::Constant *errorNames(Attribute names);
  llvm::Constant *retrier(ir::flow::RetrierAttr retrier);
  llvm::Constant *command(const TaskBinding &binding);
  llvm::Constant *native(const TaskBinding &binding);
  llvm::Constant *demand(Attribute of, uint32_t depth = 0);
  llvm::Constant *service(llvm::StringRef symbol, bool needed);
  bool runsMaps();
  bool suspends();
  uint32_t stateIndex(llvm::StringRef name) const;
  llvm::Constant *count(llvm::StringRef attribute) { return data.i64(rows(source, attribute).size()); }

  llvm::Module &module;
  ModuleOp source;
  const ProgramInfo &info;
  DataBuilder data;
  llvm::StringMap<uint32_t> stateIndices; // by name
};
} // namespace

uint32_t Descriptor::stateIndex(llvm::StringRef name) const {
  auto found = stateIndices.find(name);
  return found == stateIndices.end() ? UINT32_MAX : found->second;
}

llvm::Constant *Descriptor::states() {
  llvm::SmallVector<llvm::Constant *> entries;
  for (Attribute row : rows(source, statesAttribute)) {
    auto fields = cast<ArrayAttr>(row);
    entries.push_back(data.structure({data.text(textOf(fields[0])), data.i32(numberOf(fields[1])), data.i32(0)}));
  }
  return data.table(entries, "states");
}

llvm::Constant *Descriptor::expressions() {
  llvm::SmallVector<llvm::Constant *> entries;
  for (Attribute row : rows(source, expressionsAttribute)) {
    auto expression = cast<ir::flow::ExpressionAttr>(row);
    entries.push_back(data.structure(
        {data.text(expression.getSource()), data.text(expression.getField()), data.i32(stateIndex(expression.getState())), data.i32(0)}));
  }
  return data.table(entries, "expressions");
}

llvm::Constant *Descriptor::command(const TaskBinding &binding) {
  llvm::SmallVector<llvm::Constant *> words;
  for (const std::string &word : binding.command)
    words.push_back(data.text(word));
  return data.table(words, "command");
}

llvm::Constant *Descriptor::native(const TaskBinding &binding) {
  auto *pointer = llvm::PointerType::get(module.getContext(), 0);
  if (binding.kind != TaskBinding::Native)
    return llvm::ConstantPointerNull::get(pointer);
  auto *type = llvm::FunctionType::get(llvm::Type::getInt32Ty(module.getContext()), {pointer}, false);
  return cast<llvm::Constant>(module.getOrInsertFunction(binding.symbol, type).getCallee());
}

llvm::Constant *Descriptor::tasks() {
  auto results = source->getAttrOfType<DictionaryAttr>(ir::flow::resultsAttribute);
  llvm::SmallVector<llvm::Constant *> entries;
  for (Attribute row : rows(source, tasksAttribute)) {
    auto fields = cast<ArrayAttr>(row);
    TaskBinding binding = info.bind ? info.bind(textOf(fields[0])) : TaskBinding();
    llvm::StringRef state = textOf(cast<ArrayAttr>(rows(source, statesAttribute)[numberOf(fields[1])])[0]);
    entries.push_back(
        data.structure({data.text(textOf(fields[0])), data.i32(numberOf(fields[1])), data.i32(binding.kind), command(binding),
                        data.i64(binding.command.size()), native(binding), demand(results ? results.get(state) : Attribute())}));
  }
  return data.table(entries, "tasks");
}

llvm::Function *Descriptor::machine(Attribute symbol) {
  llvm::StringRef name = cast<FlatSymbolRefAttr>(symbol).getValue();
  llvm::Function *resume = module.getFunction(name);
  resume->setName("machine." + name); // no C name: a native handler, or a symbol of the runtime, may have the workflow's
  return resume;
}

llvm::Constant *Descriptor::machines() {
  auto inputs = source->getAttrOfType<DictionaryAttr>(ir::flow::inputsAttribute);
  llvm::SmallVector<llvm::Constant *> entries;
  for (Attribute row : rows(source, machinesAttribute)) {
    auto fields = cast<ArrayAttr>(row);
    llvm::Constant *resume = machine(fields[0]), *observed = fields[2] == fields[0] ? resume : machine(fields[2]);
    Attribute input = inputs ? inputs.get(cast<FlatSymbolRefAttr>(fields[0]).getAttr()) : Attribute();
    entries.push_back(data.structure(
        {resume, observed, data.i32(std::max(numberOf(fields[1]), numberOf(fields[3]))), data.i32(numberOf(fields[4])), demand(input)}));
  }
  return data.table(entries, "machines");
}

llvm::Constant *Descriptor::forks() {
  llvm::SmallVector<llvm::Constant *> entries;
  for (Attribute row : rows(source, forksAttribute)) {
    auto fields = cast<ArrayAttr>(row);
    entries.push_back(data.structure(
        {data.i32(numberOf(fields[0])), data.i32(numberOf(fields[1])), data.i32(numberOf(fields[2])), data.i32(numberOf(fields[3]))}));
  }
  return data.table(entries, "forks");
}

llvm::Constant *Descriptor::errorNames(Attribute names) {
  llvm::SmallVector<llvm::Constant *> texts;
  for (Attribute name : cast<ArrayAttr>(names))
    texts.push_back(data.text(textOf(name)));
  return data.structure({data.table(texts, "errors"), data.i64(texts.size())});
}

llvm::Constant *Descriptor::retrier(ir::flow::RetrierAttr retrier) {
  llvm::Constant *backoff = llvm::ConstantFP::get(llvm::Type::getDoubleTy(module.getContext()), retrier.getBackoff().getValueAsDouble());
  return data.structure({errorNames(retrier.getErrors()), backoff, data.i32(retrier.getInterval()), data.i32(retrier.getAttempts()),
                         data.i32(retrier.getLongest()), data.i32(retrier.getJitter())});
}

llvm::Constant *Descriptor::attempts() {
  llvm::SmallVector<llvm::Constant *> entries;
  for (Attribute row : rows(source, attemptsAttribute)) {
    auto fields = cast<ArrayAttr>(row);
    llvm::SmallVector<llvm::Constant *> retriers, catchers;
    for (Attribute each : cast<ArrayAttr>(fields[3]))
      retriers.push_back(retrier(cast<ir::flow::RetrierAttr>(each)));
    for (Attribute each : cast<ArrayAttr>(fields[4]))
      catchers.push_back(errorNames(each));
    entries.push_back(data.structure({data.i32(stateIndex(textOf(fields[0]))), data.i32(numberOf(fields[1])), data.i32(numberOf(fields[2])),
                                      data.i32(0), data.table(retriers, "retriers"), data.i64(retriers.size()),
                                      data.table(catchers, "catchers"), data.i64(catchers.size())}));
  }
  return data.table(entries, "attempts");
}

/// Address of an aslrt::Demand, or null. So many names lead to it.
llvm::Constant *Descriptor::demand(Attribute of, uint32_t depth) {
  using aslrt::Kept;
  struct Kind {
    Kept kept = Kept::Nothing, others = Kept::Nothing;
    bool tuples = false;
  } kind;
  constexpr Kind kinds[] = {{Kept::Items},
                            {Kept::Told},
                            {Kept::Passed},
                            {Kept::Nothing, Kept::Told},
                            {Kept::Nothing, Kept::Passed},
                            {Kept::Nothing, Kept::Nothing, true},
                            {Kept::Items, Kept::Nothing, true}};
  if (auto inPart = dyn_cast_or_null<ir::flow::DemandAttr>(of)) {
    kind = kinds[uint32_t(inPart.getKept())];
    of = inPart.getMembers();
  }
  auto names = dyn_cast_or_null<DictionaryAttr>(of);
  if (!names)
    return llvm::ConstantPointerNull::get(llvm::PointerType::get(module.getContext(), 0));
  llvm::SmallVector<llvm::Constant *> members;
  for (NamedAttribute member : names)
    members.push_back(data.structure({data.text(member.getName()), demand(member.getValue(), depth + 1)}));
  // Items of an array that objects alone lead to are in one container more
  llvm::Constant *row = data.structure({data.table(members, "members"), data.i32(members.size()), data.i32(uint32_t(kind.kept)),
                                        data.i32(uint32_t(kind.others)), data.i32(kind.tuples ? depth + 1 : 0)});
  return data.table(row, "demand");
}

/// Address of a part of the runtime that not every program needs, or null.
llvm::Constant *Descriptor::service(llvm::StringRef symbol, bool needed) {
  auto *pointer = llvm::PointerType::get(module.getContext(), 0);
  if (!needed)
    return llvm::ConstantPointerNull::get(pointer);
  return cast<llvm::Constant>(module.getOrInsertFunction(symbol, llvm::FunctionType::get(pointer, {pointer}, false)).getCallee());
}

/// Whether some Map state is distributed.
bool Descriptor::runsMaps() {
  return llvm::any_of(rows(source, forksAttribute), [](Attribute row) { return numberOf(cast<ArrayAttr>(row)[3]) != 0; });
}

/// Whether some state may wait.
bool Descriptor::suspends() {
  return llvm::any_of(rows(source, statesAttribute), [](Attribute row) {
    auto type = aslrt::StateType(numberOf(cast<ArrayAttr>(row)[1]));
    return type != aslrt::StateType::Pass && type != aslrt::StateType::Choice && type != aslrt::StateType::Succeed &&
           type != aslrt::StateType::Fail;
  });
}

void Descriptor::build() {
  auto hash = llvm::SHA256::hash(llvm::arrayRefFromStringRef(info.definition));
  llvm::Constant *fields[] = {
      data.i32(aslrt::abiVersion),
      data.i32(info.timeoutSeconds),
      data.i32(uint32_t(ir::jsonata::dialectOf(source))),
      data.i32(uint32_t(info.type)),
      machines(),
      count(machinesAttribute),
      data.text(info.name),
      data.text(info.definition),
      data.text(info.references),
      data.text(llvm::toHex(hash, /*LowerCase=*/true)),
      data.text(info.options),
      data.text("aslc " ASLC_VERSION),
      data.text(info.profile),
      states(),
      count(statesAttribute),
      expressions(),
      count(expressionsAttribute),
      tasks(),
      count(tasksAttribute),
      forks(),
      count(forksAttribute),
      attempts(),
      count(attemptsAttribute),
      data.i64(source->hasAttr(ir::flow::anonymousAttribute)),
      data.structure(
          {service("aslrt_make_event_loop", suspends()), service("aslrt_make_local_tasks", !rows(source, tasksAttribute).empty()),
           service("aslrt_make_map_run", runsMaps()), service("aslrt_open_reader", source->hasAttr(ir::flow::readsItemsAttribute)),
           service("aslrt_read_input", source->hasAttr(ir::flow::inputsAttribute) || source->hasAttr(ir::flow::resultsAttribute))}),
  };
  llvm::Constant *program = data.structure(fields);
  auto linkage = info.entry.empty() ? llvm::GlobalValue::ExternalLinkage : llvm::GlobalValue::InternalLinkage;
  auto *variable = new llvm::GlobalVariable(module, program->getType(), true, linkage, program, "aslrt_program");
  if (info.entry.empty())
    return;
  auto *type = llvm::FunctionType::get(llvm::PointerType::get(module.getContext(), 0), false);
  auto *entry = llvm::Function::Create(type, llvm::GlobalValue::ExternalLinkage, info.entry, module);
  llvm::IRBuilder<>(llvm::BasicBlock::Create(module.getContext(), "", entry)).CreateRet(variable);
}

void codegen::addProgram(llvm::Module &module, ModuleOp source, const ProgramInfo &info) { Descriptor(module, source, info).build(); }
