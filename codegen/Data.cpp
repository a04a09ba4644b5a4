#include "codegen/Data.h"

#include "runtime/abi/Value.h"

#include "llvm/IR/GlobalVariable.h"

using namespace aslc;
using namespace aslc::codegen;
using aslrt::makeHead;
using aslrt::Tag;

DataBuilder::DataBuilder(llvm::Module &module) : module(module), context(module.getContext()) {
  llvm::Type *word = llvm::Type::getInt64Ty(context);
  valueStruct = llvm::StructType::get(context, {word, word});
}

llvm::Constant *DataBuilder::i32(uint32_t v) const { return llvm::ConstantInt::get(llvm::Type::getInt32Ty(context), v); }
llvm::Constant *DataBuilder::i64(uint64_t v) const { return llvm::ConstantInt::get(llvm::Type::getInt64Ty(context), v); }

llvm::Constant *DataBuilder::structure(llvm::ArrayRef<llvm::Constant *> fields) const {
  return llvm::ConstantStruct::getAnon(context, fields);
}

llvm::Constant *DataBuilder::bytes(llvm::StringRef text) {
  llvm::Constant *&known = texts[text];
  if (!known) {
    auto *data = llvm::ConstantDataArray::getString(context, text, /*AddNull=*/false);
    auto *global = new llvm::GlobalVariable(module, data->getType(), true, llvm::GlobalValue::PrivateLinkage, data, "text");
    global->setUnnamedAddr(llvm::GlobalValue::UnnamedAddr::Global);
    global->setAlignment(llvm::Align(1));
    known = global;
  }
  return known;
}

llvm::Constant *DataBuilder::text(llvm::StringRef text) { return structure({bytes(text), i64(text.size())}); }

llvm::Constant *DataBuilder::table(llvm::ArrayRef<llvm::Constant *> elements, llvm::StringRef name) {
  if (elements.empty())
    return llvm::ConstantPointerNull::get(llvm::PointerType::get(context, 0));
  auto *type = llvm::ArrayType::get(elements.front()->getType(), elements.size());
  auto *global =
      new llvm::GlobalVariable(module, type, true, llvm::GlobalValue::PrivateLinkage, llvm::ConstantArray::get(type, elements), name);
  global->setAlignment(llvm::Align(16));
  return global;
}

llvm::Constant *DataBuilder::makeValue(uint64_t head, llvm::Constant *payload) const {
  return llvm::ConstantStruct::get(valueStruct, {i64(head), payload});
}

llvm::Constant *DataBuilder::makePointerValue(uint64_t head, llvm::Constant *address) const {
  return makeValue(head, llvm::ConstantExpr::getPtrToInt(address, llvm::Type::getInt64Ty(context)));
}

llvm::Constant *DataBuilder::string(llvm::StringRef text) {
  bool ascii = llvm::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  // Halves of surrogate pairs, which begin with this byte, are written as escapes.
  bool verbatim = llvm::none_of(text, [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '"' || c == '\\' || c == '\xed'; });
  int flags = aslrt::Static | (ascii ? aslrt::Ascii : 0) | (verbatim ? aslrt::Verbatim : 0);
  return makePointerValue(makeHead(Tag::String, uint8_t(flags), text.size()), bytes(text));
}

llvm::Constant *DataBuilder::decimal(aslrt::Value v) {
  const auto *data = v.pointer<aslrt::DecimalData>();
  auto *text = llvm::ConstantDataArray::getString(context, {data->text, v.length()}, false);
  auto *content = structure({llvm::ConstantFP::get(llvm::Type::getDoubleTy(context), data->number), text});
  auto *global = new llvm::GlobalVariable(module, content->getType(), true, llvm::GlobalValue::PrivateLinkage, content, "decimal");
  return makePointerValue(makeHead(Tag::Decimal, aslrt::Static, v.length()), global);
}

llvm::Constant *DataBuilder::value(aslrt::Value v) {
  switch (v.tag()) {
  case Tag::String: return string({v.string().data(), v.string().size()});
  case Tag::Decimal: return decimal(v);
  case Tag::Array: {
    llvm::SmallVector<llvm::Constant *> items;
    for (uint32_t i = 0; i < v.length(); ++i)
      items.push_back(value(v.pointer<aslrt::Value>()[i]));
    return makePointerValue(makeHead(Tag::Array, aslrt::Static, v.length()), table(items, "items"));
  }
  case Tag::Object: {
    llvm::SmallVector<llvm::Constant *> members;
    for (uint32_t i = 0; i < v.length(); ++i) {
      const aslrt::Member &member = v.pointer<aslrt::Member>()[i];
      members.push_back(value(member.key));
      members.push_back(value(member.value));
    }
    return makePointerValue(makeHead(Tag::Object, aslrt::Static, v.length()), table(members, "members"));
  }
  default: return makeValue(v.head, i64(v.payload));
  }
}
