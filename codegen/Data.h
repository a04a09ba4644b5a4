// Constant data of an executable, in the layout of runtime/abi.
#pragma once

#include "llvm/ADT/StringMap.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/Module.h"

#include "runtime/abi/Value.h"

namespace aslc::codegen {

/// Builds constants in an LLVM module; equal texts are one.
class DataBuilder {
public:
  explicit DataBuilder(llvm::Module &module);

  llvm::Constant *i32(uint32_t value) const;
  llvm::Constant *i64(uint64_t value) const;
  /// Address of the bytes of a text.
  llvm::Constant *bytes(llvm::StringRef text);
  /// aslrt::Text
  llvm::Constant *text(llvm::StringRef text);
  /// aslrt::Value of a string.
  llvm::Constant *string(llvm::StringRef text);
  /// A value made while compiling, and all that it reaches. No functions.
  llvm::Constant *value(aslrt::Value value);
  /// Address of `elements` in a row; null if there are none.
  llvm::Constant *table(llvm::ArrayRef<llvm::Constant *> elements, llvm::StringRef name);
  llvm::Constant *structure(llvm::ArrayRef<llvm::Constant *> fields) const;

  llvm::StructType *valueType() const { return valueStruct; }

private:
  llvm::Constant *makeValue(uint64_t head, llvm::Constant *payload) const;
  llvm::Constant *makePointerValue(uint64_t head, llvm::Constant *address) const;
  llvm::Constant *decimal(aslrt::Value value);
  llvm::Module &module;
  llvm::LLVMContext &context;
  llvm::StructType *valueStruct;
  llvm::StringMap<llvm::Constant *> texts;
};

} // namespace aslc::codegen
