#include "Expression.h"

#include "Backend.h"

#include "frontend/lower/Lower.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"

#include "llvm/Support/raw_ostream.h"

using namespace aslc;

static constexpr llvm::StringLiteral entry = "aslc_eval";

bool Expression::check() {
  checked = sema::checkExpression(source, variables, session.semaOptions, session.diagnostics);
  return checked && !session.diagnostics.hasErrors();
}

int Expression::print(llvm::StringRef form, unsigned level) {
  if (form == "ast")
    return jsonata::dump(*checked->syntax->root, llvm::outs()), Ok;
  Backend backend(level);
  auto module = lower::lowerExpression(*checked, variables, session.sources, entry, backend.context());
  if (form == "flow" || form == "jsonata")
    return module->print(llvm::outs()), Ok;
  if (!backend.runMiddle(*module))
    return InputErrors;
  if (form == "json")
    return module->print(llvm::outs()), Ok;
  if (!backend.runLowering(*module))
    return InputErrors;
  llvm::LLVMContext context;
  auto machine = codegen::createTargetMachine(level);
  auto code = backend.toLLVM(std::move(module), entry, nullptr, *machine, context);
  return code ? printCode(*code, *machine, form) : int(InputErrors);
}

int Expression::printCode(llvm::Module &module, llvm::TargetMachine &machine, llvm::StringRef form) {
  if (form == "llvm")
    return module.print(llvm::outs(), nullptr), Ok;
  auto text = codegen::emit(module, machine, llvm::CodeGenFileType::AssemblyFile);
  llvm::outs() << llvm::StringRef(text.data(), text.size());
  return Ok;
}

std::unique_ptr<codegen::JitFunction> Expression::compile(std::optional<unsigned> optimisation, bool compact) {
  bool quick = !optimisation;
  unsigned level = optimisation.value_or(1);
  Backend backend(level);
  auto module = lower::lowerExpression(*checked, variables, session.sources, entry, backend.context());
  auto entryPoint = module->lookupSymbol<mlir::func::FuncOp>(entry);
  inputDemand = std::make_unique<DemandTable>(ir::demandOf(entryPoint.getArgument(1)), compact);
  if (!backend.runMiddle(*module) || !backend.runLowering(*module))
    return nullptr;
  auto context = std::make_unique<llvm::LLVMContext>();
  auto machine = codegen::createTargetMachine(level, codegen::Place::Memory);
  auto code = quick ? backend.toPlainLLVM(*module, *machine, *context) : backend.toLLVM(std::move(module), entry, nullptr, *machine, *context);
  if (!code)
    return nullptr;
  auto function = codegen::JitFunction::create(std::move(code), std::move(context), entry, std::move(machine));
  if (function)
    return std::move(*function);
  llvm::errs() << "aslc: internal error: " << llvm::toString(function.takeError()) << '\n';
  return nullptr;
}
