// From the IR to machine code: lowering to the LLVM dialect, LLVM module with the runtime's bitcode, object, executable or code in
// memory.
#pragma once

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/OwningOpRef.h"
#include "mlir/Pass/PassManager.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/IR/LLVMContext.h"
#include "llvm/IR/Module.h"
#include "llvm/Support/Error.h"
#include "llvm/Target/TargetMachine.h"

#include "runtime/abi/Program.h"

#include <memory>
#include <string>
#include <vector>

namespace aslc::codegen {

/// What a Task's resource is bound to when compiling.
struct TaskBinding {
  enum Kind : uint32_t { None, Exec, Native } kind = None;
  std::vector<std::string> command; // Exec: program and arguments
  std::string symbol;               // Native: a function of an object given to `aslc compile`
};

/// What an executable tells of itself (runtime/abi/Program.h).
struct ProgramInfo {
  std::string name;       // "order"
  std::string entry;      // of a library: a C function that returns the program; empty: an executable's, which its main finds
  aslrt::WorkflowType type = aslrt::WorkflowType::Standard;
  uint32_t timeoutSeconds = 0; // of an execution; 0: none
  std::string definition; // text as compiled
  std::string references = "{}"; // Program::references
  std::string options;
  std::string profile; // Program::profile
  /// Binding of each resource of the module.
  std::function<TaskBinding(llvm::StringRef resource)> bind;

  /// By what the rest of the program finds it.
  llvm::StringRef symbol() const { return entry.empty() ? llvm::StringRef("aslrt_program") : llvm::StringRef(entry); }
};

/// Registers what lowering to LLVM needs besides ir::registerDialects.
void registerLowering(mlir::DialectRegistry &registry);
/// What lowering is told.
struct LoweringOptions {
  unsigned level = 2; // -O0, -O1, -O2
  bool debug = false; // with the workflow's lines, states and variables for debuggers
};
/// The passes from the json and flow dialects (split) to the LLVM dialect.
void buildLoweringPipeline(mlir::OpPassManager &pm, const LoweringOptions &options);
/// Those among them that are aslc's own, for aslc-opt: convert-json-to-llvm and add-debug-scopes.
/// `debugOnStack`: names for debuggers get places on the stack.
std::unique_ptr<mlir::Pass> createConvertJsonToLLVMPass(bool debugOnStack);
void registerConvertJsonToLLVMPass();
std::unique_ptr<mlir::Pass> createAddDebugScopesPass(bool optimised);
void registerAddDebugScopesPass();
/// What constants give is computed by the runtime's own code, hence not a pass of ir/: fold-constants.
std::unique_ptr<mlir::Pass> createFoldConstantsPass();
void registerFoldConstantsPass();

/// Translates a module of the LLVM dialect and defines the constants that it refers to.
std::unique_ptr<llvm::Module> translate(mlir::ModuleOp module, llvm::LLVMContext &context);
/// Adds `aslrt_program`, by which the runtime's main finds the machines (in a library: a function that returns it), of which the first of the source is the workflow's.
void addProgram(llvm::Module &module, mlir::ModuleOp source, const ProgramInfo &info);
/// Links the bitcode of the hot runtime functions that the module calls (decision D4) and makes everything but `keep` internal.
llvm::Error linkRuntimeBitcode(llvm::Module &module, llvm::ArrayRef<llvm::StringRef> keep);

/// Where code is to be: in an executable of aslc's; in a library, position-independent; in memory, which may lie far from the runtime.
enum class Place { Executable, Library, Memory };
/// The machine that code is made for: baseline x86-64.
std::unique_ptr<llvm::TargetMachine> createTargetMachine(unsigned level, Place place = Place::Executable);
void optimise(llvm::Module &module, llvm::TargetMachine &machine, unsigned level);
/// Phis and selects of pairs, which the fast instruction selector does not know, become two each.
void splitPairs(llvm::Module &module);
/// Switches of few cases become comparisons, for the same end.
void branchSwitches(llvm::Module &module);
llvm::SmallVector<char, 0> emit(llvm::Module &module, llvm::TargetMachine &machine, llvm::CodeGenFileType type);

struct LinkOptions {
  std::string output;
  std::vector<std::string> objects; // the user's, for native handlers
  bool strip = true;
};
/// Links an object with the runtime that aslc carries into a static executable. The output appears whole or not at all.
llvm::Error link(llvm::ArrayRef<char> object, const LinkOptions &options);

/// Links an object that was made for Place::Library with the runtime that aslc carries for such into a shared library, which shows
/// `entry` and the interface of aslc/embed.h. The output appears whole or not at all.
llvm::Error linkShared(llvm::ArrayRef<char> object, llvm::StringRef entry, const std::string &output);
/// A static library of an object that was made for Place::Library, and the runtime that aslc carries for such. Several of them in a
/// program share the runtime of the first.
llvm::Expected<std::unique_ptr<llvm::MemoryBuffer>> archive(llvm::ArrayRef<char> object, llvm::StringRef name);

} // namespace aslc::codegen
