// add-debug-scopes: debug information of the workflow's own (decision D14), which goes to DWARF with the LLVM module.
//
//     llvm.func @order ... loc("order.asl.json":1:1)          a subprogram `order`
//       llvm.call @aslrt_add ...                          =>  a place of the subprogram `Price`, as if that were inlined into
//         loc("Price"("order.asl.json":7:31))                 `order`: a debugger shows both as frames, and stops at the line
//
// What the lowering places in a state has the state's name around its location. Variables are those of the state: the same name stands
// for another value in the next one.

#include "codegen/DebugScopes.h"
#include "codegen/Codegen.h"
#include "ir/flow/Flow.h"

#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "llvm/BinaryFormat/Dwarf.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace mlir;
using namespace aslc;
using namespace aslc::codegen;

namespace {

struct AddDebugScopes : PassWrapper<AddDebugScopes, OperationPass<ModuleOp>> {
  MLIR_DEFINE_EXPLICIT_INTERNAL_INLINE_TYPE_ID(AddDebugScopes)

  AddDebugScopes() = default;
  explicit AddDebugScopes(bool optimised) : optimised(optimised) {}

  llvm::StringRef getArgument() const override { return "add-debug-scopes"; }
  llvm::StringRef getDescription() const override { return "make subprograms of machines and states, for debuggers and profilers"; }
  void getDependentDialects(DialectRegistry &registry) const override { registry.insert<LLVM::LLVMDialect>(); }

  void runOnOperation() override;

private:
  /// A place, and the state in which it is.
  struct Place {
    FileLineColLoc line;
    StringAttr state;
  };

  static Place placeOf(Location loc);
  LLVM::DIFileAttr fileOf(StringAttr path);
  LLVM::DISubprogramAttr subprogram(llvm::StringRef name, StringAttr linkageName, FileLineColLoc line);
  void addTo(LLVM::LLVMFuncOp function, FileLineColLoc start);

  bool optimised = false;
  LLVM::DICompileUnitAttr unit;
  llvm::DenseMap<StringAttr, LLVM::DIFileAttr> files;
  llvm::DenseMap<StringAttr, FileLineColLoc> starts; // of states: the first of their places
};

} // namespace

/// Passes merge locations: the first that says something counts.
AddDebugScopes::Place AddDebugScopes::placeOf(Location loc) {
  if (auto line = dyn_cast<FileLineColLoc>(loc))
    return {line, {}};
  if (auto name = dyn_cast<NameLoc>(loc)) {
    Place inner = placeOf(name.getChildLoc());
    return {inner.line, inner.state ? inner.state : name.getName()};
  }
  if (auto fused = dyn_cast<FusedLoc>(loc))
    for (Location each : fused.getLocations())
      if (Place place = placeOf(each); place.line)
        return place;
  return {};
}

LLVM::DIFileAttr AddDebugScopes::fileOf(StringAttr path) {
  LLVM::DIFileAttr &file = files[path];
  if (!file) {
    llvm::SmallString<128> directory;
    if (llvm::sys::fs::current_path(directory))
      directory.clear(); // then the path is all that is known
    file = LLVM::DIFileAttr::get(&getContext(), path.getValue(), directory);
  }
  return file;
}

LLVM::DISubprogramAttr AddDebugScopes::subprogram(llvm::StringRef name, StringAttr linkageName, FileLineColLoc line) {
  MLIRContext *context = &getContext();
  auto type = LLVM::DISubroutineTypeAttr::get(context, llvm::dwarf::DW_CC_normal, {});
  auto flags = LLVM::DISubprogramFlags::Definition | (optimised ? LLVM::DISubprogramFlags::Optimized : LLVM::DISubprogramFlags(0));
  LLVM::DIFileAttr file = fileOf(line.getFilename());
  return LLVM::DISubprogramAttr::get(context, DistinctAttr::create(UnitAttr::get(context)), unit, file, StringAttr::get(context, name),
                                     linkageName, file, line.getLine(), line.getLine(), flags, type);
}

void AddDebugScopes::addTo(LLVM::LLVMFuncOp function, FileLineColLoc start) {
  MLIRContext *context = &getContext();
  FileLineColLoc line = placeOf(function.getLoc()).line;
  if (!line)
    line = start;
  llvm::StringRef name = function.getSymName();
  name.consume_back(ir::flow::observedSuffix);
  LLVM::DISubprogramAttr own = subprogram(name, function.getSymNameAttr(), line);
  function->setLoc(FusedLoc::get(context, {Location(line)}, own));
  Location around = FusedLoc::get(context, {Location(FileLineColLoc::get(line.getFilename(), line.getLine(), 0))}, own);
  llvm::DenseMap<StringAttr, LLVM::DISubprogramAttr> states;
  llvm::SmallVector<Operation *> strays; // variables of no state, or that are told of before
  llvm::DenseSet<Attribute> declared;
  function.getBody().walk([&](Operation *op) {
    Place place = placeOf(op->getLoc());
    if ((!place.line || !place.state) && isa<LLVM::DbgValueOp, LLVM::DbgDeclareOp>(op))
      strays.push_back(op);
    if (!place.line)
      return op->setLoc(around);
    if (!place.state)
      return op->setLoc(FusedLoc::get(context, {Location(place.line)}, own));
    LLVM::DISubprogramAttr &state = states[place.state];
    if (!state)
      state = subprogram(place.state.getValue(), StringAttr(), starts.lookup(place.state));
    op->setLoc(CallSiteLoc::get(FusedLoc::get(context, {Location(place.line)}, state), around));
    auto of = [&](LLVM::DILocalVariableAttr variable) {
      return LLVM::DILocalVariableAttr::get(context, state, variable.getName(), state.getFile(), state.getLine(), 0, 0, variable.getType());
    };
    if (auto value = dyn_cast<LLVM::DbgValueOp>(op)) {
      value.setVarInfoAttr(of(value.getVarInfo()));
    } else if (auto declare = dyn_cast<LLVM::DbgDeclareOp>(op)) {
      declare.setVarInfoAttr(of(declare.getVarInfo()));
      if (!declared.insert(declare.getVarInfo()).second)
        strays.push_back(op);
    }
  });
  for (Operation *each : strays)
    each->erase();
}

void AddDebugScopes::runOnOperation() {
  ModuleOp module = getOperation();
  FileLineColLoc start = placeOf(module.getLoc()).line;
  if (!start)
    return;
  MLIRContext *context = &getContext();
  unit = LLVM::DICompileUnitAttr::get(DistinctAttr::create(UnitAttr::get(context)), llvm::dwarf::DW_LANG_C11, fileOf(start.getFilename()),
                                      StringAttr::get(context, "aslc " ASLC_VERSION), optimised, LLVM::DIEmissionKind::Full);
  module.walk([&](Operation *op) {
    Place place = placeOf(op->getLoc());
    if (!place.state)
      return;
    FileLineColLoc &first = starts[place.state];
    if (!first || std::pair(place.line.getLine(), place.line.getColumn()) < std::pair(first.getLine(), first.getColumn()))
      first = place.line;
  });
  for (auto function : module.getOps<LLVM::LLVMFuncOp>())
    if (!function.isExternal())
      addTo(function, start);
}

/// struct "json value" { uint64_t head, payload; }, as runtime/abi/Value.h tells; the printer for gdb (tools/gdb) knows it by its name.
static LLVM::DITypeAttr valueDebugType(MLIRContext *context) {
  auto word = LLVM::DIBasicTypeAttr::get(context, llvm::dwarf::DW_TAG_base_type, "uint64_t", 64, llvm::dwarf::DW_ATE_unsigned);
  auto member = [&](llvm::StringRef name, uint64_t offset) -> LLVM::DINodeAttr {
    return LLVM::DIDerivedTypeAttr::get(context, llvm::dwarf::DW_TAG_member, StringAttr::get(context, name), word, 64, 64, offset,
                                        std::nullopt, {});
  };
  return LLVM::DICompositeTypeAttr::get(context, llvm::dwarf::DW_TAG_structure_type, DistinctAttr(), StringAttr::get(context, "json value"),
                                        {}, 0, {}, {}, LLVM::DIFlags::Zero, 128, 64, {member("head", 0), member("payload", 64)}, {}, {}, {},
                                        {});
}

LLVM::DILocalVariableAttr codegen::debugVariable(StringAttr name) {
  MLIRContext *context = name.getContext();
  auto nowhere = LLVM::DIFileAttr::get(context, "", "");
  return LLVM::DILocalVariableAttr::get(context, nowhere, name, nowhere, 0, 0, 0, valueDebugType(context));
}

std::unique_ptr<Pass> codegen::createAddDebugScopesPass(bool optimised) { return std::make_unique<AddDebugScopes>(optimised); }
void codegen::registerAddDebugScopesPass() { PassRegistration<AddDebugScopes>(); }
