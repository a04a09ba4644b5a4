// Calls from generated code into the runtime, by the C ABI of x86-64.
#pragma once

#include "codegen/Tables.h"
#include "ir/json/Json.h"

#include "mlir/Conversion/LLVMCommon/Pattern.h"
#include "mlir/Conversion/LLVMCommon/TypeConverter.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"

namespace aslc::codegen {

/// { i64 head, i64 payload }
mlir::LLVM::LLVMStructType valueType(mlir::MLIRContext *context);
mlir::LLVM::LLVMPointerType pointerType(mlir::MLIRContext *context);

/// Builds the LLVM dialect at one op: constants, stack buffers, calls of the runtime.
class Emitter {
public:
  Emitter(mlir::OpBuilder &builder, mlir::Operation *at, Tables &tables) : builder(builder), at(at), loc(at->getLoc()), tables(tables) {}

  mlir::Value i32(uint32_t value);
  mlir::Value i64(uint64_t value);
  /// The value with this head and payload, known when compiling.
  mlir::Value constantValue(uint64_t head, uint64_t payload);
  mlir::Value makeValue(mlir::Value head, mlir::Value payload);
  /// Address of constant data `index` (Tables::constants).
  mlir::Value constantAddress(uint32_t index);
  /// Address of `count` guesses (aslrt_field, aslrt_attempt), this op's own.
  mlir::Value guesses(uint32_t count);
  /// Address of constant data that the runtime defines.
  mlir::Value symbolAddress(const std::string &name);
  mlir::Value loadValue(mlir::Value address);
  /// The context: first argument of the function around the op.
  mlir::Value context();
  /// `count` elements on the stack, in the function's entry block, so that a loop does not grow the stack.
  mlir::Value stack(mlir::Type element, uint32_t count);
  /// Stores values in a row into a new stack buffer.
  mlir::Value buffer(mlir::ValueRange values);
  mlir::Value elementAddress(mlir::Value base, mlir::Type element, uint32_t index);

  /// Calls aslrt_<entry>: letters filled from `operands` (V P L B) and `immediates` (I D); C is the context. Null for `v`.
  mlir::Value call(llvm::StringRef entry, mlir::ValueRange operands, llvm::ArrayRef<mlir::Attribute> immediates = {});
  mlir::Value call(llvm::StringRef entry, mlir::ValueRange operands, llvm::ArrayRef<uint32_t> immediates);
  /// Calls a function of this symbol: type letters as in EntryPoints.def.
  mlir::Value callSymbol(llvm::StringRef symbol, llvm::StringRef type, mlir::ValueRange operands, llvm::ArrayRef<mlir::Attribute> immediates);

  mlir::OpBuilder &builder;

private:
  mlir::LLVM::LLVMFuncOp declare(llvm::StringRef name, llvm::StringRef type);
  /// What the module declares by this name; `make` adds it, at the module's start, when it is first asked for.
  mlir::Operation *symbol(llvm::StringRef name, llvm::function_ref<mlir::Operation *(mlir::ModuleOp)> make);
  mlir::Operation *at;
  mlir::Location loc;
  Tables &tables;
};

/// A pattern that may add to the tables.
template <typename Op> struct TablePattern : mlir::ConvertOpToLLVMPattern<Op> {
  TablePattern(const mlir::LLVMTypeConverter &types, Tables &tables) : mlir::ConvertOpToLLVMPattern<Op>(types), tables(tables) {}
  Tables &tables;
};

/// The function around an op, lowered or not.
mlir::FunctionOpInterface functionAround(mlir::Operation *op);

void populateJsonToLLVM(const mlir::LLVMTypeConverter &types, mlir::RewritePatternSet &patterns, Tables &tables);
void populateSpelledObjects(const mlir::LLVMTypeConverter &types, mlir::RewritePatternSet &patterns, Tables &tables);
void populateMemberLookup(mlir::ModuleOp module, const mlir::LLVMTypeConverter &types, mlir::RewritePatternSet &patterns, Tables &tables);
void populatePathTails(const mlir::LLVMTypeConverter &types, mlir::RewritePatternSet &patterns, Tables &tables);
void populateTextMatching(const mlir::LLVMTypeConverter &types, mlir::RewritePatternSet &patterns, Tables &tables);
void populateFlowToLLVM(const mlir::LLVMTypeConverter &types, mlir::RewritePatternSet &patterns, Tables &tables);

} // namespace aslc::codegen
