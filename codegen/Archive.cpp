// Static libraries of workflows: the workflow's object, and the runtime that aslc carries for them. The linker takes members that define
// what is missing, so that the runtime is in a program once, of however many workflows.

#include "codegen/Codegen.h"
#include "codegen/Embedded.h"

#include "llvm/Object/ArchiveWriter.h"

using namespace aslc;

llvm::Expected<std::unique_ptr<llvm::MemoryBuffer>> codegen::archive(llvm::ArrayRef<char> object, llvm::StringRef name) {
  llvm::SmallVector<llvm::NewArchiveMember, 2> members;
  members.emplace_back(llvm::MemoryBufferRef({object.data(), object.size()}, name));
  members.emplace_back(llvm::MemoryBufferRef(embedded::embedObject(), "aslc-runtime.o"));
  return llvm::writeArchiveToBuffer(members, llvm::SymtabWritingMode::NormalSymtab, llvm::object::Archive::K_GNU, /*Deterministic=*/true,
                                    /*Thin=*/false);
}
