// aslrt_program: what an executable tells its runtime, field by field as in runtime/abi/Program.h.

#include "codegen/Codegen.h"
#include "codegen/Data.h"
#include "codegen/Tables.h"
#include "ir/flow/Flow.h"
#include "ir/jsonata/Jsonata.h"

#include "runtime/abi/Program.h"

#include "llvm/ADT/StringExtras.h"
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
  Descriptor(llvm::Module &module, ModuleOp source, const ProgramInfo &info) : module(module), source(source), info(info), data(module) {}
  void build(llvm::StringRef machine);

private:
  llvm::Constant *states();
  llvm::Constant *expressions();
  llvm::Constant *tasks();
  llvm::Constant *command(const TaskBinding &binding);
  llvm::Constant *native(const TaskBinding &binding);
  llvm::Constant *service(llvm::StringRef symbol, bool needed);
  bool suspends();
  uint32_t stateIndex(llvm::StringRef name);
  llvm::Constant *count(llvm::StringRef attribute) { return data.i64(rows(source, attribute).size()); }

  llvm::Module &module;
  ModuleOp source;
  const ProgramInfo &info;
  DataBuilder data;
};
} // namespace

uint32_t Descriptor::stateIndex(llvm::StringRef name) {
  for (auto [i, row] : llvm::enumerate(rows(source, statesAttribute)))
    if (textOf(cast<ArrayAttr>(row)[0]) == name)
      return i;
  return UINT32_MAX;
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
    entries.push_back(data.structure({data.text(expression.getSource()), data.text(expression.getField()),
                                      data.i32(stateIndex(expression.getState())), data.i32(0)}));
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
  llvm::SmallVector<llvm::Constant *> entries;
  for (Attribute row : rows(source, tasksAttribute)) {
    auto fields = cast<ArrayAttr>(row);
    TaskBinding binding = info.bind ? info.bind(textOf(fields[0])) : TaskBinding();
    entries.push_back(data.structure({data.text(textOf(fields[0])), data.i32(numberOf(fields[1])), data.i32(binding.kind), command(binding),
                                      data.i64(binding.command.size()), native(binding)}));
  }
  return data.table(entries, "tasks");
}

/// Address of a part of the runtime that not every program needs, or null.
llvm::Constant *Descriptor::service(llvm::StringRef symbol, bool needed) {
  auto *pointer = llvm::PointerType::get(module.getContext(), 0);
  if (!needed)
    return llvm::ConstantPointerNull::get(pointer);
  return cast<llvm::Constant>(module.getOrInsertFunction(symbol, llvm::FunctionType::get(pointer, {pointer}, false)).getCallee());
}

/// Whether some state may wait.
bool Descriptor::suspends() {
  return llvm::any_of(rows(source, statesAttribute), [](Attribute row) {
    auto type = aslrt::StateType(numberOf(cast<ArrayAttr>(row)[1]));
    return type != aslrt::StateType::Pass && type != aslrt::StateType::Choice && type != aslrt::StateType::Succeed && type != aslrt::StateType::Fail;
  });
}

void Descriptor::build(llvm::StringRef machine) {
  auto slots = source->getAttrOfType<IntegerAttr>(frameSlotsAttribute);
  auto hash = llvm::SHA256::hash(llvm::arrayRefFromStringRef(info.definition));
  llvm::Function *resume = module.getFunction(machine);
  resume->setName("machine." + machine); // no C name: a native handler, or a symbol of the runtime, may have the workflow's
  llvm::Constant *fields[] = {
      data.i32(aslrt::abiVersion),
      data.i32(slots ? uint32_t(slots.getInt()) : 1),
      data.i32(uint32_t(ir::jsonata::dialectOf(source))),
      data.i32(uint32_t(info.type)),
      resume,
      data.text(info.name),
      data.text(info.definition),
      data.text(llvm::toHex(hash, /*LowerCase=*/true)),
      data.text(info.options),
      data.text("aslc " ASLC_VERSION),
      states(),
      count(statesAttribute),
      expressions(),
      count(expressionsAttribute),
      tasks(),
      count(tasksAttribute),
      data.structure({service("aslrt_make_event_loop", suspends()), service("aslrt_make_local_tasks", !rows(source, tasksAttribute).empty())}),
  };
  llvm::Constant *program = data.structure(fields);
  new llvm::GlobalVariable(module, program->getType(), true, llvm::GlobalValue::ExternalLinkage, program, "aslrt_program");
}

void codegen::addProgram(llvm::Module &module, ModuleOp source, llvm::StringRef machine, const ProgramInfo &info) {
  Descriptor(module, source, info).build(machine);
}
