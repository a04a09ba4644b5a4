// Code in memory: how `aslc eval` runs an expression that it has compiled.
#pragma once

#include "runtime/core/Context.h"

#include "llvm/IR/LLVMContext.h"
#include "llvm/IR/Module.h"
#include "llvm/Support/Error.h"
#include "llvm/Target/TargetMachine.h"

#include <memory>

namespace aslc::codegen {

/// A compiled function Value(Context *, Value) and the memory of its code.
class JitFunction {
public:
  using Entry = aslrt::Value (*)(aslrt::Context *, aslrt::Value);
  static llvm::Expected<std::unique_ptr<JitFunction>> create(std::unique_ptr<llvm::Module> module, std::unique_ptr<llvm::LLVMContext> context,
                                                             llvm::StringRef symbol, std::unique_ptr<llvm::TargetMachine> machine);
  ~JitFunction();
  aslrt::Value operator()(aslrt::Context *context, aslrt::Value input) const { return entry(context, input); }

private:
  JitFunction();
  struct Session;
  std::unique_ptr<Session> session;
  Entry entry = nullptr;
};

} // namespace aslc::codegen
